"""Data protection policies of log groups, which ministack lacks: kept and shown.

Masking itself is left out. On AWS metric filters see the masked text (CloudWatch Logs guide, "Protect sensitive log data with
masking"), so that whoever masks what they look for silences them: the call is what has to be heard.
"""

from handlers.alerting import json_operations
from ministack.core.responses import json_response
from ministack.services import cloudwatch_logs

_policies = {}


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


def register():
    json_operations.serve(cloudwatch_logs, _OPERATIONS)
