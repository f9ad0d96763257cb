"""The list of reports in a real Chromium: it scrolls through blocks, sorts, searches, keeps its view in the URL, and opens a case."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Route

from data.warehouse import Warehouse
from tests.browser.conftest import Visit

pytestmark = pytest.mark.browser


def first(visit: Visit, number: str) -> None:
    """Wait until this report is the topmost row."""
    visit.until(f"document.querySelector('.report-grid [row-index=\"0\"] [col-id=id]')?.textContent === '{number}'")


def counted(visit: Visit, words: str) -> None:
    """Wait until the line above the list says so."""
    visit.until(f"(document.querySelector('.table-count')?.textContent || '').includes('{words}')")


def test_the_list_scrolls_sorts_searches_and_opens_a_case(visit: Visit) -> None:
    page = visit.open("/reports?window=365d")
    counted(visit, "dari 1.500 laporan")
    first(visit, "L0")
    for _turn in range(3):
        page.locator(".report-grid .ag-body-viewport, .report-grid .ag-grid-body-viewport").first.evaluate("node => { node.scrollTop += 7000; }")
        page.wait_for_timeout(400)
    visit.until("/^L[4-9]\\d\\d/.test([...document.querySelectorAll('.report-grid [col-id=id] a')].map((a) => a.textContent).at(-1) || '')")
    page.click(".report-grid .ag-header-cell[col-id=late]")
    visit.until("location.search.includes('sort=late')")
    visit.until("document.querySelector('.report-grid [row-index=\"0\"] [col-id=late]')?.textContent.match(/^[\\d.]+,\\d$/)")
    page.fill(".table-search input", "l77")
    counted(visit, "dari 11 laporan")
    page.click(".narrow-bar .choice-category input")
    page.get_by_role("option", name="Sampah", exact=True).click()
    visit.until("location.search === '?window=365d&category=sampah&q=l77&sort=late'")
    counted(visit, "dari 3 laporan")
    for path, search in (("/response", "?window=365d&category=sampah"), ("/integrity", "?window=365d&category=sampah"), ("/fires", "?window=365d")):
        assert page.locator(f".nav[href^='{path}']").first.get_attribute("href") == path + search, "it is carried to the pages that offer it"
    page.fill(".table-search input", "' or %")
    visit.until("document.querySelector('.table-state:not([hidden])')?.textContent.includes('Tidak ada laporan untuk pilihan ini.')")
    assert page.locator("[data-part=named]").is_hidden()
    page.fill(".table-search input", "L77 dan lain")
    visit.until("document.querySelector('[data-part=named]:not([hidden])')?.textContent === 'Cari laporan nomor L77 dan lain di segala waktu dan wilayah'")
    assert page.locator("[data-part=named]").get_attribute("href") == "/report?id=L77%20dan%20lain"
    page.click("text=bersihkan saringan")
    counted(visit, "dari 1.500 laporan")
    visit.until("location.search === '?window=365d&sort=late' && document.querySelector('.choice-category input').value === ''")
    page.locator(".report-grid [row-index=\"0\"] [col-id=agency]").click()
    visit.until("location.pathname === '/report' && location.search.includes('id=simulasi_crm')")
    visit.drawn()
    visit.until("document.querySelector('.case-title') && document.querySelector('.panel-place .locator')")
    page.go_back()
    counted(visit, "dari 1.500 laporan")
    assert visit.said == []
    assert visit.outside == []
    assert visit.refused == []


def test_a_long_list_shows_its_first_rows_while_it_is_counted(visit: Visit) -> None:
    """The browser's part: what the server says of a head (its total is not known yet) is put into the way of the first block."""
    held: list[Route] = []

    def answer(route: Route) -> None:
        if "head=1" not in route.request.url:
            return held.append(route)
        found = route.fetch().json()
        if "q=" in route.request.url:  # of a search the newest part holds a few, or none
            found |= {"rows": found["rows"][:4] if "q=l1" in route.request.url else [], "next": None}
        route.fulfill(json=found | {"total": None, "open_n": None, "since": "1 Okt 2026"})

    visit.page.route("**/tables/reports?*from=0&*", answer)
    page = visit.open("/reports?window=365d")
    counted(visit, "200 laporan pertama · jumlah seluruhnya sedang dihitung")
    first(visit, "L0")
    held.pop().continue_()
    counted(visit, "dari 1.500 laporan")
    page.fill(".table-search input", "l1")
    counted(visit, "4 laporan sejak 1 Okt 2026 · yang lebih lama sedang dicari")
    visit.until("document.querySelectorAll('.report-grid [col-id=id] a').length === 4")
    held.pop().continue_()
    counted(visit, "dari 611 laporan")
    visit.until("document.querySelectorAll('.report-grid [col-id=id] a').length > 8")
    page.fill(".table-search input", "l2")
    counted(visit, "0 laporan sejak 1 Okt 2026 · yang lebih lama sedang dicari")
    held.pop().continue_()
    counted(visit, "dari 111 laporan")
    assert held == [] and visit.said == []


def test_rows_of_the_list_grow_with_the_screen(visiting: Callable[..., Visit], city: tuple[str, Warehouse]) -> None:
    visit = visiting(city[0], 3840, 2160)
    page = visit.open("/reports?window=365d")
    counted(visit, "dari 1.500 laporan")
    row = page.locator(".report-grid [row-index=\"0\"]")
    assert row.evaluate("node => [node.offsetHeight, Math.round(parseFloat(getComputedStyle(node).fontSize))]") == [64, 28]
    viewport = page.locator(".report-grid .ag-body-viewport, .report-grid .ag-grid-body-viewport").first
    whole = viewport.evaluate("node => Math.ceil(node.clientHeight / 64)")
    counted(visit, f"1–{whole} dari")
    page.evaluate("document.querySelector('.report-grid [row-index=\"0\"] [col-id=id]').focus()")
    page.keyboard.press("ArrowDown")
    visit.until("document.activeElement.closest('[row-index=\"1\"]')")
    page.keyboard.press("Tab")
    assert not page.evaluate("document.activeElement.matches('.report-grid .ag-cell, .report-grid .ag-cell *')"), "one Tab leaves the grid"
    viewport.evaluate("node => { node.scrollTop = 64 * 500; }")
    visit.until("document.querySelector('.report-grid [row-index=\"500\"] [col-id=id] a')?.textContent === 'L500'")
    counted(visit, f"501–{500 + whole} dari")
    page.set_viewport_size({"width": 1920, "height": 1080})
    visit.until("document.querySelector('.report-grid .ag-row')?.offsetHeight === 32")
    assert visit.said == []
