"""What `meson install` puts in place works wherever it is moved to.

    installed.py [GAHUNDA]

The program is the one in a build folder, which is installed from into a temporary folder.
"""

import os
import shutil
import subprocess
import sys
import tempfile

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "support"))
import harness  # noqa: E402

MARK = "put there after the installation"


def install(into):
    """The folder that holds bin and share, or None where nothing could be installed."""
    build = os.path.dirname(harness.program())
    done = subprocess.run(["meson", "install", "-C", build, "--no-rebuild", "--destdir", into],
                          stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    if done.returncode != 0:
        print(done.stdout[-1500:])
        return None
    for folder, _, files in os.walk(into):
        if os.path.basename(folder) == "bin" and "gahunda" in files:
            return os.path.dirname(folder)
    return None


def run(root, *words):
    return subprocess.run([os.path.join(root, "bin", "gahunda"), *words],
                          stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)


def check_examples(tally, root, work):
    with open(os.path.join(root, "share", "gahunda", "examples", "tiny", "NOTES"), "w") as notes:
        notes.write(MARK)
    folder = os.path.join(work, "mine")
    made = run(root, "new", folder)
    tally.expect(made.returncode == 0, "new", made.stdout)
    tally.expect(os.path.isfile(os.path.join(folder, "NOTES")),
                 "new starts from the example that was installed", made.stdout)
    planned = run(root, "plan", folder, "--effort", "20000")
    tally.expect(planned.returncode == 0, "plan of the installed example", planned.stdout)


def check_manual(tally, root):
    expected = run(root, "--manual").stdout
    with open(os.path.join(root, "share", "man", "man1", "gahunda.1"), encoding="utf-8") as page:
        tally.expect(page.read() == expected, "the manual page is the program's", expected[:200])


def main():
    tally = harness.Tally()
    work = tempfile.mkdtemp()
    try:
        root = install(os.path.join(work, "there"))
        tally.expect(root is not None, "meson install", "")
        if root is not None:
            moved = os.path.join(work, "moved")
            os.rename(root, moved)
            check_examples(tally, moved, work)
            check_manual(tally, moved)
    finally:
        shutil.rmtree(work)
    return tally.close()


sys.exit(main())
