"""A request's parameters as CloudTrail shows them: names in lower camel case, nothing sensitive.

Exact for the JSON services; of Query and REST services the names and lists that this project's rules look at.
"""

import json
import re
from urllib.parse import parse_qsl, unquote

# Marked sensitive in the services' API models: CloudTrail leaves them out.
_SENSITIVE = {"secretString", "secretBinary", "plaintext", "secretAccessKey", "templateBody", "zipFile", "message"}
_LIST = re.compile(r"(.+?)(?:\.member)?\.(\d+)$")


def parameters_of(service, path, headers, body, query):
    """The parameters, or None where there are none."""
    if service == "lambda" and "/functions/" in path:
        found = {**_json(body, headers), "functionName": unquote(path.split("/functions/")[1].split("/")[0])}
        if path.endswith("/invocations"):
            found = {"functionName": found["functionName"]}
    elif service == "lambda":
        found = _json(body, headers)
        if "/resource-policy/" in path:
            found["resourceArn"] = unquote(path.split("/resource-policy/")[1])
    elif service == "s3":
        bucket, _, key = path.strip("/").partition("/")
        found = {"bucketName": bucket, **({"key": key} if key else {})}
    elif "x-amz-target" in headers:
        found = _json(body, headers)
    else:
        found = _flat(body, query)
    return {name: value for name, value in _camel(found).items() if name not in _SENSITIVE} or None


def _json(body, headers):
    if "json" not in headers.get("content-type", "json"):
        return {}
    try:
        found = json.loads(body or b"{}")
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}


def _flat(body, query):
    found = {}
    pairs = parse_qsl(body.decode("utf-8", "replace")) + [(name, values[0]) for name, values in query.items()]
    for name, value in pairs:
        item = _LIST.match(name)
        if name in ("Action", "Version"):
            continue
        if item:
            found.setdefault(item[1], []).append(value)
        else:
            found[name] = value
    return found


def _camel(value):
    if isinstance(value, dict):
        return {name[:1].lower() + name[1:]: _camel(inner) for name, inner in value.items()}
    return [_camel(inner) for inner in value] if isinstance(value, list) else value
