"""AWS::SecretsManager::Secret: ministack's handler, which overwrites a secret that has the same name."""

from handlers.answers import handler_error
from ministack.services import secretsmanager
from ministack.services.cloudformation import provisioners

TYPE = "AWS::SecretsManager::Secret"

_create_unchecked = provisioners._sm_secret_create


def create(logical_id, props, stack_name):
    """Creates the secret; refuses a name that is taken, as AWS does."""
    name = props.get("Name") or provisioners._physical_name(stack_name, logical_id)
    existing = secretsmanager._secrets.get(name)
    if existing is None:
        return _create_unchecked(logical_id, props, stack_name)
    if existing.get("DeletedDate"):
        message = "You can't create this secret because a secret with this name is already scheduled for deletion."
        raise handler_error(message, "SecretsManager", "InvalidRequest")
    message = f"The operation failed because the secret {name} already exists."
    raise handler_error(message, "SecretsManager", "AlreadyExists")


def register():
    # ministack's update handler creates by this name when a secret is renamed.
    provisioners._sm_secret_create = create
    provisioners._RESOURCE_HANDLERS[TYPE]["create"] = create
