"""Real programs at the other end: a publication reaches a CalDAV server, a subscriber, a calendar on
a desk, and a mailbox; then sessions move and are cancelled, and each sees exactly that.

    clients.py [GAHUNDA]

Radicale, vdirsyncer, khal and OpenSMTPD from Debian, on loopback. What is not there is skipped, by
name.
"""

import base64
import contextlib
import email
import email.policy
import functools
import glob
import http.server
import os
import shutil
import smtplib
import subprocess
import sys
import tempfile
import threading
import time
import urllib.request

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import readers
from readers import harness

# Convenes the forests group: its first meeting moves, its second one is cancelled.
PERSON = "ELM-2"
MOVED, CANCELLED = "TINY-AHF-1@tiny.example.org", "TINY-AHF-2@tiny.example.org"
ZONES = ("Africa/Kigali", "America/New_York")
USER, PASSWORD = "eva", "secret"


def environment(home):
    return {**os.environ, "HOME": home, "LC_ALL": "C.UTF-8", "XDG_CONFIG_HOME": home,
            "XDG_DATA_HOME": home, "XDG_CACHE_HOME": home}


def write(path, text):
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "w", encoding="utf-8") as file:
        file.write(text)


def run(words, home, given=""):
    done = subprocess.run(words, env=environment(home), input=given, capture_output=True, text=True,
                          timeout=60, check=False)
    return done.returncode, done.stdout + done.stderr


# ---- the conference ------------------------------------------------------------------------


def edit_people(_, rows):
    for row in rows:
        if row["person"].startswith("ELM"):
            row.update(email=readers.address(row["person"]), language="")


def first_revision(tally, folder):
    readers.make(folder)
    readers.edit(folder, "people", edit_people)
    readers.publish(tally, folder, readers.FIRST)


def second_revision(tally, folder):
    for words in (["pin", folder, "AHF-1", "--at", "2026-09-07T14:00"], ["cancel", folder, "AHF-2"]):
        done = harness.run(words)
        tally.expect(done.code == 0, words[0], done.said)
    readers.publish(tally, folder, readers.SECOND, "--mail")


def calendar_of(folder, revision):
    return os.path.join(folder, "programme", revision, "calendars", PERSON + ".ics")


# ---- servers -------------------------------------------------------------------------------


@contextlib.contextmanager
def radicale(home):
    port = readers.free_port()
    write(os.path.join(home, "users"), "%s:%s\n" % (USER, PASSWORD))
    write(os.path.join(home, "radicale.conf"),
          "[server]\nhosts = 127.0.0.1:%d\n[auth]\ntype = htpasswd\nhtpasswd_filename = %s/users\n"
          "htpasswd_encryption = plain\n[rights]\ntype = owner_only\n"
          "[storage]\nfilesystem_folder = %s/server\n" % (port, home, home))
    server = subprocess.Popen(["radicale", "--config", os.path.join(home, "radicale.conf")],
                              stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
                              env=environment(home))
    try:
        wait_for(port)
        yield "http://127.0.0.1:%d/%s/" % (port, USER)
    finally:
        server.terminate()
        server.wait()


class Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_):
        pass


@contextlib.contextmanager
def web(folder):
    server = http.server.ThreadingHTTPServer(
        ("127.0.0.1", 0), functools.partial(Quiet, directory=folder))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield "http://127.0.0.1:%d/" % server.server_port
    finally:
        server.shutdown()


def wait_for(port):
    for _ in range(200):
        try:
            readers.socket.create_connection(("127.0.0.1", port), 1).close()
            return
        except OSError:
            time.sleep(0.05)
    raise RuntimeError("nobody listens at port %d" % port)


def put(url, path):
    """Gives the server a whole calendar; the status of its answer."""
    with open(path, "rb") as file:
        request = urllib.request.Request(url + "p/", file.read(), method="PUT", headers={
            "Content-Type": "text/calendar; charset=utf-8", "Authorization": "Basic " +
            base64.b64encode(("%s:%s" % (USER, PASSWORD)).encode()).decode()})
    with urllib.request.urlopen(request, timeout=30) as answer:
        return answer.status


# ---- vdirsyncer and khal -------------------------------------------------------------------


