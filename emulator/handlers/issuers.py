"""Strava, Google and the app, played by the project's own stand-in, where the emulator is to have them.

It is TypeScript, which the tests use too, so it runs as a process of its own. It ends when its standard input does, which
is held by this process alone.
"""

import os
import subprocess
from pathlib import Path

_PROJECT = Path(__file__).resolve().parents[2]
_COMMAND = ["node", str(_PROJECT / "scripts" / "run.mjs"), "emulator/issuers/serve.ts"]
_process = None


def start():
    """Starts them and lets every function that starts later know where they are; raises SystemExit where they do not start."""
    global _process
    endpoint = f"http://{os.environ['MINISTACK_HOST']}:{os.environ['GATEWAY_PORT']}"
    _process = subprocess.Popen(
        [*_COMMAND, endpoint, os.environ["HOME"]], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    origin = _process.stdout.readline().strip()
    if not origin:
        raise SystemExit("the stand-in for Strava, Google and the app did not start")
    os.environ["ISSUERS_ENDPOINT"] = origin
    print(f"Strava, Google and the app are played at {origin}", flush=True)
