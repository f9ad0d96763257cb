"""What the local server publishes: increments that never roll back, buses that move on, clear refusals."""

from __future__ import annotations

import io
import json
import urllib.error
import urllib.request
import zipfile
from collections.abc import Iterator
from datetime import datetime, timedelta

import pandas as pd
import pytest
from google.transit import gtfs_realtime_pb2 as pb

from data.settings import Settings
from etl.demo.city import FILES
from etl.demo.server import DemoServer, sources


class Clock:
    """A clock that the test sets."""

    def __init__(self, moment: datetime) -> None:
        self.moment = moment

    def __call__(self) -> datetime:
        return self.moment


@pytest.fixture(scope="module")
def clock(now: datetime) -> Clock:
    return Clock(now)


@pytest.fixture(scope="module")
def base(clock: Clock) -> Iterator[str]:
    server = DemoServer(Settings(), clock=clock)
    yield server.start()
    server.stop()
    server.stop()


def _get(url: str) -> bytes:
    with urllib.request.urlopen(url, timeout=30) as answer:
        assert answer.headers["X-Data"] == "DATA SIMULASI"
        return bytes(answer.read())


def _table(body: bytes) -> pd.DataFrame:
    return pd.read_csv(io.BytesIO(body), dtype=str, keep_default_na=False)


def test_the_list_of_sources_is_all_there(base: str) -> None:
    listed = sources(base)
    assert {entry["feed"] for entry in listed} == {file.feed for file in FILES} - {"stop_passages"} | {"transit_realtime"}
    assert all(str(entry["source"]).startswith("simulasi_") and int(entry["every_s"]) > 0 for entry in listed)
    assert {(entry["feed"], entry["source"]) for entry in listed} >= {
        (file.feed, file.source) for file in FILES if file.feed != "stop_passages"
    }  # the log of passages ends where the live feed goes on
    for entry in listed:
        assert _get(str(entry["url"]))


@pytest.mark.parametrize(
    ("path", "key", "changed"),
    [
        ("/crm/laporan.csv", "no_laporan", "waktu_ubah"),
        ("/cctv/kamera.csv", "id_kamera", "waktu_ubah"),
        ("/damkar/kebakaran.csv", "id_kejadian", "waktu_ubah"),
    ],
)
def test_increments_never_roll_back(
    base: str, clock: Clock, now: datetime, path: str, key: str, changed: str
) -> None:
    clock.moment = now
    held = _table(_get(f"{base}{path}?since=2026-11-21T12:00:00")).set_index(key)
    clock.moment = now + timedelta(minutes=7)
    later = _table(_get(base + path)).set_index(key)
    clock.moment = now
    both = held.index.intersection(later.index)
    assert not held.index.duplicated().any() and len(held)
    assert (later.loc[both, changed] >= held.loc[both, changed]).all()
    same = later.loc[both, changed] == held.loc[both, changed]
    assert (later.loc[both][same] == held.loc[both][same]).all().all()


def test_an_event_once_told_stays_told(base: str, clock: Clock, now: datetime) -> None:
    clock.moment = now
    early = _table(_get(base + "/crm/tahapan.csv?since=2026-11-21T19:00:00"))
    clock.moment = now + timedelta(minutes=7)
    late = _table(_get(base + "/crm/tahapan.csv?since=2026-11-21T19:00:00"))
    clock.moment = now
    assert len(late) > len(early) > 0
    assert len(early.merge(late)) == len(early)


def test_incidents_move_forward(base: str, clock: Clock, now: datetime) -> None:
    def rows() -> dict[str, dict]:
        return {
            row["id_kejadian"]: row
            for row in map(json.loads, _get(base + "/cctv/insiden.jsonl").splitlines())
        }

    clock.moment = now
    before = rows()
    clock.moment = now + timedelta(minutes=5)
    after = rows()
    clock.moment = now
    both = before.keys() & after.keys()
    assert both
    for name in both:
        assert all(
            after[name][c] == v
            for c, v in before[name].items()
            if c.startswith("waktu_") and c != "waktu_ubah" and v
        )
        assert isinstance(before[name]["bujur"], float)


def test_buses_move_on(base: str, clock: Clock, now: datetime) -> None:
    def seen() -> pb.FeedMessage:
        message = pb.FeedMessage()
        message.ParseFromString(_get(base + "/gtfs-rt/vehicle_positions.pb"))
        return message

    clock.moment = now
    before = seen()
    clock.moment = now + timedelta(seconds=20)
    after = seen()
    clock.moment = now
    assert after.header.timestamp - before.header.timestamp == 20
    old = {e.id: e.vehicle for e in before.entity}
    moved = [
        e
        for e in after.entity
        if e.id in old and e.vehicle.position.longitude != old[e.id].position.longitude
    ]
    assert len(moved) > len(after.entity) / 2
    assert all(e.vehicle.timestamp >= old[e.id].timestamp for e in after.entity if e.id in old)


def test_the_zip_holds_the_trips_that_drive(base: str) -> None:
    with zipfile.ZipFile(io.BytesIO(_get(base + "/gtfs.zip"))) as archive:
        trips = set(pd.read_csv(io.BytesIO(archive.read("trips.txt")))["trip_id"])
    message = pb.FeedMessage()
    message.ParseFromString(_get(base + "/gtfs-rt/trip_updates.pb"))
    assert {e.trip_update.trip.trip_id for e in message.entity} <= trips


@pytest.mark.parametrize(
    ("path", "status", "says"),
    [
        ("/nothing", 404, "does not publish"),
        ("/crm/laporan.csv?since=2020-01-01", 400, "14 days"),
        ("/crm/laporan.csv?since=kemarin", 400, "kemarin"),
    ],
)
def test_clear_refusals(base: str, path: str, status: int, says: str) -> None:
    with pytest.raises(urllib.error.HTTPError) as refused:
        urllib.request.urlopen(base + path, timeout=30)
    assert refused.value.code == status
    assert says in refused.value.read().decode()


def test_it_listens_on_the_loopback_only(base: str) -> None:
    assert base.startswith("http://127.0.0.1:")
