"""A label that a new version brings is taken from the version that had it (PutSecretValue, VersionStages).

ministack leaves it there too, so that a label names several versions.
"""

from ministack.services import secretsmanager

_put_secret_value = secretsmanager._put_secret_value


def _put_and_move_labels(data):
    answer = _put_secret_value(data)
    if answer[0] == 200:
        _, secret = secretsmanager._resolve(data.get("SecretId"))
        version_id = data.get("ClientRequestToken")
        for stage in data.get("VersionStages") or []:
            if stage != "AWSCURRENT" and version_id:
                secretsmanager._remove_stage_everywhere(secret, stage, except_version_id=version_id)
    return answer


def register():
    """Puts the corrected operation in the place of ministack's."""
    secretsmanager._put_secret_value = _put_and_move_labels
