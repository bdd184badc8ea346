"""Versions of a secret outlive their labels.

AWS (PutSecretValue, ListSecretVersionIds, "What's in a Secrets Manager secret"): a version without a label is deprecated,
listed with IncludeDeprecated, read by its id, and removed once there are more than 100 versions, but not within 24 hours
of its creation. ministack deletes the version that loses AWSPREVIOUS, lists all, and dates in whole seconds.
AWS also has a quota of about 100 versions that many writes within a day can exhaust; its exact number is not documented,
and the emulator has none.
"""

from handlers import clock
from ministack.core.responses import json_response
from ministack.services import secretsmanager

KEPT = 100
SECONDS_KEPT = 24 * 60 * 60

_list_version_ids = secretsmanager._list_secret_version_ids


def promote(secret, version_id):
    """Moves AWSCURRENT, and AWSPREVIOUS to the version that had it, also to one that is AWSPREVIOUS now."""
    outgoing, _ = secretsmanager._find_stage_version(secret, "AWSCURRENT")
    if outgoing != version_id:
        secretsmanager._remove_stage_everywhere(secret, "AWSCURRENT")
        secretsmanager._add_stage(secret, version_id, "AWSCURRENT")
        if outgoing:
            secretsmanager._remove_stage_everywhere(secret, "AWSPREVIOUS")
            secretsmanager._add_stage(secret, outgoing, "AWSPREVIOUS")
        secretsmanager._emit_secret_label_updated(secret, "AWSCURRENT", version_id)
    prune(secret)


def date(secret, version_id):
    """Dates a new version to the millisecond."""
    secret["LastChangedDate"] = secret["Versions"][version_id]["CreatedDate"] = clock.now()


def prune(secret):
    """Removes the oldest deprecated versions beyond the number that AWS keeps."""
    versions = secret["Versions"]
    old = [
        version_id
        for version_id, version in sorted(versions.items(), key=lambda item: item[1]["CreatedDate"])
        if not version["Stages"] and clock.now() - version["CreatedDate"] > SECONDS_KEPT
    ]
    for version_id in old[: max(0, len(versions) - KEPT)]:
        del versions[version_id]


def list_version_ids(data):
    """ListSecretVersionIds: deprecated versions only where the request includes them."""
    _, secret = secretsmanager._resolve(data.get("SecretId"))
    if secret is None:
        return _list_version_ids(data)
    shown = [
        {"VersionId": version_id, "VersionStages": list(version["Stages"]), "CreatedDate": version["CreatedDate"]}
        for version_id, version in secret["Versions"].items()
        if version["Stages"] or data.get("IncludeDeprecated")
    ]
    start = int(data.get("NextToken") or 0)
    end = start + min(int(data.get("MaxResults") or 100), 100)
    following = {"NextToken": str(end)} if end < len(shown) else {}
    return json_response({"ARN": secret["ARN"], "Name": secret["Name"], "Versions": shown[start:end], **following})


def register():
    secretsmanager._apply_current_promotion = promote
    secretsmanager._list_secret_version_ids = list_version_ids
