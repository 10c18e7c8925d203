"""The shell scripts as shellcheck would have them: scripts.py"""

import shutil
import subprocess
import sys

import house
import tree


def main():
    if shutil.which("shellcheck") is None:
        house.skip("there is no shellcheck")
    return subprocess.run(["shellcheck"] + tree.SCRIPTS, cwd=house.ROOT, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
