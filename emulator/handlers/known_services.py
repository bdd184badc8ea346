"""A request that is signed for a service which ministack lacks is known by the service's name.

ministack asks for more names of services, for which it reads the models of all of them: seconds, in which it answers to nobody.
"""

import functools

import botocore.session
from ministack.core import router

_is_aws_service_name = router._is_aws_service_name


@functools.cache
def _names():
    return frozenset(botocore.session.get_session().get_available_services())


def is_aws_service_name(scope_name):
    """Whether AWS has a service of that name; the models are read only where the name is not that of one of them."""
    return scope_name in _names() or _is_aws_service_name(scope_name)


def register():
    router._is_aws_service_name = is_aws_service_name
