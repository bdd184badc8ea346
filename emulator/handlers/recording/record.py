"""A record as CloudTrail writes it ("CloudTrail record contents"), and where it goes.

Response elements are left out, as is what CloudTrail adds about TLS. Assumed of AWS: a denied call has null parameters,
whichever the service.
"""

from handlers import clock
from handlers.recording import deliver
from handlers.recording.events import event_name, is_management, is_read_only, source_of
from handlers.recording.identity import identity_of
from ministack.core.responses import get_account_id, get_region, new_uuid

# Records of these are written in us-east-1 ("Global service events").
_GLOBAL = {"iam"}


def write(service, name, identity, origin, parameters, resource, error, trails):
    """Writes the record of one call. `origin` is address and user agent, `error` code and message or None."""
    denied = error is not None and error[0].startswith("AccessDenied")
    event = event_name(service, name)
    management = is_management(service, event)
    record = {
        "eventVersion": "1.11",
        "userIdentity": identity,
        "eventTime": clock.iso(),
        "eventSource": source_of(service),
        "eventName": event,
        "awsRegion": "us-east-1" if service in _GLOBAL else get_region(),
        "sourceIPAddress": origin[0],
        "userAgent": origin[1],
        **({"errorCode": error[0], "errorMessage": error[1]} if error else {}),
        "requestParameters": None if denied else parameters,
        "responseElements": None,
        "requestID": new_uuid(),
        "eventID": new_uuid(),
        "readOnly": management and is_read_only(event),
        "resources": [] if resource in ("", "*") else [{"accountId": get_account_id(), "ARN": resource}],
        "eventType": "AwsApiCall",
        "managementEvent": management,
        "recipientAccountId": get_account_id(),
        "eventCategory": "Management" if management else "Data",
    }
    deliver.deliver(record, trails)


def write_through(via, principal, action, parameters, resource, refused):
    """The record of a call that the service `via` makes for a principal, or that comes with another call where it is "".

    The emulator's own key leaves no trace.
    """
    if principal.policies is None:
        return
    service, name = action.split(":")
    host = f"{via}.amazonaws.com"
    identity = {**identity_of(principal), **({"invokedBy": host} if via else {})}
    error = ("AccessDenied", refused) if refused else None
    origin = (host, host) if via else ("127.0.0.1", "")
    write(service, name, identity, origin, parameters, resource, error, deliver.logging_trails())
