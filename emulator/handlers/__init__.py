"""CloudFormation resource types that ministack 1.5.33 lacks, on top of its own services."""

from handlers import cloudtrail_trail, lambda_resource_policy, secret, secret_resource_policy

_MODULES = (cloudtrail_trail, lambda_resource_policy, secret_resource_policy, secret)


def register_handlers():
    """Makes ministack's CloudFormation know the types; call once, before it serves."""
    for module in _MODULES:
        module.register()
