"""The panels of an indicator's KPIs, one KPI's page, and the comparison of two sides."""

from __future__ import annotations

import json
import re
from dataclasses import replace

import pytest
from plotly.utils import PlotlyJSONEncoder

from callbacks import drawings
from data.answers import Answers
from data.kpis.catalogue import INDICATORS, catalogue
from data.queries.kpi_compare import compare_areas, compare_periods
from data.queries.kpis import kpi_readings
from layouts import pages
from layouts.choice import Choice
from layouts.panel import Page
from layouts.panels.compare import beside, difference
from layouts.panels.kpi_trend import keys_changed, words_changed
from layouts.words import speaking
from tests.layouts.conftest import NOW
from tests.layouts.shown_tables import cells

FILTERS = Choice().filters(NOW)
OF_INDICATORS = [page for page in pages.found() if page.indicator]


def drawn(answers: Answers, page: str, name: str, choice: Choice | None = None, option: str = "", is_table: bool = False, is_quick: bool = False) -> str:
    panel = {p.name: p for p in pages.found()}[page].panel(name)
    return json.dumps(drawings.panel(answers, drawings.Wanted(panel, choice or Choice(), option=option, is_table=is_table, is_quick=is_quick), NOW), cls=PlotlyJSONEncoder, ensure_ascii=False)


def test_a_page_that_names_its_indicator_gets_its_panels() -> None:
    assert {page.indicator for page in OF_INDICATORS} <= set(INDICATORS)
    assert {"tata_kelola", "ekonomi", "mobilitas", "lingkungan"} <= {page.indicator for page in OF_INDICATORS}
    for page in OF_INDICATORS:
        assert [panel.name for panel in (*page.above, *page.below)] == ["kpi_cards", "kpi_trend", "kpi_areas", "kpi_moved"]
        names = [panel.name for panel in page.all_panels]
        assert len(set(names)) == len(names)
    assert not [page for page in pages.found() if not page.indicator and (page.above or page.below)]


@pytest.mark.parametrize("page", OF_INDICATORS, ids=lambda page: page.name)
def test_every_kpi_panel_draws_itself(standing: Answers, page: Page) -> None:
    stands = json.dumps(drawings.page(page, ""), cls=PlotlyJSONEncoder)
    for panel in (*page.above, *page.below):
        assert f'"data-panel": "{panel.name}"' in stands
        for choice in (Choice(), Choice("31.73.05.1001", "24h")):
            said = drawn(standing, page.name, panel.name, choice, is_quick=True)
            assert "NaN" not in said and "state-error" not in said
    cards = drawn(standing, page.name, "kpi_cards", is_table=True, is_quick=True)
    assert cells(cards) >= {kpi.id for kpi in catalogue() if kpi.indicator == page.indicator}


def test_a_card_tells_value_interval_target_and_opens_its_origin(standing: Answers) -> None:
    said = drawn(standing, "governance", "kpi_cards")
    g1 = kpi_readings(standing, FILTERS).set_index("id").loc["G1"]
    for word in (f"{g1.value:.1f}%".replace(".", ","), f"({g1.lo:.1f}%".replace(".", ","), "≥ 90,0% (usulan)", "kpi:G1/31", "image/svg+xml", "DATA SIMULASI", f"n = {g1.n}"):
        assert word in said, word
    assert "◆ " in said and "Belum ada sumber datanya di sini" in drawn(standing, "mobility", "kpi_cards")


def test_an_area_is_never_judged_without_an_interval(standing: Answers) -> None:
    said = drawn(standing, "governance", "kpi_areas", option="G3-P50/kota")
    assert "Waktu penyelesaian P50 keseluruhan" in said
    assert re.search(r"\d+ lebih baik, \d+ lebih buruk", said)
    assert "tidak dapat dipecah" in drawn(standing, "governance", "kpi_moved", option="G3-P50/kota")


def test_the_page_of_one_kpi(standing: Answers) -> None:
    one = drawn(standing, "kpi", "one", Choice(case="g1"))
    for word in ("ditutup sampai tenggat", "≥ 90,0% (usulan)", "usulan (S)", "Biro Pemerintahan", "SPBE", "42 pengaduan pelayanan publik", "ISO 37120", "/api/v1/kpis?area=31", "kpi:G1"):
        assert word in one, word
    assert "pertama tercatat" in drawn(standing, "kpi", "defined", Choice(case="g1")) and "sla_due_at" in drawn(standing, "kpi", "defined", Choice(case="g1"))
    assert "belum ada nilai" not in drawn(standing, "kpi", "history", Choice(case="g1"))
    assert "tidak ada di katalog" in drawn(standing, "kpi", "one", Choice(case="g99"))
    assert "sumber" in drawn(standing, "kpi", "one", Choice(case="m1"))  # no feed has brought it: said, not failed


def test_without_an_id_the_page_is_the_catalogue(standing: Answers) -> None:
    said = drawn(standing, "kpi", "one", Choice("31.73"))
    assert all(f"/kpi?area=31.73&id={kpi.id.lower()}" in said for kpi in catalogue())


def test_two_areas_differ_only_when_their_intervals_do_not_touch(standing: Answers) -> None:
    found = compare_areas(standing, FILTERS, "31.73").set_index("id")
    apart = found.apply(lambda r: r.lo_a > r.hi_b or r.hi_a < r.lo_b, axis=1)
    assert (found["verdict"].isin(["better", "worse"]) <= apart).all()
    same = compare_areas(standing, FILTERS, "31").set_index("id")
    assert set(same["verdict"]) == {"same", "unknown"} and (same["difference"].dropna() == 0).all() and same.loc["G1", "verdict"] == "same"


def test_a_difference_is_told_with_its_sign_and_its_sense(standing: Answers) -> None:
    later = compare_periods(standing, FILTERS, FILTERS.period[0]).set_index("id")
    now = kpi_readings(standing, FILTERS).set_index("id")
    assert later.loc["G1", "value_b"] == pytest.approx(now.loc["G1", "previous"])
    row = next(later.reset_index().query("id == 'G1'").itertuples())
    assert difference(row).startswith(("+", "−")) and "poin" in difference(row)
    assert later.loc["L4", "state_b"] == "tidak dimuat"  # cameras have a past, of which this city has loaded none


def test_the_sides_come_from_the_address(standing: Answers) -> None:
    said = drawn(standing, "compare", "compare", Choice("31.73", compare="31.74"), "area")
    assert "Jakarta Barat" in said and "Jakarta Selatan" in said
    said = drawn(standing, "compare", "compare", Choice(compare="2026-10-05"), "period")
    assert "5 Okt 2026" in said
    with speaking("en"):
        table = drawn(standing, "compare", "compare", Choice("31.73", compare="31.74"), "area", is_table=True)
    assert "Difference" in table and "cannot be judged" in table


def test_the_second_area_is_a_neighbour_by_default(standing: Answers) -> None:
    areas = standing.ask("areas_list", {"level": None, "parent": None})
    assert beside(areas, "31").count(".") == 1
    assert beside(areas, "31.73.05").startswith("31.73.") and beside(areas, "31.73.05") != "31.73.05"


def test_what_changed_in_a_definition_is_named() -> None:
    assert keys_changed('{"target": 90, "unit": "%"}', '{"target": 95, "unit": "%", "weight": 1}') == ["target", "weight"]
    assert words_changed('{"asked": "", "measure": "a"}', '{"asked": "b", "measure": "", "weight": 1}') == ["cara menghitung", "bobot"]
    assert replace(Choice(), area="31.73").at("/kpi", "g1") == "/kpi?area=31.73&id=g1"
