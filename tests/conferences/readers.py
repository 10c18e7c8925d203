"""What people get: changes and notices that agree, mail, feeds; and that nobody gets what is not
theirs to know.

    readers.py [GAHUNDA]

A small conference in four languages is published, changed in every way, and published again. Then
other people's programs read what came of it: Python's email, icalendar, and nginx on loopback.
"""

import csv
import email
import email.policy
import glob
import os
import re
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
import zipfile

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "support"))
import harness

try:
    import icalendar
except ImportError:
    icalendar = None

FIRST, SECOND = "2026-08-01T08:00", "2026-09-01T08:00"
FROM = "programme@tiny.example.org"
FEEDS = "https://tiny.example.org/feeds"
LANGUAGES = {"AND-1": "fr", "BEL-1": "ar", "COR-1": "rw", "COR-2": "ru", "DUN-1": "zh",
             "DUN-2": "es", "ELM-1": "fr-CA"}
TITLES = {"PL-1": {"fr": "Plénière d'ouverture", "ar": "الجلسة الافتتاحية", "rw": "Inama itangira",
                   "zh": "开幕全体会议", "ru": "Открытие", "es": "Plenaria de apertura"},
          "COM-1": {"fr": "Comité, première séance", "ar": "اللجنة، الاجتماع الأول"}}
# Words that only some may read.
SECRET = "ZZSECRET hour"
NEEDS = "ZZNEEDS"


