"""Every request is served with its caller known, and recorded, also where it is denied.

ministack's own recording takes every caller for an IAM user, and skips what is denied. Requests without a known key are not
recorded: CloudTrail has none of them either, or in another account.
"""

from handlers.enforcing.caller import CALLER
from handlers.enforcing.principals import is_own_key
from handlers.enforcing.operations import is_lacking, say_that_it_is_lacking
from handlers.enforcing.requests import key_of_alias_denial, pass_role_denial
from handlers.enforcing.trail_key import file_denial
from handlers.recording import deliver
from handlers.recording.errors import error_in
from handlers.recording.events import is_recorded
from handlers.recording.identity import identity_of
from handlers.recording.parameters import parameters_of
from handlers.recording.record import write
from ministack import app
from ministack.core import iam_actions, iam_evaluator
from ministack.core.responses import get_account_id, get_region
from ministack.core.router import detect_service, extract_access_key_id

_dispatch = app._dispatch_service_request
# Functions of (action, body, query, resource) that name a denial before a service is asked.
CHECKS = [
    lambda action, body, _query, _resource: pass_role_denial(action, body),
    lambda action, body, _query, _resource: key_of_alias_denial(action, body),
    lambda action, _body, _query, resource: file_denial(action, resource),
]


async def dispatch(method, path, headers, body, query, request_id):
    """Serves and records one request. The emulator's own key looks without leaving a trace."""
    key = extract_access_key_id(headers, query) or ""
    principal = iam_evaluator.resolve_principal(key, get_account_id()) if key else None
    if principal is None or isinstance(principal, iam_evaluator.AuthError) or path.startswith("/_"):
        CALLER.set(None)
        return await _dispatch(method, path, headers, body, query, request_id)
    CALLER.set(principal)
    routing = app._routing_params(method, path, headers, body, query)
    service = detect_service(method, path, headers, routing)
    action = iam_actions.extract_iam_action(service, method, path, headers, body, routing)
    if action is None:
        return await _dispatch(method, path, headers, body, query, request_id)
    place = (get_region(), get_account_id())
    resource = iam_actions.extract_resource_arn(service, method, path, headers, body, routing, *place)
    trails = deliver.logging_trails()
    refused = next((found for check in CHECKS if (found := check(action, body, query, resource))), None) if app.AUTH else None
    if refused:
        named = {"message": refused, "headers": headers}
        answer = iam_actions.access_denied_response(service, action, principal.arn, request_id, **named)
    else:
        answer = await _dispatch(method, path, headers, body, query, request_id)
    if answer[0] == 400 and is_lacking(service):
        answer = say_that_it_is_lacking(service)
    if is_recorded(action.split(":")[1]) and not is_own_key(key):
        shown = parameters_of(service, path, headers, body, query)
        who, origin = identity_of(principal, key), ("127.0.0.1", headers.get("user-agent", ""))
        error = error_in(answer[0], answer[2])
        try:
            write(service, action.split(":")[1], who, origin, shown, resource, error, trails)
        except Exception:
            app.logger.exception("the record of %s failed", action)
    return answer


def register():
    app._dispatch_service_request = dispatch
    app._maybe_record_cloudtrail = lambda *_args, **_named: None
