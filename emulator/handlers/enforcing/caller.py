"""Who makes the call that is being served, for the services that one call leads to."""

import contextvars

from ministack.core import iam_evaluator
from ministack.core.responses import get_account_id
from ministack.services import iam

# None in the emulator's own work, such as CloudFormation without a role.
CALLER = contextvars.ContextVar("kaizencoach_caller", default=None)


def role_of(principal_arn):
    """The role of a session's ARN, as IAM holds it, or as it was when IAM has it no more; None for other principals."""
    if ":assumed-role/" not in principal_arn:
        return None
    account, name = principal_arn.split(":")[4], principal_arn.split("/")[1]
    role = iam._roles.get_scoped(account, None, name)
    return role or {"Arn": f"arn:aws:iam::{account}:role/{name}", "RoleName": name, "RoleId": "AROAGONE"}


def session_of(role_arn, session_name):
    """The principal that a service is when it acts as a role."""
    name, account = role_arn.rsplit("/", 1)[-1], get_account_id()
    return iam_evaluator.PrincipalInfo(
        arn=f"arn:aws:sts::{account}:assumed-role/{name}/{session_name}",
        type="AssumedRole",
        account=account,
        policies=iam_evaluator._gather_role_policies(name, account),
        limits=iam_evaluator._permissions_boundary(iam._roles, name, account),
    )
