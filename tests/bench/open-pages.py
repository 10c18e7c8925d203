"""How long the day grid of a large conference takes to open in Chromium: open-pages.py BENCH-PAGES"""

import os
import subprocess
import sys
import tempfile

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "support"))
import browser

SPEC = "3000:10000:30:60:100:1"


def main():
    if not browser.program():
        print("skipped: there is no %s" % " or ".join(browser.NAMES))
        return 77
    with tempfile.TemporaryDirectory(prefix="gahunda-bench-") as folder:
        os.mkdir(os.path.join(folder, "programme"))
        subprocess.run([sys.argv[1], SPEC, "en", folder], check=True)
        days = os.path.join(folder, "programme", "draft", "days")
        with browser.Browser() as chromium:
            page = chromium.page()
            for day in sorted(os.listdir(days))[:3]:
                path = os.path.join(days, day)
                print("%s, %d KB: %.0f ms" % (day, os.path.getsize(path) // 1000,
                                              page.open("file://" + path)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
