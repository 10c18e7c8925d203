"""The pages in a real browser: Chromium on Kigali's pages, and on a small conference in three languages.

    pages.py [GAHUNDA] [--axe FILE] [--thorough] [--pictures FOLDER]

FILE is axe-core's axe.min.js, which looks for what keeps people from using a page; without it that part
is skipped; with --thorough it looks at Kigali's large pages too, for a minute.  FOLDER takes pictures,
for people to look at.
"""

import argparse
import collections
import csv
import functools
import http.server
import json
import os
import shutil
import sys
import threading
import urllib.parse
import urllib.request
import zoneinfo
from datetime import datetime

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "support"))
import browser
import harness
import oracle

EFFORT = 30000
HOSTILE = "<img src=x onerror=alert(1)> \"'&amp;<script>alert(2)</script> \u202eevil"


def options():
    parser = argparse.ArgumentParser(prog="pages.py")
    parser.add_argument("--axe")
    parser.add_argument("--thorough", action="store_true")
    parser.add_argument("--pictures")
    return parser.parse_args(harness.arguments())


# ---- conferences --------------------------------------------------------------------------------


def made(tally, shop, name, edit=None, publish=False):
    """The pages of a copy of an example, a draft or a revision, and the conference."""
    folder = shop.folder(name)
    shutil.copytree(os.path.join(harness.EXAMPLES, name), folder)
    if edit:
        edit(folder)
    at = ["--at", harness.day_before(folder)]
    steps = [["plan", folder, "--effort", EFFORT, "--seed", 1, "--threads", 1, "--quiet"]]
    if publish:
        steps.append(["publish", folder, "--incomplete"])
    for words in steps:
        result = harness.run(words + at)
        tally.expect(result.code in (0, 1), "%s of %s" % (words[0], name), result.said)
    return (os.path.join(folder, "programme", "0001" if publish else "draft"),
            oracle.Conference(folder))


