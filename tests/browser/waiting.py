"""Waiting for a page. Asked from outside, for under the page's policy Playwright's own waiting may evaluate no text in it."""

from __future__ import annotations

import time

import pytest
from playwright.sync_api import Error, Page, expect

expect.set_options(timeout=30_000)  # two tests share two cores, beside whatever else the machine does


def until(page: Page, true: str, timeout: int = 60_000) -> None:
    """Wait until the expression is so, for `timeout` ms at most."""
    end = time.monotonic() + timeout / 1000
    while time.monotonic() < end:
        try:
            if page.evaluate(f"!!({true})"):
                return
        except Error as error:
            if "context was destroyed" not in str(error):  # the page loads itself again
                raise
        page.wait_for_timeout(50)
    pytest.fail(f"It did not become so: {true}")
