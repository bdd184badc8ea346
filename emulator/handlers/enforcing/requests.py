"""What a request asks for, and what its denial says.

- The resource of a call about a stack is the stack's own ARN (Service Authorization Reference, CloudFormation); ministack
  ends it in `/*`, which no policy with the stack's id matches.
- A rule of the default bus is `rule/NAME` (the same, EventBridge), also where a call names it by Rule; ministack has
  `rule/default/NAME`, or nothing.
- A dashboard has an ARN, without a Region (the same, CloudWatch); ministack asks about `*`. A call about mute rules names
  one, or is about all of them.
- A call about a subscription is about its topic (Service Authorization Reference, SNS; so say recorded denials), and so is one
  about what a topic refuses; ministack asks about `*`.
- A denial names the resource (recorded events: "… on resource: ARN because …"), which rules look for; ministack leaves it
  out for most services.
- A request to KMS carries its encryption context and account as condition keys (KMS guide, "Condition keys"); ministack gives
  none of them.
- Whoever gives a role to a service needs iam:PassRole (IAM guide). Asked for functions here, and for CloudFormation's role
  where its calls are authorised; of no other service.
"""

import json

from handlers.alerting import mute_rules
from handlers.enforcing.authorise import denial
from handlers.enforcing.caller import CALLER
from handlers.enforcing.operations import is_lacking, resource_of
from ministack.core import iam_actions
from ministack.core.responses import get_account_id, get_region
from ministack.services import kms
from ministack.services.cloudformation import _stacks

_access_denied_response = iam_actions.access_denied_response
_extract_resource_arn = iam_actions.extract_resource_arn
_request_tag_context = iam_actions.request_tag_context


def extract_resource_arn(service, method, path, headers, body, params, region, account):
    """The ARN by which policies name what the request is about."""
    arn = _extract_resource_arn(service, method, path, headers, body, params, region, account)
    if service == "cloudformation" and arn.endswith("/*"):
        stack = _stacks.get(arn.split("/")[1])
        return stack["StackId"] if stack else arn
    if service == "events":
        return _rule_arn(arn, body)
    dashboard = iam_actions._param(body, params, "DashboardName") if service == "monitoring" else ""
    if dashboard:
        return f"arn:aws:cloudwatch::{account}:dashboard/{dashboard}"
    if headers.get("x-amz-target", "").rstrip("s").endswith("AlarmMuteRule"):
        return mute_rules.arn_of(_text(body, "AlarmMuteRuleName") or _text(body, "Name") or "*")
    if service == "sns" and arn == "*":
        return _topic_arn(params)
    return resource_of(service, body) if arn == "*" and is_lacking(service) else arn


def _rule_arn(arn, body):
    rule = _text(body, "Rule")
    if arn == "*" and rule:
        bus = _text(body, "EventBusName") or "default"
        arn = f"arn:aws:events:{get_region()}:{get_account_id()}:rule/{bus}/{rule}"
    return arn.replace(":rule/default/", ":rule/")


def _topic_arn(params):
    subscription, topic = (iam_actions._query_param(params, name) for name in ("SubscriptionArn", "ResourceArn"))
    return subscription.rpartition(":")[0] or topic or "*"


def _text(body, member):
    try:
        found = json.loads(body or b"{}").get(member)
    except (ValueError, AttributeError):
        return ""
    return found if isinstance(found, str) else ""


def access_denied_response(service, action, principal_arn, request_id, **named):
    """A denial whose message names the resource."""
    resource = named.get("resource_arn", "*")
    decided_here = named.get("message") or named.get("error_code") or named.get("resource_policy_arn")
    if not decided_here and resource != "*":
        named["message"] = iam_actions.identity_denial_message(
            action, principal_arn, resource, named.get("explicit_deny", False)
        )
    return _access_denied_response(service, action, principal_arn, request_id, **named)


def request_context(service, action, body, params):
    """The condition keys that a request itself gives."""
    context = _request_tag_context(service, action, body, params)
    if service == "kms":
        try:
            encryption = json.loads(body or b"{}").get("EncryptionContext") or {}
        except ValueError:
            encryption = {}
        context = {
            **context,
            "kms:CallerAccount": get_account_id(),
            "kms:EncryptionContextKeys": list(encryption),
            **{f"kms:EncryptionContext:{name}": value for name, value in encryption.items()},
        }
    return context


def pass_role_denial(action, body):
    """Why the caller may not give the function that role; None for every other request."""
    if action not in ("lambda:CreateFunction", "lambda:UpdateFunctionConfiguration"):
        return None
    role = _text(body, "Role")
    return role and denial(CALLER.get(), "iam:PassRole", role, {"iam:PassedToService": "lambda.amazonaws.com"})


_ALIAS_ACTIONS = ("kms:CreateAlias", "kms:UpdateAlias", "kms:DeleteAlias")


def key_of_alias_denial(action, body):
    """Why the caller may not give the key an alias or take it away: the key is asked as well as the alias (KMS guide, "Controlling
    access to aliases"); ministack asks about the alias only.
    """
    if action not in _ALIAS_ACTIONS:
        return None
    keys = [kms._resolve_key(_text(body, name)) for name in ("TargetKeyId", "AliasName")]
    denials = (denial(CALLER.get(), action, key["Arn"]) for key in keys if key)
    return next((found for found in denials if found), None)


def register():
    iam_actions.request_tag_context = request_context
    iam_actions.extract_resource_arn = extract_resource_arn
    iam_actions.access_denied_response = access_denied_response
