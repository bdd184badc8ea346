"""The key of a trail's files: CloudTrail needs it to write them, and whoever reads them as well.

AWS (CreateTrail and UpdateTrail, InsufficientEncryptionPolicyException; "Configure AWS KMS key policies for CloudTrail"): the key's
policy must allow cloudtrail.amazonaws.com kms:DescribeKey and kms:GenerateDataKey*. ministack takes every key.
Who reads a file needs kms:Decrypt, through S3 and with the trail's ARN in the encryption context ("Grant decrypt permissions",
same page). ministack's S3 asks KMS nothing; it is asked here about the files of trails, of no others.
"""

from handlers.enforcing.authorise import denial, service_may
from handlers.enforcing.caller import CALLER
from ministack.core.responses import error_response_json, get_account_id, get_region
from ministack.services import cloudtrail, kms

SERVICE = "cloudtrail.amazonaws.com"


def encrypts_for(trail_arn, key):
    """Whether the key's policy lets CloudTrail encrypt files of the trail."""
    context = {"aws:SourceArn": trail_arn, "kms:EncryptionContext:aws:cloudtrail:arn": trail_arn}
    return service_may(key.get("Policy"), SERVICE, "kms:GenerateDataKey", key["Arn"], context)


def file_denial(action, resource):
    """Why the key refuses to decrypt a trail's file for the caller; None for every other request."""
    bucket, _, file = resource.removeprefix("arn:aws:s3:::").partition("/")
    if action != "s3:GetObject" or not file.startswith("AWSLogs/"):
        return None
    for _region, _name, trail in cloudtrail._visible_trail_items():
        key = kms._resolve_key(trail.get("KmsKeyId") or "")
        if trail["S3BucketName"] == bucket and key:
            return denial(CALLER.get(), "kms:Decrypt", key["Arn"], {
                "kms:ViaService": f"s3.{get_region()}.amazonaws.com",
                "kms:CallerAccount": get_account_id(),
                "kms:EncryptionContext:aws:cloudtrail:arn": trail["TrailARN"],
            })
    return None


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
