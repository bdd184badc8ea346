"""Which records a trail takes: its selectors ("Logging data events", "AdvancedFieldSelector")."""

from ministack.services import cloudtrail

_FIELDS = {
    "eventCategory": lambda record: [record["eventCategory"]],
    "eventName": lambda record: [record["eventName"]],
    "eventSource": lambda record: [record["eventSource"]],
    "readOnly": lambda record: [str(record["readOnly"]).lower()],
    "resources.ARN": lambda record: [item["ARN"] for item in record["resources"]],
    "resources.type": lambda record: [_TYPES.get(record["eventSource"], "")],
    "userIdentity.arn": lambda record: [record["userIdentity"]["arn"]],
}
_TYPES = {
    "lambda.amazonaws.com": "AWS::Lambda::Function",
    "s3.amazonaws.com": "AWS::S3::Object",
    "sns.amazonaws.com": "AWS::SNS::Topic",
    "sqs.amazonaws.com": "AWS::SQS::Queue",
}
_TESTS = {
    "Equals": lambda value, wanted: value == wanted,
    "StartsWith": lambda value, wanted: value.startswith(wanted),
    "EndsWith": lambda value, wanted: value.endswith(wanted),
}


def takes(trail_name, record):
    """Whether the trail's selectors take the record; without selectors, all management events."""
    stored = cloudtrail._event_selectors.get(trail_name) or []
    if isinstance(stored, dict):
        stored = stored.get("AdvancedEventSelectors") or stored.get("EventSelectors") or []
    if not stored:
        return record["managementEvent"]
    return any(_selector_takes(selector, record) for selector in stored)


def _selector_takes(selector, record):
    if "FieldSelectors" in selector:
        return all(_field_takes(field, _FIELDS[field["Field"]](record)) for field in selector["FieldSelectors"])
    wanted = {"ReadOnly": record["readOnly"], "WriteOnly": not record["readOnly"]}
    return (
        record["managementEvent"]
        and selector.get("IncludeManagementEvents", True)
        and wanted.get(selector.get("ReadWriteType", "All"), True)
        and record["eventSource"] not in selector.get("ExcludeManagementEventSources", [])
    )


def _field_takes(field, values):
    for name, test in _TESTS.items():
        if name in field and not any(test(value, wanted) for value in values for wanted in field[name]):
            return False
        if any(test(value, wanted) for value in values for wanted in field.get(f"Not{name}", [])):
            return False
    return True
