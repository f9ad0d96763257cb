"""The map's small server as a process of its own, and what its tests wait for."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path
from urllib.parse import urlsplit

import httpx
import pytest
from playwright.sync_api import ConsoleMessage, Page

from data.owner import free_port
from tests.browser.waiting import until

ROOT = Path(__file__).parents[3]
READY = (
    "window.city?.map?.layers?.vehicles.drawn > 0 && city.map.values.size > 0 && city.map.slow.reports.drawn"
)


class Server:
    """The small server, as a process that can be ended and started again on the same port and folder."""

    def __init__(self, folder: Path, tiles: str = "") -> None:
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}/"
        self._command = [
            sys.executable,
            "-m",
            "tests.browser.map_app",
            str(folder),
            str(self.port),
            "300",
            "1",
            tiles,
        ]
        self._log = folder.with_suffix(".log")
        self.start()

    def start(self) -> None:
        with self._log.open("a") as log:
            self._process = subprocess.Popen(self._command, cwd=ROOT, stdout=log, stderr=log)
        for _ in range(300):
            try:
                httpx.get(f"{self.url}live/versions", timeout=2)
                return
            except httpx.HTTPError:
                assert self._process.poll() is None, self._log.read_text()
                time.sleep(0.1)
        pytest.fail(f"The server of the map did not start: {self._log.read_text()}")

    def end(self) -> None:
        self._process.kill()
        self._process.wait()


class Told:
    """What the page's console and network said."""

    def __init__(self, page: Page) -> None:
        self.console: list[str] = []
        self.hosts: set[str | None] = set()
        page.on("console", self._said)
        page.on("pageerror", lambda error: self.console.append(str(error)))
        page.on("request", lambda request: self.hosts.add(urlsplit(request.url).hostname))

    def _said(self, message: ConsoleMessage) -> None:
        if not message.text.startswith("[Dash] WebSocket"):  # Dash says so itself when its own socket opens
            self.console.append(f"{message.type}: {message.text}")


def opened(page: Page, server: Server, search: str = "") -> Told:
    """The page with everything drawn."""
    told = Told(page)
    page.goto(server.url + search)
    until(page, READY)
    return told
