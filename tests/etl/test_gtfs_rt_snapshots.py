"""GTFS-Realtime messages that are refused whole; the last good state stays."""

from __future__ import annotations

from pathlib import Path

import pytest
from google.transit import gtfs_realtime_pb2 as pb

from data.errors import BatchRefused, ParseError
from data.warehouse import Warehouse
from etl.engine import load
from etl.feeds import feed
from tests.etl.transit_samples import (
    NOW,
    NOW_S,
    add_trip,
    add_vehicle,
    asked,
    load_live,
    message,
    snapshot,
)


@pytest.mark.parametrize(
    ("made", "rule"),
    [
        (snapshot(NOW_S - 20, NOW_S - 30), "E018"),
        (snapshot(NOW_S - 10, NOW_S - 12, NOW_S - 13), "E017"),
        (snapshot(NOW_S - 5, NOW_S - 2), "E012"),
        (snapshot((NOW_S - 5) * 1000, NOW_S - 8), "E001"),
    ],
)
def test_a_snapshot_that_must_not_count_is_refused_whole(
    planned: Warehouse, tmp_path: Path, made: pb.FeedMessage, rule: str
) -> None:
    load_live(planned, tmp_path, snapshot(NOW_S - 10, NOW_S - 11))
    before = asked(planned, "select * from vehicle_position"), asked(planned, "select * from realtime_header")
    with pytest.raises(ParseError, match=f"uji: {rule}, ") as caught:
        load_live(planned, tmp_path, made)
    assert "last good state stays" in caught.value.hint
    assert (
        asked(planned, "select * from vehicle_position"),
        asked(planned, "select * from realtime_header"),
    ) == before
    assert not any((planned.settings.var / "incoming").iterdir())


def test_each_kind_has_a_header_of_its_own(planned: Warehouse, tmp_path: Path) -> None:
    load_live(planned, tmp_path, snapshot(NOW_S - 10, NOW_S - 11))
    trips = message(NOW_S - 40)
    add_trip(trips, "1-A", (1, "A", NOW_S, NOW_S))
    assert load_live(planned, tmp_path, trips).counts.inserted == 1


@pytest.mark.parametrize(
    "body",
    [b"not valid pb data", b"<html>503</html>", b"\x0a", message().SerializeToString()[:-1] + b"\xff\xff"],
)
def test_bytes_that_are_no_message_are_refused(planned: Warehouse, tmp_path: Path, body: bytes) -> None:
    load_live(planned, tmp_path, snapshot(NOW_S - 10, NOW_S - 11))
    (tmp_path / "bad.pb").write_bytes(body)
    with pytest.raises(ParseError, match=r"bad\.pb is not a (whole )?GTFS-Realtime message"):
        load(planned, feed("transit_realtime"), tmp_path / "bad.pb", source="uji", loaded_at=NOW)
    assert asked(planned, "select count(*) from vehicle_position") == [(1,)]


def test_a_snapshot_of_another_schedule_is_refused(planned: Warehouse, tmp_path: Path) -> None:
    made = message()
    for nth in range(20):
        add_vehicle(made, f"B{nth}", trip_id=f"asing-{nth}")
    with pytest.raises(BatchRefused, match="E003 × 20"):
        load_live(planned, tmp_path, made)
    assert asked(planned, "select count(*) from vehicle_position") == [(0,)]