def configure(home, server, feed):
    write(os.path.join(home, "vdirsyncer", "config"), """[general]
status_path = "%(home)s/status/"
[pair caldav]
a = "server"
b = "desk"
collections = [["p", "p", "p"]]
[storage server]
type = "caldav"
url = "%(server)s"
username = "%(user)s"
password = "%(password)s"
[storage desk]
type = "filesystem"
path = "%(home)s/desk/"
fileext = ".ics"
[pair webcal]
a = "feed"
b = "subscribed"
collections = null
[storage feed]
type = "http"
url = "%(feed)s"
[storage subscribed]
type = "filesystem"
path = "%(home)s/subscribed/"
fileext = ".ics"
""" % {"home": home, "server": server, "feed": feed, "user": USER, "password": PASSWORD})


def khal(home, folder, zone):
    """Lines "date start-end title @ room [status]" of a folder of events, on the clock of a zone."""
    name = os.path.basename(folder.rstrip("/")) + zone.replace("/", "-")
    path = os.path.join(home, "khal-" + name + ".conf")
    write(path, "[calendars]\n[[all]]\npath = %s\ntype = calendar\n[sqlite]\npath = %s/%s.db\n"
          "[locale]\ntimeformat = %%H:%%M\ndateformat = %%Y-%%m-%%d\nlongdateformat = %%Y-%%m-%%d\n"
          "datetimeformat = %%Y-%%m-%%d %%H:%%M\nlongdatetimeformat = %%Y-%%m-%%d %%H:%%M\n"
          "local_timezone = %s\ndefault_timezone = %s\n" % (folder, home, name, zone, zone))
    _, said = run(["khal", "-c", path, "list", "--day-format", "", "--format",
                   "{start-date} {start-time}-{end-time} {title} @ {location} [{status}]",
                   "2026-09-06", "5d"], home)
    return sorted(line.strip() for line in said.splitlines() if "@" in line)


def check_listed(tally, lines, zone, moved_at, is_second):
    moved = [line for line in lines if "Forests, first meeting" in line]
    tally.expect(len(moved) == 1 and moved_at in moved[0], "khal in %s: the moved one" % zone,
                 "\n".join(lines))
    gone = [line for line in lines if "Forests, second meeting" in line]
    tally.expect(len(gone) == 1 and ("CANCELLED: " in gone[0]) == is_second,
                 "khal in %s: the cancelled one" % zone, "\n".join(lines))


def check_sync(tally, home, folder, server, feed, is_second):
    tally.expect(put(server, calendar_of(folder, "current")) == 201, "the server takes it")
    if not is_second:
        code, said = run(["vdirsyncer", "discover"], home, "y\n" * 10)
        tally.expect(code == 0, "vdirsyncer discover", said)
    code, said = run(["vdirsyncer", "sync"], home)
    tally.expect(code == 0, "vdirsyncer sync", said)
    if is_second:
        caldav = said.split("Syncing webcal")[0] if "Syncing webcal" in said else said
        updated = sorted(line.split()[-3] for line in said.splitlines() if "Copying (updating)" in line)
        tally.expect(updated == [MOVED, CANCELLED], "exactly the moved and the cancelled one", said)
        tally.expect("Deleting" not in caldav.split("Syncing caldav")[-1], "nothing is deleted", said)
    starts = ("14:00-15:30", "08:00-09:30") if is_second else ("16:00-17:30", "10:00-11:30")
    shown = {(where, zone): khal(home, os.path.join(home, where), zone)
             for where in ("desk/p", "subscribed") for zone in ZONES}
    for (_, zone), lines in shown.items():
        check_listed(tally, lines, zone, "2026-09-07 " + starts[ZONES.index(zone)], is_second)
    tally.expect(shown["desk/p", ZONES[0]] == shown["subscribed", ZONES[0]],
                 "server and feed show the same", str(shown))
    return shown["desk/p", ZONES[0]]


def check_import(tally, home, folder, expected):
    """Who only imports files: the first calendar, then the changes, shows what others do."""
    path = os.path.join(home, "imported")
    os.makedirs(path)
    conf = os.path.join(home, "khal-importedAfrica-Kigali.conf")
    khal(home, path, ZONES[0])
    changes = os.path.join(folder, "programme", "0002", "calendars", "changes", PERSON + ".ics")
    for file in (calendar_of(folder, "0001"), changes, changes):
        run(["khal", "-c", conf, "import", "--batch", "-a", "all", file], home)
    lines = khal(home, path, ZONES[0])
    tally.expect(lines == expected, "an import, and the changes twice", "\n".join(lines))


