"""Answers of ministack's services, and errors in the words of CloudFormation."""

import json

from ministack.core.responses import new_uuid


def unwrap(answer, service):
    """The body of a service's answer; raises as AWS's resource handlers do where the service refused."""
    status, _headers, body = answer
    document = json.loads(body) if body else {}
    if status >= 400:
        message = document.get("message") or document.get("Message") or ""
        raise handler_error(message, service, code_of(document), status)
    return document


def code_of(document):
    """CloudFormation's name for a service's error."""
    error = str(document.get("__type", ""))
    if "NotFound" in error:
        return "NotFound"
    if "Exists" in error:
        return "AlreadyExists"
    return "InvalidRequest"


def handler_error(message, service, code, status=400):
    """The exception whose text is what a stack event says on AWS."""
    return ValueError(
        f'Resource handler returned message: "{message} (Service: {service}, Status Code: {status}, '
        f'Request ID: {new_uuid()})" (RequestToken: {new_uuid()}, HandlerErrorCode: {code})'
    )