def edit_csv(path, change):
    with open(path, encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    rows = [change(row) for row in rows]
    names = list(collections.OrderedDict.fromkeys(name for row in rows for name in row))
    with open(path, "w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, names, restval="")
        writer.writeheader()
        writer.writerows(rows)


def translate(folder):
    """French and Arabic titles for some sessions; hostile ones too."""
    with open(os.path.join(folder, "conference.csv"), "a", encoding="utf-8") as file:
        file.write("languages,en;fr;ar\n")

    def change(row):
        if row["session"] == "PL-1":
            row.update({"title:fr": "Séance d'ouverture", "title:ar": "الجلسة الافتتاحية (ITU-D)"})
        if row["session"] == "TALK":
            row.update({"title": HOSTILE, "title:ar": HOSTILE})
        return row

    edit_csv(os.path.join(folder, "sessions.csv"), change)


def address(folder, *path):
    return "file://" + urllib.parse.quote(os.path.join(folder, *path), safe="/")


# ---- what is looked at --------------------------------------------------------------------------


def check_quiet(tally, page, what, start):
    """Nothing was complained of, and nothing asked for that does not lie in the folder."""
    tally.expect(not page.errors, "%s: no error" % what, "\n".join(page.errors[:5]))
    away = [url for url in page.requests if not url.startswith(start)]
    tally.expect(page.requests and not away, "%s: no request leaves the folder" % what,
                 "\n".join(away[:5]))
    tally.expect(page.dialogs == 0, "%s: no script of the sheets runs" % what)


BOXES = """
(function () {
  var table = document.querySelector('.grid');
  var body = table.querySelector('tbody').getBoundingClientRect();
  var heads = Array.from(table.querySelectorAll('thead th')).slice(1).map(function (th) {
    var box = th.getBoundingClientRect();
    var link = th.querySelector('a');
    return {room: link ? link.getAttribute('href').split('/').pop() : '', left: box.left,
            right: box.right};
  });
  return {
    minute: parseFloat(getComputedStyle(table).getPropertyValue('--minute')),
    first: table.querySelector('tbody time').getAttribute('datetime'),
    boxes: Array.from(table.querySelectorAll('td.s > a')).map(function (a) {
      var box = a.getBoundingClientRect();
      var head = heads.find(function (one) {
        return box.left >= one.left - 1 && box.right <= one.right + 1;
      });
      return {session: a.getAttribute('href').split('/').pop(), top: box.top - body.top,
              height: box.height, room: head && head.room};
    })
  };
})()
"""


def file_name(name):
    return urllib.parse.quote("".join(
        letter if letter.isascii() and (letter.isalnum() or letter in "._-")
        else "".join("%%%02X" % octet for octet in letter.encode()) for letter in name) + ".html")


def check_grid(tally, page, conference, rows):
    """Each box in its room's column, as high and as far down as its minutes say."""
    said = page.run(BOXES)
    first = datetime.fromisoformat(said["first"])
    boxes = {box["session"]: box for box in said["boxes"]}
    faults = []
    for row in rows:
        box = boxes.pop(file_name(row["session"]), None)
        if not box:
            faults.append("%s has no box" % row["session"])
            continue
        start = datetime.fromisoformat("%sT%s" % (row["date"], row["start"]))
        top = (start - first).total_seconds() / 60 * said["minute"]
        height = conference.sessions[row["session"]].minutes * said["minute"]
        if abs(box["top"] - top) > 1 or abs(box["height"] - height) > 1:
            faults.append("%s is at %s and %s high, not %s and %s"
                          % (row["session"], box["top"], box["height"], top, height))
        if box["room"] != (file_name(row["room"]) if row["room"] else ""):
            faults.append("%s is in the column of %s" % (row["session"], box["room"]))
    faults += ["there is a box for %s" % name for name in boxes]
    tally.expect(not faults and rows, "the grid of %s is true to scale (%d sessions)"
                 % (rows[0]["date"], len(rows)), "\n".join(faults[:8]))


def kind_of(conference, session):
    row = next(row for row in conference.sheet["sessions"] if row["session"] == session)
    group = next((group for group in conference.sheet["groups"]
                  if group["group"] == row.get("group")), {})
    return row.get("kind") or group.get("kind") or ""


CHOOSE = """
(function (label, text) {
  var select = Array.from(document.querySelectorAll('.filters label')).find(function (one) {
    return one.textContent.startsWith(label);
  }).querySelector('select');
  select.value = Array.from(select.options).find(function (one) { return one.text === text; }).value;
  select.dispatchEvent(new Event('change', {bubbles: true}));
})(%s, %s)
"""
SHOWN = """
Array.from(document.querySelectorAll(%s)).filter(function (a) {
  return getComputedStyle(a).visibility === 'visible' && a.getClientRects().length;
}).map(function (a) { return a.getAttribute('href').split('/').pop(); }).sort()
"""
IN_GRID, IN_LIST = SHOWN % "'.grid td.s > a'", SHOWN % "'.list td:nth-child(2) > a'"


def check_filters(tally, page, conference, rows):
    def expect(label, text, wanted):
        page.run(CHOOSE % (json.dumps(label), json.dumps(text)))
        wanted = sorted(map(file_name, wanted))
        for where, question in (("grid", IN_GRID), ("list", IN_LIST)):
            found = page.run(question)
            tally.expect(found == wanted and wanted, "the %s shows %s only" % (where, text),
                         "%s\nnot %s" % (found, wanted))
        tally.expect(page.run("document.querySelector('output b').textContent") == str(len(wanted)),
                     "%s is counted" % text)
        page.run("document.querySelector('.filters form').reset()")

    ids = [row["session"] for row in rows]
    sheet = {row["session"]: row for row in conference.sheet["sessions"]}
    expect("Kind", "committee", [name for name in ids
                                 if kind_of(conference, name) == "committee"])
    expect("Group", "Committee 3 - Objectives",
           [name for name in ids if sheet[name]["group"] == "COM3"])
    expect("Interpretation", "interpretation",
           [name for name in ids if "interpretation" in sheet[name]["teams"]])
    expect("Remote", "hybrid", [name for name in ids if "hybrid" in sheet[name]["features"]])
    expect("Tag", "statutory", [name for name in ids
                                if "statutory" in oracle.items(sheet[name]["tags"])])
    page.run("new Promise(function (done) { setTimeout(done, 20); })")
    tally.expect(len(page.run(IN_GRID)) == len(ids), "and then all again")


TIMES = "Array.from(document.querySelectorAll('.list tr.s time')).map(t => t.textContent)"


def check_zone(tally, page, rows, there, here):
    def own(row, clock):
        moment = datetime.fromisoformat("%sT%s" % (row["date"], clock))
        return moment.replace(tzinfo=zoneinfo.ZoneInfo(there)).astimezone(zoneinfo.ZoneInfo(here))

    def text(row):
        start = own(row, row["start"])
        days = (start.date() - datetime.fromisoformat(row["date"]).date()).days
        return "%s–%s%s" % (start.strftime("%H:%M"), own(row, row["end"]).strftime("%H:%M"),
                            " (%s%d)" % ("+" if days > 0 else "−", abs(days)) if days else "")

    plain = ["%s–%s" % (row["start"], row["end"]) for row in rows]
    tally.expect(page.run(TIMES) == plain, "times are the conference's")
    page.run("document.querySelector('.zone button').click()")
    found = page.run(TIMES)
    tally.expect(found == [text(row) for row in rows], "and then those of %s" % here,
                 "%s\nnot %s" % (found[:3], [text(row) for row in rows][:3]))
    tally.expect(here in page.run("document.querySelector('.zone').textContent"), "which it names")
    page.run("document.querySelector('.zone button').click()")
    tally.expect(page.run(TIMES) == plain, "and back")


FOCUS = """
(function () {
  var at = document.activeElement, style = getComputedStyle(at);
  return {tag: at.tagName, href: at.getAttribute('href'), type: at.className,
          seen: style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2,
          text: at.textContent.slice(0, 30)};
})()
"""


def check_keyboard(tally, page):
    page.press("Tab")
    tally.expect(page.run(FOCUS)["href"] == "#content", "the first stop skips to the content")
    seen, unseen = [], []
    for _ in range(60):
        page.press("Tab")
        focus = page.run(FOCUS)
        seen.append(focus)
        if not focus["seen"]:
            unseen.append(focus)
        if focus["href"] and "sessions/" in focus["href"]:
            break
    tally.expect(not unseen, "every stop can be seen", str(unseen[:3]))
    tally.expect(any(stop["tag"] == "SELECT" for stop in seen), "filters are reached")
    tally.expect(any("scroll" in stop["type"] for stop in seen), "the grid can be scrolled")
    tally.expect("sessions/" in (seen[-1]["href"] or ""), "a session is reached")
    page.follow(lambda: page.press("Enter"))
    tally.expect("/sessions/" in page.run("location.href"), "and opened")


WIDE = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


def check_phone(tally, chromium, folder, names, pictures):
    page = chromium.page(width=360, height=740)
    for name in names:
        page.open(address(folder, name))
        tally.expect(page.run(WIDE) <= 0, "%s fits a phone" % name,
                     "%s too wide" % page.run(WIDE))
    page.open(address(folder, names[1]))
    tally.expect(page.run(IN_GRID) == [] and page.run(IN_LIST), "a phone has the list")
    take(pictures, page, "phone")
    page.close()


def check_languages(tally, chromium, folder, pictures):
    page = chromium.page()
    page.open(address(folder, "sessions", "PL-1.html"))
    for lang, direction, title in (("fr", "ltr", "Séance d'ouverture"),
                                   ("ar", "rtl", "الجلسة الافتتاحية (ITU-D)")):
        page.follow(lambda: page.run("document.querySelector('[hreflang=%s]').click()" % lang))
        tally.expect(page.run("[document.documentElement.lang, document.documentElement.dir, "
                              "document.querySelector('h1').textContent]")
                     == [lang, direction, title], "the same session in %s" % lang)
    page.open(address(folder, "ar", "days", "2026-09-07.html"))
    tally.expect(page.run("(function () { var heads = document.querySelectorAll('.grid thead th');"
                          "return heads[1].getBoundingClientRect().left >"
                          "heads[2].getBoundingClientRect().left; })()"),
                 "Arabic rooms run from the right")
    take(pictures, page, "arabic")
    check_quiet(tally, page, "languages", address(folder))
    page.close()


def check_injection(tally, chromium, folder):
    page = chromium.page()
    for name in ("sessions/TALK.html", "ar/sessions/TALK.html", "sessions.html",
                 "days/2026-09-07.html", "days/2026-09-08.html", "report.html"):
        page.open(address(folder, name))
    page.open(address(folder, "ar", "sessions", "TALK.html"))
    tally.expect(page.run("document.querySelector('h1').textContent") == HOSTILE,
                 "a hostile title is text", page.run("document.querySelector('h1').textContent"))
    check_quiet(tally, page, "hostile titles", address(folder))
    page.close()


def check_without_script(tally, chromium, folder, name, n):
    page = chromium.page(script=False)
    page.open(address(folder, name))
    tally.expect(len(page.run(IN_GRID)) == n and len(page.run(IN_LIST)) == n,
                 "without the script everything is there")
    tally.expect(page.run("document.querySelector('.filters').getClientRects().length + "
                          "document.querySelector('.zone button').getClientRects().length") == 0,
                 "and nothing that would not work")
    page.close()


def check_today(tally, chromium, folder, zone):
    moment = datetime(2022, 6, 8, 0, 30, tzinfo=zoneinfo.ZoneInfo(zone))
    page = chromium.page(zone="America/New_York", now=int(moment.timestamp() * 1000))
    page.open(address(folder, "index.html"))
    tally.expect(page.run("document.querySelector('.cards li').dataset.day") == "2022-06-08",
                 "the running day stands first, by the conference's clock")
    page.close()


def check_access(tally, chromium, folder, names, n_dark, axe):
    """What axe-core calls serious or critical; the first pages in the dark too."""
    if not axe or not os.path.isfile(axe):
        tally.skip("axe-core: there is no axe.min.js (input/setup --all brings it where npm is)")
        return
    with open(axe, encoding="utf-8") as file:
        source = file.read()
    for dark in (False, True):
        page = chromium.page(dark=dark)
        for name in names[:n_dark] if dark else names:
            page.open(address(folder, name))
            page.run(source + ";0")
            found = json.loads(page.run(
                "axe.run(document, {resultTypes: ['violations']}).then(function (all) {"
                "return JSON.stringify(all.violations.map(function (one) {"
                "return [one.impact, one.id, one.nodes.length, one.nodes[0].html.slice(0, 200),"
                "one.nodes[0].failureSummary]; })); })"))
            serious = [one for one in found if one[0] in ("serious", "critical")]
            tally.expect(not serious, "axe finds nothing serious in %s%s"
                         % (name, ", dark" if dark else ""), "\n".join(map(str, serious)))
        page.close()


def check_served(tally, chromium, folder, names):
    """The same from a web server: nothing is asked for that is not there."""
    class Quiet(http.server.SimpleHTTPRequestHandler):
        def log_message(self, *_):
            pass

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0),
                                             functools.partial(Quiet, directory=folder))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    start = "http://127.0.0.1:%d/" % server.server_port
    page = chromium.page()
    for name in names:
        page.open(start + name)
    check_quiet(tally, page, "from a web server", start)
    page.close()
    server.shutdown()
    server.server_close()


