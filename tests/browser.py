"""A headless Chromium, driven over its debugging protocol, that notes every address a page asks for."""

import base64
import json
import shutil
import subprocess
import time
import urllib.request
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from websocket import WebSocket, WebSocketTimeoutException, create_connection

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
FLAGS = ("--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync",
         "--disable-background-networking", "--disable-component-update", "--disable-default-apps",
         "--disable-extensions", "--remote-allow-origins=*", "--remote-debugging-port=0",
         "--window-size=1500,1000")  # fmt: skip
INSIDE = ("data", "blob", "about", "chrome-extension")
PORT_FILE = "DevToolsActivePort"


def executable() -> str | None:
    """Return the browser of this machine, if there is one."""
    return next((path for name in NAMES if (path := shutil.which(name))), None)


def waited(found: Callable[[], Any], seconds: float, what: str) -> Any:
    """Return the first true value of `found`, which is asked again and again.

    Raises:
        AssertionError: There was none within `seconds`.
    """
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if result := found():
            return result
        time.sleep(0.1)
    raise AssertionError(f"not within {seconds:g} s: {what}")


class Browser:
    """One page of a browser with a profile of its own; `requests` are the addresses it asked for, in order."""

    def __init__(self, folder: Path) -> None:
        self.folder, self._number = folder, 0
        self.requests: list[str] = []
        self._socket: WebSocket | None = None
        self._process = subprocess.Popen([str(executable()), *FLAGS, f"--user-data-dir={folder}", "about:blank"],
                                         stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)  # fmt: skip
        try:
            self._socket = self._connected()
            for domain in ("Page", "Runtime", "Network"):
                self.send(f"{domain}.enable")
        except BaseException:
            self.__exit__()
            raise

    def __enter__(self) -> "Browser":
        return self

    def __exit__(self, *_: object) -> None:
        if self._socket is not None:
            self._socket.close()
        self._process.terminate()
        self._process.wait(20)

    def send(self, method: str, **parameters: Any) -> dict[str, Any]:
        """Call a method of the protocol and return its result; events that come meanwhile are noted."""
        self._number += 1
        self._socket.send(json.dumps({"id": self._number, "method": method, "params": parameters}))
        while True:
            told = self._received()
            if told.get("id") == self._number:
                assert "error" not in told, told
                return told["result"]

    def run(self, script: str) -> Any:
        """Return what a script of the page evaluates to; a promise is awaited."""
        told = self.send("Runtime.evaluate", expression=script, awaitPromise=True, returnByValue=True)
        assert "exceptionDetails" not in told, told["exceptionDetails"]
        return told["result"].get("value")

    def wait(self, script: str, seconds: float = 60) -> Any:
        """Return the first true value of a script."""
        return waited(lambda: self.run(script), seconds, script)

    def shoot(self, path: Path) -> None:
        """Write a picture of the page."""
        path.write_bytes(base64.b64decode(self.send("Page.captureScreenshot", format="png")["data"]))

    def drain(self, seconds: float) -> None:
        """Note what happens during `seconds`."""
        self._socket.settimeout(seconds)
        try:
            while True:
                self._received()
        except WebSocketTimeoutException:
            self._socket.settimeout(120)

    def hosts(self) -> set[str]:
        """Return the hosts that were asked, by whatever means; what lies in the page itself has none."""
        parts = [urlsplit(address) for address in self.requests]
        return {part.hostname or "" for part in parts if part.scheme not in INSIDE}

    def _received(self) -> dict[str, Any]:
        told = json.loads(self._socket.recv())
        if told.get("method") == "Network.requestWillBeSent":
            self.requests.append(told["params"]["request"]["url"])
        elif told.get("method") == "Network.webSocketCreated":
            self.requests.append(told["params"]["url"])
        return told

    def _connected(self) -> WebSocket:
        file = self.folder / PORT_FILE
        port = waited(lambda: file.is_file() and file.read_text("utf-8").split("\n")[0], 60, "the browser starts")
        # The browser is asked on this machine; a proxy must not come in between.
        opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
        with opener.open(f"http://127.0.0.1:{port}/json", timeout=30) as answer:
            page = next(target for target in json.load(answer) if target["type"] == "page")
        return create_connection(page["webSocketDebuggerUrl"], timeout=120, suppress_origin=True,
                                 http_no_proxy=["127.0.0.1"])  # fmt: skip
