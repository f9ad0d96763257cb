"""docs/systems.md tells the truth: the feed, table, page, KPI and data set of every system are there, and its table has rows."""

from __future__ import annotations

import importlib.util
import re
from datetime import datetime
from pathlib import Path

import pytest

from api.dataset import data_sets
from data.kpis.catalogue import shipped
from data.settings import Settings
from data.warehouse import Warehouse
from layouts import pages
from tests.layouts.filled_city import fill

TEXT = (Path(__file__).parents[1] / "docs" / "systems.md").read_text(encoding="utf-8")
NONE = "–"
NOW = datetime(2026, 11, 21, 13, 22, 14)
SYSTEMS = [tuple(cell.strip().strip("`") for cell in line.strip("|").split("|")) for line in TEXT.splitlines() if re.match(r"\| (?!system \|)\S", line)]
NAMES = [row[0] for row in SYSTEMS]


@pytest.fixture(scope="module")
def rows(tmp_path_factory: pytest.TempPathFactory) -> dict[str, int]:
    """How many rows each table of the list has in a filled city."""
    warehouse = Warehouse.own(Settings(var=tmp_path_factory.mktemp("sistem") / "var", demo="off", memory="1GB"))
    fill(warehouse, NOW)
    with warehouse.working() as session:
        found = {table: int(session.one(f"select count(*) from {table}")[0]) for table in {row[2] for row in SYSTEMS} - {NONE}}
    warehouse.close()
    return found


def test_the_list_names_systems_and_each_once() -> None:
    assert len(NAMES) == len(set(NAMES)) >= 9 and all(len(row) == 6 for row in SYSTEMS)


@pytest.mark.parametrize("row", SYSTEMS, ids=NAMES)
def test_every_part_of_a_system_is_there(row: tuple[str, ...], rows: dict[str, int]) -> None:
    _system, feed, table, page, kpi, api = row
    assert feed == NONE or importlib.util.find_spec(f"etl.feeds.{feed}")
    assert table == NONE or rows[table] > 0
    assert page == NONE or page in {each.path for each in pages.found()}
    measured = {each.id: each for each in shipped().kpis}
    assert all(each in measured and measured[each].is_loaded for each in kpi.split(", ") if each != NONE), kpi
    assert api == NONE or api in {each.name for each in data_sets()}
