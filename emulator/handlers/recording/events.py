"""What CloudTrail calls an operation, and which kind of event it is."""

import re

_SOURCES = {"cloudwatch": "monitoring"}
# Lambda's operations carry the version of its API (Lambda guide, "Logging Lambda API calls").
_LAMBDA = {
    "InvokeFunction": "Invoke",
    "CreateFunction": "CreateFunction20150331",
    "DeleteFunction": "DeleteFunction20150331",
    "UpdateFunctionCode": "UpdateFunctionCode20150331v2",
    "UpdateFunctionConfiguration": "UpdateFunctionConfiguration20150331v2",
    "AddPermission": "AddPermission20150331v2",
    "RemovePermission": "RemovePermission20150331v2",
    "GetFunction": "GetFunction20150331v2",
    "GetPolicy": "GetPolicy20150331v2",
}
_DATA = {
    "lambda": {"Invoke", "InvokeAsync", "InvokeWithResponseStream"},
    "sns": {"Publish", "PublishBatch"},
    "sqs": {"SendMessage", "ReceiveMessage", "DeleteMessage"},
    "s3": {"GetObject", "PutObject", "HeadObject", "DeleteObject", "ListBucket", "CopyObject"},
}
_NEVER = {"PutLogEvents", "PutMetricData", "GetMetricData"}
_READS = re.compile(r"Get|List|Describe|Head|BatchGet|Lookup|Filter|Simulate|Assume|Decrypt|Encrypt|GenerateDataKey")


def event_name(service, name):
    """CloudTrail's name of an operation."""
    return _LAMBDA.get(name, name) if service == "lambda" else name


def source_of(service):
    """The host by which CloudTrail names a service."""
    return f"{_SOURCES.get(service, service)}.amazonaws.com"


def is_management(service, event):
    """Whether it is recorded without a selector for its resource."""
    return event not in _DATA.get(service, ())


def is_read_only(event):
    """Whether it changes nothing; CloudTrail counts the use of a key and AssumeRole among the reads."""
    return _READS.match(event) is not None


def is_recorded(name):
    """Whether CloudTrail writes it at all."""
    return name not in _NEVER
