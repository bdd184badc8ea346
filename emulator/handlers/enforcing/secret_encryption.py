"""Secrets Manager asks KMS for its caller, with the caller's own permissions.

AWS ("Secret encryption and decryption in AWS Secrets Manager"): a read needs kms:Decrypt, a write kms:GenerateDataKey and
kms:Decrypt, made with kms:ViaService and the encryption context of SecretARN and SecretVersionId; KMS refuses, and Secrets
Manager answers "Access to KMS is not allowed". Each is a record of its own in the trail. ministack asks nothing of the key.
- Another key (UpdateSecret) needs both of them, and a replica (ReplicateSecretToRegions) kms:Decrypt of the first one's
  (both operations' API reference, "Required permissions").
- A key that is not enabled decrypts and encrypts for nobody (GetSecretValue, DecryptionFailure; UpdateSecret, EncryptionFailure).
- Under the AWS-managed key, whose policy lets in everyone who may use the secret, there is nothing to refuse.
"""

from handlers.enforcing.authorise import denial
from handlers.enforcing.caller import CALLER
from handlers.recording.record import write_through
from ministack.core.responses import error_response_json, get_account_id, get_region
from ministack.services import kms, secretsmanager

READ = ("Decrypt",)
WRITE = ("GenerateDataKey", "Decrypt")


def key_denial(key_id, secret_arn, version_id, operations):
    """Why KMS refuses the caller one of the operations; None where it does not, or the key is AWS-managed."""
    principal, key = CALLER.get(), kms._resolve_key(key_id or "")
    if principal is None or key is None:
        return None
    encryption = {"SecretARN": secret_arn, "SecretVersionId": version_id or ""}
    for operation in operations:
        refused = denial(principal, f"kms:{operation}", key["Arn"], {
            "kms:ViaService": f"secretsmanager.{get_region()}.amazonaws.com",
            "kms:CallerAccount": get_account_id(),
            "kms:EncryptionContextKeys": list(encryption),
            **{f"kms:EncryptionContext:{name}": value for name, value in encryption.items()},
        })
        parameters = {"encryptionContext": encryption, "encryptionAlgorithm": "SYMMETRIC_DEFAULT"}
        write_through("secretsmanager", principal, f"kms:{operation}", parameters, key["Arn"], refused)
        if refused:
            return refused
    return None


def _disabled(key_id):
    key = kms._resolve_key(key_id or "")
    return key is not None and key["KeyState"] != "Enabled"


def _has_value(data):
    return "SecretString" in data or "SecretBinary" in data


def _read(_data, secret):
    return [(secret.get("KmsKeyId"), READ)]


def _write(data, secret):
    return [(secret.get("KmsKeyId"), WRITE)] if _has_value(data) else []


def _update(data, secret):
    old, new = secret.get("KmsKeyId"), data.get("KmsKeyId")
    if not new or kms._resolve_key(new) is kms._resolve_key(old or ""):
        return _write(data, secret)
    return [(old, READ), (new, WRITE)]


def _create(data, _secret):
    return [(data.get("KmsKeyId"), WRITE)] if _has_value(data) else []


def _asking_kms(operation, asks):
    def checked(data):
        _, secret = secretsmanager._resolve(data.get("SecretId") or data.get("Name"))
        if secret is None and asks is not _create:
            return operation(data)
        # Six characters that nobody knows before the secret is there.
        arn = secret["ARN"] if secret else _arn_to_be(data["Name"])
        version_id = data.get("VersionId") or data.get("ClientRequestToken")
        if secret and not version_id:
            version_id, _ = secretsmanager._find_stage_version(secret, data.get("VersionStage", "AWSCURRENT"))
        for key_id, operations in asks(data, secret):
            if key_denial(key_id, arn, version_id, operations):
                return error_response_json("AccessDeniedException", "Access to KMS is not allowed", 400)
            if _disabled(key_id):
                failure = "DecryptionFailure" if operations is READ else "EncryptionFailure"
                return error_response_json(failure, "the KMS key of the secret is not enabled", 400)
        return operation(data)

    return checked


def _arn_to_be(name):
    return f"arn:aws:secretsmanager:{get_region()}:{get_account_id()}:secret:{name}-AbCdEf"


_ASKS = {
    "_get_secret_value": _read,
    "_put_secret_value": _write,
    "_update_secret": _update,
    "_create_secret": _create,
    "_replicate_secret_to_regions": _read,
}


def register():
    """After the corrections of versions: what they refuse does not reach KMS on AWS either way."""
    for name, asks in _ASKS.items():
        setattr(secretsmanager, name, _asking_kms(getattr(secretsmanager, name), asks))
