"""What ministack 1.5.33 lacks or does unlike AWS, on top of its own services."""

from handlers import (
    bucket_configurations,
    clock,
    cloudtrail_trail,
    lambda_resource_policy,
    pages,
    secret,
    secret_resource_policy,
    secret_versions,
    staging_labels,
    topic,
    version_tokens,
)

_MODULES = (
    bucket_configurations,
    cloudtrail_trail,
    lambda_resource_policy,
    pages,
    secret,
    secret_resource_policy,
    secret_versions,
    staging_labels,
    topic,
    version_tokens,
)


def register_handlers():
    """Puts every correction in its place; call once, before it serves."""
    for module in _MODULES:
        module.register()
    pages.add_page("advance", clock.advance)
