"""A trail's template properties as CloudTrail's API takes them."""

# Property of the template: parameter of the API and the value that CloudTrail uses where the template says nothing.
_PARAMETERS = {
    "S3BucketName": ("S3BucketName", ""),
    "S3KeyPrefix": ("S3KeyPrefix", ""),
    "SnsTopicName": ("SnsTopicName", ""),
    "IncludeGlobalServiceEvents": ("IncludeGlobalServiceEvents", True),
    "IsMultiRegionTrail": ("IsMultiRegionTrail", False),
    "EnableLogFileValidation": ("EnableLogFileValidation", False),
    "CloudWatchLogsLogGroupArn": ("CloudWatchLogsLogGroupArn", ""),
    "CloudWatchLogsRoleArn": ("CloudWatchLogsRoleArn", ""),
    "KMSKeyId": ("KmsKeyId", ""),
    "IsOrganizationTrail": ("IsOrganizationTrail", False),
}
_ELSEWHERE = {"TrailName", "IsLogging", "EventSelectors", "AdvancedEventSelectors", "Tags"}


def api_properties(props):
    """All settings, also those that the template leaves out, so that an update resets what it dropped."""
    unknown = sorted(set(props) - set(_PARAMETERS) - _ELSEWHERE)
    if unknown:
        raise ValueError(f"the emulator's AWS::CloudTrail::Trail has no {', '.join(unknown)}")
    if "IsLogging" not in props or not props.get("S3BucketName"):
        raise ValueError("AWS::CloudTrail::Trail needs IsLogging and S3BucketName")
    if bool(props.get("CloudWatchLogsLogGroupArn")) != bool(props.get("CloudWatchLogsRoleArn")):
        raise ValueError("CloudWatchLogsLogGroupArn and CloudWatchLogsRoleArn must be given together")
    return {
        parameter: is_true(props.get(name, default)) if isinstance(default, bool) else props.get(name, default)
        for name, (parameter, default) in _PARAMETERS.items()
    }


def event_selectors(props):
    """The parameters of PutEventSelectors; without selectors, what a new trail has: all management events."""
    given = {name: props[name] for name in ("EventSelectors", "AdvancedEventSelectors") if props.get(name)}
    return given or {"EventSelectors": [{"ReadWriteType": "All", "IncludeManagementEvents": True}]}


def tag_map(props):
    """The template's tags, value by key."""
    return {tag["Key"]: tag["Value"] for tag in props.get("Tags") or []}


def is_true(value):
    """A boolean of a template, which may be text."""
    return str(value).lower() == "true"