def edit(folder, sheet, change):
    """Rewrites a sheet: CHANGE gets its columns and rows (dicts)."""
    path = os.path.join(folder, sheet + ".csv")
    with open(path, encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file)
        columns, rows = list(reader.fieldnames), list(reader)
    change(columns, rows)
    with open(path, "w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, columns, restval="")
        writer.writeheader()
        writer.writerows(rows)


def address(person):
    return "%s.mail@people.example.org" % person.lower()


def make(folder):
    shutil.copytree(os.path.join(harness.EXAMPLES, "tiny"), folder)

    def conference(_, rows):
        rows += [{"key": "languages", "value": "en;fr;es;ar;zh;ru;rw"},
                 {"key": "mail_from", "value": FROM}, {"key": "feeds_url", "value": FEEDS + "/"}]

    def people(columns, rows):
        columns += ["email", "language", "needs"]
        for row in rows:
            row.update(email=address(row["person"]), language=LANGUAGES.get(row["person"], ""),
                       needs="%s of %s" % (NEEDS, row["person"]))
        rows[-2]["email"] = ""
        rows[-3]["email"] = "not an address"

    def sessions(columns, rows):
        columns += ["title:" + language for language in ("fr", "es", "ar", "zh", "ru", "rw")]
        columns += ["closed", "cancelled"]
        for row in rows:
            for language, title in TITLES.get(row["session"], {}).items():
                row["title:" + language] = title
            if row["session"] == "DESK":
                row.update(title=SECRET, closed="yes")

    edit(folder, "conference", conference)
    edit(folder, "people", people)
    edit(folder, "sessions", sessions)


def change(folder):
    """One of everything that can happen to a person's programme."""
    def sessions(_, rows):
        by_id = {row["session"]: row for row in rows}
        by_id["DESK"].update(start="2026-09-08T09:00", because="a public reason")
        by_id["AHF-1"].update(because="The Aula is\n being painted")
        by_id["AHF-2"]["cancelled"] = "yes"
        by_id["VISIT"].update(title="Visit to the mill")
        rows.append({"session": "EXTRA", "title": "A new one", "minutes": "45", "attendance": "5"})

    def roles(_, rows):
        rows += [{"person": "DUN-2", "role": "rapporteur", "what": "PL-1"},
                 {"person": "DUN-3", "role": "moderator", "what": "EXTRA"}]

    def attends(_, rows):
        rows[:] = [row for row in rows if row["who"] != "BEL-1"]

    edit(folder, "sessions", sessions)
    edit(folder, "roles", roles)
    edit(folder, "attends", attends)


def publish(tally, folder, at, *more):
    for words in (["plan", folder, "--effort", "20000"] if at == FIRST
                  else ["replan", folder, "--effort", "20000"],
                  ["publish", folder, "--incomplete", *more]):
        done = harness.run(words + ["--at", at])
        tally.expect(done.code in (0, 1), words[0], done.said)
    return done


def read(*path):
    with open(os.path.join(*path), encoding="utf-8", newline="") as file:
        return file.read()


def events(text):
    """uid -> (title without CANCELLED, status)."""
    found = {}
    for event in text.replace("\r\n ", "").split("BEGIN:VEVENT\r\n")[1:]:
        lines = dict(re.match("([A-Z-]+)[^:]*:(.*)", line).groups()
                     for line in event.split("\r\n") if ":" in line)
        title = re.sub(r"\\(.)", r"\1", lines["SUMMARY"])
        if lines["STATUS"] == "CANCELLED":
            title = title.split(": ", 1)[1]
        found[lines["UID"]] = (title, lines["STATUS"])
    return found


# ---- changes and notices -------------------------------------------------------------------


def people_of(folder):
    return [row["person"] for row in csv.DictReader(open(os.path.join(folder, "people.csv"),
                                                         encoding="utf-8"))]


def noticed(revision):
    return {name[:-4] for name in os.listdir(os.path.join(revision, "notices"))
            if name.endswith(".txt")}


def check_notices(tally, folder, revision):
    """FIELD.md's 19, 23, 24: each changed event is one line, and each line a changed event."""
    told = noticed(revision)
    n_changed = n_same = 0
    for person in people_of(folder):
        path = os.path.join(revision, "calendars", "changes", person + ".ics")
        changed = events(read(path)) if os.path.exists(path) else {}
        tally.expect({status for _, status in changed.values()}
                     <= {"CONFIRMED", "TENTATIVE", "CANCELLED"}, "no STATUS of our own", str(changed))
        n_changed += bool(changed)
        if not changed:
            n_same += 1
            one, two = (os.stat(os.path.join(folder, "programme", number, "calendars",
                                             person + ".ics")).st_ino for number in ("0001", "0002"))
            tally.expect(one == two, "the calendar of %s is the same file" % person)
        if person not in told:
            firm = [title for title, status in changed.values() if status == "CONFIRMED"]
            tally.expect(not firm, "%s is told of nothing but proposals" % person, str(firm))
            continue
        lines = [line for line in read(revision, "notices", person + ".txt").split("\n")
                 if line.startswith("- ")]
        tally.expect(len(lines) == len(changed), "a line for each change of %s" % person,
                     "%s\n%s" % (lines, changed))
        for title, _ in changed.values():
            tally.expect(sum(line.startswith("- " + title) for line in lines) == 1,
                         "\"%s\" is one line of %s" % (title, person), str(lines))
        page = read(revision, "notices", person + ".html")
        tally.expect(page.count("<li>") == len(changed), "an item each on the page of %s" % person)
    tally.expect(n_changed > 5 and n_same > 0 and len(told) > 5, "some are concerned, and some not",
                 str((n_changed, n_same, told)))


def check_languages(tally, revision):
    """FIELD.md's A16."""
    french = read(revision, "notices", "AND-1.txt")
    tally.expect(french.startswith("Ce qui change pour vous\n"), "a notice in French", french)
    arabic = read(revision, "notices", "BEL-1.html")
    tally.expect('<html lang="ar" dir="rtl">' in arabic, "a notice in Arabic", arabic)
    calendar = read(revision, "calendars", "COR-1.ics")
    tally.expect("SUMMARY;LANGUAGE=rw:Inama itangira" in calendar, "a title in Kinyarwanda",
                 calendar)
    tally.expect("SUMMARY;LANGUAGE=en:" in calendar, "what is not translated is said to be English")


def check_because(tally, revision):
    text = read(revision, "notices", "ELM-2.txt")
    tally.expect("The Aula is being painted" in text, "the cause is told, in one line", text)


# ---- mail ----------------------------------------------------------------------------------


def message_parts(message):
    return [part for part in message.walk() if not part.is_multipart()]


def check_invitation(tally, name, message, part):
    """FIELD.md's 7, 8, 9, 25 and RFC 5546."""
    text = part.get_content() if part.get_content_type() != "text/calendar" else \
        part.get_payload(decode=True).decode("utf-8")
    method = part.get_param("method")
    to = message["To"].addresses[0].addr_spec
    lines = text.replace("\r\n ", "").split("\r\n")
    tally.expect("METHOD:%s" % method in lines[:6] and method in ("REQUEST", "CANCEL"),
                 "%s: the method of part and body" % name, text)
    tally.expect(lines.count("BEGIN:VEVENT") == 1, "%s: one event" % name, text)
    tally.expect("ORGANIZER:mailto:" + FROM in lines, "%s: the organizer" % name, text)
    attendees = [line for line in lines if line.startswith("ATTENDEE")]
    tally.expect(attendees == ["ATTENDEE:mailto:" + to], "%s: the recipient alone" % name, text)
    tally.expect(("STATUS:CANCELLED" in lines) == (method == "CANCEL"), "%s: status" % name, text)
    # In English; others say the same in their language.
    heading = str(message["Subject"]).split(": ")[0]
    tally.expect(message["Content-Language"] != "en" or (heading in ("Cancelled", "Withdrawn"))
                 == (method == "CANCEL"), "%s: the subject says what it is" % name, heading)
    tally.expect("X-WR-CALNAME" not in text and "SEQUENCE:1" in lines, "%s: no name" % name, text)
    tally.expect(part.get_content_disposition() is None, "%s: no disposition" % name)
    if icalendar:
        calendar = icalendar.Calendar.from_ical(text)
        tally.expect(not any(component.errors for component in calendar.walk()),
                     "%s: icalendar reads it" % name)


def check_digest(tally, folder, name, message, person):
    parts = message_parts(message)
    whole = [part for part in parts if part.get_content_type() == "text/calendar"]
    revision = os.path.join(folder, "programme", "0002")
    tally.expect(len(whole) == 1 and whole[0].get_filename() == "changes.ics"
                 and whole[0].get_payload(decode=True).decode("utf-8")
                 == read(revision, "calendars", "changes", person + ".ics"),
                 "%s holds the changes" % name)
    tally.expect(parts[0].get_content().replace("\r\n", "\n")
                 == read(revision, "notices", person + ".txt"), "%s is the notice" % name)


def check_mail(tally, folder):
    told = noticed(os.path.join(folder, "programme", "0002"))
    outbox = os.path.join(folder, "private", "outbox", "0002")
    tally.expect(sorted(os.listdir(outbox)) == ["cur", "new", "tmp"], "a Maildir")
    tally.expect(os.stat(os.path.join(folder, "private")).st_mode & 0o777 == 0o700, "private")
    by_address = {address(person): person for person in people_of(folder)}
    ids, digests, n_events = set(), set(), 0
    for name in sorted(os.listdir(os.path.join(outbox, "new"))):
        with open(os.path.join(outbox, "new", name), "rb") as file:
            data = file.read()
        message = email.message_from_bytes(data, policy=email.policy.default)
        defects = [defect for part in message.walk() for defect in part.defects]
        tally.expect(not defects and all(len(line) < 998 for line in data.split(b"\n")),
                     "%s is well formed" % name, str(defects))
        tally.expect(message["From"].addresses[0].addr_spec == FROM
                     and len(message["To"].addresses) == 1, "%s: from and to" % name)
        tally.expect(message["Date"].datetime.isoformat() == "2026-09-01T06:00:00+00:00",
                     "%s is of its revision" % name, str(message["Date"]))
        ids.add(message["Message-ID"])
        person = by_address[message["To"].addresses[0].addr_spec]
        parts = [part for part in message_parts(message) if part.get_param("method")]
        tally.expect(person in told, "%s is told in a notice too" % person)
        if parts:
            n_events += 1
            tally.expect(parts == message_parts(message)[-1:], "%s: the last part" % name)
            check_invitation(tally, name, message, parts[0])
        else:
            tally.expect(person not in digests, "one digest for %s" % person)
            digests.add(person)
            check_digest(tally, folder, name, message, person)
    tally.expect(digests == told - {"ELM-1", "ELM-2"}, "a digest for each with an address",
                 "%s %s" % (digests, told))
    tally.expect(len(ids) == len(os.listdir(os.path.join(outbox, "new"))), "ids are unique")
    tally.expect(n_events > len(digests), "invitations", str(n_events))


# ---- feeds ---------------------------------------------------------------------------------


def feeds_of(folder):
    done = harness.run(["feeds", folder, "--quiet"])
    return dict(line.split("\t") for line in done.out.splitlines())


def check_feeds(tally, folder, before, files):
    """Before and after the second publication."""
    after = feeds_of(folder)
    there = os.path.join(folder, "private", "feeds")
    tally.expect(before == {**after, **before} and len(set(after.values())) == len(after),
                 "addresses stay")
    revision = os.path.join(folder, "programme", "0002", "calendars")
    for person, url in after.items():
        tally.expect(re.fullmatch(re.escape(FEEDS) + r"/[0-9a-f]{40}\.ics", url),
                     "160 bits for %s" % person, url)
        name = url.rsplit("/", 1)[1]
        text = read(there, name)
        tally.expect("SOURCE;VALUE=URI:%s\r\n" % url in text.replace("\r\n ", "")
                     and "X-PUBLISHED-TTL:PT1H\r\n" in text
                     and "REFRESH-INTERVAL;VALUE=DURATION:PT1H\r\n" in text, "a feed", text)
        whole = events(read(revision, person + ".ics"))
        gone = {uid for uid, (_, status) in whole.items() if status == "CANCELLED"
                and "AHF-2" not in uid}
        tally.expect(events(text) == {uid: event for uid, event in whole.items()
                                      if uid not in gone},
                     "the feed of %s is their calendar without what is gone" % person)
        changed = os.path.exists(os.path.join(revision, "changes", person + ".ics"))
        if name in files:
            tally.expect(changed or files[name] == os.stat(os.path.join(there, name)).st_ino,
                         "%s: an unchanged feed is the same file" % person)
    tally.expect(oct(os.stat(os.path.join(folder, "private", "tokens.json")).st_mode)[-3:] == "600",
                 "tokens are closed")


def check_rotation(tally, folder):
    before = feeds_of(folder)
    done = harness.run(["feeds", folder, "--rotate", "AND-1"])
    after = feeds_of(folder)
    there = set(os.listdir(os.path.join(folder, "private", "feeds")))
    tally.expect(done.code == 0 and {person for person in after if after[person] != before[person]}
                 == {"AND-1"}, "one address is another", done.said)
    tally.expect(before["AND-1"].rsplit("/", 1)[1] not in there and len(there) == len(after),
                 "the old one is gone")
    harness.run(["feeds", folder, "--rotate-all"])
    every = feeds_of(folder)
    tally.expect(not set(every.values()) & set(after.values()), "all are others")
    wrong = harness.run(["feeds", folder, "--rotate", "AND-11"])
    tally.expect(wrong.code == 2 and 'did you mean "AND-1"' in wrong.err, "nobody", wrong.said)
    tally.expect(feeds_of(folder) == every, "a mistake rotates nothing")
    path = os.path.join(folder, "private", "tokens.json")
    harness.write_bytes(path, b'{"AND-1": "../../etc/passwd"}')
    damaged = harness.run(["feeds", folder])
    tally.expect(damaged.code == 3 and "is damaged" in damaged.err, "damaged tokens", damaged.said)
    os.remove(path)


# ---- a server ------------------------------------------------------------------------------


def ask(url, **headers):
    """(status, headers) of a GET."""
    request = urllib.request.Request(url, headers=headers)
    try:
        with urllib.request.urlopen(request, timeout=10) as answer:
            return answer.status, answer.headers
    except urllib.error.HTTPError as error:
        return error.code, error.headers


def free_port():
    with socket.socket() as server:
        server.bind(("127.0.0.1", 0))
        return server.getsockname()[1]


def start_nginx(workshop, folder, port):
    snippet = read(harness.ROOT, "input", "feeds.nginx")
    prefix = workshop.folder("nginx")
    os.makedirs(os.path.join(prefix, "logs"))
    mirror = os.path.join(folder, "private", "feeds")
    paths = "".join("%s_temp_path %s/%s;\n" % (name, prefix, name)
                    for name in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi"))
    user = "user root;\n" if os.getuid() == 0 else ""
    with open(os.path.join(prefix, "nginx.conf"), "w", encoding="utf-8") as file:
        file.write("%sdaemon off;\npid %s/pid;\nerror_log %s/logs/error.log;\nevents { }\nhttp {\n"
                   "%saccess_log %s/logs/access.log;\nserver { listen 127.0.0.1:%d;\n%s}\n}\n"
                   % (user, prefix, prefix, paths, prefix, port,
                      snippet.replace("/srv/gahunda/feeds", mirror)))
    server = subprocess.Popen(["nginx", "-p", prefix, "-c", os.path.join(prefix, "nginx.conf")],
                              stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    for _ in range(100):
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
            return server
        except OSError:
            time.sleep(0.05)
    server.terminate()
    raise RuntimeError(server.communicate()[1].decode())


def check_server(tally, workshop, folder):
    if not shutil.which("nginx"):
        tally.skip("there is no nginx")
        return
    port = free_port()
    server = start_nginx(workshop, folder, port)
    try:
        name = feeds_of(folder)["AND-1"].rsplit("/", 1)[1]
        url = "http://127.0.0.1:%d/feeds/%s" % (port, name)
        status, headers = ask(url)
        tally.expect(status == 200 and headers["Content-Type"] == "text/calendar; charset=utf-8"
                     and headers["ETag"] and headers["Last-Modified"]
                     and "noindex" in headers["X-Robots-Tag"]
                     and headers["Cache-Control"] == "private, no-cache", "served",
                     "%s\n%s" % (status, headers))
        tally.expect(ask(url, **{"If-None-Match": headers["ETag"]})[0] == 304, "304 by ETag")
        tally.expect(ask(url, **{"If-Modified-Since": headers["Last-Modified"]})[0] == 304,
                     "304 by time")
        harness.run(["feeds", folder, "--rotate", "BEL-1"])
        tally.expect(ask(url)[1]["ETag"] == headers["ETag"], "others rotate, this stays")
        harness.run(["feeds", folder, "--rotate", "AND-1"])
        tally.expect(ask(url)[0] == 404, "a rotated address is gone")
        for path in ("", "tokens.json", "../tokens.json", "%2e%2e/tokens.json", "0" * 40 + ".ics"):
            tally.expect(ask("http://127.0.0.1:%d/feeds/%s" % (port, path))[0] in (400, 404),
                         "nothing at %s" % path)
        tally.expect(not name.encode() in open(workshop.folder("nginx", "logs", "access.log"),
                                               "rb").read(), "addresses are not logged")
    finally:
        server.terminate()
        server.wait()


# ---- who may know what ---------------------------------------------------------------------


# Tables of the whole, and how it was made; all else is for readers.
ORGANISERS = {"schedule.csv", "attendance.csv", "speeches.csv", "changes.csv", "manifest.json"}


def text_of(path):
    """What a file says; of a workbook all its sheets."""
    if not path.endswith(".xlsx"):
        return read(path)
    with zipfile.ZipFile(path) as book:
        return "".join(book.read(name).decode("utf-8") for name in book.namelist())


def readers_of(folder):
    """(path, person whose it is or None, text) of every file that people get."""
    addresses = {url.rsplit("/", 1)[1]: person for person, url in feeds_of(folder).items()}
    by_mail = {address(person): person for person in people_of(folder)}
    for path in glob.glob(os.path.join(folder, "programme", "000*", "**"), recursive=True):
        name = os.path.relpath(path, folder)
        if os.path.isfile(path) and os.path.basename(path) not in ORGANISERS:
            owner = re.search(r"(?:calendars|changes|notices|people/of)/([^/]+)\.\w+$", name)
            yield name, owner and owner[1], text_of(path).replace("\r\n ", "")
    for name, person in addresses.items():
        yield "feed of " + person, person, read(folder, "private", "feeds", name)
    for path in glob.glob(os.path.join(folder, "private", "outbox", "*", "new", "*")):
        with open(path, "rb") as file:
            message = email.message_from_bytes(file.read(), policy=email.policy.default)
        text = str(message["Subject"]) + "".join(
            part.get_payload(decode=True).decode("utf-8") for part in message_parts(message))
        to = message["To"].addresses[0].addr_spec
        yield "mail to " + to, by_mail[to], text.replace("\r\n ", "") + to


def check_leaks(tally, folder):
    """FIELD.md's A18: only Sam has a part in the closed session."""
    n_files = 0
    secret = set()
    for name, person, text in readers_of(folder):
        n_files += 1
        if "ZZSECRET" in text:
            secret.add(person)
            tally.expect(person == "SEC-1", "%s tells of a closed session" % name)
        tally.expect(NEEDS not in text, "%s tells of somebody's needs" % name)
        for other in people_of(folder):
            tally.expect(address(other) not in text or (name.startswith("mail to")
                                                        and other == person),
                         "%s holds the address of %s" % (name, other))
    tally.expect(secret == {"SEC-1"} and n_files > 60, "files were read", str((secret, n_files)))


# ---- all -----------------------------------------------------------------------------------


def check_refusals(tally, folder):
    edit(folder, "conference", lambda _, rows: rows.__setitem__(
        slice(None), [row for row in rows if row["key"] != "mail_from"]))
    harness.run(["plan", folder, "--effort", "1000", "--at", FIRST])
    done = harness.run(["publish", folder, "--incomplete", "--mail", "--at", FIRST])
    tally.expect(done.code == 2 and "mail_from,programme@tiny.example.org" in done.err
                 and not os.path.exists(os.path.join(folder, "programme", "0001")),
                 "no sender, no publication", done.said)
    done = harness.run(["feeds", folder])
    tally.expect(done.code == 2 and "gahunda publish" in done.err, "no revision, no feeds",
                 done.said)


def main():
    tally = harness.Tally()
    workshop = harness.Workshop("readers")
    folder, again = workshop.folder("conference"), workshop.folder("again")
    make(folder)
    shutil.copytree(folder, workshop.folder("refused"))
    check_refusals(tally, workshop.folder("refused"))
    first = publish(tally, folder, FIRST, "--mail")
    tally.expect("no mail: a first revision changes nothing" in first.err, "no mail at first",
                 first.said)
    before = feeds_of(folder)
    files = {name: os.stat(os.path.join(folder, "private", "feeds", name)).st_ino
             for name in os.listdir(os.path.join(folder, "private", "feeds"))}
    change(folder)
    pins = harness.run(["pin", folder, "AHF-1", "--at", "2026-09-07T14:00"])
    tally.expect(pins.code == 0, "pin", pins.said)
    shutil.copytree(folder, again, symlinks=True)
    second = publish(tally, folder, SECOND, "--mail")
    tally.expect('people.csv, row 9, column "email": no mail goes to ELM-1' in second.err,
                 "a wrong address is said", second.said)
    publish(tally, again, SECOND, "--mail")
    tally.expect(harness.tree(os.path.join(folder, "private", "outbox"))
                 == harness.tree(os.path.join(again, "private", "outbox")), "the same bytes again")
    revision = os.path.join(folder, "programme", "0002")
    check_notices(tally, folder, revision)
    check_languages(tally, revision)
    check_because(tally, revision)
    check_mail(tally, folder)
    check_feeds(tally, folder, before, files)
    check_leaks(tally, folder)
    verify = harness.run(["verify", folder, "0002"])
    tally.expect(", 0 findings" in verify.out, "verify", verify.said)
    check_server(tally, workshop, folder)
    check_rotation(tally, folder)
    workshop.close(keep=tally.failed > 0)
    return tally.close()


if __name__ == "__main__":
    sys.exit(main())
