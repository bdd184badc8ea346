"""Operations that ministack lacks, of services that speak JSON."""

import json


def serve(service, operations):
    """Lets `service` answer these operations, by name, and leaves all others to ministack."""
    others = service.handle_request

    async def handle_request(method, path, headers, body, query_params):
        operation = operations.get(headers.get("x-amz-target", "").split(".")[-1])
        if operation:
            return operation(json.loads(body))
        return await others(method, path, headers, body, query_params)

    service.handle_request = handle_request
