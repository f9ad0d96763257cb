"""Clocks of incidents and of fire calls, worked out by hand: censoring, competing ends, misses, false alarms, the league."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta

import pandas as pd
import pytest

from data.answers import Answers
from data.errors import QuestionError
from data.model import Filters
from data.queries import fire_times, incident_times
from data.queries.league import fire_league
from data.warehouse import Warehouse
from tests.data.conftest import NOW

INCIDENT = """
insert into incident by name
select 'simulasi_cctv' as source, $id as incident_id, $camera as camera_id, $kind as event_type, null as event_type_raw, $priority as priority, 0.9 as confidence, $false as is_false_alarm,
       $detected::timestamp as detected_at, $detected::timestamp as received_at, $verified::timestamp as verified_at, $acknowledged::timestamp as acknowledged_at,
       $dispatched::timestamp as dispatched_at, $on_scene::timestamp as on_scene_at, $cleared::timestamp as cleared_at, $detected::timestamp as updated_at,
       106.8 as lon, -6.2 as lat, $area as area, 'inside' as place, 1 as batch"""
CALL = """
insert into fire_call by name
select $source as source, $id as call_id, $called::timestamp as called_at, $departed::timestamp as departed_at, $arrived::timestamp as arrived_at, $cleared::timestamp as cleared_at,
       $object as object, $cause as cause, $units::integer as units, $injured::integer as injured, $loss::double as loss_rp, $outcome as outcome, $area as area, 'inside' as place,
       $called::timestamp as updated_at, 1 as batch"""
Add = Callable[..., None]


@pytest.fixture
def add_incident(city: Warehouse) -> Add:
    """Adds one incident detected `age` minutes before NOW; its clocks are minutes after the detection."""

    def add(name: str, age: float, kind: str = "kecelakaan", priority: str = "tinggi", area: str = "31.73.05.1001", false: bool = False, camera: str | None = None, **after: float) -> None:
        detected = NOW - timedelta(minutes=age)
        clocks = {c: detected + timedelta(minutes=after[c]) if c in after else None for c in ("verified", "acknowledged", "dispatched", "on_scene", "cleared")}
        with city.working() as session:
            session.transact([INCIDENT, "update table_version set version = version + 1 where table_name = 'incident'"],
                             {"id": name, "kind": kind, "priority": priority, "false": false, "detected": detected, "area": area, "camera": camera, **clocks})  # fmt: skip

    return add


@pytest.fixture
def add_call(city: Warehouse) -> Add:
    """Adds one call `age` minutes before NOW; its clocks are minutes after the call."""

    def add(name: str, age: float, outcome: str = "fire", area: str = "31.73.05.1001", source: str = "simulasi_damkar", **given: object) -> None:
        called = NOW - timedelta(minutes=age)
        clocks = {c: called + timedelta(minutes=float(str(given[c]))) if c in given else None for c in ("departed", "arrived", "cleared")}
        more = {c: given.get(c) for c in ("object", "cause", "units", "injured", "loss")}
        with city.working() as session:
            session.transact([CALL, "update table_version set version = version + 1 where table_name = 'fire_call'"],
                             {"id": name, "source": source, "outcome": outcome, "area": area, "called": called, **clocks, **more})  # fmt: skip

    return add


def stages(found: pd.DataFrame) -> pd.DataFrame:
    return found.set_index("key")


def minutes(hours: float) -> float:
    return round(hours * 60, 6)


@pytest.fixture
def four(add_incident: Add) -> None:
    """One dealt with to its end, one false alarm, one that waits for twenty minutes, one cleared by itself."""
    add_incident("whole", 200, verified=1, acknowledged=4, dispatched=6, on_scene=16, cleared=40)
    add_incident("false", 150, verified=2, cleared=2, false=True)
    add_incident("waits", 20, verified=3)
    add_incident("gone", 100, kind="kemacetan", priority="sedang", area="31.74", verified=5, cleared=30)


@pytest.mark.usefixtures("four")
def test_the_clocks_of_the_stages(answers: Answers, asked: Filters) -> None:
    found = stages(incident_times.incident_stages(answers, asked))
    assert found.loc["verify", ["n", "reached_n", "open"]].tolist() == [4, 4, 0]
    assert minutes(found.loc["verify", "p50_h"]) == 2
    assert found.loc["acknowledge", ["n", "reached_n", "open", "competing_pct"]].tolist() == [4, 1, 1, 50]
    # 2+, 4, 20+, 30+: one of three at risk is acknowledged after 4 minutes, so half is never reached.
    assert pd.isna(found.loc["acknowledge", "p50_h"]) and minutes(found.loc["acknowledge", "longest_h"]) == 30
    # Of high priority and true: one in time, one waits beyond five minutes and is a miss.
    assert found.loc["acknowledge", ["sla_n", "sla_met", "sla_matured_pct"]].tolist() == [2, 1, 50]
    assert found.loc["clear", ["reached_n", "open"]].tolist() == [2, 1]
    assert minutes(found.loc["clear", "p50_h"]) == 30  # 2+, 20+, 30, 40


@pytest.mark.usefixtures("four")
def test_the_clocks_from_the_stage_before(answers: Answers, asked: Filters) -> None:
    found = stages(incident_times.incident_stages(answers, asked, "step"))
    assert [minutes(found.loc[s, "p50_h"]) for s in ("dispatch", "on_scene", "clear")] == [2, 10, 24]
    assert found["n"].to_dict() == {"verify": 4, "acknowledge": 4, "dispatch": 1, "on_scene": 1, "clear": 1}
    with pytest.raises(QuestionError, match="lunch"):
        incident_times.incident_stages(answers, asked, "lunch")


@pytest.mark.usefixtures("four")
def test_one_stage_by_group_and_as_of(answers: Answers, asked: Filters) -> None:
    assert stages(incident_times.incident_times(answers, asked, "type"))["n"].to_dict() == {"kecelakaan": 3, "kemacetan": 1}
    assert stages(incident_times.incident_times(answers, asked, "area"))["n"].to_dict() == {"31.73": 3, "31.74": 1}
    assert incident_times.incident_times(answers, asked, "owner")["key"].tolist() == ["tidak_diketahui"]
    then = replace(asked, as_of=NOW - timedelta(minutes=198))  # two minutes after the detection of the first
    row = incident_times.incident_times(answers, then, "all").iloc[0]
    assert (row["n"], row["open"], row["reached_n"]) == (1, 1, 0)


@pytest.mark.usefixtures("four")
def test_who_waits_is_listed_however_old(answers: Answers, asked: Filters) -> None:
    found = incident_times.incidents_waiting(answers, replace(asked, since=NOW - timedelta(minutes=5)))
    assert found[["incident_id", "age_min", "is_late", "all_n", "late_n"]].values.tolist() == [["waits", 20, True, 1, 1]]


def test_false_alarms_are_of_those_that_were_judged(answers: Answers, asked: Filters, add_incident: Add) -> None:
    for i in range(30):
        add_incident(f"t{i}", 100 + i, verified=1, camera="K1")
        add_incident(f"f{i}", 100 + i, kind="kemacetan", verified=1, false=True, camera="K2")
    add_incident("not judged", 3)
    add_incident("few", 50, kind="banjir", verified=1)
    found = incident_times.false_alarms(answers, asked, "type").set_index("key")
    assert found.loc["kemacetan", ["n", "false_n", "verdict"]].tolist() == [30, 30, "di atas"]
    assert found.loc["kecelakaan", ["n", "false_pct", "verdict"]].tolist() == [30, 0, "di bawah"]
    assert found.loc["banjir", "verdict"] == "sedikit"
    assert found["all_pct"].iloc[0] == pytest.approx(100 * 30 / 61)
    assert found.loc["kemacetan", "lo_pct"] == pytest.approx(100 / (1 + 1.959963984540054**2 / 30))  # Wilson: 1 / (1 + z²/30)


def test_hours_are_those_of_jakarta(answers: Answers, asked: Filters, add_incident: Add, add_call: Add) -> None:
    add_incident("a", 12.5 * 60)  # NOW is Saturday noon in Jakarta: Friday 23.30
    add_call("c", 30)
    assert incident_times.incident_hours(answers, asked).values.tolist() == [[5, 23, 1, 0]]
    assert fire_times.fire_hours(answers, asked).values.tolist() == [[6, 11, 1]]


@pytest.fixture
def calls(add_call: Add) -> None:
    """Reached after 8 and 20 minutes, on the way for 5, waiting for 40, a rescue, a cancelled one."""
    add_call("quick", 300, departed=1, arrived=8, cleared=90, object="Bangunan rumah", cause="Listrik", units=7, injured=2, loss=5e6)
    add_call("slow", 400, departed=2, arrived=20, cleared=100, object="Kendaraan", cause="Listrik", units=2)
    add_call("on the way", 5, departed=1)
    add_call("waits", 40, area="31.74")
    add_call("cat", 500, outcome="rescue", departed=3, arrived=30, cleared=60)
    add_call("prank", 600, outcome="cancelled", departed=1)


@pytest.mark.usefixtures("calls")
def test_a_call_that_nobody_reached_is_a_miss(answers: Answers, asked: Filters) -> None:
    found = stages(fire_times.fire_stages(answers, asked))
    # In time: quick. Late: slow, and the one that waits for 40 minutes. The one of five minutes is not due yet.
    assert found.loc["arrive", ["n", "open", "sla_n", "sla_met"]].tolist() == [4, 2, 3, 1]
    assert minutes(found.loc["arrive", "p50_h"]) == 20  # 5+, 8, 20, 40+
    assert pd.isna(found.loc["arrive", "p90_h"])
    assert found.loc["arrive", "sla_lo"] == pytest.approx(6.1492, abs=1e-3) and found.loc["arrive", "sla_hi"] == pytest.approx(79.2340, abs=1e-3)
    assert [minutes(found.loc[s, "p50_h"]) for s in ("depart", "travel", "work")] == [1, 7, 80]
    every = stages(fire_times.fire_stages(answers, asked, "all"))
    assert every.loc["arrive", ["n", "sla_n"]].tolist() == [6, 4] and every.loc["arrive", "competing_pct"] == pytest.approx(100 / 6)


@pytest.mark.usefixtures("calls")
def test_calls_by_group_with_their_losses(answers: Answers, asked: Filters) -> None:
    assert stages(fire_times.fire_times(answers, asked, "area"))["n"].to_dict() == {"31.73": 3, "31.74": 1}
    assert stages(fire_times.fire_times(answers, asked, "units"))["n"].to_dict() == {"2": 1, "5+": 1, "tidak_diketahui": 2}
    losses = fire_times.fire_losses(answers, asked).set_index("cause")
    assert losses.loc["Listrik", ["n", "injured", "loss_rp", "told_n"]].tolist() == [2, 2, 5e6, 1]
    assert fire_times.fire_outcomes(answers, asked).iloc[0].tolist() == [4, 1, 1]
    with pytest.raises(QuestionError, match="kitchen"):
        fire_times.fire_times(answers, asked, "kitchen")


def test_an_archive_that_never_ends_is_lost_from_sight_after_a_day(answers: Answers, asked: Filters, add_call: Add) -> None:
    add_call("old", 20 * 24 * 60, arrived=10)
    add_call("never", 20 * 24 * 60)
    found = stages(fire_times.fire_stages(answers, asked))
    assert (found.loc["work", "longest_h"], found.loc["arrive", "longest_h"]) == (24, 24)
    assert found.loc["arrive", ["sla_n", "sla_met"]].tolist() == [2, 1]
    assert found.loc["depart", "n"] == 1  # "old" has an arrival and no departure: that clock was not kept


def test_the_league_of_fires_names_no_winner_of_few(answers: Answers, asked: Filters, add_call: Add) -> None:
    for i in range(25):
        add_call(f"w{i}", 100 + i, arrived=5)
        add_call(f"s{i}", 100 + i, arrived=5 if i % 2 else 25, area="31.74")
    found = fire_league(answers, asked, "kota").set_index("key")
    assert found.loc["31.73", ["n", "met_pct", "verdict", "place"]].tolist() == [25, 100, "di atas", 1]
    assert found.loc["31.74", ["met_pct", "verdict"]].tolist() == [48, "tidak berbeda"]
    add_call("lone", 60, arrived=1, area="31.74.01.1001")
    assert fire_league(answers, asked, "kelurahan").set_index("key").loc["31.74.01.1001", "verdict"] == "sedikit"
    with pytest.raises(QuestionError, match="league"):
        fire_league(answers, asked, "agency")


def test_an_empty_city_gives_empty_frames(answers: Answers, city: Warehouse, asked: Filters) -> None:
    frames = [
        incident_times.incident_stages(answers, asked), incident_times.incident_times(answers, asked), incident_times.incident_trend(answers, asked),
        incident_times.false_alarms(answers, asked), incident_times.incidents_waiting(answers, asked), incident_times.incident_hours(answers, asked),
        fire_times.fire_stages(answers, asked), fire_times.fire_times(answers, asked), fire_times.fire_trend(answers, asked), fire_times.fire_curve(answers, asked),
        fire_times.fire_hours(answers, asked), fire_times.fire_losses(answers, asked), fire_league(answers, asked),
    ]  # fmt: skip
    assert [len(f) for f in frames] == [0] * len(frames) and all(len(f.columns) for f in frames)
    assert incident_times.response_limits(answers, replace(asked, as_of=datetime(2026, 1, 1)), "fire")["minutes"].tolist() == [15]
