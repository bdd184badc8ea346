"""Runs ministack with the CloudFormation resource types that it lacks.

Settings come from the environment, as ministack's own do. Where KAIZENCOACH_EMULATOR_PARENT is set, the emulator ends
with the process that holds the other end of its standard input; where KAIZENCOACH_EMULATOR_ISSUERS is, Strava, Google and the
app are played for it.
"""

import os
import signal
import sys
import threading

from handlers import issuers, register_handlers
from ministack.app import main

# Long enough for connections to end; a worker that hangs must not keep the emulator alive.
SECONDS_TO_END = 10


def end_with_parent():
    """Waits for the end of standard input, which comes also when the parent is killed, and ends this process."""
    # A read by sys.stdin would hold its lock while the interpreter ends, which then aborts with "Fatal Python error".
    while os.read(sys.stdin.fileno(), 4096):
        pass
    threading.Timer(SECONDS_TO_END, os._exit, [1]).start()
    os.kill(os.getpid(), signal.SIGTERM)


if __name__ == "__main__":
    if os.environ.get("KAIZENCOACH_EMULATOR_PARENT"):
        threading.Thread(target=end_with_parent, daemon=True).start()
    register_handlers()
    if os.environ.get("KAIZENCOACH_EMULATOR_ISSUERS"):
        issuers.start()
    main()
