"""The tree is as its README says: tree.py

The top level holds what it must and nothing else, folders explain themselves, no file knows this
machine's paths, scripts can be run, and the list of packages is what the build needs.
"""

import os
import re
import shutil
import subprocess
import sys

import house

TOP = ["README.md", "calendars", "engine", "input", "meson.build", "output", "tests"]
SCRIPTS = [".ci/run", "input/demo", "input/setup", "tests/run"]
# Homes, and where checkouts and mounts tend to be; spelt so that this line is none of them.
MACHINE_PATH = re.compile(r"(?<![\w.])/(?:home|root|work|mnt|Users|media)/\w")


def check_top(faults):
    there = sorted(name for name in os.listdir(house.ROOT)
                   if not name.startswith(".") and not house.is_build(name))
    for name in set(there) - set(TOP):
        faults.add(name, 0, "does not belong at the top level")
    for name in set(TOP) - set(there):
        faults.add(name, 0, "is missing at the top level")


def check_readmes(faults):
    """Each folder of the program that is built, each room of input, each example, and the tests."""
    folders = {os.path.dirname(path) for path in house.files("meson.build")
               if not path.startswith("tests/")}
    folders |= {os.path.dirname(path) for path in house.files(".c") if path.startswith("input/")}
    folders |= {os.path.dirname(path) for path in house.files("conference.csv")
                if path.startswith("input/examples/")}
    for folder in sorted(folders | {"tests"}):
        if not os.path.isfile(os.path.join(house.ROOT, folder, "README.md")):
            faults.add(folder or ".", 0, "has no README.md")


def check_paths(faults):
    for path in house.files():
        try:
            lines = house.read(path).split("\n")
        except UnicodeDecodeError:
            continue
        for line, text in enumerate(lines, 1):
            if MACHINE_PATH.search(text):
                faults.add(path, line, "names a path of one machine: %s" % text.strip())


def check_scripts(faults):
    for path in SCRIPTS:
        if not os.access(os.path.join(house.ROOT, path), os.X_OK):
            faults.add(path, 0, "cannot be run")


def needed_packages():
    part = house.read("input/packages").split("[needed]")[1].split("[")[0]
    return {line.split()[0] for line in part.split("\n") if line.strip()}


def check_packages(faults):
    """Each pkg-config module that a meson.build names comes from a package of the list."""
    if shutil.which("dpkg-query") is None:
        print("the packages are not compared: there is no dpkg-query")
        return
    listed = needed_packages()
    for path in house.files("meson.build"):
        for module in re.findall(r"dependency\('([^']+)'", house.read(path)):
            where = subprocess.run(["pkg-config", "--variable=pcfiledir", module], check=False,
                                   capture_output=True, text=True).stdout.strip()
            owner = subprocess.run(["dpkg-query", "-S", "%s/%s.pc" % (where, module)], check=False,
                                   capture_output=True, text=True).stdout
            if owner and owner.split(":")[0] not in listed:
                faults.add(path, 0, "needs %s of %s, which input/packages does not list as needed"
                           % (module, owner.split(":")[0]))


def main():
    faults = house.Faults()
    for check in (check_top, check_readmes, check_paths, check_scripts, check_packages):
        check(faults)
    return faults.close()


if __name__ == "__main__":
    sys.exit(main())
