"""AWS::SNS::Topic: attributes that ministack's handler leaves out although its SNS has them."""

from ministack.services import sns
from ministack.services.cloudformation import provisioners

TYPE = "AWS::SNS::Topic"

_ATTRIBUTES = ("KmsMasterKeyId", "SignatureVersion", "TracingConfig")
_MINISTACKS = {"TopicName", "DisplayName", "Subscription", "Tags", "FifoTopic"}

_create_without = provisioners._sns_create
_update_without = provisioners._sns_update


def create(logical_id, props, stack_name):
    """Creates the topic with all its attributes; refuses what the service would lose."""
    unknown = sorted(set(props) - set(_ATTRIBUTES) - _MINISTACKS)
    if unknown:
        raise ValueError(f"the emulator's AWS::SNS::Topic has no {', '.join(unknown)}")
    return _with_attributes(_create_without(logical_id, props, stack_name), props)


def update(physical_id, old_props, new_props, stack_name, logical_id=None):
    """Updates in place; an attribute that the template drops goes."""
    return _with_attributes(_update_without(physical_id, old_props, new_props, stack_name, logical_id), new_props)


def _with_attributes(result, props):
    attributes = sns._topics[result[0]]["attributes"]
    for name in _ATTRIBUTES:
        attributes.pop(name, None)
        if props.get(name):
            attributes[name] = str(props[name])
    return result


def register():
    provisioners._RESOURCE_HANDLERS[TYPE].update({"create": create, "update": update})
