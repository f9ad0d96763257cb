"""The choices inside panels live in the URL: a press writes them, the back button and a link bring them again."""

from __future__ import annotations

from tests.browser.conftest import Visit

PRESSED = "[...document.querySelectorAll('.panel-fire_hours .option')].find((b) => b.getAttribute('aria-pressed') === 'true')?.dataset.option"


def test_a_panels_choice_goes_into_the_url_and_comes_back(visit: Visit) -> None:
    page = visit.open("/fires?window=90d&banding=2026-10-05")
    page.click(".panel-fire_hours button[data-option=rescue]")
    page.wait_for_url("**/fires?window=90d&banding=2026-10-05&pilih=fire_hours:rescue")
    visit.until(f"{PRESSED} === 'rescue'")
    page.click(".panel-fire_clocks button[data-option=all]")
    page.wait_for_url("**&pilih=fire_hours:rescue,fire_clocks:all")
    page.go_back()
    page.go_back()
    visit.until(f"{PRESSED} === 'fire'")
    visit.open("/fires?pilih=fire_hours:all")
    visit.until(f"{PRESSED} === 'all'")
    visit.until("document.querySelector(\".nav[href^='/incidents']\")?.getAttribute('href') === '/incidents'")  # of this page, so not carried on
    page.set_viewport_size({"width": 760, "height": 900})  # a narrow page: panels are as high as what they hold, and grids must not vanish
    visit.until("document.querySelector('.panel-fire_groups .ag-root-wrapper')?.offsetHeight > 200")
    visit.open("/reports?window=365d")
    visit.until("document.querySelector('.report-grid .ag-root-wrapper')?.offsetHeight > 200")
    assert visit.said == []
