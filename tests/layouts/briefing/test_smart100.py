"""The frame of 100 Smart City: every KPI under a dimension, equal to the questions, in three formats; nothing is made up."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest

from data.answers import Answers
from data.kpis.catalogue import catalogue
from data.queries.kpis import kpi_readings
from data.settings import Settings
from data.warehouse import Warehouse
from layouts.briefing import pdf, pptx, smart100, xlsx
from layouts.briefing.command import main
from layouts.briefing.contents import contents
from layouts.briefing.kpis import target_cell
from layouts.briefing.material import Request, filters_of
from layouts.briefing.period import period_of
from layouts.briefing.shapes import Contents, Notice
from tests.layouts.briefing.reading import pdf_text, sheets, slide_tables, squeezed
from tests.layouts.briefing.town import NOW, add

REQUEST = Request(period_of("2026-10"), "31", "id", NOW, kind="smartcity100")


@pytest.fixture
def frame(city: Warehouse) -> Contents:
    """The frame of a city whose reports live to the end of October."""
    add(city, "g", 20, datetime(2026, 10, 31), "31.73.05.1001", late=100)
    return contents(Answers(city), REQUEST)


def test_every_kpi_stands_under_a_dimension_as_it_is_read(frame: Contents, city: Warehouse) -> None:
    answers = Answers(city)
    readings = kpi_readings(answers, filters_of(answers, REQUEST)).set_index("id")
    rows = {row[0]: row for t in frame.tables() if t.question == "kpi_readings" for row in t.rows}
    assert set(rows) == {k.id for k in catalogue()} == set(readings.index)
    hours = {"menit": 1 / 60, "jam": 1.0, "hari": 24.0}
    for kpi, row in rows.items():
        read = readings.loc[str(kpi)]
        value, target = read["value"], target_cell(read)
        by = {"min": 1 / 60, "h": 1.0}[read["unit"]] / hours[str(row[3])] if read["unit"] in ("min", "h") else 1.0  # a time in the unit that the row names
        assert row[2] == ("–" if value != value else pytest.approx(value * by))
        assert row[4] == ("–" if target is None else target if isinstance(target, str) else pytest.approx(target * by))
        assert row[7] == "◌ belum diperiksa"
    assert isinstance(rows["G1"][2], float)
    assert [p.title for p in frame.pages[1:7]] == list(smart100.DIMENSIONS)
    assert isinstance(frame.pages[2].blocks[0], Notice)  # branding has no KPI, and says so


def test_the_weights_are_those_of_their_lists_and_name_no_year_that_is_not_known(frame: Contents) -> None:
    (weights,) = [t for t in frame.tables() if t.name == "bobot"]
    assert sum(float(r[2] or 0) for r in weights.rows if r[0] == "A") == 100 and {r[4] for r in weights.rows if r[0] == "B"} == {70.0}  # type: ignore[arg-type]
    assert {r[3] for r in weights.rows} == {"–"} and {r[5] for r in weights.rows} == {"◌ belum diperiksa"}


def test_the_three_formats_hold_it_and_umum_hides_small_cells(frame: Contents, city: Warehouse) -> None:
    paper, slides, books = pdf_text(pdf.pdf(frame)), slide_tables(pptx.pptx(frame)), sheets(xlsx.xlsx(frame))
    rows = [row for t in frame.tables() if t.question == "kpi_readings" for row in t.rows]
    assert all(squeezed(pdf.plain(str(row[1]))) in paper for row in rows)
    assert {row[0] for row in rows} <= {row[0] for t in slides for row in t}
    assert {row[:3] for row in rows} <= {r[:3] for name, sheet in books.items() if name.startswith(("Smart ", "Tanpa")) for r in sheet}
    few = [row for t in contents(Answers(city), replace(REQUEST, classification="Umum")).tables() if t.question == "kpi_readings" for row in t.rows]
    assert not [row for row in few if isinstance(row[5], int) and 1 <= row[5] <= 4]


def test_the_command_makes_it(city: Warehouse, settings: Settings, tmp_path: Path) -> None:
    assert main(["--kind", "smartcity100", "--period", "2026-10", "--format", "xlsx", "--lang", "en", "--out", str(tmp_path / "s.xlsx")], settings) == 0
    assert city.here().rows("select kind, scope, period from export_log") == [("smartcity100", "31", "2026-10")]
