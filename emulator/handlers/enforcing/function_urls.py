"""A function URL without authentication still needs a policy of the function that lets everyone in.

AWS (Lambda guide, "Control access to Lambda function URLs"): with AuthType NONE the function's resource policy must allow
lambda:InvokeFunctionUrl, and lambda:InvokeFunction through the URL, to the principal "*". ministack asks nothing of it.
Assumed: what a URL is asked leaves no record that a rule could hear.
"""

from handlers.enforcing.authorise import anyone_may
from ministack import app
from ministack.core import iam_evaluator
from ministack.services import lambda_svc

_handle_function_url_request = lambda_svc.handle_function_url_request


async def handle_function_url_request(url_id, *rest, resolved=None, **named):
    """Serves the request where everybody may invoke the function."""
    found = resolved or lambda_svc.resolve_function_url(url_id)
    if app.AUTH and found and found[4].get("AuthType") == "NONE" and not _open_to_everyone(*found[:4]):
        body = b'{"Message":"Forbidden. For troubleshooting Function URL authorization issues, see the Lambda guide"}'
        return 403, {"Content-Type": "application/json", "x-amzn-ErrorType": "AccessDeniedException"}, body
    return await _handle_function_url_request(url_id, *rest, resolved=found, **named)


def _open_to_everyone(account, region, name, qualifier):
    arn = f"arn:aws:lambda:{region}:{account}:function:{name}" + (f":{qualifier}" if qualifier else "")
    found = iam_evaluator._resource_policy("lambda", arn)
    policy = found[0] if found else None
    return anyone_may(policy, "lambda:InvokeFunctionUrl", arn, {"lambda:FunctionUrlAuthType": "NONE"}) and anyone_may(
        policy, "lambda:InvokeFunction", arn, {"lambda:InvokedViaFunctionUrl": "true"}
    )


def register():
    lambda_svc.handle_function_url_request = handle_function_url_request
