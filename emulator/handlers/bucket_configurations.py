"""AWS::S3::Bucket: properties that ministack's handler leaves out although its S3 has them."""

from xml.etree.ElementTree import Element, SubElement, tostring

from handlers.bucket_lifecycle import lifecycle_xml
from handlers.xml_elements import fill
from ministack.services import s3
from ministack.services.cloudformation import provisioners


def logging_xml(value):
    """A LoggingConfiguration as S3 takes it."""
    names = {"DestinationBucketName": "TargetBucket", "LogFilePrefix": "TargetPrefix"}
    unknown = sorted(set(value) - set(names))
    if unknown:
        raise ValueError(f"the emulator's bucket logging has no {', '.join(unknown)}")
    root = Element("BucketLoggingStatus")
    enabled = SubElement(root, "LoggingEnabled")
    for name, element in names.items():
        SubElement(enabled, element).text = value.get(name, "")
    return tostring(root)


def object_lock_xml(value):
    """An ObjectLockConfiguration as S3 takes it."""
    root = Element("ObjectLockConfiguration")
    fill(root, value)
    return tostring(root)


def _strict(put):
    """ministack's handler does not look at the answer."""

    def put_or_raise(name, body):
        status, _headers, answer = put(name, body)
        if status >= 400:
            raise ValueError(f"AWS::S3::Bucket {name}: {answer.decode()}")

    return put_or_raise


def register():
    provisioners._S3_BUCKET_CONFIGURATIONS = (
        *provisioners._S3_BUCKET_CONFIGURATIONS,
        ("LifecycleConfiguration", lifecycle_xml, _strict(s3._put_bucket_lifecycle), s3._delete_bucket_lifecycle),
        ("LoggingConfiguration", logging_xml, _strict(s3._put_bucket_logging), _no_logging),
        ("ObjectLockConfiguration", object_lock_xml, _strict(s3._put_object_lock_configuration), lambda _name: None),
    )


def _no_logging(name):
    s3._put_bucket_logging(name, b"<BucketLoggingStatus/>")