def links(folder):
    """Every link of a few pages leads to a file that is there."""
    import re
    broken = []
    for where, _, files in os.walk(folder):
        if where.endswith("/of") or "calendars" in where:
            files = sorted(files)[:5]
        for name in files:
            if not name.endswith(".html"):
                continue
            with open(os.path.join(where, name), encoding="utf-8") as file:
                text = file.read()
            for href in set(re.findall(r'(?:href|src)="([^"#]+)"', text)):
                path = os.path.normpath(os.path.join(where, urllib.parse.unquote(href)))
                if not os.path.isfile(path):
                    broken.append("%s: %s" % (os.path.join(where, name), href))
    return broken


def take(folder, page, name):
    if folder:
        page.picture(os.path.join(folder, name + ".png"))


def take_more(folder, chromium, revision, day):
    if not folder:
        return
    dark = chromium.page(dark=True)
    for name, path in (("dark-day", day), ("dark-report", "report.html"),
                       ("dark-groups", "groups.html")):
        dark.open(address(revision, path))
        take(folder, dark, name)
    dark.close()
    light = chromium.page()
    for name, path in (("index", "index.html"), ("day", day), ("session", "sessions/P2C-02.html"),
                       ("groups", "groups.html"), ("rooms", "rooms.html"),
                       ("report", "report.html"),
                       ("delegation", "delegations/AGL.html"), ("sessions", "sessions.html")):
        light.open(address(revision, path))
        take(folder, light, name)
    light.open(address(revision, day))
    light.print(os.path.join(folder, "day.pdf"))
    light.close()


