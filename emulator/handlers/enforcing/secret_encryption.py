"""Secrets Manager asks KMS for its caller, with the caller's own permissions.

AWS ("Secret encryption and decryption in AWS Secrets Manager"): a read needs kms:Decrypt, a write kms:GenerateDataKey and
kms:Decrypt, made with kms:ViaService and the encryption context of SecretARN and SecretVersionId; KMS refuses, and Secrets
Manager answers "Access to KMS is not allowed". Each is a record of its own in the trail. ministack asks nothing of the key.
Under the AWS-managed key, whose policy lets in everyone who may use the secret, there is nothing to refuse.
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


def _asking_kms(operation, operations):
    def checked(data):
        _, secret = secretsmanager._resolve(data.get("SecretId"))
        writes_nothing = operations is WRITE and not ("SecretString" in data or "SecretBinary" in data)
        if secret is None or writes_nothing:
            return operation(data)
        version_id = data.get("VersionId") or data.get("ClientRequestToken")
        if not version_id:
            version_id, _ = secretsmanager._find_stage_version(secret, data.get("VersionStage", "AWSCURRENT"))
        if key_denial(secret.get("KmsKeyId"), secret["ARN"], version_id, operations):
            return error_response_json("AccessDeniedException", "Access to KMS is not allowed", 400)
        return operation(data)

    return checked


def register():
    """After the corrections of versions: what they refuse does not reach KMS on AWS either way."""
    secretsmanager._get_secret_value = _asking_kms(secretsmanager._get_secret_value, READ)
    secretsmanager._put_secret_value = _asking_kms(secretsmanager._put_secret_value, WRITE)
    secretsmanager._update_secret = _asking_kms(secretsmanager._update_secret, WRITE)
