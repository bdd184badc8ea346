"""Each staging label is at one version at most, and a secret has at most 20 of them.

AWS (PutSecretValue: VersionStages; UpdateSecretVersionStage; quotas of Secrets Manager): a label that a new version brings is
taken from the version that had it; the first version becomes AWSCURRENT whatever its labels; AWSCURRENT moves but is never
taken away. ministack leaves a label at both versions, and knows no limit. That AWSCURRENT and AWSPREVIOUS count among the
20 is assumed.
"""

from ministack.core.responses import error_response_json, json_response
from ministack.services import secretsmanager

LABELS = 20

_put_secret_value = secretsmanager._put_secret_value
_update_version_stage = secretsmanager._update_secret_version_stage


def put(data):
    """PutSecretValue with all of its labels, AWSCURRENT among them or not; the request names the new version's id."""
    _, secret = secretsmanager._resolve(data.get("SecretId"))
    if secret is None:
        return _put_secret_value(data)
    wanted = list(data.get("VersionStages") or ["AWSCURRENT"])
    if not secret["Versions"] and "AWSCURRENT" not in wanted:
        wanted.append("AWSCURRENT")
    others = [label for label in wanted if label != "AWSCURRENT"]
    answer = _over_limit(secret, wanted) or _put_secret_value({**data, "VersionStages": others})
    if answer[0] >= 400:
        return answer
    version_id = data["ClientRequestToken"]
    for label in others:
        secretsmanager._remove_stage_everywhere(secret, label, except_version_id=version_id)
    if "AWSCURRENT" in wanted:
        secretsmanager._apply_current_promotion(secret, version_id)
    secretsmanager._sync_replicas(secret)
    stages = list(secret["Versions"][version_id]["Stages"])
    return json_response({"ARN": secret["ARN"], "Name": secret["Name"], "VersionId": version_id, "VersionStages": stages})


def move(data):
    """UpdateSecretVersionStage within the rules."""
    _, secret = secretsmanager._resolve(data.get("SecretId"))
    label = data.get("VersionStage")
    if secret and label:
        if label == "AWSCURRENT" and not data.get("MoveToVersionId"):
            # In AWS's own words, as Terraform's provider quotes them (aws_secretsmanager_secret_version).
            message = (
                "You can only move staging label AWSCURRENT to a different secret version. "
                "It can’t be completely removed."
            )
            return error_response_json("InvalidParameterException", message, 400)
        refusal = data.get("MoveToVersionId") and _over_limit(secret, [label])
        if refusal:
            return refusal
    return _update_version_stage(data)


def _over_limit(secret, wanted):
    labels = {label for version in secret["Versions"].values() for label in version["Stages"]}
    if len(labels | set(wanted)) <= LABELS:
        return None
    message = f"The secret would have more than {LABELS} staging labels."
    return error_response_json("LimitExceededException", message, 400)


def register():
    secretsmanager._update_secret_version_stage = move
