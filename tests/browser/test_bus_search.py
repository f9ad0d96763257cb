"""The bus search in a real Chromium: type, arrow, Enter; the address changes and the buses are listed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from playwright.sync_api import expect

from data.settings import Settings
from data.warehouse import Warehouse
from tests.browser.conftest import Visit, served
from tests.layouts.moving_city import fill_transit

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def bus_city(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Address of a server over a city of two routes."""
    settings = Settings(var=tmp_path_factory.mktemp("buses"), demo="off", memory="1GB")
    warehouse = Warehouse.own(settings)
    fill_transit(warehouse, datetime.now(UTC).replace(tzinfo=None))
    yield from served(settings, warehouse)
    warehouse.close()


def test_a_word_an_arrow_and_enter_lead_to_the_next_buses(visiting: object, bus_city: str) -> None:
    visit: Visit = visiting(bus_city)  # type: ignore[operator]
    page = visit.open("/mobility")
    expect(page.locator(".panel-answer")).to_contain_text("Cari halte, rute, tempat, atau bus.")
    page.locator("#bus-search-input").press_sequentially("kot")
    visit.until("document.querySelectorAll('#bus-search-list [role=option]').length >= 2")
    first = page.locator("#bus-search-list [aria-selected=true] .what").inner_text()
    page.keyboard.press("ArrowDown")
    assert page.locator("#bus-search-list [aria-selected=true] .what").inner_text() != first
    page.keyboard.press("ArrowUp")
    page.locator("#bus-search-input").fill("harm")
    visit.until("document.querySelector('#bus-search-list .what')?.textContent === 'Harmoni'")
    page.keyboard.press("Enter")
    page.wait_for_url("**/mobility?cari=stop*H1")
    visit.until("document.querySelectorAll('.arrivals tbody tr').length > 0")
    expect(page.locator(".arrivals tbody tr").first).to_contain_text("TJ-1")
    visit.until("window.city.map.only && window.city.map.only.has('K1')")
    page.reload()
    visit.until("document.querySelectorAll('.arrivals tbody tr').length > 0")
    assert visit.said == [] and visit.outside == []
