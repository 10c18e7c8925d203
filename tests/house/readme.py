"""README.md's commands work as written: readme.py GAHUNDA

Lines of its ```sh blocks run in order, in a folder of their own, with `gahunda` on the path; each
must end with 0. The project's scripts and meson are not run again from inside a test: a script must
be there, and know the options that the line gives it.
"""

import os
import re
import shlex
import subprocess
import sys
import tempfile

import house

# Other people's commands, which a reader types to get here.
FOREIGN = {"git", "cd", "meson", "ninja"}


def commands(path):
    """(line, text) of each command in the sh blocks; what follows # is for the reader."""
    inside = False
    for line, text in enumerate(house.read(path).split("\n"), 1):
        if text.startswith("```"):
            inside = text.strip() == "```sh"
        elif inside and re.sub(r"(^|\s)#.*", "", text).strip():
            yield line, re.sub(r"(^|\s)#.*", "", text).strip()


def check_script(faults, path, line, words):
    script = os.path.join(house.ROOT, words[0])
    if not os.access(script, os.X_OK):
        faults.add(path, line, "%s is no script" % words[0])
        return
    said = subprocess.run([script, "--help"], capture_output=True, text=True, check=False)
    for word in words[1:]:
        if said.returncode or word not in said.stdout:
            faults.add(path, line, "%s --help says nothing of %s" % (words[0], word))


def check_program(faults, path, line, words, folder, program):
    done = subprocess.run([program] + words[1:], cwd=folder, capture_output=True, text=True,
                          check=False, timeout=300)
    if done.returncode:
        faults.add(path, line, "exit %d: %s\n%s%s" % (done.returncode, " ".join(words),
                                                      done.stdout[-800:], done.stderr[-800:]))


def main():
    program = os.path.abspath(sys.argv[1])
    faults = house.Faults()
    n = 0
    for path in ("README.md", "input/command/README.md"):
        with tempfile.TemporaryDirectory(prefix="gahunda-readme-") as folder:
            for line, text in commands(path):
                words = shlex.split(text)
                n += 1
                if words[0] in ("gahunda", "build/gahunda"):
                    check_program(faults, path, line, words, folder, program)
                elif words[0].startswith(("input/", "tests/", ".ci/")):
                    check_script(faults, path, line, words)
                elif words[0] not in FOREIGN:
                    faults.add(path, line, "what is %s?" % words[0])
    if n < 5:
        faults.add("README.md", 0, "has hardly any commands; are its blocks marked ```sh?")
    return faults.close()


if __name__ == "__main__":
    sys.exit(main())
