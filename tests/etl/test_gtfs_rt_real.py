"""The published GTFS-Realtime feeds."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from data.answers import Answers
from data.errors import ParseError
from data.model import Filters
from data.queries import transit
from data.warehouse import Warehouse
from etl.engine import load
from etl.feeds import feed
from tests.etl.transit_samples import (
    asked,
    noted,
)


@pytest.mark.opendata
def test_bart_against_its_own_schedule(warehouse: Warehouse, open_data: Path) -> None:
    folder = open_data / "gtfs_realtime"
    assert load(warehouse, feed("transit_schedule"), folder / "bart-rt.zip").source == "bart"
    batch = load(warehouse, feed("transit_realtime"), folder / "transitland_bart-trip-updates.pb")
    assert batch.source == "bart"
    assert (batch.counts.read, batch.counts.inserted, batch.counts.quarantined) == (1060, 1028, 32)
    assert asked(warehouse, "select entities, matched from realtime_header") == [(91, 65)]
    assert asked(
        warehouse,
        "select count(distinct trip_id) from trip_update where trip_id in (select trip_id from transit_trip)",
    ) == [(65,)]
    assert asked(
        warehouse, "select count(distinct trip_id) from trip_update where relationship = 'ADDED'"
    ) == [(8,)]
    again = load(warehouse, feed("transit_realtime"), folder / "transitland_bart-trip-updates.pb").counts
    assert (again.duplicate, again.quarantined) == (1028, 32)
    assert (
        load(warehouse, feed("transit_realtime"), folder / "transitland_bart-alerts.pb").counts.inserted == 1
    )


@pytest.mark.opendata
def test_a_feed_whose_schedule_is_not_here(warehouse: Warehouse, answers: Answers, open_data: Path) -> None:
    names = {"VehiclePositions": 125, "TripUpdates": 3798, "Alerts": 69}
    for name, rows in names.items():
        file = open_data / "gtfs_realtime" / f"mississauga_20251026_{name}.pb"
        batch = load(warehouse, feed("transit_realtime"), file)
        assert (batch.source, batch.counts.inserted) == ("mississauga", rows)
        assert load(warehouse, feed("transit_realtime"), file).counts.duplicate == rows
    assert noted(warehouse)["E003:unjudged"] == 1
    asked = Filters(now=datetime(2025, 10, 26, 22, 51, tzinfo=UTC), source="mississauga")
    assert len(transit.vehicles_now(answers, asked)) == 125


@pytest.mark.opendata
def test_the_corrupt_message(warehouse: Warehouse, open_data: Path) -> None:
    with pytest.raises(ParseError, match=r"transitland_invalid\.pb is not a GTFS-Realtime message") as caught:
        load(warehouse, feed("transit_realtime"), open_data / "gtfs_realtime" / "transitland_invalid.pb")
    assert "last good state stays" in caught.value.hint
