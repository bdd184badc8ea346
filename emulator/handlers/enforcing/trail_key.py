"""A trail is encrypted only with a key that lets CloudTrail look at it and encrypt for this very trail.

AWS (CreateTrail and UpdateTrail, InsufficientEncryptionPolicyException; "Configure AWS KMS key policies for CloudTrail"): the key's
policy must allow cloudtrail.amazonaws.com kms:DescribeKey and kms:GenerateDataKey*. ministack takes every key.
"""

from handlers.enforcing.authorise import service_may
from ministack.core.responses import error_response_json, get_account_id, get_region
from ministack.services import cloudtrail, kms

SERVICE = "cloudtrail.amazonaws.com"


def encrypts_for(trail_arn, key):
    """Whether the key's policy lets CloudTrail encrypt files of the trail."""
    context = {"aws:SourceArn": trail_arn, "kms:EncryptionContext:aws:cloudtrail:arn": trail_arn}
    return service_may(key.get("Policy"), SERVICE, "kms:GenerateDataKey", key["Arn"], context)


def _checked(operation):
    def checked(data):
        key = kms._resolve_key(data.get("KmsKeyId") or "")
        arn = f"arn:aws:cloudtrail:{get_region()}:{get_account_id()}:trail/{data.get('Name', '').rsplit('/', 1)[-1]}"
        may_look = key and service_may(key.get("Policy"), SERVICE, "kms:DescribeKey", key["Arn"], {"aws:SourceArn": arn})
        if key and not (may_look and encrypts_for(arn, key)):
            message = "Insufficient permissions to access S3 bucket or KMS key"
            return error_response_json("InsufficientEncryptionPolicyException", message, 400)
        return operation(data)

    return checked


def register():
    for name, operation in (("_create_trail", "CreateTrail"), ("_update_trail", "UpdateTrail")):
        checked = _checked(getattr(cloudtrail, name))
        setattr(cloudtrail, name, checked)
        cloudtrail._DISPATCH[operation] = checked
