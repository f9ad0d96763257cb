"""docs/systems.md tells the truth: feed, table, page, KPI and data set of every system are there, its table has rows, and its KPI reads that table."""

from __future__ import annotations

import csv
import importlib.util
import re
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest

from api.dataset import data_sets
from data import schema
from data.answers import Answers
from data.kpis.catalogue import Kpi, shipped
from data.kpis.sql import kpi_sql
from data.model import Filters
from data.queries.kpis import kpi_readings
from data.settings import Settings
from data.warehouse import Warehouse
from layouts import pages
from tests.layouts.filled_city import fill
from tests.layouts.filled_things import fill_things
from tests.layouts.moving_city import fill_transit

ROOT = Path(__file__).parents[1]
TEXT = (ROOT / "docs" / "systems.md").read_text(encoding="utf-8")
NONE, ALL = "–", "all"
AT_THE_LOAD = {"vehicle_tax"}  # what it says is written into each read of a plate when that is loaded
NOW = datetime(2026, 11, 21, 13, 22, 14)
SYSTEMS = [tuple(cell.strip().strip("`") for cell in line.strip("|").split("|")) for line in TEXT.splitlines() if re.match(r"\| (?!system \|)\S", line)]
NAMES = [row[0] for row in SYSTEMS]
KPIS = {each.id: each for each in shipped().kpis}


@pytest.fixture(scope="module")
def city(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Warehouse]:
    """A filled city."""
    warehouse = Warehouse.own(Settings(var=tmp_path_factory.mktemp("sistem") / "var", demo="off", memory="1GB"))
    fill(warehouse, NOW)
    fill_things(warehouse, NOW)
    fill_transit(warehouse, NOW)
    yield warehouse
    warehouse.close()


@pytest.fixture(scope="module")
def rows(city: Warehouse) -> dict[str, int]:
    """How many rows each table of the list has."""
    with city.working() as session:
        return {table: int(session.one(f"select count(*) from {table}")[0]) for table in {row[2] for row in SYSTEMS}}


@pytest.fixture(scope="module")
def states(city: Warehouse) -> dict[str, str]:
    """The state of every KPI there."""
    found = kpi_readings(Answers(city), Filters(now=NOW), previous=False)
    return dict(zip(found["id"], found["state"], strict=True))


def kpis_of(cell: str) -> list[Kpi]:
    """The KPIs that a row names; `all`: the whole catalogue."""
    return list(KPIS.values()) if cell == ALL else [KPIS[name] for name in cell.split(", ")]


def test_the_list_names_systems_and_each_once() -> None:
    assert len(NAMES) == len(set(NAMES)) >= 40 and all(len(row) == 6 for row in SYSTEMS)


@pytest.mark.parametrize("row", SYSTEMS, ids=NAMES)
def test_every_part_of_a_system_is_there(row: tuple[str, ...], rows: dict[str, int], states: dict[str, str]) -> None:
    _system, feed, table, page, kpi, api = row
    assert feed == NONE or importlib.util.find_spec(f"etl.feeds.{feed}")
    assert rows[table] > 0
    assert page in {each.path for each in pages.found()}
    named = kpis_of(kpi)
    assert named and all(each.is_loaded for each in named)
    if kpi != ALL:
        assert {each.id: states[each.id] for each in named if states[each.id] == "tidak dimuat"} == {}
        assert table in AT_THE_LOAD or all(table in schema.tables_in(kpi_sql(each)) for each in named)
    assert api in {each.name for each in data_sets()}


def test_every_kpi_stands_in_the_frames_and_every_feed_of_one_in_the_list() -> None:
    with (ROOT / "data" / "reference" / "crosswalk.csv").open(encoding="utf-8") as file:
        framed = {row["kpi:VARCHAR"] for row in csv.DictReader(file)}
    assert {each.base for each in KPIS.values()} <= framed
    assert {each.feed for each in KPIS.values()} - {row[1] for row in SYSTEMS} == set()
