"""Chromium without a window, driven over a pipe by its DevTools protocol: standard library only.

    with browser.Browser () as chromium:
        page = chromium.page (width=360, height=800)
        page.open ("file:///tmp/site/index.html")
        title = page.run ("document.title")
        page.press ("Tab")
        page.errors      what the console complained of, and what did not load
        page.requests    every address that was asked for
"""

import base64
import json
import os
import select
import shutil
import subprocess
import tempfile
import time

NAMES = ["chromium", "chromium-browser", "google-chrome"]
KEYS = {"Tab": 9, "Enter": 13, " ": 32, "ArrowDown": 40, "ArrowRight": 39}


def program():
    """The browser's path, or None."""
    return next(filter(None, map(shutil.which, NAMES)), None)


class Browser:
    def __init__(self):
        self.folder = tempfile.mkdtemp(prefix="gahunda-browser-")
        commands, self.to_browser = os.pipe()
        self.from_browser, answers = os.pipe()
        words = [program(), "--headless", "--no-sandbox", "--disable-gpu", "--no-first-run",
                 "--disable-background-networking", "--disable-dev-shm-usage", "--lang=en-US",
                 "--hide-scrollbars", "--force-color-profile=srgb", "--remote-debugging-pipe",
                 "--user-data-dir=" + self.folder, "about:blank"]
        # The protocol's pipes are descriptors 3 and 4.
        self.process = subprocess.Popen(
            ["sh", "-c", 'exec "$@" 3<&%d 4>&%d' % (commands, answers), "sh"] + words,
            pass_fds=(commands, answers), stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL)
        os.close(commands)
        os.close(answers)
        self.number, self.left, self.events = 0, b"", []

    def __enter__(self):
        return self

    def __exit__(self, *_):
        os.close(self.to_browser)
        try:
            self.process.wait(10)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        os.close(self.from_browser)
        shutil.rmtree(self.folder, ignore_errors=True)

    def read(self, deadline):
        """One message of the browser."""
        while b"\0" not in self.left:
            ready, _, _ = select.select([self.from_browser], [], [],
                                        max(0, deadline - time.monotonic()))
            piece = os.read(self.from_browser, 1 << 20) if ready else b""
            if not piece:
                raise RuntimeError("the browser says nothing any more")
            self.left += piece
        message, self.left = self.left.split(b"\0", 1)
        return json.loads(message)

    def call(self, method, session=None, seconds=60, **parameters):
        self.number += 1
        message = {"id": self.number, "method": method, "params": parameters}
        if session:
            message["sessionId"] = session
        data = json.dumps(message).encode() + b"\0"
        while data:
            data = data[os.write(self.to_browser, data):]
        deadline = time.monotonic() + seconds
        while True:
            answer = self.read(deadline)
            if answer.get("id") == self.number:
                if "error" in answer:
                    raise RuntimeError("%s: %s" % (method, answer["error"]))
                return answer["result"]
            if "method" in answer:
                self.events.append(answer)

    def wait(self, session, method, seconds=60):
        """The next event of this name."""
        deadline = time.monotonic() + seconds
        while True:
            for event in self.events:
                if event.get("sessionId") == session and event["method"] == method:
                    self.events.remove(event)
                    return event["params"]
            answer = self.read(deadline)
            if "method" in answer:
                self.events.append(answer)

    def page(self, **how):
        return Page(self, **how)


class Page:
    def __init__(self, browser, width=1300, height=900, zone="Africa/Kigali", dark=False,
                 script=True, now=None):
        self.browser, self.errors, self.requests, self.dialogs = browser, [], [], 0
        target = browser.call("Target.createTarget", url="about:blank")["targetId"]
        self.session = browser.call("Target.attachToTarget", targetId=target,
                                    flatten=True)["sessionId"]
        for domain in ("Page", "Runtime", "Log", "Network"):
            self.call(domain + ".enable")
        self.call("Emulation.setDeviceMetricsOverride", width=width, height=height,
                  deviceScaleFactor=1, mobile=width < 500)
        self.call("Emulation.setTimezoneOverride", timezoneId=zone)
        self.call("Emulation.setEmulatedMedia", features=[
            {"name": "prefers-color-scheme", "value": "dark" if dark else "light"}])
        self.call("Emulation.setFocusEmulationEnabled", enabled=True)
        if not script:
            self.call("Emulation.setScriptExecutionDisabled", value=True)
        if now is not None:
            self.call("Page.addScriptToEvaluateOnNewDocument",
                      source="Date.now = function () { return %d; };" % now)

    def call(self, method, **parameters):
        return self.browser.call(method, session=self.session, **parameters)

    def open(self, address):
        """Loads a page; the milliseconds until it was there."""
        before = time.monotonic()
        self.call("Page.navigate", url=address)
        self.browser.wait(self.session, "Page.loadEventFired")
        milliseconds = (time.monotonic() - before) * 1000
        self.gather()
        return milliseconds

    def gather(self):
        """Sorts what the browser has told of this page so far."""
        others = []
        for event in self.browser.events:
            if event.get("sessionId") != self.session:
                others.append(event)
                continue
            self.note(event["method"], event["params"])
        self.browser.events = others

    def note(self, method, about):
        if method == "Network.requestWillBeSent":
            self.requests.append(about["request"]["url"])
        elif method == "Network.responseReceived" and about["response"]["status"] >= 400:
            self.errors.append("%d %s" % (about["response"]["status"], about["response"]["url"]))
        elif method == "Network.loadingFailed":
            self.errors.append("not loaded: %s" % about.get("errorText"))
        elif method == "Log.entryAdded":
            self.errors.append(about["entry"]["text"])
        elif method == "Runtime.exceptionThrown":
            self.errors.append(str(about["exceptionDetails"]))
        elif method == "Runtime.consoleAPICalled":
            self.errors.append(str(about["args"]))
        elif method == "Page.javascriptDialogOpening":
            self.dialogs += 1

    def run(self, expression):
        """The value of a JavaScript expression; promises are waited for."""
        answer = self.call("Runtime.evaluate", expression=expression, returnByValue=True,
                           awaitPromise=True)
        if "exceptionDetails" in answer:
            raise RuntimeError("%s: %s" % (expression[:200], answer["exceptionDetails"]))
        self.gather()
        return answer["result"].get("value")

    def press(self, key):
        text = {"Enter": "\r", " ": " "}.get(key, "")
        common = {"key": key, "code": "Space" if key == " " else key,
                  "windowsVirtualKeyCode": KEYS[key]}
        self.call("Input.dispatchKeyEvent", type="keyDown" if text else "rawKeyDown", text=text,
                  **common)
        self.call("Input.dispatchKeyEvent", type="keyUp", **common)

    def follow(self, doing):
        """Does what leads to another page, and waits for it."""
        self.gather()
        doing()
        self.browser.wait(self.session, "Page.loadEventFired")
        self.gather()

    def picture(self, path, whole=False):
        data = self.call("Page.captureScreenshot", captureBeyondViewport=whole)["data"]
        with open(path, "wb") as file:
            file.write(base64.b64decode(data))

    def print(self, path):
        data = self.call("Page.printToPDF", preferCSSPageSize=True, printBackground=True)["data"]
        with open(path, "wb") as file:
            file.write(base64.b64decode(data))

    def close(self):
        self.call("Page.close")
