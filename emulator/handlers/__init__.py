"""CloudFormation resource types and properties that ministack 1.5.33 lacks, on top of its own services."""

from handlers import (
    bucket_configurations,
    cloudtrail_trail,
    lambda_resource_policy,
    secret,
    secret_resource_policy,
    topic,
)

_MODULES = (bucket_configurations, cloudtrail_trail, lambda_resource_policy, secret, secret_resource_policy, topic)


def register_handlers():
    """Makes ministack's CloudFormation know the types; call once, before it serves."""
    for module in _MODULES:
        module.register()
