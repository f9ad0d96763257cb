"""Passages at stops: from positions, from trip updates and from a log; headways to the digit, and what censors them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import numpy as np
import pytest

from data.answers import Answers
from data.model import Filters
from data.queries.headways import headway_fines, headways
from data.queries.kpis import kpi_readings
from data.warehouse import Warehouse
from etl.demo import passages
from etl.demo.moments import seconds
from etl.demo.schedule import gtfs_zip
from etl.demo.tables import csv_bytes
from etl.engine import load
from etl.feeds import feed
from tests.etl.transit_samples import (
    add_trip,
    add_vehicle,
    asked,
    load_live,
    load_schedule,
    message,
    schedule,
)

# A Friday, 12:00 WIB, off the peak: the limit of a BRT route is ten minutes.
NOON = datetime(2026, 10, 30, 5, 0, tzinfo=UTC)
LOG = "waktu,halte,urutan,rute,arah,perjalanan,hari_dinas,bus\n"
EVERY_SIX = {
    "frequencies.txt": "trip_id,start_time,end_time,headway_secs,exact_times\n1-A,05:00:00,26:00:00,360,0\n",
    "stop_times.txt": "trip_id,arrival_time,departure_time,stop_id,stop_sequence\n1-A,05:00:00,05:00:00,A,1\n1-A,05:10:00,05:10:00,B,2\n1-A,05:30:00,05:30:00,C,3\n",
}


def logged(warehouse: Warehouse, folder: Path, *lines: str, at: datetime = NOON + timedelta(hours=16)) -> None:
    """Load a log of passages on route 1, direction 0."""
    file = folder / "lintasan.csv"
    file.write_text(LOG + "".join(line + "\n" for line in lines), encoding="utf-8")
    load(warehouse, feed("stop_passages"), file, source="uji", loaded_at=at)
    with warehouse.working() as session:
        session.execute("update source set is_home = true")


def line(clock: str, stop: str = "B", bus: str = "", day: str = "2026-10-30") -> str:
    date = "2026-10-30 " if len(clock) == 8 else ""
    return f"{date}{clock},{stop},2,1,0,1-A,{day},{bus or 'bus' + clock}"


def whole(answers: Answers, **given: object) -> Filters:
    return Filters(now=NOON + timedelta(hours=24), since=NOON - timedelta(hours=12), until=NOON + timedelta(hours=24), source="uji", **given)  # type: ignore[arg-type]


@pytest.fixture
def timetable(warehouse: Warehouse, tmp_path: Path) -> Warehouse:
    load_schedule(warehouse, schedule(tmp_path / "six.zip", EVERY_SIX))
    return warehouse


def test_the_oracle_of_the_excess_wait(timetable: Warehouse, answers: Answers, tmp_path: Path) -> None:
    """Observed 4, 4, 4, 12 minutes, six planned: AWT 4.0, SWT 3.0, EWT 1.0; one of four beyond ten minutes."""
    logged(timetable, tmp_path, *(line(f"12:{m:02}:00") for m in (0, 4, 8, 12, 24)))
    (row,) = headways(answers, whole(answers)).itertuples()
    assert (row.n, row.censored_n, row.breach_n, row.within_pct) == (4, 1, 1, 75.0)
    assert (row.awt_min, row.swt_min, row.ewt_min) == (4.0, 3.0, 1.0)
    assert (row.limit_least_min, row.limit_most_min, row.bunched_n) == (10, 10, 0)


def test_bunched_is_below_a_quarter_of_the_plan_and_the_peak_has_its_own_limit(timetable: Warehouse, answers: Answers, tmp_path: Path) -> None:
    logged(timetable, tmp_path, *(line(c) for c in ("08:00:00", "08:01:29", "08:02:59", "08:09:00")))
    (row,) = headways(answers, whole(answers)).itertuples()
    assert (row.n, row.bunched_n, row.breach_n, row.limit_most_min) == (3, 1, 1, 5)


def test_a_headway_across_a_silence_of_the_log_is_counted_and_not_used(timetable: Warehouse, answers: Answers, tmp_path: Path) -> None:
    busy = [line(f"12:{m:02}:{s:02}", stop="A", bus=f"a{m}{s}") for m in (*range(10), *range(40, 50)) for s in (0, 30)]
    logged(timetable, tmp_path, *busy, *(line(c) for c in ("12:02:00", "12:08:00", "12:44:00", "12:49:00")))
    assert [(f"{a:%H:%M:%S}", f"{b:%H:%M:%S}") for a, b in asked(timetable, "select from_at, until_at from realtime_gap")] == [("05:09:30", "05:40:00")]
    told = headways(answers, whole(answers), "direction", stops=["B"]).iloc[0]
    assert (told["n"], told["gap_n"], told["censored_n"]) == (2, 1, 2)
    assert told["awt_min"] == pytest.approx((6**2 + 5**2) / (2 * 11))


def test_the_same_log_twice_changes_nothing(timetable: Warehouse, tmp_path: Path) -> None:
    logged(timetable, tmp_path, line("12:00:00"), line("12:06:00"))
    before = asked(timetable, "from stop_passage order by passed_at")
    logged(timetable, tmp_path, line("12:00:00"), line("12:06:00"))
    assert asked(timetable, "from stop_passage order by passed_at") == before


def test_after_midnight_the_service_day_of_yesterday_runs_on(timetable: Warehouse, tmp_path: Path) -> None:
    """25:10:00 of Friday is 01:10 WIB of Saturday, when this trip does not run by itself; the plan is still six minutes."""
    logged(timetable, tmp_path, *(line(f"2026-10-31 {c}", day="2026-10-30") for c in ("01:04:00", "01:10:00")))
    assert asked(timetable, "select passed_at, headway_s, planned_s, is_peak from stop_passage order by passed_at")[1] == (datetime(2026, 10, 30, 18, 10), 360.0, 360.0, False)


def test_a_bus_that_moves_on_has_left_its_stop(timetable: Warehouse, tmp_path: Path) -> None:
    """Half-way between its two fixes; the last stop of the trip is nobody's waiting place."""
    for after, sequence in ((0, 1), (10, 1), (20, 2), (30, 3), (40, 3)):
        _fix(timetable, tmp_path, after, sequence)
    found = asked(timetable, "select stop_id, passed_at, is_seen, kind from stop_passage order by passed_at")
    assert found == [("A", datetime(2026, 10, 30, 5, 0, 15), True, "observed"), ("B", datetime(2026, 10, 30, 5, 0, 25), True, "observed")]


