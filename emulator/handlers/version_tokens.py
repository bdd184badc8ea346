"""A request's token becomes the id of the version that it makes (PutSecretValue, UpdateSecret: ClientRequestToken).

AWS: 32 to 64 characters; the id of a version that is there, with the same value: nothing happens, with another value, or in
UpdateSecret: an error. ministack overwrites the version, and UpdateSecret takes no notice of the token.
"""

from handlers import secret_versions, staging_labels
from ministack.core.responses import error_response_json, json_response, new_uuid
from ministack.services import secretsmanager

_create_secret = secretsmanager._create_secret
_update_secret = secretsmanager._update_secret
_VALUES = ("SecretString", "SecretBinary")


def create(data):
    """CreateSecret: its token is the first version's id."""
    refusal = _malformed(data)
    answer = refusal or _create_secret(data)
    if answer[0] >= 400:
        return answer
    _, secret = secretsmanager._resolve(data["Name"])
    ((made, version),) = secret["Versions"].items()
    version_id = data.get("ClientRequestToken") or made
    secret["Versions"] = {version_id: version}
    secret_versions.date(secret, version_id)
    secret["CreatedDate"] = version["CreatedDate"]
    return json_response({"ARN": secret["ARN"], "Name": secret["Name"], "VersionId": version_id})


def put(data):
    """PutSecretValue: a new version, or nothing where it is there with this very value."""
    _, secret = secretsmanager._resolve(data.get("SecretId"))
    version_id = data.get("ClientRequestToken") or new_uuid()
    found = secret and secret["Versions"].get(version_id)
    if found is None:
        answer = _malformed(data) or staging_labels.put({**data, "ClientRequestToken": version_id})
        if answer[0] == 200:
            secret_versions.date(secret, version_id)
        return answer
    if any(found.get(name) != data.get(name) for name in _VALUES):
        return _taken(version_id)
    names = {"ARN": secret["ARN"], "Name": secret["Name"]}
    return json_response({**names, "VersionId": version_id, "VersionStages": list(found["Stages"])})


def update(data):
    """UpdateSecret: a value makes a version that is current; its id must be new."""
    if not any(name in data for name in _VALUES):
        return _update_secret(data)
    _, secret = secretsmanager._resolve(data.get("SecretId"))
    version_id = data.get("ClientRequestToken")
    refusal = _malformed(data)
    if refusal is None and secret and version_id in secret["Versions"]:
        refusal = _taken(version_id)
    answer = refusal or _update_secret({name: data[name] for name in data if name not in _VALUES})
    if answer[0] >= 400:
        return answer
    value = {name: data[name] for name in ("SecretId", "ClientRequestToken", *_VALUES) if name in data}
    return put(value)


def _malformed(data):
    token = data.get("ClientRequestToken")
    if token is None or 32 <= len(token) <= 64:
        return None
    return error_response_json("InvalidParameterException", "ClientRequestToken must have 32 to 64 characters.", 400)


def _taken(version_id):
    message = f"You can't use ClientRequestToken {version_id} because that value is already in use for a version."
    return error_response_json("ResourceExistsException", message, 400)


def register():
    secretsmanager._create_secret = create
    secretsmanager._put_secret_value = put
    secretsmanager._update_secret = update
