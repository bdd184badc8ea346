"""Alarms with their dimensions, periods and missing data, evaluated when something happens and as time goes by.

AWS (CloudWatch guide, "Using Amazon CloudWatch alarms", "Configuring how alarms treat missing data"). ministack ignores the
dimensions and missing data, and looks at an alarm only when a metric is put. AWS evaluates aligned periods, every minute;
the emulator looks back from now, so an alarm comes at once. Assumed: of a period that began before the alarm was there, the
absence of data says nothing, else every alarm for silence would go off when it is made.
Alarm actions publish as cloudwatch.amazonaws.com with the alarm's ARN, as far as the topic's policy allows (SNS guide).
A queue's ApproximateNumberOfMessagesVisible (SQS guide, "Available CloudWatch metrics") is taken at each evaluation.
"""

import threading
import time
from bisect import bisect_right
from datetime import datetime, timezone

from handlers import clock
from handlers.alerting import mute_rules
from handlers.enforcing.authorise import service_may
from ministack.core.responses import get_account_id, get_region, request_scope
from ministack.services import cloudwatch, sns, sqs

SECONDS_BETWEEN = 10
# No alarm looks back further; AWS keeps points for 15 days and longer.
SECONDS_KEPT = 86400
SERVICE = "cloudwatch.amazonaws.com"
_COMPARE = {
    "GreaterThanThreshold": lambda value, threshold: value > threshold,
    "GreaterThanOrEqualToThreshold": lambda value, threshold: value >= threshold,
    "LessThanThreshold": lambda value, threshold: value < threshold,
    "LessThanOrEqualToThreshold": lambda value, threshold: value <= threshold,
}
_MISSING = {"breaching": True, "notBreaching": False}
_visible = {}  # name of a queue: what was last recorded of it, and in which minute
_since = {}  # ARN of an alarm: when it was first evaluated

_dispatch_alarm_actions = cloudwatch._dispatch_alarm_actions


def record_metric(namespace, name, value, unit="None", dimensions=None):
    """Adds a point of a metric, at the emulator's time; one that repeats the last within a second is counted with it."""
    now = clock.now()
    points = cloudwatch._metric_bucket((namespace, name, cloudwatch._dims_key(dimensions or {})))
    if points and points[-1]["Value"] == value and now - points[-1]["Timestamp"] < 1 and "_stat" not in points[-1]:
        points[-1]["Count"] = points[-1].get("Count", 1) + 1
        return
    points.append({"Timestamp": now, "Value": float(value), "Unit": unit, "Dimensions": dict(dimensions or {})})
    del points[:_first_after(points, now - SECONDS_KEPT)]


def _first_after(points, moment):
    """Index of the first point after `moment`: they stand in the order of time."""
    return bisect_right(points, moment, key=lambda point: point["Timestamp"])


def evaluate_all():
    """Looks at every alarm."""
    for queue in list(sqs._queues.values()):
        visible = sum(1 for message in queue["messages"] if message["visible_at"] <= time.time())
        if _visible.get(queue["name"]) == (visible, clock.now() // 60):
            continue
        _visible[queue["name"]] = (visible, clock.now() // 60)
        record_metric("AWS/SQS", "ApproximateNumberOfMessagesVisible", visible, "Count", {"QueueName": queue["name"]})
    for alarm in list(cloudwatch._alarms.values()):
        evaluate(alarm)


def evaluate(alarm):
    """Moves one alarm to the state that its metric says, and tells of it."""
    if alarm.get("MetricName") and alarm.get("ComparisonOperator") in _COMPARE:
        state, breached, periods = _state(alarm)
        old = alarm["StateValue"]
        if state not in (None, old):
            reason = f"Threshold Crossed: {breached} of the last {periods} datapoints breached {alarm['Threshold']}"
            alarm.update(StateValue=state, StateReason=reason, StateUpdatedTimestamp=int(clock.now()))
            cloudwatch._record_history(alarm["AlarmName"], old, state, reason)
            # To the millisecond, as AWS keeps it: ministack drops what is less than a second.
            moment = datetime.now(timezone.utc).isoformat(timespec="milliseconds")
            cloudwatch._history_entries()[-1]["Timestamp"] = moment.replace("+00:00", "Z")
            cloudwatch._dispatch_alarm_actions(alarm, old, state, reason)


def _state(alarm):
    dimensions = {item["Name"]: item["Value"] for item in alarm.get("Dimensions") or []}
    key = (alarm["Namespace"], alarm["MetricName"], cloudwatch._dims_key(dimensions))
    points, period = cloudwatch._metrics.get(key) or [], int(alarm.get("Period", 60))
    periods, now = int(alarm.get("EvaluationPeriods", 1)), clock.now()
    missing = alarm.get("TreatMissingData", "missing")
    found = []
    for end in (now - index * period for index in range(periods)):
        inside = points[_first_after(points, end - period) : _first_after(points, end)]
        existed = end - period >= _since.setdefault(alarm["AlarmArn"], now)
        found.append(_breaches(alarm, inside) if inside else _MISSING.get(missing) if existed else None)
    known = [breach for breach in found if breach is not None]
    if not known:
        return (None if missing == "ignore" else "INSUFFICIENT_DATA"), 0, periods
    needed = int(alarm.get("DatapointsToAlarm") or periods)
    return ("ALARM" if sum(known) >= min(needed, len(known)) else "OK"), sum(known), periods


def _breaches(alarm, points):
    statistic = alarm.get("ExtendedStatistic") or alarm.get("Statistic", "Average")
    value = cloudwatch._stat_value(cloudwatch._calc_stats(points), statistic, points)
    return _COMPARE[alarm["ComparisonOperator"]](value, float(alarm["Threshold"]))


def dispatch_alarm_actions(alarm, old_state, new_state, reason):
    """Tells the topics whose policy lets this alarm publish, unless a rule mutes it."""
    if mute_rules.is_muted(alarm["AlarmName"]):
        return
    source = {"aws:SourceArn": alarm["AlarmArn"]}

    def takes(arn):
        topic = sns._topic_by_arn_any_scope(arn)
        return topic and service_may(topic["attributes"].get("Policy"), SERVICE, "sns:Publish", arn, source)

    names = ("AlarmActions", "OKActions", "InsufficientDataActions")
    allowed = {name: [arn for arn in alarm.get(name) or [] if takes(arn)] for name in names}
    _dispatch_alarm_actions({**alarm, **allowed}, old_state, new_state, reason)


def advance(query):
    """Answers POST /_kaizencoach/advance?seconds=N: lets the time go forward, and looks at every alarm then."""
    clock.advance(float(query["seconds"][0]))
    evaluate_all()
    return {"now": clock.now()}


def _watch(account, region):
    while True:
        time.sleep(SECONDS_BETWEEN)
        with request_scope(account, region):
            evaluate_all()


def register():
    cloudwatch.record_metric = record_metric
    cloudwatch._evaluate_alarm = evaluate
    cloudwatch._dispatch_alarm_actions = dispatch_alarm_actions
    threading.Thread(target=_watch, args=(get_account_id(), get_region()), daemon=True).start()
