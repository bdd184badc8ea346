"""Data protection policies of topics, which ministack lacks: kept and shown (SNS API, GetDataProtectionPolicy). Nothing is refused
or masked by them here.
"""

from urllib.parse import parse_qs

from ministack.services import sns

_policies = {}

_handle_request = sns.handle_request


def _put(topic_arn, policy):
    _policies[topic_arn] = policy
    return sns._xml(200, "PutDataProtectionPolicyResponse", "")


def _get(topic_arn):
    policy = sns._xml_escape(_policies.get(topic_arn, ""))
    shown = f"<DataProtectionPolicy>{policy}</DataProtectionPolicy>"
    name = "GetDataProtectionPolicy"
    return sns._xml(200, f"{name}Response", f"<{name}Result>{shown}</{name}Result>")


async def handle_request(method, path, headers, body, query_params):
    """Answers the two operations, and leaves all others to ministack."""
    asked = {**query_params, **parse_qs((body or b"").decode("utf-8", errors="replace"))}
    action, topic_arn = sns._p(asked, "Action"), sns._p(asked, "ResourceArn")
    if action not in ("PutDataProtectionPolicy", "GetDataProtectionPolicy"):
        return await _handle_request(method, path, headers, body, query_params)
    if sns._topic_by_arn_any_scope(topic_arn) is None:
        return sns._error("NotFound", "Topic does not exist", 404)
    return _get(topic_arn) if action.startswith("Get") else _put(topic_arn, sns._p(asked, "DataProtectionPolicy"))


def register():
    sns.handle_request = handle_request
