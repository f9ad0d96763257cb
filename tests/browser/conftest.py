"""A real Chromium, and the whole server over a filled city. Without a browser these tests fail: they are part of the proof."""

from __future__ import annotations

import os
import shutil
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from urllib.parse import urlsplit

import httpx
import pytest
import uvicorn
from playwright.sync_api import Browser, Page, sync_playwright

from app import create_app
from data.clock import now
from data.owner import free_port
from data.settings import Settings
from data.warehouse import Warehouse
from tests.browser.waiting import until
from tests.layouts.filled_city import fill

FLAGS = (
    "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run",
)  # fmt: skip
NAMES = ("chromium", "chromium-browser", "google-chrome")


@dataclass
class Visit:
    """A page in a context of its own, and what it said and asked for."""

    page: Page
    url: str
    said: list[str] = field(default_factory=list)
    outside: list[str] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)

    def open(self, path: str = "/") -> Page:
        """Go there, and wait until every panel has been drawn."""
        self.page.goto(self.url + path)
        self.drawn()
        return self.page

    def drawn(self) -> None:
        """Wait until no panel shows its first bars."""
        self.until("document.querySelectorAll('section.panel').length > 0 && !document.querySelector('.first-load')")

    def until(self, expression: str) -> None:
        """Wait until the expression is true."""
        until(self.page, expression)


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """The browser that CITY_CHROMIUM names, or the first one on the PATH."""
    found = os.environ.get("CITY_CHROMIUM") or next((path for name in NAMES if (path := shutil.which(name))), None)
    if not found:
        pytest.fail(f"There is no browser: install chromium, or name one by CITY_CHROMIUM (looked for {', '.join(NAMES)}).")
    with sync_playwright() as player:
        browser = player.chromium.launch(executable_path=found, args=list(FLAGS))
        yield browser
        browser.close()


def served(settings: Settings, warehouse: Warehouse) -> Iterator[str]:
    """The server in a thread, until the caller is done."""
    port = free_port()
    server = uvicorn.Server(uvicorn.Config(create_app(settings, warehouse), port=port, log_level="warning", ws_per_message_deflate=False))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    url = f"http://127.0.0.1:{port}"
    for _try in range(600):
        try:
            httpx.get(f"{url}/live/versions", timeout=5)
            break
        except httpx.HTTPError:
            time.sleep(0.1)
    yield url
    server.should_exit = True
    thread.join(20)


@pytest.fixture(scope="module")
def city(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Warehouse]]:
    """Address and warehouse of a server over a filled city."""
    settings = Settings(var=tmp_path_factory.mktemp("city"), demo="off", memory="1GB")
    warehouse = Warehouse.own(settings)
    fill(warehouse, now().replace(tzinfo=None))
    for url in served(settings, warehouse):
        yield url, warehouse
    warehouse.close()


@pytest.fixture(scope="module")
def bare_city(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Address of a server over a warehouse in which there is nothing."""
    settings = Settings(var=tmp_path_factory.mktemp("bare"), demo="off", memory="1GB")
    warehouse = Warehouse.own(settings)
    yield from served(settings, warehouse)
    warehouse.close()


@pytest.fixture
def visiting(chromium: Browser) -> Iterator[Callable[..., Visit]]:
    """Makes visits: `visiting(url, width=, height=)`."""
    contexts = []

    def visit(url: str, width: int = 1920, height: int = 1080) -> Visit:
        context = chromium.new_context(viewport={"width": width, "height": height})
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(60_000)
        made = Visit(page, url)
        host = urlsplit(url).netloc
        page.on("console", lambda message: made.said.append(f"{message.type}: {message.text}"))
        page.on("pageerror", lambda error: made.said.append(str(error)))
        page.on("request", lambda request: made.outside.append(request.url) if urlsplit(request.url).netloc not in ("", host) else None)
        page.on("websocket", lambda line: made.outside.append(line.url) if urlsplit(line.url).netloc != host else None)
        page.on("response", lambda answer: made.refused.append(f"{answer.status} {answer.url}") if answer.status >= 400 else None)
        return made

    yield visit
    for context in contexts:
        context.close()


@pytest.fixture
def visit(visiting: Callable[..., Visit], city: tuple[str, Warehouse]) -> Visit:
    """A visit to the filled city on a 1920 × 1080 screen."""
    return visiting(city[0])
