"""How long a plan takes and how good it is: plan.py GAHUNDA EXAMPLE EFFORT

Prints steps, final cost and seconds of one thread, and of publishing; the effort is counted, so the
cost is the same on every machine and only the seconds differ.
"""

import json
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time

EXAMPLES = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..", "input", "examples")


def timed(words):
    """Seconds on the clock, and of CPU."""
    before = time.monotonic()
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run(words, capture_output=True, text=True, check=False)
    now = resource.getrusage(resource.RUSAGE_CHILDREN)
    if done.returncode:
        sys.exit("%s: exit %d\n%s" % (" ".join(words), done.returncode, done.stderr))
    return (time.monotonic() - before,
            now.ru_utime + now.ru_stime - used.ru_utime - used.ru_stime)


def main():
    program, example, effort = sys.argv[1:]
    with tempfile.TemporaryDirectory(prefix="gahunda-bench-") as folder:
        sheets = os.path.join(folder, example)
        shutil.copytree(os.path.join(EXAMPLES, example), sheets)
        plan, _ = timed([program, "plan", sheets, "--effort", effort, "--seed", "1", "--threads",
                         "1", "--at", "2022-01-01T08:00"])
        _, publish = timed([program, "publish", sheets, "--at", "2022-01-01T08:00"])
        with open(os.path.join(sheets, "programme", "draft", "manifest.json"),
                  encoding="utf-8") as file:
            manifest = json.load(file)
    print("%s: %d steps, cost %d, %.2f s to plan, %.2f s of CPU to publish"
          % (example, manifest["steps"], manifest["cost"], plan, publish))
    return 0


if __name__ == "__main__":
    sys.exit(main())
