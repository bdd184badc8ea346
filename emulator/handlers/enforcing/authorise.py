"""The decision about a call that is no request of its own: one service acts for a principal, or as itself."""

from ministack import app
from ministack.core import iam_actions, iam_evaluator
from ministack.core.responses import get_account_id, get_region


def denial(principal, action, resource, context=None):
    """Why IAM denies `action` to the principal, in AWS's words; None where it is allowed, or IAM is off."""
    if not app.AUTH or principal is None or principal.policies is None:
        return None
    service = action.split(":")[0]
    ctx = _context(principal.arn, principal.type, principal.account, action, resource, context, principal.keys)
    result = iam_evaluator.evaluate(ctx, principal.policies, *principal.limits)
    found = iam_evaluator._resource_policy(service, resource)
    if found is not None:
        required = service in iam_evaluator._POLICY_REQUIRED
        result = iam_evaluator.combine_resource_policy(result, ctx, *found, required=required, limits=principal.limits)
    if result.decision == "Allow":
        return None
    if result.resource_policy_arn:
        return iam_actions._resource_policy_denial(service, action, principal.arn, resource)
    return iam_actions.identity_denial_message(action, principal.arn, resource, result.decision == "Deny")


def service_may(policy, service, action, resource, context):
    """Whether a resource's own policy lets an AWS service do it."""
    if not app.AUTH:
        return True
    ctx = _context("*", "Service", "", action, resource, {"aws:SourceAccount": get_account_id(), **context}, {})
    return iam_evaluator.evaluate_resource_policy(policy, ctx, service=service).decision == "Allow"


def anyone_may(policy, action, resource, context):
    """Whether a resource's own policy lets a caller do it of whom nothing is known."""
    ctx = _context("anonymous", "Anonymous", "", action, resource, context, {})
    return iam_evaluator.evaluate_resource_policy(policy, ctx).decision == "Allow"


def _context(arn, kind, account, action, resource, context, keys):
    return iam_evaluator.EvalContext(
        principal_arn=arn,
        principal_type=kind,
        principal_account=account,
        action=action,
        resource_arn=resource,
        region=get_region(),
        secure_transport=True,
        service_context={name.lower(): value for name, value in (context or {}).items()},
        principal_keys=keys,
    )
