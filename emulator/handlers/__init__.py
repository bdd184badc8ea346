"""What ministack 1.5.33 lacks or does unlike AWS, on top of its own services."""

from handlers import (
    bucket_configurations,
    cloudtrail_trail,
    known_services,
    lambda_resource_policy,
    pages,
    secret,
    secret_resource_policy,
    secret_versions,
    staging_labels,
    topic,
    version_tokens,
)
from handlers.alerting import alarms, data_protection, inbox, metric_filters, mute_rules, rules, topic_protection
from handlers.enforcing import (
    cloudformation_role,
    function_logs,
    function_urls,
    operations,
    principals,
    secret_encryption,
    sessions,
    trail_key,
)
from handlers.enforcing import requests as enforced_requests
from handlers.recording import batch
from handlers.recording import requests as recorded_requests

# In this order: each of the last ones takes what the ones before it put in place.
_MODULES = (
    bucket_configurations,
    cloudtrail_trail,
    known_services,
    lambda_resource_policy,
    pages,
    secret,
    secret_resource_policy,
    secret_versions,
    staging_labels,
    topic,
    version_tokens,
    principals,
    operations,
    enforced_requests,
    secret_encryption,
    function_logs,
    function_urls,
    trail_key,
    batch,
    recorded_requests,
    rules,
    metric_filters,
    data_protection,
    topic_protection,
    mute_rules,
    alarms,
    inbox,
    cloudformation_role,
)


def register_handlers():
    """Puts every correction in its place; call once, before it serves."""
    for module in _MODULES:
        module.register()
    pages.add_page("advance", alarms.advance)
    pages.add_page("inbox", inbox.inbox)
    pages.add_page("session", sessions.session)