# ---- the whole ----------------------------------------------------------------------------------


def kigali(tally, shop, chromium, chosen):
    folder, conference = made(tally, shop, "kigali")
    with open(os.path.join(folder, "schedule.csv"), encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["start"]]
    days = collections.OrderedDict()
    for row in rows:
        days.setdefault(row["date"], []).append(row)
    day = "2022-06-08"
    name = "days/%s.html" % day
    page = chromium.page(zone="America/New_York")
    slowest = 0
    for date, of_day in days.items():
        slowest = max(slowest, page.open(address(folder, "days", date + ".html")))
        check_grid(tally, page, conference, of_day)
    print("the slowest day opens in %.0f ms" % slowest)
    page.open(address(folder, name))
    check_filters(tally, page, conference, days[day])
    check_zone(tally, page, days[day], "Africa/Kigali", "America/New_York")
    page.open(address(folder, name))
    check_keyboard(tally, page)
    check_quiet(tally, page, "Kigali", address(folder))
    page.close()
    each = ["index.html", name, "sessions.html", "sessions/P2C-02.html", "groups.html",
            "groups/COM3.html", "rooms.html", "rooms/KCC-AUD.html", "delegations.html",
            "delegations/AGL.html", "report.html",
            "fr/sessions/PL-01.html"]
    check_phone(tally, chromium, folder, each, chosen.pictures)
    check_without_script(tally, chromium, folder, name, len(days[day]))
    check_today(tally, chromium, folder, "Africa/Kigali")
    check_served(tally, chromium, folder, each)
    # The overview has every kind's colour; the small conference below every kind of page.
    check_access(tally, chromium, folder, each if chosen.thorough else ["index.html"],
                 len(each) if chosen.thorough else 1, chosen.axe)
    broken = links(folder)
    tally.expect(not broken, "every link leads somewhere", "\n".join(broken[:8]))
    take_more(chosen.pictures, chromium, folder, name)


