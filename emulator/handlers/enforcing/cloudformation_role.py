"""CloudFormation makes its calls as the role that the operation names, or that the stack was last given.

AWS (CloudFormation guide, "CloudFormation service role"): the role's permissions count, whoever may ask for the operation;
who names one needs iam:PassRole; the stack keeps it. Each call is a record with invokedBy cloudformation.amazonaws.com.
ministack makes the calls in process, as nobody. Without a role they are made as the caller.
"""

from urllib.parse import parse_qsl

from handlers.enforcing.authorise import denial
from handlers.enforcing.caller import CALLER, session_of
from handlers.enforcing.cloudformation_calls import CALLS, resource_of
from handlers.enforcing.secret_encryption import WRITE, key_denial
from handlers.recording import requests
from handlers.recording.record import write_through
from ministack.services.cloudformation import custom_resource, provisioners

OPERATIONS = ("ExecuteChangeSet", "CreateStack", "UpdateStack", "DeleteStack")
PASSED_TO = {"iam:PassedToService": "cloudformation.amazonaws.com"}
_roles = {}  # name of a stack: ARN of its role

_invoke_custom_resource = custom_resource.invoke_custom_resource


def take_role(action, body, query, _resource):
    """Makes the stack's role the caller of what follows; gives why the caller may not name that role."""
    service, _, operation = action.partition(":")
    if service != "cloudformation":
        return None
    params = {**dict(parse_qsl(body.decode("utf-8", "replace"))), **{name: found[0] for name, found in query.items()}}
    stack = params.get("StackName", "").split("stack/")[-1].split("/")[0]
    role = params.get("RoleARN")
    if role:
        refused = denial(CALLER.get(), "iam:PassRole", role, PASSED_TO)
        if refused:
            return refused
        _roles[stack] = role
    if operation in OPERATIONS and stack in _roles:
        CALLER.set(session_of(_roles[stack], "AWSCloudFormation"))
    return None


def call(service, operation, resource, parameters):
    """Makes one call as the role; raises as a resource handler does where IAM denies it."""
    principal = CALLER.get()
    if principal is None or principal.policies is None:
        return
    action = f"{service}:{operation}"
    refused = denial(principal, action, resource)
    write_through("cloudformation", principal, action, parameters, resource, refused)
    if refused:
        raise _access_denied(refused, service)


def _access_denied(message, service):
    text = f"{message} (Service: {service}, Status Code: 403)"
    return ValueError(f'Resource handler returned message: "{text}" (HandlerErrorCode: AccessDenied)')


def _calls(kind, which, props, physical_id):
    resource, parameters = resource_of(kind, props, physical_id)
    for operation in CALLS[kind][which]:
        call(CALLS[kind][0], operation, resource, parameters)
    # CreateSecret with a key encrypts the first version; asked also where there is no value yet.
    if kind == "AWS::SecretsManager::Secret" and which == 1 and props.get("KmsKeyId"):
        refused = key_denial(props["KmsKeyId"], resource.replace("??????", "AbCdEf"), "", WRITE)
        if refused:
            raise _access_denied("Access to KMS is not allowed", "secretsmanager")


def _as_role(kind, handler):
    def create(logical_id, props, *rest, **named):
        _calls(kind, 1, props, None)
        return handler["create"](logical_id, props, *rest, **named)

    def update(physical_id, old_props, new_props, *rest, **named):
        _calls(kind, 2, new_props, physical_id)
        return handler["update"](physical_id, old_props, new_props, *rest, **named)

    def delete(physical_id, props, *rest, **named):
        _calls(kind, 3, props, physical_id)
        return handler["delete"](physical_id, props, *rest, **named)

    own = {"create": create, "update": update, "delete": delete}
    return {**handler, **{name: function for name, function in own.items() if name in handler}}


def invoke_custom_resource(request_type, logical_id, props, *rest, **named):
    """Invokes the function as the role."""
    function = str(props.get("ServiceToken", ""))
    call("lambda", "InvokeFunction", function, {"functionName": function})
    return _invoke_custom_resource(request_type, logical_id, props, *rest, **named)


def register():
    """After every handler of a type is in its place."""
    for kind in CALLS:
        provisioners._RESOURCE_HANDLERS[kind] = _as_role(kind, provisioners._RESOURCE_HANDLERS[kind])
    custom_resource.invoke_custom_resource = invoke_custom_resource
    requests.CHECKS.append(take_role)
