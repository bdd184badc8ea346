"""BatchGetSecretValue writes a GetSecretValue record for each secret beside its own ("Secrets Manager events").

Assumed of AWS: also for those that are denied.
"""

import json

from handlers.enforcing.authorise import denial
from handlers.enforcing.caller import CALLER
from handlers.recording.record import write_through
from ministack.services import secretsmanager

_batch_get_secret_value = secretsmanager._batch_get_secret_value
ACTION = "secretsmanager:GetSecretValue"


def batch_get_secret_value(data, access_key=None):
    """Reads each secret as its caller, and records each."""
    answer = _batch_get_secret_value(data, access_key)
    principal = CALLER.get()
    if principal is None or answer[0] >= 400:
        return answer
    found = json.loads(answer[2])
    for secret in found["SecretValues"]:
        write_through("", principal, ACTION, {"secretId": secret["ARN"]}, secret["ARN"], None)
    for error in found["Errors"]:
        _, secret = secretsmanager._resolve(error["SecretId"])
        if secret and error["ErrorCode"].startswith("AccessDenied"):
            message = denial(principal, ACTION, secret["ARN"]) or error["Message"]
            write_through("", principal, ACTION, None, secret["ARN"], message)
    return answer


def register():
    secretsmanager._batch_get_secret_value = batch_get_secret_value
