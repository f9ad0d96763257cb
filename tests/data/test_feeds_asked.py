"""Questions about feeds, cameras, incidents and fires."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

import pandas as pd
import pytest

from data.answers import Answers
from data.model import Filters
from data.queries import cameras, feeds, fires, incidents
from data.warehouse import Warehouse
from tests.data.conftest import NOW, hours

BATCH = """insert into batch values ($n, $feed, 'simulasi_crm', 'a.csv', 'x', 1, 'crm', $state, 10, 7, 1, 1, 1, '{}', '[]', $newest::timestamp, 'f',
           $at::timestamp, $at::timestamp, 2.0, null)"""
TRY = "insert into attempt values ('citizen_reports', 'simulasi_crm', $at::timestamp, $outcome, null, 0.5, $error)"


def state(answers: Answers, feed: str = "citizen_reports", now: datetime = NOW) -> str:
    found = feeds.feed_health(answers, now).set_index("feed")
    return str(found.loc[feed, "state"])


def load(city: Warehouse, n: int, age: float, newest_age: float, state: str = "loaded", feed: str = "citizen_reports") -> None:
    with city.working() as session:
        session.execute(BATCH, {"n": n, "feed": feed, "state": state, "newest": NOW - hours(newest_age), "at": NOW - hours(age)})


def attempt(city: Warehouse, age: float, outcome: str, error: str | None = None) -> None:
    with city.working() as session:
        session.execute(TRY, {"at": NOW - hours(age), "outcome": outcome, "error": error})


def test_every_feed_is_listed_before_anything_is_loaded(answers: Answers) -> None:
    found = feeds.feed_health(answers, NOW)
    assert found["feed"].tolist()[:3] == ["areas", "citizen_reports", "report_events"] and set(found["state"]) == {"belum"}


@pytest.mark.parametrize(("age", "due"), [(0.1, "ok"), (2, "terlambat"), (30, "mati")])
def test_health_follows_the_age_of_the_newest_event(answers: Answers, city: Warehouse, age: float, due: str) -> None:
    load(city, 1, age, age)
    assert state(answers) == due


def test_a_feed_that_answers_with_nothing_is_empty(answers: Answers, city: Warehouse) -> None:
    load(city, 1, 0.2, 0.2)
    attempt(city, 0.1, "empty")
    assert state(answers) == "kosong"


@pytest.mark.parametrize(("looked", "due"), [(0.1, "ok"), (2, "terlambat"), (30, "mati")])
def test_a_feed_of_floods_is_as_old_as_the_last_look_at_its_source(answers: Answers, city: Warehouse, looked: float, due: str) -> None:
    """No flood for five days is no dead source, as long as the scheduler reaches it; a file loaded by hand is as old as its newest event."""
    load(city, 1, 120, 120, feed="flood_reports")
    assert state(answers, "flood_reports") == "mati"
    with city.working() as session:
        session.execute(TRY.replace("'citizen_reports'", "'flood_reports'"), {"at": NOW - hours(looked), "outcome": "unchanged", "error": None})
    assert state(answers, "flood_reports") == due


def test_three_failures_are_a_dead_feed(answers: Answers, city: Warehouse) -> None:
    load(city, 1, 0.4, 0.4)
    for age in (0.3, 0.2):
        attempt(city, age, "failed", "tidak menjawab")
    assert state(answers) == "ok"
    attempt(city, 0.1, "failed", "tidak menjawab")
    row = feeds.feed_health(answers, NOW).set_index("feed").loc["citizen_reports"]
    assert (row["state"], row["error"], row["rows"], row["quarantined"]) == ("mati", "tidak menjawab", 7, 1)
    assert bool(row["is_simulated"]) and row["last_success_at"] == NOW - hours(0.4)


def test_batches_and_quarantine(answers: Answers, city: Warehouse) -> None:
    load(city, 1, 3, 3)
    load(city, 2, 2, 2, feed="fires")
    with city.working() as session:
        session.execute(
            """insert into quarantine values (1, 'citizen_reports', 'simulasi_crm', 'x', 'rows', 5, ['required:created_at', 'range:lon_lat'], 'a,b', $m, null),
                                             (1, 'citizen_reports', 'simulasi_crm', 'x', 'rows', 9, ['range:lon_lat'], 'c,d', $m, null)""",
            {"m": NOW},
        )
    assert feeds.batches(answers)["batch"].tolist() == [2, 1] and feeds.batches(answers, "fires")["batch"].tolist() == [2]
    by_reason = feeds.quarantine_by_reason(answers)
    assert by_reason[["reason", "n"]].values.tolist() == [["range:lon_lat", 2], ["required:created_at", 1]]
    rows = feeds.quarantine_rows(answers, "citizen_reports", "required:created_at")
    assert rows[["line_no", "raw"]].values.tolist() == [[5, "a,b"]]


@pytest.fixture
def seen(city: Warehouse) -> Warehouse:
    with city.working() as session:
        session.execute(
            """insert into camera values ('simulasi_cctv', 'k1', 'Bundaran HI', 'JSC', 106.82, -6.19, '31.73.05.1001', 'inside', null, null, 'online', $m, 1),
                                         ('simulasi_cctv', 'k2', 'Senen', 'JSC', 106.84, -6.17, '31.74', 'inside', null, null, 'offline', $m, 1)""",
            {"m": NOW - hours(1)},
        )
        session.execute(
            """insert into incident values
               ('simulasi_cctv', 'i1', 'k1', 'kecelakaan', null, 'tinggi', 0.9, false, $m - interval 60 minute, $m - interval 60 minute, null,
                $m - interval 55 minute, null, null, $m - interval 20 minute, $m, 106.82, -6.19, '31.73.05.1001', 'inside', 1),
               ('simulasi_cctv', 'i2', 'k9', 'lain_baru', 'gajah', 'sedang', 0.4, true, $m - interval 30 minute, null, null, null, null, null, null, $m, null, null, null, 'none', 1)""",
            {"m": NOW},
        )
        session.execute(
            """insert into fire_call by name
               select 'simulasi_damkar' as source, call_id, $m - age as called_at, $m - age + wait as arrived_at, response_min, outcome,
                      '31.73.05' as area, 'inside' as place, $m as updated_at, 1 as batch
               from (values ('f1', interval 5 hour, interval 9 minute, null, 'fire'), ('f2', interval 4 hour, interval 20 minute, null, 'fire'),
                            ('f3', interval 3 hour, null, 12.0, 'fire'), ('f4', interval 2 hour, null, null, 'fire'),
                            ('f5', interval 10 minute, null, null, 'fire'), ('f6', interval 6 hour, null, null, 'cancelled')) v(call_id, age, wait, response_min, outcome)""",
            {"m": NOW},
        )
    return city


@pytest.mark.usefixtures("seen")
def test_incidents_with_their_names(answers: Answers, asked: Filters) -> None:
    found = incidents.incidents_newest(answers, asked).set_index("incident_id")
    assert found.index.tolist() == ["i2", "i1"]
    assert found.loc["i1", ["title_id", "camera_name", "area_name"]].tolist() == ["Kecelakaan", "Bundaran HI", "Kebon Jeruk"]
    assert found.loc["i2", "title_id"] == "Lain-lain (baru)" and pd.isna(found.loc["i2", "camera_name"])
    then = incidents.incidents_list(answers, replace(asked, as_of=NOW - hours(0.5))).set_index("incident_id")
    assert pd.isna(then.loc["i1", "cleared_at"]) and then.loc["i1", "acknowledged_at"] == NOW - hours(55 / 60)
    page = incidents.incidents_list(answers, asked, 1)
    assert incidents.incidents_list(answers, asked, 1, page.attrs["cursor"])["incident_id"].tolist() == ["i1"]


@pytest.mark.usefixtures("seen")
def test_cameras_and_fires(answers: Answers, asked: Filters) -> None:
    page = cameras.cameras_list(answers, asked, 1)
    assert page["camera_id"].tolist() == ["k1"] and cameras.cameras_list(answers, asked, 1, page.attrs["cursor"])["camera_id"].tolist() == ["k2"]
    assert cameras.cameras_list(answers, replace(asked, area="31.74"))["camera_id"].tolist() == ["k2"]
    with answers.warehouse.working() as session:
        session.transact([
            "insert into camera_status by name select 'simulasi_cctv' as source, 'k1' as camera_id, $m::timestamp - interval 2 day as changed_at, 'offline' as status, 1 as batch",
            "update camera set status = 'online', updated_at = $m where camera_id = 'k1'", "update table_version set version = version + 1",
        ], {"m": NOW})  # fmt: skip
    stood = cameras.cameras_list(answers, replace(asked, as_of=NOW - hours(24)))
    assert stood.loc[stood["camera_id"] == "k1", "status"].tolist() == ["offline"] and stood.loc[stood["camera_id"] == "k1", "updated_at"].isna().all()
    assert "k1" not in cameras.cameras_list(answers, replace(asked, as_of=NOW - hours(72)))["camera_id"].tolist()
    assert cameras.cameras_list(answers, asked)["status"].tolist()[0] == "online"
    waits = fires.fires_list(answers, asked).set_index("call_id")["waited_min"]
    assert waits.dropna().to_dict() == {"f1": 9, "f2": 20, "f3": 12}
    then = fires.fires_list(answers, replace(asked, as_of=NOW - hours(5) + hours(0.1))).set_index("call_id")["waited_min"]
    assert pd.isna(then["f1"]) and "f2" not in then
