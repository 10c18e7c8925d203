"""C reads as .clang-format has it: formatting.py

Mends with: clang-format -i FILE.  Other versions lay some lines out in other ways, so only Debian
12's own counts.
"""

import shutil
import subprocess
import sys

import house

VERSION = "14."


def main():
    program = shutil.which("clang-format-14") or shutil.which("clang-format")
    if program is None:
        house.skip("there is no clang-format")
    said = subprocess.run([program, "--version"], capture_output=True, text=True, check=True).stdout
    if "version " + VERSION not in said:
        house.skip("clang-format is not version %s: %s" % (VERSION.rstrip("."), said.strip()))
    paths = house.files(".c", ".h")
    done = subprocess.run([program, "--dry-run", "--Werror", "--style=file"] + paths, check=False,
                          cwd=house.ROOT)
    return 1 if done.returncode else 0


if __name__ == "__main__":
    sys.exit(main())
