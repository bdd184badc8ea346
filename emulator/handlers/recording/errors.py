"""Code and message of a service's error, whichever its protocol."""

import json
import re


def error_in(status, body):
    """Code and message; None where the call went through. AccessDeniedException is AccessDenied in CloudTrail."""
    if status < 400:
        return None
    text = body.decode("utf-8", "replace") if isinstance(body, bytes) else str(body)
    try:
        found = json.loads(text)
        code = str(found.get("__type", "")).rsplit("#", 1)[-1]
        message = found.get("message") or found.get("Message") or ""
    except (ValueError, AttributeError):
        code, message = _element(text, "Code"), _element(text, "Message")
    return ("AccessDenied" if code == "AccessDeniedException" else code), message


def _element(text, name):
    found = re.search(f"<{name}>(.*?)</{name}>", text, re.S)
    return found[1] if found else ""
