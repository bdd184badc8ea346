"""EventBridge: which rules see a record, and what a topic or queue takes from them.

- A rule in state ENABLED sees no read-only management event, one in ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS sees all
  (EventBridge guide, "Read-only management events"). ministack delivers for ENABLED only.
- EventBridge publishes as events.amazonaws.com with the rule's ARN as aws:SourceArn, as far as the topic's policy allows;
  what is refused goes to the target's dead-letter queue, as far as that one's allows, with why in its attributes
  (EventBridge guide, "Using dead-letter queues"). AWS tries again for the target's maximum age first; here it is at once.
"""

import contextvars
import json

from handlers.enforcing.authorise import service_may
from ministack.core.arn import parse_arn
from ministack.core.responses import get_account_id, get_region, new_uuid
from ministack.services import eventbridge, sns, sqs

ALL = "ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS"
SERVICE = "events.amazonaws.com"
_DELIVERING = contextvars.ContextVar("kaizencoach_rule", default=({}, {}))

_dispatch_to_sns = eventbridge._dispatch_to_sns


def dispatch_record(record):
    """Puts a record of CloudTrail on the default bus."""
    dispatch({
        "EventId": new_uuid(),
        "Source": f"aws.{record['eventSource'].split('.')[0]}",
        "DetailType": "AWS API Call via CloudTrail",
        "Detail": json.dumps(record),
        "EventBusName": "default",
        "Time": record["eventTime"],
        "Resources": [],
        "Account": get_account_id(),
        "Region": get_region(),
        "_ReadOnlyManagement": record["readOnly"] and record["managementEvent"],
    })


def dispatch(event, view=None):
    """Delivers an event to the targets of every rule that sees and matches it."""
    bus, path = event.get("EventBusName", "default"), set(event.get("_DispatchPath") or [])
    view = view or eventbridge._pattern_event_view(event)
    for key, rule in list(eventbridge._rules.items()):
        if rule.get("EventBusName", "default") != bus or key in path or not rule.get("EventPattern"):
            continue
        state = rule.get("State")
        if state != ALL and (state != "ENABLED" or event.get("_ReadOnlyManagement")):
            continue
        if eventbridge._matches_pattern_view(rule["EventPattern"], view, f"rule {key}"):
            for target in eventbridge._targets.get(key, []):
                token = _DELIVERING.set((rule, target))
                eventbridge._invoke_target(target, event, rule, view)
                _DELIVERING.reset(token)


def dispatch_to_sns(topic_arn, payload):
    """Publishes as the rule that is being delivered, or gives the event to its dead-letter queue."""
    rule, target = _DELIVERING.get()
    source = {"aws:SourceArn": rule.get("Arn", "")}
    topic = sns._topic_by_arn_any_scope(topic_arn)
    policy = topic["attributes"].get("Policy") if topic else None
    if topic and service_may(policy, SERVICE, "sns:Publish", topic_arn, source):
        return _dispatch_to_sns(topic_arn, payload)
    dead_letters = (target.get("DeadLetterConfig") or {}).get("Arn", "")
    queue = sqs._queue_by_arn(dead_letters) if dead_letters else None
    if queue and service_may(queue["attributes"].get("Policy"), SERVICE, "sqs:SendMessage", dead_letters, source):
        eventbridge._dispatch_to_sqs(parse_arn(dead_letters), payload, {})
    return None


def register():
    eventbridge._dispatch_event = dispatch
    eventbridge._dispatch_to_sns = dispatch_to_sns
