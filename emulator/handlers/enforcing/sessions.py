"""Credentials of a role, by a page of the emulator.

App Runner and Lambda hand them to the app and the keeper, whose roles trust nobody else; people's come from IAM Identity
Center, which the emulator lacks.
"""

from handlers.enforcing.caller import role_of
from ministack.core.responses import get_account_id, new_uuid
from ministack.services import iam, sts


def session(query):
    """Answers POST /_kaizencoach/session?role=NAME&name=SESSION."""
    name, session_name = iam._roles[query["role"][0]]["RoleName"], query["name"][0]
    arn = f"arn:aws:sts::{get_account_id()}:assumed-role/{name}/{session_name}"
    key, secret, token = f"ASIA{new_uuid().replace('-', '')[:16].upper()}", new_uuid(), new_uuid()
    user_id = f"{role_of(arn)['RoleId']}:{session_name}"
    sts.register_session(key, {"Arn": arn, "UserId": user_id, "SecretAccessKey": secret, "SessionToken": token})
    return {"AWS_ACCESS_KEY_ID": key, "AWS_SECRET_ACCESS_KEY": secret, "AWS_SESSION_TOKEN": token}
