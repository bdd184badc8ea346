"""Where a record goes.

- LookupEvents: every management event.
- EventBridge: what a trail that logs takes ("AWS API Call via CloudTrail" needs one: EventBridge guide, "Events from AWS
  services through CloudTrail"); a global service's records in us-east-1 only.
- A trail's log group, as the role that the trail names, and its bucket, as the policies of bucket and key allow. On AWS
  files come some minutes later and hold many records; digests, by which AWS lets one prove that none is missing, are left
  out.
"""

import gzip
import json
import time

from handlers import clock
from handlers.alerting import rules
from handlers.enforcing.authorise import denial, service_may
from handlers.enforcing.caller import session_of
from handlers.enforcing.trail_key import SERVICE, encrypts_for
from handlers.recording.selectors import takes
from ministack.core.responses import get_account_id, get_region
from ministack.services import cloudtrail, cloudwatch_logs, kms, s3


def logging_trails():
    """The trails that log, by name."""
    return {name: trail for _region, name, trail in cloudtrail._visible_trail_items() if trail.get("IsLogging")}


def deliver(record, trails_before):
    """Delivers to the trails that logged before the call or do so after it: StopLogging is their last record."""
    if record["managementEvent"]:
        _to_event_history(record)
    taking = [
        trail
        for name, trail in {**trails_before, **logging_trails()}.items()
        if takes(name, record) and (record["awsRegion"] == get_region() or trail.get("IsMultiRegionTrail"))
    ]
    if taking and record["awsRegion"] == get_region():
        rules.dispatch_record(record)
    for trail in taking:
        _to_log_group(trail, record)
        _to_bucket(trail, record)


def _to_event_history(record):
    identity = record["userIdentity"]
    cloudtrail._get_event_queue().append({
        "EventId": record["eventID"],
        "EventName": record["eventName"],
        "EventSource": record["eventSource"],
        "EventTime": clock.now(),
        "Username": identity["arn"].rsplit("/", 1)[-1],
        "AccessKeyId": identity.get("accessKeyId", ""),
        "ReadOnly": str(record["readOnly"]).lower(),
        "Resources": [],
        "CloudTrailEvent": json.dumps(record),
    })


def _to_log_group(trail, record):
    arn, role_arn = trail.get("CloudWatchLogsLogGroupArn", ""), trail.get("CloudWatchLogsRoleArn", "")
    group = arn.split(":log-group:")[-1].removesuffix(":*")
    stored = cloudwatch_logs._log_groups.get(group)
    if stored is None or not role_arn:
        return
    stream = f"{get_account_id()}_CloudTrail_{get_region()}"
    stream_arn = f"{arn.removesuffix(':*')}:log-stream:{stream}"
    role = session_of(role_arn, "CLOUDTRAIL")
    if stream not in stored["streams"]:
        if denial(role, "logs:CreateLogStream", stream_arn):
            return
        cloudwatch_logs._create_log_stream({"logGroupName": group, "logStreamName": stream})
    if denial(role, "logs:PutLogEvents", stream_arn):
        return
    event = {"timestamp": int(time.time() * 1000), "message": json.dumps(record)}
    cloudwatch_logs._put_log_events({"logGroupName": group, "logStreamName": stream, "logEvents": [event]})


def _to_bucket(trail, record):
    bucket, trail_arn, account, region = trail["S3BucketName"], trail["TrailARN"], get_account_id(), get_region()
    day = time.strftime("%Y/%m/%d", time.gmtime())
    file = f"{account}_CloudTrail_{region}_{record['eventID']}.json.gz"
    key = f"AWSLogs/{account}/CloudTrail/{region}/{day}/{file}"
    policy, _owner = s3.bucket_policy_for_arn(f"arn:aws:s3:::{bucket}/{key}") or ("", "")
    source = {"aws:SourceArn": trail_arn, "s3:x-amz-acl": "bucket-owner-full-control"}
    if not service_may(policy, SERVICE, "s3:PutObject", f"arn:aws:s3:::{bucket}/{key}", source):
        return
    cmk = kms._resolve_key(trail.get("KmsKeyId") or "")
    if cmk and not encrypts_for(trail_arn, cmk):
        return
    s3._put_object(bucket, key, gzip.compress(json.dumps({"Records": [record]}).encode()), {})
