"""AWS::SecretsManager::ResourcePolicy: the one policy of a secret. Ref gives the secret's ARN."""

import json

from handlers.answers import handler_error, unwrap
from handlers.policy_document import allows_everyone, parse_policy
from ministack.services import secretsmanager
from ministack.services.cloudformation import provisioners

TYPE = "AWS::SecretsManager::ResourcePolicy"
SERVICE = "SecretsManager"


def create(_logical_id, props, _stack_name):
    """Attaches the policy; refuses a secret that has one."""
    secret_id = props.get("SecretId", "")
    found = unwrap(secretsmanager._get_resource_policy({"SecretId": secret_id}), SERVICE)
    if "ResourcePolicy" in found:
        message = f"The secret {found['Name']} already has a resource policy."
        raise handler_error(message, SERVICE, "AlreadyExists")
    return _put(secret_id, props)


def update(_physical_id, _old_props, new_props, _stack_name):
    """Replaces the document in place; another SecretId is a replacement, which ministack does by itself."""
    return _put(new_props.get("SecretId", ""), new_props)


def delete(physical_id, _props):
    """Removes the policy; one whose secret is gone went with it."""
    if secretsmanager._resolve(physical_id)[1] is not None:
        unwrap(secretsmanager._delete_resource_policy({"SecretId": physical_id}), SERVICE)


def _put(secret_id, props):
    document = parse_policy(props.get("ResourcePolicy"), "ResourcePolicy")
    # AWS blocks public policies unless the template says otherwise.
    if str(props.get("BlockPublicPolicy", True)).lower() == "true" and allows_everyone(document):
        message = (
            "The BlockPublicPolicy parameter is set to true, and the resource policy did not prevent broad access "
            "to the secret."
        )
        raise handler_error(message, SERVICE, "InvalidRequest")
    answer = secretsmanager._put_resource_policy({"SecretId": secret_id, "ResourcePolicy": json.dumps(document)})
    arn = unwrap(answer, SERVICE)["ARN"]
    return arn, {"Id": arn}


def register():
    provisioners._RESOURCE_HANDLERS[TYPE] = {"create": create, "update": update, "delete": delete}
    provisioners._REPLACING_PROPERTIES[TYPE] = ("SecretId",)
