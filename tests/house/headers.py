"""Every header compiles alone: headers.py COMPILER FLAG ...

A header that leans on what its includer happened to include first breaks when lines are sorted.
"""

import concurrent.futures
import os
import subprocess
import sys

import house

MODULES = ["glib-2.0", "gio-2.0", "json-glib-1.0", "libxml-2.0", "xlsxwriter", "libical",
           "cairo", "cmocka"]


def compile_alone(command, path):
    text = '#include "%s"\n' % path
    done = subprocess.run(command, input=text, capture_output=True, text=True, check=False)
    return path, done.returncode == 0, done.stderr


def main():
    flags = subprocess.run(["pkg-config", "--cflags"] + MODULES, capture_output=True, text=True,
                           check=True).stdout.split()
    command = sys.argv[1:] + ["-std=gnu11", "-fsyntax-only", "-Wall", "-Werror", "-D_GNU_SOURCE",
                              "-I" + house.ROOT] + flags + ["-x", "c", "-"]
    faults = house.Faults()
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        for path, good, said in pool.map(lambda path: compile_alone(command, path),
                                         house.files(".h")):
            if not good:
                faults.add(path, 0, "does not compile alone\n%s" % said)
    return faults.close()


if __name__ == "__main__":
    sys.exit(main())
