"""What ministack 1.5.33 lacks or does unlike AWS, on top of its own services: resource types, properties, labels."""

from handlers import (
    bucket_configurations,
    cloudtrail_trail,
    lambda_resource_policy,
    secret,
    secret_resource_policy,
    staging_labels,
    topic,
)

_MODULES = (
    bucket_configurations,
    cloudtrail_trail,
    lambda_resource_policy,
    secret,
    secret_resource_policy,
    staging_labels,
    topic,
)


def register_handlers():
    """Makes ministack's CloudFormation know the types; call once, before it serves."""
    for module in _MODULES:
        module.register()
