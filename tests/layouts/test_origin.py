"""Every panel of every page, and every drawer, tells where its numbers come from; found by a walk over all of them."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

import pytest
from dash.development.base_component import Component
from plotly.utils import PlotlyJSONEncoder

from callbacks import drawings
from data.answers import Answers, question
from data.errors import QuestionError
from data.queries.origin import core_tables, origin_loads, table_rows
from data.trail import digest
from layouts import pages
from layouts.choice import Choice
from layouts.drawers.elsewhere import PLACES
from layouts.frame import panel as framed
from layouts.map import city_map
from layouts.words import speaking
from live.things import THINGS
from tests.layouts.conftest import NOW
from tests.layouts.shown_tables import cells, figures

DECLARED = ("alarms/rationale", "briefing/")  # rules, links and forms that stand in files: where nothing is asked, the drawer says so


@dataclass(frozen=True)
class Shown:
    """A drawer as it is sent, and the texts of its components of one kind."""

    drawn: Any

    def __str__(self) -> str:
        return json.dumps(self.drawn, cls=PlotlyJSONEncoder, ensure_ascii=False)

    def of(self, kind: str) -> list[Any]:
        found = []

        def walk(part: Any) -> None:
            if isinstance(part, Component):
                if part._type == kind:
                    found.append(part)
                walk(getattr(part, "children", None))
            elif isinstance(part, list | tuple):
                for one in part:
                    walk(one)

        walk(self.drawn)
        return found


def opened(standing: Answers, what: str, choice: Choice | None = None) -> Shown:
    return Shown(drawings.drawer(standing, what, choice or Choice(), NOW, "dark")[1])


def test_every_panel_of_every_page_tells_its_origin(standing: Answers) -> None:
    for page in pages.found():
        for panel in page.all_panels:
            name = f"{page.name}/{panel.name}"
            mark = [b for b in Shown(framed(page.name, panel)).of("Button") if getattr(b, "data-origin", "") == name]
            assert len(mark) == 1, f"{name} has no mark"
            told = opened(standing, f"origin:{name}/")
            asked = told.of("Details")
            if name.startswith(DECLARED) and not (asked or panel.needs or panel.feeds):
                assert "dinyatakan dalam berkas program" in str(told), name
                continue
            assert asked, f"{name} names no question"
            for one in asked:
                (sql,) = [code.children for code in Shown(one).of("Pre")[0].children and Shown(one.children[-1]).of("Code")]
                assert Shown(one.children[0]).of("Code")[0].title == digest(sql), name
            assert "Riwayat definisi" in str(told), name
            for table in panel.needs:
                assert table in cells(str(told)) or table not in core_tables(), f"{name} does not name {table}"
            for feed in panel.feeds:
                is_loaded = len(origin_loads(standing, [feed], [], NOW))
                assert not is_loaded or "Sumber dan muatan" in str(told), name


def test_the_header_and_the_maps_legend_tell_their_origin(standing: Answers) -> None:
    """Numbers outside of panels: their marks stand where the numbers do, and each names its questions and the tables of its layers."""
    drawn, _key = drawings.marks(standing, Choice(), NOW)
    marks = {getattr(b, "data-origin") for b in [*Shown(drawn).of("Button"), *Shown(city_map("id")).of("Button")] if getattr(b, "data-origin", "")}
    assert marks == set(PLACES)
    for name in PLACES:
        told = opened(standing, f"origin:{name}/")
        assert told.of("Details") and "Riwayat definisi" in str(told), name
    said = str(opened(standing, "origin:map/layers/"))
    asked = {table for thing in THINGS for table in thing.tables} | {"report", "incident", "camera", "vehicle_position", "transit_route"}
    assert asked <= cells(said)
    assert str(opened(standing, "origin:map/measure/incidents")) != str(opened(standing, "origin:map/measure/"))


def test_an_option_is_part_of_what_is_asked(standing: Answers) -> None:
    assert "$stage = first_action" in str(opened(standing, "origin:response/curve/first_action"))
    assert "$stage = close" in str(opened(standing, "origin:response/curve/"))


def test_a_panel_of_kpis_tells_formula_target_and_its_source(standing: Answers) -> None:
    told = str(opened(standing, "origin:overview/indicators/"))
    for word in ("ditutup sampai tenggat", "≥ 90,0%", "(usulan)", "/kpi?id=g1", "kpi G1"):
        assert word in told, word


def test_what_was_put_into_quarantine_stands_beside_what_came_in(standing: Answers) -> None:
    told = opened(standing, "origin:overview/today/")
    (row,) = [row for rows in figures(str(told)) for row in rows if any("simulasi_crm" in cell for cell in row)]
    assert row[3:6] == ["120", "110", "4"]


@pytest.mark.parametrize("what", ["indicator:tata_kelola", "feed:citizen_reports/simulasi_crm", "gate:simulasi_bpbd/katulampa", "area:/31.73", "zone:simulasi_citata/Z1", "report:simulasi_crm/L3"])
def test_every_drawer_ends_with_its_origin(standing: Answers, what: str) -> None:
    told = opened(standing, what)
    assert Shown(told.of("Details")).of("Pre"), what
    assert "Asal angka" in str(told)


def test_a_kpi_for_an_area(standing: Answers) -> None:
    told = opened(standing, "kpi:G1/31.73")
    said = str(told)
    assert "$area = 31.73" in said and "kpi G1" in said and "kpi G4" not in said
    with pytest.raises(QuestionError, match="G99"):
        opened(standing, "kpi:G99")
    with pytest.raises(QuestionError, match="panel"):
        opened(standing, "origin:overview/nothing/")


def test_origins_speak_english_too(standing: Answers) -> None:
    with speaking("en"):
        said = str(opened(standing, "origin:overview/today/"))
    assert "Sources and loads" in said and "Sumber dan muatan" not in said


def test_rows_of_tables_are_counted_now(standing: Answers) -> None:
    held = table_rows(standing, ["report", "sla", "nothing"]).set_index("table_name")
    assert held["rows"].to_dict() == {"report": 1500}
    assert question("origin_loads").startswith("--")
