"""Which operation a request asks for, and of which service.

- IAM is asked about what the service will do: by the header x-amz-target in the JSON protocols, by Action in the Query protocol,
  by the path in REST. ministack takes the first of them that is there, so that `/?Action=ListSecrets` let a GetSecretValue pass.
- A service that ministack lacks is authorised and recorded as every other, by botocore's model of it; only then it is said that
  it is not there.
"""

import json

from ministack.core import iam_actions, router
from ministack.core.responses import error_response_json

_REST = frozenset(iam_actions._BOTOCORE_SERVICE_MAP) | {"lambda", "s3"}

_extract_iam_action = iam_actions.extract_iam_action


def is_lacking(service):
    """Whether it is a service of AWS that the emulator does not have."""
    return service not in iam_actions.SERVICE_TO_IAM_NAMESPACE and router._is_aws_service_name(service)


def extract_iam_action(service, method, path, headers, body, params):
    """The action by which IAM knows the request; None where it knows none."""
    if is_lacking(service):
        return _lacking_action(service, method, path, headers, params)
    prefixes = router.SERVICE_PATTERNS.get(service, {}).get("target_prefixes", [])
    target = headers.get("x-amz-target", "")
    by_target = any(target.startswith(prefix) for prefix in prefixes)
    by_query = service == "sqs" or iam_actions._SERVICE_PROTOCOL.get(service) in ("query-xml", "ec2-xml")
    by_path = service in _REST
    if by_target or not by_query or path.startswith("/service/"):
        params = {name: value for name, value in params.items() if name != "Action"}
        headers = {**headers, "content-type": ""}
    if not by_target and (by_query or by_path):
        headers = {name: value for name, value in headers.items() if name != "x-amz-target"}
    found = _extract_iam_action(service, method, path, headers, body, params)
    return found or (_by_route(service, method, path, params) if by_path else None)


def _by_route(service, method, path, params):
    """By botocore's model of the service, for operations that ministack's own table lacks, such as Lambda's InvokeAsync."""
    iam_actions._BOTOCORE_SERVICE_MAP.setdefault(service, [service])
    operation = iam_actions._match_rest_action(service, method, path, params)
    return f"{iam_actions.SERVICE_TO_IAM_NAMESPACE.get(service, service)}:{operation}" if operation else None


def _lacking_action(service, method, path, headers, params):
    action = params.get("Action", "")
    named = headers.get("x-amz-target", "").rpartition(".")[2] or (action if isinstance(action, str) else action[0])
    return f"{service}:{named}" if named else _by_route(service, method, path, params)


def resource_of(service, body):
    """ARN of that service which the request's JSON names first; `*` where it names none."""
    try:
        found = json.loads(body or b"{}")
    except ValueError:
        return "*"
    values = found.values() if isinstance(found, dict) else ()
    return next((value for value in values if str(value).startswith(f"arn:aws:{service}:")), "*")


def say_that_it_is_lacking(service):
    """The answer of a service that is not there."""
    return error_response_json("NotImplementedException", f"the local AWS has no service {service}", 400)


def register():
    iam_actions.extract_iam_action = extract_iam_action
