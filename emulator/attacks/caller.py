"""Makes calls with boto3, as the app does, for whoever writes one line of JSON for each; answers with one.

In: service, operation (in Python's spelling), parameters, credentials, endpoint, region. Out: `ok` with the answer, without
values, or `code` and `message` of the error.
"""

import datetime
import json
import sys

import boto3
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError

# Unchecked here: a call may be made only to see whether IAM lets it through.
_CONFIG = Config(retries={"max_attempts": 1}, s3={"addressing_style": "path"}, parameter_validation=False)
_clients = {}


def client_of(question):
    """One client for each service and principal."""
    keys = question["credentials"]
    name = (question["service"], keys.get("AWS_ACCESS_KEY_ID"))
    if name not in _clients:
        _clients[name] = boto3.client(
            question["service"],
            region_name=question["region"],
            endpoint_url=question["endpoint"],
            config=_CONFIG,
            aws_access_key_id=keys.get("AWS_ACCESS_KEY_ID"),
            aws_secret_access_key=keys.get("AWS_SECRET_ACCESS_KEY"),
            aws_session_token=keys.get("AWS_SESSION_TOKEN"),
        )
    return _clients[name]


def plain(value):
    """What JSON can hold; a secret's value never leaves this process."""
    if isinstance(value, dict):
        return {name: plain(inner) for name, inner in value.items() if name not in ("SecretString", "ResponseMetadata")}
    if isinstance(value, list):
        return [plain(inner) for inner in value]
    if isinstance(value, datetime.datetime):
        return value.isoformat()
    if hasattr(value, "read"):
        return value.read().decode()
    return value if isinstance(value, (str, int, float, bool, type(None))) else str(type(value))


for line in sys.stdin:
    asked = json.loads(line)
    try:
        answer = {"ok": plain(getattr(client_of(asked), asked["operation"])(**asked["parameters"]))}
    except ClientError as error:
        answer = {"code": error.response["Error"]["Code"], "message": error.response["Error"]["Message"]}
    except BotoCoreError as error:
        answer = {"code": type(error).__name__, "message": str(error)}
    print(json.dumps(answer), flush=True)