def test_a_bus_that_was_silent_censors_the_headways_beside_it(timetable: Warehouse, tmp_path: Path) -> None:
    """S was silent while it left A: nobody knows when, so neither the wait before it nor the one after it is a headway."""
    place: dict[str, int] = {}
    for after, moves in ((0, {"P": 1, "S": 1, "Q": 1}), (60, {"P": 2}), (120, {}), (180, {}), (240, {}), (300, {"Q": 2}), (360, {"S": 2})):
        made = message(int(NOON.timestamp()) + after)
        place |= moves
        for bus, sequence in place.items():
            if bus != "S" or after in (0, 360):
                _add(made, bus, sequence, after)
        load_live(timetable, tmp_path, made, at=NOON + timedelta(seconds=after))
    found = asked(timetable, "select vehicle_id, is_seen, censor from stop_passage where stop_id = 'A' order by passed_at")
    assert found == [("P", True, "first"), ("S", False, "silent"), ("Q", True, "silent")]



def test_a_silence_of_the_whole_feed_is_a_gap(timetable: Warehouse, tmp_path: Path) -> None:
    for after, sequence, bus in ((0, 1, "P"), (10, 2, "P"), (20, 1, "Q"), (30, 1, "R"), (400, 2, "R"), (410, 1, "T"), (420, 2, "T")):
        _fix(timetable, tmp_path, after, sequence, bus)
    assert asked(timetable, "select kind, from_at, until_at from realtime_gap where kind = 'observed'") == [("observed", datetime(2026, 10, 30, 5, 0, 30), datetime(2026, 10, 30, 5, 6, 40))]
    assert asked(timetable, "select vehicle_id, censor from stop_passage where stop_id = 'A' order by passed_at") == [("P", "first"), ("R", "gap"), ("T", "gap")]


def _add(made: object, bus: str, sequence: int, after: int) -> None:
    vehicle = add_vehicle(made, bus, ts=int(NOON.timestamp()) + after)  # type: ignore[arg-type]
    vehicle.trip.start_date, vehicle.current_stop_sequence, vehicle.stop_id = "20261030", sequence, "ABC"[sequence - 1]


def _fix(warehouse: Warehouse, folder: Path, after: int, sequence: int, bus: str = "P") -> None:
    made = message(int(NOON.timestamp()) + after)
    _add(made, bus, sequence, after)
    load_live(warehouse, folder, made, at=NOON + timedelta(seconds=after))


def test_the_last_word_of_trip_updates_is_a_passage_with_its_lateness(timetable: Warehouse, answers: Answers, tmp_path: Path) -> None:
    for after in (0, 60, 120):
        now = int(NOON.timestamp()) + after
        made = message(now)
        for nth in range(3):
            due = int(NOON.timestamp()) + (50, 95, 900)[nth]
            if due > now:
                update = add_trip(made, "1-A", (2, "B", due, due), (3, "C", due + 900, due + 900))
                update.trip.start_time, update.stop_time_update[0].departure.delay = f"11:{40 + nth}:00", 20 + 400 * nth
                update.timestamp, update.trip.start_date = now, "20261030"
        load_live(timetable, tmp_path, made, at=NOON + timedelta(seconds=after))
    found = asked(timetable, "select stop_id, passed_at, headway_s, late_s, kind from stop_passage order by passed_at")
    assert found == [
        ("B", datetime(2026, 10, 30, 5, 0, 50), None, 20, "predicted"),
        ("B", datetime(2026, 10, 30, 5, 1, 35), 45.0, 420, "predicted"),
    ]
    assert asked(timetable, "select avg((late_s between -60 and 300)::int) from punctuality(null)") == [(0.5,)]


