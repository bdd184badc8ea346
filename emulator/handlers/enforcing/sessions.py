"""Credentials of a role as its service hands them out: App Runner to the app, Lambda to the keeper.

A page of the emulator, because no API of AWS gives them to anybody else: the role's trust policy names the service alone.
"""

from handlers.enforcing.caller import role_of
from ministack.core.responses import get_account_id, new_uuid
from ministack.services import iam, sts

_TRUSTED = "Service"


def session(query):
    """Answers POST /_kaizencoach/session?role=NAME&name=SESSION; only for a role that trusts a service."""
    name, session_name = query["role"][0], query.get("name", ["instance"])[0]
    role = iam._roles[name]
    if _TRUSTED not in str(role.get("AssumeRolePolicyDocument")):
        raise ValueError("the role trusts no service")
    arn = f"arn:aws:sts::{get_account_id()}:assumed-role/{name}/{session_name}"
    key, secret, token = f"ASIA{new_uuid().replace('-', '')[:16].upper()}", new_uuid(), new_uuid()
    user_id = f"{role_of(arn)['RoleId']}:{session_name}"
    sts.register_session(key, {"Arn": arn, "UserId": user_id, "SecretAccessKey": secret, "SessionToken": token})
    return {"AWS_ACCESS_KEY_ID": key, "AWS_SECRET_ACCESS_KEY": secret, "AWS_SESSION_TOKEN": token}
