"""Pages of the emulator itself, below /_kaizencoach/: what AWS has no API for and a test or a person needs."""

import json

from ministack import app

PREFIX = "/_kaizencoach/"
_PAGES = {}

_before_body = app._handle_pre_body_request


def add_page(name, answer):
    """Makes `answer`, a function of the query, reply to POST /_kaizencoach/`name` with JSON."""
    _PAGES[name] = answer


async def _answer(method, path, headers, query, request_id):
    if method != "POST" or not path.startswith(PREFIX):
        return await _before_body(method, path, headers, query, request_id)
    try:
        status, body = 200, _PAGES[path.removeprefix(PREFIX)](query)
    except (KeyError, ValueError, IndexError) as error:
        status, body = 400, {"message": f"{path}: {type(error).__name__}"}
    return status, {"Content-Type": "application/json"}, json.dumps(body).encode()


def register():
    app._handle_pre_body_request = _answer
