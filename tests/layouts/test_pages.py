"""Every panel of every page draws itself: on an empty city, on a filled one, in the past, in both languages, as a table."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from dash.development.base_component import Component
from plotly.utils import PlotlyJSONEncoder

from callbacks import drawings
from data.answers import Answers
from layouts import drawers, pages
from layouts.choice import Choice
from layouts.panel import Asked, Look, Page, Panel
from layouts.theme import LIGHT
from layouts.words import speaking
from tests.layouts.conftest import NOW, copied
from tests.layouts.shown_tables import figures

PANELS = [(page, panel) for page in pages.found() for panel in page.panels]
NAMES = [f"{page.name}/{panel.name}" for page, panel in PANELS]
CHOICES = {"all": Choice(), "a kecamatan, a week": Choice("31.73.05", "7d"), "a kelurahan, a day": Choice("31.73.05.1001", "24h"), "the past": Choice(as_of="2026-10-31")}


# What these panels show is not in the filled city: buses that drive (test_mobility), and a KPI that the address names (test_kpi_pages).
ELSEWHERE = {"mobility/answer", "mobility/headways", "mobility/waits", "economy/coverage", "kpi/history"}
FIGURES = {name: found for name, found in zip(NAMES, PANELS, strict=True) if (found[1].rows or found[1].has_chart) and name not in ELSEWHERE}


def text(drawn: Any) -> str:
    """What stands on the screen, as JSON: so it can also be sent to a browser."""
    return json.dumps(drawn, cls=PlotlyJSONEncoder, ensure_ascii=False)


def test_pages_are_found_and_their_names_and_addresses_differ() -> None:
    found = pages.found()
    assert {"overview", "feeds"} <= {page.name for page in found}
    assert found[0].path == "/"
    assert len({page.path for page in found}) == len({page.name for page in found}) == len(found)


@pytest.mark.parametrize("page", pages.found(), ids=lambda page: page.name)
def test_a_page_stands_before_its_figures_come(page: Page) -> None:
    drawn = text(drawings.page(page, ""))
    assert all(f'"data-panel": "{panel.name}"' in drawn for panel in page.panels)
    assert drawn.count('"first-load"') == drawn.count('"memuat …"') == len(page.all_panels)


@pytest.fixture(scope="module")
def bare(tmp_path_factory: pytest.TempPathFactory, empty_file: Path) -> Iterator[Answers]:
    """Questions to an empty city; nobody writes."""
    warehouse = copied(empty_file, tmp_path_factory.mktemp("bare") / "var")
    yield Answers(warehouse)
    warehouse.close()


@pytest.mark.parametrize(("page", "panel"), PANELS, ids=NAMES)
def test_a_panel_of_an_empty_city_says_so(bare: Answers, page: Page, panel: Panel) -> None:
    drawn = text(drawings.panel(bare, drawings.Wanted(panel, Choice()), NOW))
    assert "NaN" not in drawn
    assert "state-error" not in drawn


# All KPIs at once, choice by choice, take seconds; tests of their own draw their choices.
OPTED = {name: panel for name, (_page, panel) in zip(NAMES, PANELS, strict=True) if panel.options and name not in {"people/crosswalk", "compare/compare"}}


@pytest.mark.parametrize("panel", OPTED.values(), ids=OPTED)
def test_every_choice_inside_a_panel_is_drawn(standing: Answers, panel: Panel) -> None:
    for n, row in enumerate(panel.options):
        other, value_of_other = (panel.only_with or {}).get(n, (n, ""))
        for value, _title in row:
            option = "/".join(value if at == n else value_of_other if at == other else choices[0][0] for at, choices in enumerate(panel.options))
            drawn = text(drawings.panel(standing, drawings.Wanted(panel, Choice(window="90d"), option=option), NOW))
            assert "NaN" not in drawn
            assert f'"data-option": "{option}"' in drawn


@pytest.mark.parametrize("choice", CHOICES.values(), ids=CHOICES)
@pytest.mark.parametrize(("page", "panel"), PANELS, ids=NAMES)
def test_a_panel_draws_what_is_chosen(standing: Answers, page: Page, panel: Panel, choice: Choice) -> None:
    drawn = text(drawings.panel(standing, drawings.Wanted(panel, choice, "light", 2.0), NOW))
    assert "NaN" not in drawn
    assert "state-expired" not in drawn


@pytest.mark.parametrize(("page", "panel"), FIGURES.values(), ids=FIGURES)
def test_a_panel_shows_its_figures_as_a_table(standing: Answers, page: Page, panel: Panel) -> None:
    with speaking("en"):
        drawn = text(drawings.panel(standing, drawings.Wanted(panel, Choice(), is_table=True), NOW))
    tables = figures(drawn)
    assert (tables and all(rows and len(set(map(len, rows))) == 1 for rows in tables)) or '"Td"' in drawn


def drawn_of(answers: Answers, page: str, name: str, choice: Choice | None = None) -> str:
    panel = {p.name: p for p in pages.found()}[page].panel(name)
    return text(drawings.panel(answers, drawings.Wanted(panel, choice or Choice()), NOW))


def test_figures_of_the_overview_are_those_of_the_city(filled: Answers) -> None:
    late, open_n = filled.warehouse.here().rows(
        "select count(*) filter (sla_due_at < $now), count(*) from report where status = 'open'", {"now": NOW.replace(tzinfo=None, second=0)}
    )[0]
    today = drawn_of(filled, "overview", "today")
    assert f'"{open_n}"' in today
    assert f'"{late}"' in today
    assert "DATA SIMULASI" in today
    assert "3 mnt lalu" in today


def test_what_needs_an_act_names_unanswered_incidents_and_areas_but_no_archive(filled: Answers) -> None:
    acts = drawn_of(filled, "overview", "actions")
    assert "1 insiden belum ditanggapi" in acts  # I0 is a minute old, I2 waits: two of high priority, one beyond five minutes
    assert "laporan lewat batas di" in acts
    assert "sumber mati" not in acts


@pytest.mark.parametrize(
    ("known", "said"),
    [
        ("camera_id = 'K2'", "Kecelakaan di JKT-2 belum ditanggapi"), ("camera_id = 'K999'", "Kecelakaan di kamera K999 belum ditanggapi"),
        ("camera_id = null, lon = 106.8456, lat = -6.2088", "Kecelakaan di −6,2088; 106,8456 belum ditanggapi"),
        ("camera_id = null, lon = null, lat = null", "Kecelakaan belum ditanggapi, letak tidak diketahui"),
    ],
)  # fmt: skip
def test_an_incident_outside_every_area_is_told_by_what_is_known(filled: Answers, known: str, said: str) -> None:
    with filled.warehouse.working() as session:
        session.transact([f"update incident set area = null, {known} where incident_id = 'I2'", "update table_version set version = version + 1"])
    acts = drawn_of(filled, "overview", "actions")
    assert said in acts and "di — " not in acts


def test_a_quick_drawing_asks_to_be_drawn_again(filled: Answers) -> None:
    panel = pages.found()[0].panel("indicators")
    quick = text(drawings.panel(filled, drawings.Wanted(panel, Choice(), is_quick=True), NOW))
    whole = text(drawings.panel(filled, drawings.Wanted(panel, Choice()), NOW))
    assert '\\"report\\": -1' in quick
    assert "image/svg+xml" not in quick
    assert "image/svg+xml" in whole


def test_the_feeds_page_tells_states_apart_and_what_to_do(filled: Answers) -> None:
    health = drawn_of(filled, "feeds", "health")
    for word in ("berjalan", "arsip", "belum ada data", "9 dari 10 baris rusak", "Perbaiki menurut pesan"):
        assert word in health
    assert "bujur dan lintang tertukar (swapped:lon_lat)" in drawn_of(filled, "feeds", "quarantine")
    assert "ditolak" in drawn_of(filled, "feeds", "batches")


@pytest.mark.parametrize("what", ["indicator:tata_kelola", "indicator:ekonomi", "feed:citizen_reports/simulasi_crm", "feed:transit_schedule/—"])
def test_a_drawer_opens(filled: Answers, what: str) -> None:
    kind, _sep, key = what.partition(":")
    title, content = drawers.KINDS[kind](filled, key, Look(LIGHT, Asked(Choice().filters(NOW), Choice(), NOW)))
    assert title
    assert isinstance(content, Component)
    assert "NaN" not in text(content)


def test_raw_rows_of_the_quarantine_are_in_the_drawer_of_their_feed(filled: Answers) -> None:
    _title, content = drawers.KINDS["feed"](filled, "citizen_reports/simulasi_crm", Look(LIGHT, Asked(Choice().filters(NOW), Choice(), NOW)))
    assert "L3,mentah" in text(content)


def test_every_panel_has_its_place_in_a_grid_of_names() -> None:
    """A panel without a place lands in a column of the grid's own making, and takes the height of the others."""
    css = "".join(path.read_text(encoding="utf-8") for path in sorted((Path(__file__).parents[2] / "assets").glob("*.css")))
    placed = set(re.findall(r"\.panel-([a-z_]+)[^{}]*\{[^{}]*grid-area:", css))
    named = {page.name for page in pages.found() if re.search(rf'\.grid-{page.name}[^{{}}]*\{{[^{{}}]*grid-template(-areas)?: "', css)}
    assert {"overview", "mobility"} <= named
    lost = {f"{page.name}/{panel.name}" for page in pages.found() if page.name in named for panel in page.panels if panel.name not in placed}
    assert lost == set()