def test_the_exposure_by_tariff_and_by_share(timetable: Warehouse, answers: Answers, tmp_path: Path) -> None:
    """One route has all breaches of a known span: its share of the year's Rp1.7 billion; with a tariff, two breaches of Rp250,000."""
    logged(timetable, tmp_path, *(line(c) for c in ("12:00:00", "12:11:00", "12:22:00", "12:28:00")))
    asked_for = Filters(now=NOON + timedelta(hours=24), since=NOON, until=NOON + timedelta(hours=24), source="uji")
    (row,) = headway_fines(answers, asked_for).itertuples()
    assert (row.n, row.breach_n, row.basis) == (3, 2, "porsi")
    assert row.exposure_idr == pytest.approx(1_700_000_000 / 365)
    with timetable.working() as session:
        session.transact(["update headway_fine set per_breach_idr = 250000", "update table_version set version = version + 1"], {})
    assert headway_fines(answers, asked_for)["exposure_idr"].tolist() == [500_000]


def test_what_the_demo_planted_is_found(warehouse: Warehouse, answers: Answers, tmp_path: Path) -> None:
    """Three hours around the night's silence and three of the evening's peak: waits to the digit, the silence, the bunched buses."""
    night, evening = datetime(2026, 11, 18, 21, 0, tzinfo=UTC), datetime(2026, 11, 19, 12, 0, tzinfo=UTC)
    (tmp_path / "gtfs.zip").write_bytes(gtfs_zip(2026))
    load_schedule(warehouse, tmp_path / "gtfs.zip", "simulasi_transjakarta")
    for nth, end in enumerate((night, evening)):
        since, until = seconds(end) - 3 * 3600, seconds(end)
        (tmp_path / "log.csv").write_bytes(csv_bytes(passages.passage_table(7, since, until)))
        load(warehouse, feed("stop_passages"), tmp_path / "log.csv", source="simulasi_transjakarta", loaded_at=end)
        truth = passages.told(7, since, until)
        found = headways(answers, Filters(now=end, since=end - timedelta(hours=3), until=end)).set_index("route_id")
        told = truth["corridors"]
        assert isinstance(told, dict) and set(told) == set(found.index)
        for key, due in told.items():
            assert (found["n"][key], round(found["awt_min"][key], 4)) == (due["n"], due["wait_min"]), key
        assert found["gap_n"].sum() == truth["censored_by_silence"]
        assert (found["gap_n"].sum() > 0) == (nth == 0)
        if nth:  # a run late at the edge of a band may be judged by the band beside it
            assert found["bunched_n"].sum() == pytest.approx(sum(due["bunched"] for due in told.values()), rel=0.1)
    (gap,) = asked(warehouse, "select from_at, until_at from realtime_gap")
    begin, end_s = passages.silence(7, seconds(night) // 86400)
    assert np.abs([seconds(gap[0]) - begin, seconds(gap[1]) - end_s]).max() < 30


def test_the_kpis_read_the_same_rows(timetable: Warehouse, answers: Answers, tmp_path: Path) -> None:
    """The oracle six times over: M1 75 %, M3 one minute; a feed that is heard and enough headways make them count."""
    logged(timetable, tmp_path, *(line(f"{h}:{m:02}:00") for h in (12, 13) for m in (0, 4, 8, 12, 24, 28, 32, 36, 48, 52, 56)))
    with timetable.working() as session:
        session.transact(
            [
                "insert into vehicle_position by name select 'uji' as source, 'P' as vehicle_id, $now as seen_at, 106.8 as lon, -6.2 as lat, 1 as batch",
                "update table_version set version = version + 1",
            ],
            {"now": NOON.replace(tzinfo=None) + timedelta(hours=3)},
        )
    at = Filters(now=NOON + timedelta(hours=3), since=NOON - timedelta(hours=1), until=NOON + timedelta(hours=3))
    told = kpi_readings(answers, at, previous=False).set_index("id")
    rows = headways(answers, at).iloc[0]
    assert (told["n"]["M1"], told["state"]["M1"], told["state"]["M3"]) == (21, "ok", "ok")
    assert told["value"]["M1"] == pytest.approx(rows["within_pct"]) and told["value"]["M3"] == pytest.approx(rows["ewt_min"])
    assert told["state"]["M2"] == "sedikit" and np.isnan(told["value"]["M2"])
