"""The time by which the emulator ages what it holds: the machine's, and what tests have added to it."""

import time

_advanced = {"seconds": 0.0}


def now():
    """Seconds since 1970, to the millisecond, as AWS's JSON protocols carry times."""
    return round(time.time() + _advanced["seconds"], 3)


def advance(seconds):
    """Lets the time go forward."""
    if seconds < 0:
        raise ValueError("seconds must not be negative")
    _advanced["seconds"] += seconds


def iso():
    """The present moment, as records write it."""
    return time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(now()))
