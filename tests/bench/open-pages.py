"""How long the day grid of a large conference takes to open in Chromium: open-pages.py BENCH-PAGES"""

import os
import subprocess
import sys
import tempfile

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "support"))
import browser

SPEC = "3000:10000:30:60:100:1"


def worked(page):
    """Milliseconds of processor that the page has taken: others on the machine do not count."""
    figures = page.call("Performance.getMetrics")["metrics"]
    return 1000 * next(figure["value"] for figure in figures if figure["name"] == "TaskDuration")


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
            page.call("Performance.enable", timeDomain="threadTicks")
            for day in sorted(os.listdir(days))[:3]:
                path = os.path.join(days, day)
                waited = page.open("file://" + path)
                print("%s, %d KB: %.0f ms, of which its own thread worked %.0f"
                      % (day, os.path.getsize(path) // 1000, waited, worked(page)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
