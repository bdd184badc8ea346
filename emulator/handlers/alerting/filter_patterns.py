"""Filter patterns of CloudWatch Logs, by the project's own evaluator, which its tests use too.

It is TypeScript, so it runs as a process of its own, started when the first pattern comes: one line of JSON in, one out.
"""

import json
import subprocess
import threading
from pathlib import Path

_PROJECT = Path(__file__).resolve().parents[3]
_COMMAND = ["node", str(_PROJECT / "scripts" / "run.mjs"), "emulator/filter-pattern/serve.ts"]
_lock = threading.Lock()
_process = None


def matching(patterns, messages):
    """For each message, whether each pattern matches it; raises ValueError for a pattern that is none."""
    global _process
    with _lock:
        if _process is None or _process.poll() is not None:
            _process = subprocess.Popen(_COMMAND, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        _process.stdin.write(json.dumps({"patterns": patterns, "messages": messages}) + "\n")
        _process.stdin.flush()
        answer = json.loads(_process.stdout.readline())
    if "refused" in answer:
        raise ValueError(answer["refused"])
    return answer["matching"]
