"""Data protection policies of log groups, which ministack lacks: kept and shown.

Masking itself is left out. On AWS metric filters see the masked text (CloudWatch Logs guide, "Protect sensitive log data with
masking"), so that whoever masks what they look for silences them: the call is what has to be heard.
"""

import json

from ministack.core.responses import json_response
from ministack.services import cloudwatch_logs

_policies = {}
_handle_request = cloudwatch_logs.handle_request


def _put(data):
    _policies[data["logGroupIdentifier"]] = data["policyDocument"]
    return _get(data)


def _get(data):
    name = data["logGroupIdentifier"]
    return json_response({"logGroupIdentifier": name, "policyDocument": _policies.get(name)})


def _delete(data):
    _policies.pop(data["logGroupIdentifier"], None)
    return json_response({})


_OPERATIONS = {
    "PutDataProtectionPolicy": _put,
    "GetDataProtectionPolicy": _get,
    "DeleteDataProtectionPolicy": _delete,
}


async def handle_request(method, path, headers, body, query_params):
    """Serves the three operations, and leaves all others to ministack."""
    operation = _OPERATIONS.get(headers.get("x-amz-target", "").split(".")[-1])
    if operation:
        return operation(json.loads(body))
    return await _handle_request(method, path, headers, body, query_params)


def register():
    cloudwatch_logs.handle_request = handle_request
