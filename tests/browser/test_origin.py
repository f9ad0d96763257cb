"""One press, or one key, from a number to where it comes from."""

from __future__ import annotations

from tests.browser.conftest import Visit

IN_DRAWER = "document.querySelector('.mantine-Drawer-content .origin .question') !== null"


def test_the_mark_of_a_panel_opens_its_origin_by_key_with_its_option(visit: Visit) -> None:
    page = visit.open("/kpi?id=g4&pilih=areas:kota")
    mark = page.locator("section.panel-areas button.origin-mark")
    mark.focus()
    page.evaluate("new MutationObserver(() => { window.waited = window.waited || document.documentElement.dataset.drawer; }).observe(document.documentElement, { attributes: true })")
    page.keyboard.press("Enter")
    visit.until(IN_DRAWER)
    visit.until("document.documentElement.dataset.drawer === undefined")
    assert page.evaluate("window.waited") == "waiting", "the drawer opens at the press, before its content comes"
    told = page.locator(".mantine-Drawer-content").inner_text()
    assert "kpi G4" in told and "SHA-256" in told and "$level = kota" in page.locator(".mantine-Drawer-content").text_content()
    assert not visit.outside and not [said for said in visit.said if said.startswith("error")]
