"""The screen in a real Chromium: it opens, follows the choices and the data, and stays quiet."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from data.warehouse import Warehouse
from tests.browser.conftest import Visit

pytestmark = pytest.mark.browser
ANOTHER = """insert into report by name select * replace ('NEW' || report_id as report_id) from report where status = 'open' limit 5"""


def figure(page: Page, word: str) -> str:
    """One of the three figures about citizen reports."""
    return page.locator(".figure", has_text=word).locator(".big").inner_text()


def test_the_overview_opens_on_one_screen_and_is_quiet(visit: Visit) -> None:
    page = visit.open()
    expect(page.locator(".indicator")).to_have_count(6)
    expect(page.locator(".panel-response .js-plotly-plot")).to_be_visible()
    expect(page.locator("#clock")).to_contain_text("WIB")
    expect(page.locator(".head .simulated")).to_have_text("◌ DATA SIMULASI")
    size = page.evaluate("[document.documentElement.scrollHeight, document.documentElement.scrollWidth]")
    assert size == [1080, 1920]
    fetched = page.evaluate("performance.getEntriesByType('resource').map((one) => new URL(one.name).pathname)")
    plotly = next(n for n, path in enumerate(fetched) if path.endswith("plotly.min.js"))
    assert plotly < fetched.index("/_dash-update-component"), "Dash gives up on Plotly when a page's panels keep it waiting"
    assert visit.outside == []
    assert visit.refused == []
    assert visit.said == []


def choose_page(page: Page, group: str, title: str) -> None:
    """By the menu of the bar."""
    page.click(f"summary:has-text('{group}')")
    page.click(f".menu-links a:has-text('{title}')")


def test_every_page_of_an_empty_city_says_what_to_do(visiting: Callable[..., Visit], bare_city: str) -> None:
    visit = visiting(bare_city)
    page = visit.open("/")
    expect(page.locator(".panel-today")).to_contain_text("Belum ada laporan warga")
    expect(page.locator(".marks")).to_contain_text("belum ada data")
    choose_page(page, "Data dan briefing", "Sumber data")
    visit.drawn()
    expect(page.locator(".panel-health")).to_contain_text("python -m etl load")
    assert page.locator(".state-error").count() == 0
    assert visit.said == []


def test_a_choice_goes_into_the_url_and_changes_the_panels_and_back_undoes_it(visit: Visit) -> None:
    page = visit.open()
    whole = figure(page, "masih terbuka")
    page.evaluate("window.kept = true")
    page.click("#area-choice")
    page.get_by_role("option", name="Jakarta Barat", exact=True).click()
    page.wait_for_url("**/?area=31.73")
    visit.until(f"[...document.querySelectorAll('.figure .big')][1].textContent !== '{whole}'")
    part = figure(page, "masih terbuka")
    assert int(part.replace(".", "")) < int(whole.replace(".", ""))
    assert page.evaluate("window.kept") is True, "the page was loaded again"
    page.go_back()
    visit.until(f"[...document.querySelectorAll('.figure .big')][1].textContent === '{whole}'")
    expect(page.locator("#area-choice")).to_have_value("Semua Jakarta")
    assert visit.said == []


def test_a_deep_link_restores_every_choice(visit: Visit) -> None:
    page = visit.open("/?area=31.73.05&window=7d&asof=2026-10-31")
    expect(page.locator("#area-choice")).to_have_value("Kec. Kebon Jeruk · Jakarta Barat")
    expect(page.locator("#window-choice")).to_have_value("7 hari")
    expect(page.locator(".marks")).to_contain_text("keadaan per 31 Okt 2026 23.59 WIB")
    choose_page(page, "Data dan briefing", "Sumber data")
    page.wait_for_url("**/feeds?area=31.73.05&window=7d&asof=2026-10-31")
    page = visit.open("/feeds?window=6w")
    expect(page.locator("#window-choice")).to_have_value("42 hari")  # a period that is not on the list is named too


def test_a_word_that_is_not_understood_is_told_and_the_page_stands(visit: Visit) -> None:
    page = visit.open("/?window=soon")
    expect(page.locator("#window-choice")).to_have_value("soon")
    expect(page.locator(".panel-today .state-error")).to_contain_text("soon")
    expect(page.locator(".panel-today .state-number")).to_contain_text("nomor permintaan")


def test_new_data_redraws_the_panels_that_read_it_without_a_reload(visit: Visit, city: tuple[str, Warehouse]) -> None:
    page = visit.open()
    before = int(figure(page, "masih terbuka").replace(".", ""))
    page.evaluate("window.kept = document.querySelector('.panel-today')")
    with city[1].working() as session:
        session.transact([ANOTHER, "update table_version set version = version + 1 where table_name = 'report'"])
    visit.until(f"Number([...document.querySelectorAll('.figure .big')][1].textContent.replaceAll('.', '')) === {before + 5}")
    assert page.evaluate("window.kept === document.querySelector('.panel-today')")


def test_languages_and_themes_switch_and_stay(visit: Visit) -> None:
    page = visit.open()
    page.locator("#lang-switch label", has_text="EN").click()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    visit.drawn()
    expect(page.locator(".panel-today h2")).to_have_text("Citizen reports")
    expect(page.locator(".figure").first).to_contain_text("came in today")
    page.locator("#theme-switch label", has_text="light").click()
    visit.until("getComputedStyle(document.body).backgroundColor === 'rgb(243, 244, 245)'")
    page.keyboard.press("d")
    expect(page.locator("html")).to_have_attribute("data-theme", "night")
    page.reload()
    visit.drawn()
    expect(page.locator("html")).to_have_attribute("data-theme", "night")
    expect(page.locator("html")).to_have_attribute("lang", "en")
    assert visit.said == []


def test_an_indicator_opens_its_kpis_and_a_switch_shows_the_figures(visit: Visit) -> None:
    page = visit.open()
    page.locator(".indicator").first.click()
    expect(page.locator(".reading").first).to_contain_text("sumber", timeout=30_000)
    page.keyboard.press("Escape")
    page.locator(".panel-response .as-table").click()
    expect(page.locator(".panel-response table")).to_contain_text("P90")


def test_quarantined_rows_can_be_read_as_they_came(visit: Visit) -> None:
    page = visit.open("/feeds")
    page.locator(".health .link", has_text="Laporan warga").first.click()
    expect(page.locator(".raw-grid")).to_contain_text("L0,mentah")
    assert visit.said == []


def test_keys_open_help_and_the_area_filter(visit: Visit) -> None:
    page = visit.open()
    page.keyboard.press("/")
    expect(page.locator("#area-choice")).to_be_focused()
    page.keyboard.press("Escape")
    page.locator("h1").click()
    page.keyboard.press("?")
    expect(page.get_by_role("dialog")).to_contain_text("layar penuh")


@pytest.mark.parametrize(("width", "height"), [(1280, 800), (3840, 2160), (800, 1200)])
def test_nothing_runs_off_the_side_of_other_screens(visiting: Callable[..., Visit], city: tuple[str, Warehouse], width: int, height: int) -> None:
    visit = visiting(city[0], width, height)
    page = visit.open()
    assert page.evaluate("document.documentElement.scrollWidth") == width
    if width >= 1200:
        assert page.evaluate("document.documentElement.scrollHeight") == height


GATE = """(() => { const part = city.map.layers.gates, view = part.view(), gate = part.things.find((one) => one.p.name === "Manggarai");
    return [gate.x * view.scale - view.left, gate.y * view.scale - view.top]; })()"""


def test_a_layer_is_switched_on_a_gate_is_clicked_and_its_drawer_read(visiting: Callable[..., Visit], city: tuple[str, Warehouse]) -> None:
    visit = visiting(city[0], 1280, 900)
    page = visit.open("/?lapisan=areas,gates")
    visit.until("window.city?.map?.layers?.gates?.things.length === 5 && document.querySelector('[data-layer=air] .count').textContent !== '…'")
    assert page.get_attribute("[data-layer=air]", "aria-pressed") == "false"
    assert page.text_content("[data-layer=floods] .count") == "tidak dimuat"
    page.click("[data-group=water] summary")
    page.click("[data-layer=air]")
    visit.until("city.map.layers.air.drawn > 0 && location.search.includes('lapisan=areas,gates,air')")
    box, (x, y) = page.locator("#map-view").bounding_box(), page.evaluate(GATE)
    assert box
    assert page.locator(".map-legend").bounding_box()["y"] >= box["y"] + box["height"] - 1  # type: ignore[index]
    page.mouse.click(box["x"] + x, box["y"] + y)
    visit.until("document.querySelector('#map-detail')?.textContent.includes('Tinggi muka air')")
    said = page.text_content("[data-part=drawer]") or ""
    assert [word for word in ("Pintu air Manggarai", "640 cm", "Yang bertindak", "berbeda", "DATA SIMULASI", "data terbuka") if word not in said] == []
    page.keyboard.press("Escape")
    assert not page.is_visible("[data-part=drawer]")
    assert (visit.said, visit.outside, visit.refused) == ([], [], [])
