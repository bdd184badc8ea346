"""Policy documents of a template, which may write them as an object or as JSON text."""

import json


def parse_policy(value, property_name):
    """The policy as an object; refuses what no service would take."""
    try:
        document = json.loads(value) if isinstance(value, str) else value
    except json.JSONDecodeError:
        raise ValueError(f"{property_name} must be JSON") from None
    if not isinstance(document, dict) or not statements(document):
        raise ValueError(f"{property_name} must be a policy document with at least one statement")
    return document


def statements(document):
    """The policy's statements as a list; IAM takes a single one without brackets."""
    found = document.get("Statement") or []
    return [found] if isinstance(found, dict) else found


def allows_everyone(document):
    """Whether a statement allows any principal without a condition.

    AWS decides by automated reasoning; this finds only the plain case.
    """
    return any(
        statement.get("Effect") == "Allow" and not statement.get("Condition") and _is_everyone(statement.get("Principal"))
        for statement in statements(document)
    )


def _is_everyone(principal):
    if isinstance(principal, dict):
        principal = principal.get("AWS")
    return "*" in (principal if isinstance(principal, list) else [principal])
