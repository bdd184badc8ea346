"""AWS::CloudTrail::Trail. Ref gives the trail's name. What the service cannot hold is refused, never dropped."""

from handlers.answers import unwrap
from handlers.trail_properties import api_properties, event_selectors, is_true, tag_map
from ministack.core.responses import get_account_id, get_region
from ministack.services import cloudtrail
from ministack.services.cloudformation import provisioners

TYPE = "AWS::CloudTrail::Trail"
SERVICE = "CloudTrail"


def create(logical_id, props, stack_name):
    """Creates the trail with its selectors and tags, logging or not as the template says."""
    name = props.get("TrailName") or provisioners._physical_name(stack_name, logical_id)
    body = {"Name": name, **api_properties(props)}
    arn = unwrap(cloudtrail._create_trail(body), SERVICE)["TrailARN"]
    try:
        # ministack's CreateTrail drops the log group and its role; UpdateTrail keeps them.
        unwrap(cloudtrail._update_trail(body), SERVICE)
        _apply(name, arn, {}, props)
    except ValueError:
        # CloudFormation deletes only what was created; half a trail would keep the name.
        cloudtrail._delete_trail({"Name": name})
        raise
    return name, _attributes(arn, props)


def update(physical_id, old_props, new_props, _stack_name):
    """Updates in place; another TrailName is a replacement, which ministack does by itself."""
    arn = unwrap(cloudtrail._update_trail({"Name": physical_id, **api_properties(new_props)}), SERVICE)["TrailARN"]
    _apply(physical_id, arn, old_props, new_props)
    return physical_id, _attributes(arn, new_props)


def delete(physical_id, _props):
    """Deletes the trail; one that is gone already is no failure."""
    status, _headers, _body = cloudtrail._get_trail({"Name": physical_id})
    if status < 400:
        unwrap(cloudtrail._delete_trail({"Name": physical_id}), SERVICE)


def _apply(name, arn, old_props, props):
    unwrap(cloudtrail._put_event_selectors({"TrailName": name, **event_selectors(props)}), SERVICE)
    _apply_tags(arn, tag_map(old_props), tag_map(props))
    logging = unwrap(cloudtrail._get_trail_status({"Name": name}), SERVICE)["IsLogging"]
    # Starting anew would move the time since when it logs.
    if logging != is_true(props.get("IsLogging")):
        change = cloudtrail._stop_logging if logging else cloudtrail._start_logging
        unwrap(change({"Name": name}), SERVICE)


def _apply_tags(arn, old_tags, new_tags):
    dropped = [{"Key": key} for key in old_tags if key not in new_tags]
    kept = [{"Key": key, "Value": value} for key, value in new_tags.items()]
    unwrap(cloudtrail._remove_tags({"ResourceId": arn, "TagsList": dropped}), SERVICE)
    unwrap(cloudtrail._add_tags({"ResourceId": arn, "TagsList": kept}), SERVICE)


def _attributes(arn, props):
    topic = props.get("SnsTopicName", "")
    if topic and not topic.startswith("arn:"):
        topic = f"arn:aws:sns:{get_region()}:{get_account_id()}:{topic}"
    return {"Arn": arn, **({"SnsTopicArn": topic} if topic else {})}


def register():
    provisioners._RESOURCE_HANDLERS[TYPE] = {"create": create, "update": update, "delete": delete}
    provisioners._REPLACING_PROPERTIES[TYPE] = ("TrailName",)
    provisioners._STACK_TAG_PROPERTY[TYPE] = ("Tags", "list")
