"""KPIs: readings against answers worked out by hand."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pandas as pd
import pytest

from data.answers import Answers
from data.errors import QuestionError
from data.kpis.catalogue import INDICATORS, catalogue, read
from data.kpis.score import wilson
from data.kpis.sql import checked
from data.model import Filters
from data.queries.headways import fleet_now
from data.queries.kpis import COLUMNS, indicator_scores, kpi_readings, readings_of
from data.trail import recording
from data.warehouse import Warehouse
from tests.data.conftest import NOW, AddEvent, AddReport, hours
from tests.data.test_kpi_catalogue import GOOD


def reading(answers: Answers, filters: Filters, kpi: str) -> pd.Series:
    return kpi_readings(answers, filters).set_index("id").loc[kpi]


def test_an_empty_warehouse_reads_nothing(answers: Answers, asked: Filters) -> None:
    found = kpi_readings(answers, asked)
    assert tuple(found.columns) == COLUMNS and len(found) == len(catalogue())
    assert set(found["state"]) == {"tidak dimuat"} and found[["value", "score", "previous"]].isna().all().all()
    scores = indicator_scores(answers, asked)
    assert scores["indicator"].tolist() == list(INDICATORS) and scores["score"].isna().all() and set(scores["state"]) == {"tidak dimuat"}
    assert scores.set_index("indicator").loc["tata_kelola", ["scored_n", "total_n"]].tolist() == [0, 9]
    assert kpi_readings(answers, asked, level="kota").empty
    with pytest.raises(QuestionError, match="level"):
        kpi_readings(answers, asked, level="rw")


@pytest.fixture
def month(add_report: AddReport) -> None:
    """30 reports of this period that fell due: 24 closed in time, 3 late, 3 still open; and one of an hour ago."""
    for i in range(24):
        add_report(f"in-time-{i}", 300 + i, 20 + i, area="31.74" if i % 2 else "31.73.05.1001", reporter=f"p{i}")
    for i in range(3):
        add_report(f"late-{i}", 400 + i, 200 + i)
        add_report(f"open-{i}", 500 + i, acted_at=None, channel="kantor_camat")
    add_report("new", 1, acted_at=None)


@pytest.mark.usefixtures("month")
def test_governance_by_hand(answers: Answers, asked: Filters) -> None:
    g1 = reading(answers, asked, "G1")
    assert (g1["value"], g1["n"], g1["state"], g1["is_simulated"], g1["sources"]) == (80, 30, "ok", True, ("simulasi_crm",))
    assert g1["score"] == pytest.approx(80 / 90) and (g1["lo"], g1["hi"]) == pytest.approx(tuple(100 * x for x in wilson(0.8, 30)))
    assert g1["newest_event_at"] == NOW - hours(1) and pd.isna(g1["previous"])
    g4 = reading(answers, asked, "G4")
    assert (g4["value"], g4["n"], g4["state"]) == (75, 4, "sedikit") and pd.isna(g4["score"])
    p50 = reading(answers, asked, "G3-P50")
    # 30 are at risk after the newest has left: the 15th closing, 34 h, halves them
    assert p50["value"] == 34 and p50["state"] == "ok" and p50["lo"] < 34 < p50["hi"] and p50["score"] == 1.25
    assert reading(answers, asked, "P2")["value"] == pytest.approx(100 * 28 / 31)
    p1 = reading(answers, asked, "P1")
    assert (p1["value"], p1["state"]) == (pytest.approx(24 / 1_000_000 * 100_000), "tanpa target") and pd.isna(p1["score"])


@pytest.mark.usefixtures("month")
def test_every_area_of_a_level_in_one_query(answers: Answers, asked: Filters) -> None:
    before = answers.misses
    found = kpi_readings(answers, asked, level="kota", previous=False)
    asked_of_reports = answers.misses - before
    g1 = found[found["id"] == "G1"].set_index("area")
    assert g1["n"].to_dict() == {"31.73": 18, "31.74": 12} and g1["value"].to_dict() == {"31.73": pytest.approx(100 * 12 / 18), "31.74": 100}
    kpi_readings(answers, asked, level="kelurahan", previous=False)
    assert answers.misses - before == asked_of_reports + 2  # what was asked for kota holds every level; new are the list of areas and the readings themselves
    one = reading(answers, replace(asked, area="31.74"), "G1")
    assert one["value"] == 100 and one["area"] == "31.74"


@pytest.mark.usefixtures("month")
def test_a_silent_source_loses_its_score(answers: Answers, asked: Filters) -> None:
    def at(age: float) -> pd.Series:
        return reading(answers, replace(asked, now=NOW + hours(age), since=asked.period[0], until=NOW), "G1")

    assert (at(22)["state"], at(25)["state"], at(48)["state"]) == ("ok", "basi", "kedaluwarsa")
    assert at(25)["score"] > 0 and pd.isna(at(48)["value"]) and pd.isna(at(48)["score"])
    governance = indicator_scores(answers, replace(asked, now=NOW + hours(48))).set_index("indicator").loc["tata_kelola"]
    assert governance["state"] == "tidak dimuat" and governance["coverage_pct"] == 0


def test_the_period_before(answers: Answers, asked: Filters, add_report: AddReport) -> None:
    add_report("fresh", 1)
    for i in range(20):
        add_report(f"now-{i}", 200 + i, 10)
        add_report(f"then-{i}", 1000 + i, 10 if i < 5 else 300)
    found = reading(answers, asked, "G1")
    assert (found["value"], found["previous"]) == (100, 25)
    assert reading(answers, asked, "G4")["previous"] == 100  # thirty days ago the fifteen slow ones were open, and late


def test_nothing_bad_happened_is_told_as_zero(answers: Answers, asked: Filters, add_report: AddReport) -> None:
    add_report("a", 5)
    parking = reading(answers, asked, "M7")
    assert (parking["value"], parking["state"]) == (0, "tanpa target")
    add_report("b", 5, category="parkir_liar")
    add_report("c", 6, 1, category="parkir_liar", outcome="duplicate")
    assert reading(answers, asked, "M7")["value"] == pytest.approx(0.1)


def test_rework(answers: Answers, asked: Filters, add_report: AddReport, add_event: AddEvent) -> None:
    """Closed 40 days ago; one reopened after 5 days, one after 35; one closed 10 days ago is not ripe yet."""
    for name, closed, reopened in (("a", 960, None), ("b", 960, 840), ("c", 960, 120), ("d", 240, 200)):
        add_report(name, closed + 5, 5)
        add_event(name, closed, "selesai")
        if reopened:
            add_event(name, reopened, "tl_ditolak")
    add_report("e", 2)
    add_event("e", 1, "proses")  # the log lives
    found = reading(answers, asked, "G5")
    assert (found["n"], found["value"], found["state"]) == (3, pytest.approx(100 / 3), "sedikit")


def test_fires_cameras_and_alarms(answers: Answers, asked: Filters, city: Warehouse) -> None:
    with city.working() as session:
        session.execute(
            """insert into fire_call by name
               select 'simulasi_damkar' as source, 'f' || i as call_id, $m - interval 1 day as called_at,
                      case when i < 19 then $m - interval 1 day + to_minutes(case when i < 15 then 10 else 16 end) end as arrived_at,
                      case when i = 20 then 'cancelled' else 'fire' end as outcome, 'inside' as place, $m as updated_at, 1 as batch from range(21) r(i)""",
            {"m": NOW},
        )
        session.execute(
            """insert into camera by name select 'simulasi_cctv' as source, 'k' || i as camera_id, 'k' as name, 'inside' as place, $m as updated_at, 1 as batch,
                      case when i < 24 then 'online' when i < 30 then 'offline' else 'unknown' end as status from range(40) r(i)""",
            {"m": NOW},
        )
        session.execute(
            """insert into incident by name select 'simulasi_cctv' as source, 'i' || i as incident_id, 'kecelakaan' as event_type, 'tinggi' as priority,
                      i = 20 as is_false_alarm, $m - interval 2 hour as detected_at, $m - interval 2 hour + to_minutes(1 + i) as acknowledged_at,
                      $m - interval 2 hour + to_minutes(2 * (1 + i)) as cleared_at, $m as updated_at, 'inside' as place, 1 as batch from range(21) r(i)""",
            {"m": NOW},
        )
    found = kpi_readings(answers, asked).set_index("id")
    assert found.loc["L1", ["value", "n"]].tolist() == [75, 20]  # one never reached counts as late, the cancelled one not at all
    assert found.loc["L4", ["value", "n"]].tolist() == [80, 30] and pd.isna(found.loc["L4", "previous"])
    assert found.loc["M8", ["value", "n", "unit"]].tolist() == [20, 20, "min"]
    assert found.loc["L5", "value"] == 19


@pytest.mark.parametrize(("at", "due"), [("05:59", 0), ("06:00", 1), ("06:25", 3), ("06:45", 3), ("07:29", 1), ("07:30", 0)])
def test_the_fleet_that_the_timetable_has_on_the_road(city: Warehouse, at: str, due: int) -> None:
    """A trip of 30 minutes that leaves every 10 minutes from 06:00 until before 07:10, on Saturdays; and a bus from 23:50 past midnight."""
    with city.working() as session:
        session.execute("insert into transit_calendar values ('gtfs', 'sat', false, false, false, false, false, true, false, '2026-01-01', '2026-12-31', 1)")
        session.execute("insert into transit_trip by name select 'gtfs' as source, t as trip_id, 'r' as route_id, 'sat' as service_id, 1 as batch from (values ('t'), ('night')) v(t)")
        session.execute(
            """insert into transit_stop_time by name select 'gtfs' as source, t as trip_id, i as stop_sequence, 's' as stop_id, s as arrival_s, s as departure_s, 1 as batch
               from (values ('t', 1, 0), ('t', 2, 1800), ('night', 1, 85800), ('night', 2, 88200)) v(t, i, s)"""
        )
        session.execute("insert into transit_frequency values ('gtfs', 't', 21600, 25800, 600, 0, 1)")
        moment = datetime.fromisoformat(f"2026-10-31T{at}:00") - hours(7)
        assert session.rows("select coalesce(sum(due_n), 0) from fleet($m::timestamp)", {"m": moment}) == [(due,)]
        assert session.rows("select due_n from fleet($m::timestamp)", {"m": datetime(2026, 10, 31, 17, 10)}) == [(1,)]  # 00:10 on Sunday


def test_the_fleet_that_reports(answers: Answers, asked: Filters, city: Warehouse) -> None:
    with city.working() as session:
        session.execute("insert into transit_calendar values ('gtfs', 'sat', false, false, false, false, false, true, false, '2026-01-01', '2026-12-31', 1)")
        session.execute("insert into transit_trip by name select 'gtfs' as source, 't' as trip_id, 'r' as route_id, 'sat' as service_id, 1 as batch")
        session.execute(
            """insert into transit_stop_time by name select 'gtfs' as source, 't' as trip_id, i as stop_sequence, 's' as stop_id, s as arrival_s, s as departure_s, 1 as batch
               from (values (1, 0), (2, 3000)) v(i, s)"""
        )
        session.execute("insert into transit_frequency values ('gtfs', 't', 36000, 50000, 100, 0, 1)")  # 30 on the road at noon
        session.execute("insert into source values ('gtfs', 'transit_realtime', 'x', 'Jakarta', true, false, $m)", {"m": NOW})
        session.execute(
            """insert into vehicle_position by name select 'gtfs' as source, 'v' || i as vehicle_id, $m - to_seconds(i * 10) as seen_at, 106.8 as lon, -6.2 as lat, 1 as batch
               from range(30) r(i)""",
            {"m": NOW},
        )
    found = reading(answers, asked, "M6")
    assert (found["value"], found["n"], found["is_simulated"]) == (40, 30, False)  # 12 within the 120 seconds before
    assert reading(answers, replace(asked, area="31.73"), "M6")["state"] == "tidak dimuat"


def test_no_more_report_than_are_due(answers: Answers, asked: Filters, city: Warehouse) -> None:
    """Route r has 30 on the road and 36 that report, q has 10 and 4; one bus names no route, two one that runs only on Sundays: 35 of 40."""
    with city.working() as session:
        session.execute("insert into transit_calendar values ('gtfs', 'sat', false, false, false, false, false, true, false, '2026-01-01', '2026-12-31', 1)")
        session.execute("insert into transit_route by name select 'gtfs' as source, r as route_id, 3 as route_type, 'brt' as service_class, 1 as batch from (values ('r'), ('q'), ('s')) v(r)")
        session.execute("insert into transit_trip by name select 'gtfs' as source, r as trip_id, r as route_id, 'sat' as service_id, 1 as batch from (values ('r'), ('q')) v(r)")
        session.execute(
            """insert into transit_stop_time by name select 'gtfs' as source, r as trip_id, i as stop_sequence, 's' as stop_id, s as arrival_s, s as departure_s, 1 as batch
               from (values ('r', 1, 0), ('r', 2, 3000), ('q', 1, 0), ('q', 2, 1000)) v(r, i, s)"""
        )
        session.execute("insert into transit_frequency select 'gtfs', r, 36000, 50000, 100, 0, 1 from (values ('r'), ('q')) v(r)")
        session.execute("insert into source values ('gtfs', 'transit_realtime', 'x', 'Jakarta', true, false, $m)", {"m": NOW})
        session.execute(
            """insert into vehicle_position by name select 'gtfs' as source, 'v' || i as vehicle_id, $m - to_seconds(i) as seen_at, 106.8 as lon, -6.2 as lat, 1 as batch,
                      case when i < 30 then 'r' when i < 34 then 'q' when i < 36 then 's' end as route_id, case when i > 36 then 'r' end as trip_id from range(43) r(i)""",
            {"m": NOW},
        )
    assert fleet_now(answers, asked).iloc[0][["due_n", "seen_n", "on_duty_n", "share_pct"]].tolist() == [40, 43, 35, 87.5]
    assert reading(answers, asked, "M6")["value"] == 87.5


def test_the_past_of_buses_is_that_of_their_passages(answers: Answers, asked: Filters, city: Warehouse) -> None:
    """Positions live two days, passages sixty: last month's headways are known, and of last month's fleet nothing is, not zero."""
    with city.working() as session:
        session.execute("insert into source values ('gtfs', 'transit_realtime', 'x', 'Jakarta', true, false, $m)", {"m": NOW})
        session.execute("insert into transit_route by name select 'gtfs' as source, 'r' as route_id, '1' as route_short_name, 3 as route_type, 'brt' as service_class, 1 as batch")
        session.execute("insert into transit_calendar values ('gtfs', 'all', true, true, true, true, true, true, true, '2026-01-01', '2026-12-31', 1)")
        session.execute("insert into transit_trip by name select 'gtfs' as source, 't' as trip_id, 'r' as route_id, 'all' as service_id, 1 as batch")
        session.execute("insert into transit_stop_time by name select 'gtfs' as source, 't' as trip_id, i as stop_sequence, 's' as stop_id, s as arrival_s, s as departure_s, 1 as batch from (values (1, 0), (2, 3000)) v(i, s)")
        session.execute("insert into transit_frequency values ('gtfs', 't', 0, 86400, 100, 0, 1)")
        session.execute("insert into vehicle_position by name select 'gtfs' as source, 'v' as vehicle_id, $m as seen_at, 106.8 as lon, -6.2 as lat, 1 as batch", {"m": NOW})
        session.execute(
            """insert into stop_passage by name select 'gtfs' as source, 'observed' as kind, 'r' as route_id, 0 as direction_id, 's' as stop_id, $m - interval 30 day - to_minutes(2 + i * 4) as passed_at,
               true as is_seen, true as is_timing, false as is_peak, 240.0 as headway_s, 1 as batch from range(30) t(i)""",
            {"m": NOW},
        )
    then = NOW - hours(30 * 24)
    past = kpi_readings(answers, replace(asked, since=then - hours(24), until=then, as_of=then)).set_index("id")
    assert (past.loc["M1", "state"], past.loc["M1", "value"], past.loc["M1", "n"]) == ("ok", 100, 30)
    assert past.loc["M6", "state"] == "sedikit" and pd.isna(past.loc["M6", "value"])


def test_a_kpi_that_divides_by_zero_has_no_value_and_the_others_run(answers: Answers, asked: Filters, add_report: AddReport, tmp_path: Path) -> None:
    add_report("a", 30, 10)
    (tmp_path / "zero.toml").write_text(GOOD.replace("100.0 * count(*)", "100.0 * count(*) / (count(*) - count(*))"))
    (tmp_path / "good.toml").write_text(GOOD.replace('"G1"', '"G2"').replace("target = 90", "least_n = 0\ntarget = 90"))
    found = checked(answers.warehouse, read(tmp_path))
    assert found.problems == ()
    told = readings_of(answers, asked, found.kpis, None, False).set_index("id")
    assert pd.isna(told.loc["G1", "value"]) and pd.isna(told.loc["G1", "score"]) and told.loc["G1", "state"] == "sedikit"
    assert told.loc["G2", "value"] == 100


@pytest.mark.usefixtures("month")
def test_the_sources_of_a_kpi_are_asked_of_its_own_feed(answers: Answers, asked: Filters) -> None:
    with recording() as steps:
        kpi_readings(answers, replace(asked, area="31.73"), previous=False)
    (whole,) = [step for step in steps if step.name == "kpi_sources"]
    with recording() as steps:
        found = readings_of(answers, asked, tuple(k for k in catalogue() if k.id == "G1"), None, False)
    (one,) = [step for step in steps if step.name == "kpi_sources"]
    assert {"report", "payment", "stop_passage"} <= whole.tables and one.tables - {"attempt", "source", "feed_kind", "batch"} == {"report"}
    assert found["sources"].iloc[0] and found["newest_event_at"].notna().all()