def tiny(tally, shop, chromium, chosen):
    folder, _ = made(tally, shop, "tiny", translate, publish=True)
    broken = links(folder)
    tally.expect(not broken, "every link of a revision leads somewhere", "\n".join(broken[:8]))
    check_languages(tally, chromium, folder, chosen.pictures)
    check_phone(tally, chromium, folder, ["index.html", "days/2026-09-07.html",
                                          "people/of/AND-1.html", "people/index.html"], None)
    check_injection(tally, chromium, folder)
    check_access(tally, chromium, folder,
                 ["index.html", "days/2026-09-07.html", "sessions.html", "sessions/PL-1.html",
                  "groups.html", "groups/COM.html", "rooms.html", "delegations/AND.html",
                  "people/index.html", "people/of/AND-1.html", "report.html",
                  "ar/sessions/PL-1.html"], 2, chosen.axe)


def main():
    harness.program()
    chosen = options()
    tally, shop = harness.Tally(), harness.Workshop("pages")
    if not browser.program():
        tally.skip("there is no %s" % " or ".join(browser.NAMES))
        return tally.close()
    if chosen.pictures:
        os.makedirs(chosen.pictures, exist_ok=True)
    with browser.Browser() as chromium:
        kigali(tally, shop, chromium, chosen)
        tiny(tally, shop, chromium, chosen)
    shop.close(keep=tally.failed > 0)
    return tally.close()


if __name__ == "__main__":
    sys.exit(main())