def check_calendars(tally, workshop, folder):
    lacking = [name for name in ("radicale", "vdirsyncer", "khal") if not shutil.which(name)]
    if lacking:
        tally.skip("there is no " + ", no ".join(lacking))
        second_revision(tally, folder)
        return
    home = workshop.folder("home")
    os.makedirs(home)
    token = readers.feeds_of(folder)[PERSON].rsplit("/", 1)[1]
    with radicale(home) as server, web(os.path.join(folder, "private")) as site:
        feed = site + "feeds/" + token
        configure(home, server, feed)
        check_sync(tally, home, folder, server, feed, False)
        second_revision(tally, folder)
        # vdirsyncer tells files apart by whole seconds.
        time.sleep(1.1)
        expected = check_sync(tally, home, folder, server, feed, True)
        check_import(tally, home, folder, expected)


# ---- mail ----------------------------------------------------------------------------------


@contextlib.contextmanager
def opensmtpd(home):
    """Delivers everybody's mail into one Maildir, as the user nobody."""
    port = readers.free_port()
    write(os.path.join(home, "smtpd.conf"),
          "table everybody { \"@\" = \"nobody\" }\nlisten on 127.0.0.1 port %d\n"
          "action \"keep\" maildir \"%s/Maildir\" virtual <everybody>\n"
          "match from any for domain \"people.example.org\" action \"keep\"\n" % (port, home))
    os.makedirs(os.path.join(home, "Maildir"))
    for path in (home, os.path.join(home, "Maildir")):
        os.chmod(path, 0o777)
    server = subprocess.Popen(["smtpd", "-d", "-f", os.path.join(home, "smtpd.conf")],
                              stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        wait_for(port)
        yield port
    finally:
        server.terminate()
        server.wait()


def without_trace(data):
    """A message without what mail systems put before it."""
    message = email.message_from_bytes(data, policy=email.policy.compat32)
    for name in ("Received", "Return-Path", "Delivered-To"):
        del message[name]
    return message.as_bytes()


def check_mail(tally, folder):
    if not shutil.which("smtpd") or os.getuid() != 0 or os.path.exists("/run/smtpd.sock"):
        tally.skip("OpenSMTPD is not there, runs already, or may not be started")
        return
    sent = []
    # A folder that nobody's user can reach, for it writes there.
    with tempfile.TemporaryDirectory(prefix="gahunda-mail-") as home:
        with opensmtpd(home) as port:
            with smtplib.SMTP("127.0.0.1", port, timeout=30) as client:
                for path in sorted(glob.glob(os.path.join(folder, "private", "outbox", "0002",
                                                          "new", "*"))):
                    with open(path, "rb") as file:
                        sent.append(file.read())
                    message = email.message_from_bytes(sent[-1], policy=email.policy.default)
                    client.sendmail(message["From"].addresses[0].addr_spec,
                                    [message["To"].addresses[0].addr_spec],
                                    sent[-1].replace(b"\n", b"\r\n"))
            arrived = os.path.join(home, "Maildir", "new")
            for _ in range(200):
                if os.path.isdir(arrived) and len(os.listdir(arrived)) == len(sent):
                    break
                time.sleep(0.05)
            got = []
            for path in glob.glob(os.path.join(arrived, "*")):
                with open(path, "rb") as file:
                    got.append(without_trace(file.read().replace(b"\r\n", b"\n")))
    tally.expect(sent and sorted(got) == sorted(without_trace(data) for data in sent),
                 "%d messages arrive as they were written" % len(sent),
                 "%d arrived" % len(got))


def main():
    tally = harness.Tally()
    workshop = harness.Workshop("clients")
    folder = workshop.folder("conference")
    first_revision(tally, folder)
    check_calendars(tally, workshop, folder)
    check_mail(tally, folder)
    workshop.close(keep=tally.failed > 0)
    return tally.close()


if __name__ == "__main__":
    sys.exit(main())
