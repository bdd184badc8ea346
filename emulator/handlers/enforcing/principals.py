"""Who a caller is, in conditions and in policies.

- `aws:PrincipalArn`: "For IAM roles, the request context returns the ARN of the role, not the ARN of the user that assumed
  the role" (IAM guide, global condition keys). ministack gives the session's.
- Root has every permission of its account, but an explicit deny in a resource's policy, and a key policy that does not name
  the account, hold for it too (IAM guide, evaluation logic). ministack asks nothing of root.
- Root is no service: ministack lets it through where a trust policy names one.
- The account's number as access key is the emulator's own: it may do everything and needs no signature. Nothing on AWS is
  like it; tests and the local commands look at what is there with it.
- A request on the loopback interface counts as one by TLS: the bootstrap's bucket denies every other (aws:SecureTransport).
"""

from handlers.enforcing.caller import role_of
from ministack import app
from ministack.core import iam_evaluator
from ministack.core.responses import get_account_id

_EVERYTHING = iam_evaluator.parse_policy_document({"Statement": {"Effect": "Allow", "Action": "*", "Resource": "*"}})

_authenticate = iam_evaluator.authenticate
_principal_matches = iam_evaluator._principal_matches
_resolve_condition_key = iam_evaluator._resolve_condition_key
_resolve_principal = iam_evaluator.resolve_principal


def is_own_key(access_key_id):
    """Whether it is the emulator's own."""
    return access_key_id == get_account_id()


def authenticate(access_key_id, account_id):
    """Checks the signature of everybody else."""
    return None if is_own_key(access_key_id) else _authenticate(access_key_id, account_id)


def resolve_principal(access_key_id, account_id, credential=None):
    """Root with everything, so that what resources say of it is asked."""
    principal = _resolve_principal(access_key_id, account_id, credential)
    if getattr(principal, "policies", ()) is None and not is_own_key(access_key_id):
        principal.policies = [_EVERYTHING]
    return principal


def _matches(principal, caller_arn):
    if isinstance(principal, dict) and caller_arn.endswith(":root"):
        principal = {kind: names for kind, names in principal.items() if kind != "Service"}
    return _principal_matches(principal, caller_arn)


def _condition_key(key, ctx):
    if key.lower() == "aws:principalarn":
        role = role_of(ctx.principal_arn)
        return role["Arn"] if role else ctx.principal_arn
    return _resolve_condition_key(key, ctx)


def register():
    iam_evaluator.authenticate = authenticate
    iam_evaluator.resolve_principal = resolve_principal
    iam_evaluator._principal_matches = _matches
    iam_evaluator._resolve_condition_key = _condition_key
    app.pin_request_origin = lambda source_ip, _secure: iam_evaluator.pin_request_origin(source_ip, True)
