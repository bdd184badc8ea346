"""The calls by which CloudFormation makes, changes and deletes each type of resource, and what they are about.

From the types' schemas in the CloudFormation registry (handlers.*.permissions), reduced to calls that write; where a handler
also reads a value, that too: the secret type's update handler has secretsmanager:GetSecretValue among its permissions.
Types that are not here are made without asking IAM.
"""

from ministack.core.responses import get_account_id, get_region

# Type: service, calls of create, of update, of delete.
CALLS = {
    "AWS::CloudTrail::Trail": (
        "cloudtrail",
        ["CreateTrail", "PutEventSelectors", "StartLogging"],
        ["UpdateTrail", "PutEventSelectors"],
        ["DeleteTrail"],
    ),
    "AWS::CloudWatch::Alarm": ("cloudwatch", ["PutMetricAlarm"], ["PutMetricAlarm"], ["DeleteAlarms"]),
    "AWS::CloudWatch::Dashboard": ("cloudwatch", ["PutDashboard"], ["PutDashboard"], ["DeleteDashboards"]),
    "AWS::Events::Rule": ("events", ["PutRule", "PutTargets"], ["PutRule", "PutTargets"], ["RemoveTargets", "DeleteRule"]),
    "AWS::IAM::ManagedPolicy": ("iam", ["CreatePolicy"], ["CreatePolicyVersion"], ["DeletePolicy"]),
    "AWS::IAM::Policy": ("iam", ["PutRolePolicy"], ["PutRolePolicy"], ["DeleteRolePolicy"]),
    "AWS::IAM::Role": ("iam", ["CreateRole"], ["UpdateAssumeRolePolicy"], ["DeleteRole"]),
    "AWS::KMS::Key": (
        "kms",
        ["CreateKey", "EnableKeyRotation", "TagResource"],
        ["PutKeyPolicy", "TagResource"],
        ["ScheduleKeyDeletion"],
    ),
    "AWS::Lambda::Function": (
        "lambda",
        ["CreateFunction"],
        ["UpdateFunctionCode", "UpdateFunctionConfiguration"],
        ["DeleteFunction"],
    ),
    "AWS::Lambda::ResourcePolicy": ("lambda", ["PutResourcePolicy"], ["PutResourcePolicy"], ["DeleteResourcePolicy"]),
    "AWS::Logs::LogGroup": ("logs", ["CreateLogGroup", "PutRetentionPolicy"], ["PutRetentionPolicy"], ["DeleteLogGroup"]),
    "AWS::Logs::MetricFilter": ("logs", ["PutMetricFilter"], ["PutMetricFilter"], ["DeleteMetricFilter"]),
    "AWS::S3::Bucket": (
        "s3",
        ["CreateBucket", "PutEncryptionConfiguration"],
        ["PutLifecycleConfiguration"],
        ["DeleteBucket"],
    ),
    "AWS::S3::BucketPolicy": ("s3", ["PutBucketPolicy"], ["PutBucketPolicy"], ["DeleteBucketPolicy"]),
    "AWS::SNS::Subscription": ("sns", ["Subscribe"], ["SetSubscriptionAttributes"], ["Unsubscribe"]),
    "AWS::SNS::Topic": ("sns", ["CreateTopic"], ["SetTopicAttributes"], ["DeleteTopic"]),
    "AWS::SNS::TopicPolicy": ("sns", ["SetTopicAttributes"], ["SetTopicAttributes"], ["SetTopicAttributes"]),
    "AWS::SQS::Queue": ("sqs", ["CreateQueue"], ["SetQueueAttributes"], ["DeleteQueue"]),
    "AWS::SQS::QueuePolicy": ("sqs", ["SetQueueAttributes"], ["SetQueueAttributes"], ["SetQueueAttributes"]),
    "AWS::SecretsManager::ResourcePolicy": (
        "secretsmanager",
        ["PutResourcePolicy"],
        ["PutResourcePolicy"],
        ["DeleteResourcePolicy"],
    ),
    "AWS::SecretsManager::Secret": (
        "secretsmanager",
        ["CreateSecret", "TagResource"],
        ["GetSecretValue", "UpdateSecret", "TagResource"],
        ["DeleteSecret"],
    ),
}

# Service: the property that names the resource, how its ARN goes on, and the parameter by which records name it.
_NAMES = {
    "AWS::CloudTrail::Trail": ("TrailName", "trail/", "name"),
    "AWS::CloudWatch::Alarm": ("AlarmName", "alarm:", "alarmName"),
    "AWS::CloudWatch::Dashboard": ("DashboardName", "dashboard/", "dashboardName"),
    "AWS::Events::Rule": ("Name", "rule/", "name"),
    "AWS::IAM::ManagedPolicy": ("ManagedPolicyName", "policy/", "policyName"),
    "AWS::IAM::Policy": ("Roles", "role/", "roleName"),
    "AWS::IAM::Role": ("RoleName", "role/", "roleName"),
    "AWS::Lambda::Function": ("FunctionName", "function:", "functionName"),
    "AWS::Lambda::ResourcePolicy": ("ResourceArn", "", "resourceArn"),
    "AWS::Logs::LogGroup": ("LogGroupName", "log-group:", "logGroupName"),
    "AWS::Logs::MetricFilter": ("LogGroupName", "log-group:", "logGroupName"),
    "AWS::S3::Bucket": ("BucketName", "", "bucketName"),
    "AWS::S3::BucketPolicy": ("Bucket", "", "bucketName"),
    "AWS::SNS::Subscription": ("TopicArn", "", "topicArn"),
    "AWS::SNS::Topic": ("TopicName", "", "name"),
    "AWS::SNS::TopicPolicy": ("Topics", "", "topicArn"),
    "AWS::SQS::Queue": ("QueueName", "", "queueName"),
    "AWS::SQS::QueuePolicy": ("Queues", "", "queueUrl"),
    "AWS::SecretsManager::ResourcePolicy": ("SecretId", "secret:", "secretId"),
    "AWS::SecretsManager::Secret": ("Name", "secret:", "name"),
}


def resource_of(kind, props, physical_id):
    """ARN by which policies name the resource, and the parameters that a record shows."""
    prop, prefix, parameter = _NAMES.get(kind, ("", "key/", "keyId"))
    found = props.get(prop)
    name = str((found[0] if isinstance(found, list) and found else found) or physical_id or "*")
    if kind == "AWS::SecretsManager::Secret":
        # Its ARN ends in six characters that nobody knows before it is there.
        arn = name if name.startswith("arn:") else _existing_secret(name)
        return arn, {"secretId" if physical_id else parameter: name}
    if name.startswith("arn:") or name == "*":
        return name, {parameter: name}
    return _arn(CALLS[kind][0], prefix + name.rsplit("/", 1)[-1]), {parameter: name}


def _existing_secret(name):
    from ministack.services import secretsmanager

    found = secretsmanager._secrets.get(name)
    return found["ARN"] if found else _arn("secretsmanager", f"secret:{name}-??????")


def _arn(service, resource):
    region = "" if service in ("iam", "s3") else get_region()
    account = "" if service == "s3" else get_account_id()
    return f"arn:aws:{service}:{region}:{account}:{resource}"
