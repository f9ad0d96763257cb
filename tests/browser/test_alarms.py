"""The strip of alarms on every page, and a person who acknowledges one on the page of alarms."""

from __future__ import annotations

import pytest

from tests.browser.conftest import Visit

pytestmark = pytest.mark.browser


def test_an_alarm_stands_on_every_page_until_a_named_person_acknowledged_it(visit: Visit) -> None:
    page = visit.open("/feeds")
    page.evaluate("document.addEventListener('city:alarm', (event) => { window.told = event.detail; })")
    visit.until("document.querySelector('#alarm-strip.is-tinggi.is-new') && city.alarms.urgent > 0")
    assert "Siaga 1" in page.inner_text("#alarm-strip") and "Gubernur" in page.inner_text("#alarm-strip")
    page.click("#alarm-strip .alarm-link")
    visit.until("location.pathname === '/alarms' && document.querySelector('[data-alarm-do=acknowledge]')")
    row = "[data-alarm-do=acknowledge][data-rule=siaga_1]"
    page.click(row)
    page.fill("#alarm-dialog input[name=who]", " ")
    page.click("#alarm-dialog [type=submit]")
    visit.until("document.querySelector('#alarm-dialog [role=alert]').textContent.includes('Tuliskan nama Anda')")
    page.fill("#alarm-dialog input[name=who]", "Rina Sari")
    page.click("#alarm-dialog [type=submit]")
    visit.until("!document.querySelector('#alarm-dialog') && window.told && window.told === city.alarms")
    visit.until(f"!document.querySelector('{row}') && document.querySelector('.panel-journal').innerText.includes('Rina Sari')")
    assert visit.outside == []
    assert [said for said in visit.said if "400" not in said] == []
