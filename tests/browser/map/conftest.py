"""A small server that can be killed, and a page of a browser to look at it with."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.map.server import Server


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The server of the map, with a few hundred vehicles that move."""
    running = Server(tmp_path_factory.mktemp("map") / "var")
    yield running
    running.end()


@pytest.fixture
def page(chromium: Browser) -> Iterator[Page]:
    context = chromium.new_context(viewport={"width": 1200, "height": 900}, reduced_motion="no-preference")
    context.set_default_timeout(15_000)
    yield context.new_page()
    context.close()
