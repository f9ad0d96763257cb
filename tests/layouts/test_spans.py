"""One unit for a column of times: its choice, its head, its cells; and no column of percentiles that mixes two."""

from __future__ import annotations

import re
from dataclasses import replace

import pandas as pd
import pytest

from data.answers import Answers
from data.model import Filters
from layouts import formats
from layouts.choice import Choice
from layouts.grid import Column
from layouts.panel import Asked, Look
from layouts.panels import clocks, incident_clocks, waits
from layouts.panels.sheet import Field, Sheet
from layouts.spans import DAYS, HOURS, MINUTES, Unit, of_row
from layouts.theme import LIGHT
from layouts.words import speaking
from tests.layouts.conftest import NOW

NAN = float("nan")
LOOK = Look(LIGHT, Asked(Filters(now=NOW), Choice(), NOW))


@pytest.mark.parametrize(
    ("hours", "unit"),
    [
        ((0.1, 0.4, 3.0), MINUTES), ((0.4, 3.0, 80.0), HOURS), ((30.0, 72.0, 240.0, NAN), DAYS),
        ((2.0, 72.0, 240.0), HOURS),  # two hours would be 0,1 of a day
        ((0.0, 72.0), DAYS),  # what took no time at all reads 0,0 in any unit
        ((NAN,), HOURS), ((), HOURS),
    ],
)  # fmt: skip
def test_the_unit_is_that_of_the_middle_value_unless_a_short_one_would_vanish(hours: tuple[float, ...], unit: str) -> None:
    assert Unit.of(hours).name == unit


def test_cells_have_equal_decimals_and_what_is_there_never_reads_as_nothing() -> None:
    days = Unit(DAYS)
    assert [days.write(v) for v in (77.0, 240.0, 0.0, 0.5, None, NAN)] == ["3,2", "10,0", "0,0", "< 0,1", "—", "—"]
    assert days.head("P90") == "P90 (hari)" and days.said(77.0) == "3,2 hari" and days.said(NAN) == "—"
    assert Unit(HOURS, 2).number(-0.5) == "−0,50"
    with speaking("en"):
        assert Unit(MINUTES).head("P50") == "P50 (min)" and Unit(HOURS).write(1234.5) == "1,234.5"


def test_a_kpi_of_minutes_is_told_in_the_unit_of_its_column() -> None:
    values = pd.Series([30.0, 300.0, 600.0])
    unit = Unit.of_kpi("min", values)
    assert unit is not None and unit.name == HOURS
    assert [unit.kpi(v, "min") for v in values] == ["0,5", "5,0", "10,0"]
    assert unit.between(30.0, 600.0, "min") == "0,5 – 10,0" and unit.between(NAN, 1.0, "min") == formats.NOTHING
    assert Unit.of_kpi("%", values) is None


def test_a_grid_of_percentiles_has_one_unit_in_heads_and_none_in_cells() -> None:
    found = pd.DataFrame({
        "p50_h": [5.0, 60.0, 100.0], "p50_lo": [4.0, 50.0, 90.0], "p50_hi": [6.0, 70.0, NAN],
        "p90_h": [20.0, 200.0, NAN], "p90_lo": [18.0, 190.0, NAN], "p90_hi": [23.0, 210.0, NAN], "longest_h": [240.0, 240.0, 720.0],
    })  # fmt: skip
    unit = Unit.of(found["p50_h"], found["p90_h"])
    columns: list[Column] = [c for name in ("p50", "p90") for c in waits.columns(found, name, unit)]
    assert [c.head for c in columns] == ["P50 (hari)", "pita 95% P50 (hari)", "P90 (hari)", "pita 95% P90 (hari)"]
    assert [list(c.said) for c in columns] == [
        ["0,2", "2,5", "4,2"], ["0,2 – 0,2", "2,1 – 2,9", "3,8 – > 30,0"], ["0,8", "8,3", "belum tercapai (> 30,0)"], ["0,8 – 1,0", "7,9 – 8,8", ""],
    ]  # fmt: skip


def test_a_declared_column_of_hours_brings_its_unit_and_stands_to_the_right() -> None:
    rows = pd.DataFrame({"name": ["a", "b"], "p50_h": [0.1, 0.2], "p90_h": [0.5, 1.5]})
    sheet = Sheet(lambda *_given: rows, (Field("Kelompok", "name"), Field("P50", "p50_h", is_hours=True), Field("P90", "p90_h", is_hours=True)), lambda _data: "", ("", ""))
    table = sheet.rows(rows, LOOK)
    assert table.heads == ("Kelompok", "P50 (mnt)", "P90 (mnt)") and table.rows == (("a", "6,0", "30,0"), ("b", "12,0", "90,0"))
    assert table.numeric == {1, 2}


def test_tables_of_stages_of_the_filled_city_name_one_unit_and_cells_are_bare_numbers(standing: Answers) -> None:
    asked = replace(LOOK.asked, filters=Choice(window="30d").filters(NOW))
    for table in (clocks.rows(clocks.ask(standing, asked), LOOK), incident_clocks.rows(incident_clocks.ask(standing, asked), LOOK)):
        places = [n for n, head in enumerate(table.heads) if "P50" in head or "P90" in head]
        assert len(places) == 4 and len({table.heads[n].rpartition("(")[2] for n in places}) == 1
        cells = [row[n] for row in table.rows for n in places]
        assert any(re.search(r"\d", cell) for cell in cells)
        assert not [cell for cell in cells if re.search(r"\b(mnt|jam|hari)\b", cell)]


@pytest.mark.parametrize("value", [0.4, 5.0, 30.1, 47.9, 235.1])
@pytest.mark.parametrize("kpi_unit", ["h", "min", "hari", "%"])
def test_a_row_with_a_unit_of_its_own_says_what_a_sentence_says(value: float, kpi_unit: str) -> None:
    unit, by = of_row(kpi_unit, NAN, value, 9999.0)
    number, name = formats.measured(value, kpi_unit).replace("%", " %").split()
    assert formats.unit_name(unit).replace("menit", "mnt") == name
    assert number in (formats.number(value * by, 1), formats.number(value * by))
    assert of_row(kpi_unit, NAN, None) == (kpi_unit, 1.0)
