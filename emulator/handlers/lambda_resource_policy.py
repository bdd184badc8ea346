"""AWS::Lambda::ResourcePolicy: the whole policy of a function. Ref gives the function's ARN.

ministack keeps one document per function, to which AddPermission appends and which GetPolicy shows.
"""

from handlers.answers import handler_error
from handlers.policy_document import parse_policy, statements
from ministack.services import lambda_svc
from ministack.services.cloudformation import provisioners

TYPE = "AWS::Lambda::ResourcePolicy"
SERVICE = "Lambda"


def create(_logical_id, props, _stack_name):
    """Sets the policy; refuses a function that has one, since the document would replace its permissions."""
    arn = props.get("ResourceArn", "")
    if statements(_function(arn)["policy"]):
        raise handler_error(f"The resource {arn} already has a resource policy.", SERVICE, "AlreadyExists")
    return _put(arn, props)


def update(_physical_id, _old_props, new_props, _stack_name):
    """Replaces the document in place; another ResourceArn is a replacement, which ministack does by itself."""
    return _put(new_props.get("ResourceArn", ""), new_props)


def delete(physical_id, _props):
    """Empties the policy; one whose function is gone went with it."""
    function = _stored_function(physical_id)
    if function is not None:
        function["policy"] = {"Version": "2012-10-17", "Id": "default", "Statement": []}


def _put(arn, props):
    document = parse_policy(props.get("PolicyDocument"), "PolicyDocument")
    _function(arn)["policy"] = {**document, "Statement": list(statements(document))}
    return arn, {}


def _function(arn):
    # A policy of a version or alias would need a document of its own, which ministack has no place for.
    if arn.count(":") != 6:
        raise ValueError(f"ResourceArn must be the ARN of a function without a qualifier, got {arn!r}")
    function = _stored_function(arn)
    if function is None:
        raise handler_error(f"Function not found: {arn}", SERVICE, "NotFound", 404)
    return function


def _stored_function(arn):
    return lambda_svc._functions.get(arn.split(":")[-1])


def register():
    provisioners._RESOURCE_HANDLERS[TYPE] = {"create": create, "update": update, "delete": delete}
    provisioners._REPLACING_PROPERTIES[TYPE] = ("ResourceArn",)
