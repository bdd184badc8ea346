"""The userIdentity of a record ("CloudTrail userIdentity element")."""

from handlers import clock
from handlers.enforcing.caller import role_of


def identity_of(principal, access_key=""):
    """A session with its issuer, whose ARN is the role's with its path; root and users have none."""
    base = {"arn": principal.arn, "accountId": principal.account, **({"accessKeyId": access_key} if access_key else {})}
    role = role_of(principal.arn)
    if role:
        role_id = role.get("RoleId", "")
        issuer = {
            "type": "Role",
            "principalId": role_id,
            "arn": role["Arn"],
            "accountId": principal.account,
            "userName": role["RoleName"],
        }
        attributes = {"creationDate": clock.iso(), "mfaAuthenticated": "false"}
        session = {"sessionIssuer": issuer, "attributes": attributes}
        name = principal.arn.rsplit("/", 1)[-1]
        return {"type": "AssumedRole", "principalId": f"{role_id}:{name}", **base, "sessionContext": session}
    if principal.type == "Root":
        return {"type": "Root", "principalId": principal.account, **base}
    user_id = principal.keys.get("aws:userid", "")
    return {"type": "IAMUser", "principalId": user_id, **base, "userName": principal.arn.rsplit("/", 1)[-1]}
