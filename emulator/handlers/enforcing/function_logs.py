"""A function's output reaches its log group as far as its role allows (Lambda guide, "Sending function logs")."""

from handlers.enforcing.authorise import denial
from handlers.enforcing.caller import session_of
from ministack.core.responses import get_account_id, get_region
from ministack.services import lambda_svc

_emit = lambda_svc._emit_lambda_logs


def emit(func, *rest, **named):
    """Writes the lines that Lambda may write as the function's role."""
    config = func.get("config") or func
    name = config.get("FunctionName", "")
    group = (config.get("LoggingConfig") or {}).get("LogGroup") or f"/aws/lambda/{name}"
    role = session_of(config.get("Role", ""), name[:64])
    stream = f"arn:aws:logs:{get_region()}:{get_account_id()}:log-group:{group}:log-stream:any"
    if not any(denial(role, f"logs:{operation}", stream) for operation in ("CreateLogStream", "PutLogEvents")):
        _emit(func, *rest, **named)


def register():
    lambda_svc._emit_lambda_logs = emit
