"""Rules that mute alarms, which ministack lacks: kept, listed, and heeded when an alarm would tell somebody.

AWS (CloudWatch API reference, "PutAlarmMuteRule"): a muted alarm changes its state and takes no action. Of schedules only
`at(…)` in UTC is played; a rule that recurs stays SCHEDULED. Requests in JSON, as the SDK for JavaScript makes them.
"""

import re
from datetime import datetime, timedelta, timezone

from handlers import clock
from handlers.alerting import json_operations
from ministack.core.responses import get_account_id, get_region, json_response
from ministack.services import cloudwatch

_rules = {}  # by name, as they were put
_DURATION = re.compile(r"P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?)?$")


def arn_of(name):
    """The ARN of a rule (Service Authorization Reference, CloudWatch)."""
    return f"arn:aws:cloudwatch:{get_region()}:{get_account_id()}:alarm-mute-rule:{name}"


def is_muted(alarm_name):
    """Whether a rule mutes the alarm now."""
    return any(_status(rule) == "ACTIVE" for rule in _muting(alarm_name))


def _muting(alarm_name):
    return [rule for rule in _rules.values() if alarm_name in rule.get("MuteTargets", {}).get("AlarmNames", [])]


def _status(rule):
    schedule = rule["Rule"]["Schedule"]
    once = re.match(r"at\((.+)\)$", schedule["Expression"])
    if not once:
        return "SCHEDULED"
    begins = datetime.fromisoformat(once[1]).replace(tzinfo=timezone.utc)
    days, hours, minutes = (int(number or 0) for number in _DURATION.match(schedule["Duration"]).groups())
    now = datetime.fromtimestamp(clock.now(), timezone.utc)
    if now < begins:
        return "SCHEDULED"
    return "ACTIVE" if now < begins + timedelta(days=days, hours=hours, minutes=minutes) else "EXPIRED"


def _put(data):
    _rules[data["Name"]] = data
    return json_response({})


def _delete(data):
    _rules.pop(data["AlarmMuteRuleName"], None)
    return json_response({})


def _list(data):
    found = _muting(data["AlarmName"]) if "AlarmName" in data else _rules.values()
    summaries = [{"AlarmMuteRuleArn": arn_of(rule["Name"]), "Status": _status(rule)} for rule in found]
    return json_response({"AlarmMuteRuleSummaries": summaries})


_OPERATIONS = {"PutAlarmMuteRule": _put, "DeleteAlarmMuteRule": _delete, "ListAlarmMuteRules": _list}


def register():
    json_operations.serve(cloudwatch, _OPERATIONS)
