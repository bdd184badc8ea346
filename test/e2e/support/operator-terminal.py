"""Runs a command at a pseudo-terminal and plays a person.

Reads from standard input one JSON object: {"command": [...], "steps": [[expected text, answer], ...]}. Waits for each text,
types the answer, and writes everything that the terminal showed to standard output. Ends with the command's exit code.
"""

import json
import os
import pty
import select
import sys
import time

PATIENCE_SECONDS = 60


def main() -> int:
    play = json.load(sys.stdin)
    pid, terminal = pty.fork()
    if pid == 0:
        os.execvp(play["command"][0], play["command"])
    shown = b""
    seen = 0
    steps = list(play["steps"])
    end = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < end:
        ready, _, _ = select.select([terminal], [], [], 0.2)
        if ready:
            try:
                read = os.read(terminal, 65536)
            except OSError:
                break
            if not read:
                break
            shown += read
        if steps and steps[0][0].encode() in shown[seen:]:
            expected, answer = steps.pop(0)
            seen = shown.index(expected.encode(), seen) + len(expected.encode())
            # A person reads before typing; so long the prompt has the terminal in its hands.
            time.sleep(0.2)
            os.write(terminal, answer.encode())
    sys.stdout.buffer.write(shown)
    if steps:
        sys.stdout.write(f"\n[never shown: {steps[0][0]}]\n")
    _, status = os.waitpid(pid, 0)
    return os.waitstatus_to_exitcode(status)


sys.exit(main())
