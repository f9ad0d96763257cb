"""What the tests of transit messages stand on."""

from __future__ import annotations

from pathlib import Path

import pytest

from data.warehouse import Warehouse
from tests.etl.transit_samples import load_schedule, schedule


@pytest.fixture
def planned(warehouse: Warehouse, tmp_path: Path) -> Warehouse:
    """A warehouse with the sample schedule of the source `uji`."""
    load_schedule(warehouse, schedule(tmp_path / "gtfs.zip"))
    return warehouse
