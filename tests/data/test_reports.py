"""Questions about reports, areas and waits, against answers worked out by hand."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pandas as pd
import pytest

from data.answers import Answers
from data.errors import QuestionError
from data.model import Filters
from data.queries import areas, cameras, feeds, fires, incidents, reports, response
from data.warehouse import Warehouse
from tests.data.conftest import NOW, AddEvent, AddReport, Run, hours

QUESTIONS: dict[str, Callable[[Answers, Filters], pd.DataFrame]] = {
    "reports_list": reports.reports_list, "report_points": reports.report_points, "reports_by_day": reports.reports_by_day,
    "incidents_list": incidents.incidents_list, "incidents_newest": incidents.incidents_newest, "cameras_list": cameras.cameras_list,
    "fires_list": fires.fires_list, "response_trend": response.response_trend, "survival_curve": response.survival_curve,
    "response_overall": response.response_overall,
    **{f"response_times:{by}": (lambda a, f, by=by: response.response_times(a, f, by)) for by in response.BY},
}  # fmt: skip


def n(answers: Answers, filters: Filters) -> int:
    return int(reports.report_counts(answers, filters)["n"].iloc[0])


@pytest.mark.parametrize("name", QUESTIONS)
@pytest.mark.parametrize("as_of", [None, NOW])
def test_an_empty_warehouse_gives_empty_frames(answers: Answers, asked: Filters, name: str, as_of: object) -> None:
    found = QUESTIONS[name](answers, replace(asked, as_of=as_of))  # type: ignore[arg-type]
    assert len(found) == 0 and len(found.columns) > 0


def test_an_empty_warehouse_counts_nothing(answers: Answers, asked: Filters) -> None:
    row = reports.report_counts(answers, asked).iloc[0]
    assert row[["n", "open_n", "overdue_n", "today_n", "closed_n"]].tolist() == [0] * 5
    assert pd.isna(row["oldest_open_h"]) and pd.isna(row["newest_event_at"])
    assert response.chance_done(answers, asked, 1, 2) is None
    for measure in areas.MEASURES:
        assert len(areas.area_measure(answers, asked, measure, "kota")) == 0
    assert set(feeds.feed_health(answers, NOW)["state"]) == {"belum"}


@pytest.mark.usefixtures("five")
def test_counts(answers: Answers, asked: Filters) -> None:
    row = reports.report_counts(answers, asked).iloc[0]
    assert row[["n", "open_n", "overdue_n", "today_n", "closed_n", "outside_n", "unplaced_n"]].tolist() == [5, 2, 1, 0, 3, 1, 0]
    assert row["oldest_open_h"] == pytest.approx(300)
    assert row["newest_event_at"] == NOW - hours(20)


@pytest.mark.usefixtures("five")
@pytest.mark.parametrize(
    ("area", "due"), [("31", 5), ("31.73", 3), ("31.74", 1), ("31.73.05", 3), ("31.73.05.1001", 2), ("31.73.05.1002", 1)]
)
def test_an_area_at_each_level(answers: Answers, asked: Filters, area: str, due: int) -> None:
    assert n(answers, replace(asked, area=area)) == due
    assert len(reports.reports_list(answers, replace(asked, area=area))) == due


@pytest.mark.usefixtures("five")
def test_other_words_of_the_filter(answers: Answers, asked: Filters) -> None:
    assert n(answers, replace(asked, source="boston_311")) == 1
    assert n(answers, replace(asked, source="nobody")) == 0
    assert n(answers, replace(asked, category="pohon")) == 2
    assert n(answers, replace(asked, status="open")) == 2
    begun = NOW - hours(480)
    assert n(answers, replace(asked, since=begun)) == 4  # the period holds its first moment …
    assert n(answers, replace(asked, since=begun - hours(30), until=begun)) == 1  # … and not its last


def test_today_begins_at_midnight_in_jakarta(answers: Answers, asked: Filters, add_report: AddReport) -> None:
    add_report("yesterday", 12.5)  # NOW is noon in Jakarta
    add_report("today", 11.5)
    assert reports.report_counts(answers, asked)["today_n"].iloc[0] == 1
    days = reports.reports_by_day(answers, asked).set_index("day_on")["opened"]
    assert days[days > 0].to_dict() == {pd.Timestamp("2026-10-30"): 1, pd.Timestamp("2026-10-31"): 1}
    assert len(days) == 31


def test_what_is_private_stays_private(answers: Answers, asked: Filters, add_report: AddReport) -> None:
    add_report("said", 5, is_private=True, description="Rumah Bu Ani")
    add_report("sensitive", 4, category="kekerasan", description="Tetangga saya")
    add_report("public", 3)
    found = reports.reports_list(answers, asked).set_index("report_id")
    assert "reporter" not in found and "photo_hash" not in found
    for one in ("said", "sensitive"):
        assert found.loc[one, "is_private"] and found.loc[one, "area"] == "31.73.05"
        assert pd.isna(found.loc[one, "description"]) and pd.isna(found.loc[one, "category_raw"])
        assert (found.loc[one, "lon"], found.loc[one, "lat"]) == (106.765, -6.199)
    assert found.loc["public", ["lon", "lat", "description", "area"]].tolist() == [106.76543, -6.19876, "Jalan berlubang", "31.73.05.1001"]
    points = reports.report_points(answers, asked).set_index("report_id")
    assert points.loc[["said", "sensitive"], "lon"].tolist() == [106.765, 106.765] and points.loc["public", "lon"] == 106.76543


@pytest.mark.usefixtures("five")
def test_points_have_a_place(answers: Answers, asked: Filters) -> None:
    assert reports.report_points(answers, asked)["report_id"].tolist() == ["e", "c", "b", "a"]
    assert reports.report_points(answers, asked, only_late=True).empty  # the late one has no place


def test_pages_hold_together_while_rows_arrive(answers: Answers, asked: Filters, add_report: AddReport) -> None:
    for i in range(7):
        add_report(f"r{i}", 10)  # all at one moment: the key decides
    first = reports.reports_list(answers, asked, 3)
    add_report("newer", 1)
    second = reports.reports_list(answers, asked, 3, first.attrs["cursor"])
    third = reports.reports_list(answers, asked, 3, second.attrs["cursor"])
    assert [*first["report_id"], *second["report_id"], *third["report_id"]] == [f"r{i}" for i in range(6, -1, -1)]
    assert third.attrs["cursor"] is None
    with pytest.raises(QuestionError, match="cursor"):
        reports.reports_list(answers, asked, 3, "nonsense")
    with pytest.raises(QuestionError, match="page"):
        reports.reports_list(answers, asked, 0)


def test_a_page_begins_inside_a_moment_that_many_share(answers: Answers, asked: Filters, add_report: AddReport) -> None:
    for i in range(6):
        add_report(f"r{i}", 10)
    add_report("older", 600)
    seen: list[str] = []
    cursor: str | None = None
    for _ in range(4):
        found = reports.reports_list(answers, asked, 2, cursor)
        seen += found["report_id"].tolist()
        cursor = found.attrs["cursor"]
    assert seen == ["r5", "r4", "r3", "r2", "r1", "r0", "older"] and cursor is None


def test_as_of_tells_what_was_known_then(answers: Answers, asked: Filters, add_report: AddReport, add_event: AddEvent) -> None:
    """Opened 100 h ago, receipt by a machine, taken up at 90, closed at 50 but known at 40, refused at 30, closed at 10."""
    add_report("a", 100, 90, outcome="duplicate", acted_at=NOW - hours(90), first_closed_at=NOW - hours(50), refused_n=1)
    add_event("a", 99, "menunggu", actor="system")
    add_event("a", 90, "proses")
    add_event("a", 50, "selesai", late=10)
    add_event("a", 30, "tl_ditolak")
    add_event("a", 10, "selesai", outcome="duplicate")

    def at(age: float) -> pd.Series:
        return reports.reports_list(answers, replace(asked, as_of=NOW - hours(age))).iloc[0]

    assert reports.reports_list(answers, replace(asked, as_of=NOW - hours(101))).empty
    assert (at(95)["stage"], at(95)["status"]) == ("menunggu", "open") and pd.isna(at(95)["first_action_at"])
    assert (at(60)["stage"], at(60)["first_action_at"]) == ("proses", NOW - hours(90))
    assert at(45)["status"] == "open"  # closed, but nobody could know yet
    assert (at(40)["status"], at(40)["outcome"], at(40)["last_closed_at"]) == ("closed", "resolved", NOW - hours(50))
    assert (at(20)["status"], at(20)["refused_n"], at(20)["first_closed_at"]) == ("open", 1, NOW - hours(50)) and pd.isna(at(20)["last_closed_at"])
    assert (at(5)["status"], at(5)["last_closed_at"]) == ("closed", NOW - hours(10))
    with answers.warehouse.working() as session:  # the short way equals the whole log read from the start
        for age in (95, 60, 45, 40, 20, 5):
            moment = {"m": NOW - hours(age)}
            assert session.rows("select stage, status, outcome, first_action_at, first_closed_at, last_closed_at, refused_n from reports($m)", moment) == session.rows(
                "select stage, status, outcome, first_action_at, first_closed_at, last_closed_at, refused_n from report_states($m)", moment
            )


LOGS = """
insert into report_event by name
select 'simulasi_crm' as source, 'r' || i % 200 as report_id, $now::timestamp - to_seconds((hash(i) % 4000000)::bigint) as event_at,
       event_at + to_seconds(case hash(i + 1000000) % 4 when 0 then 0 when 1 then 60 when 2 then 90000 else -3600 end) as known_at,
       ['menunggu', 'proses', 'selesai', 'tl_ditolak', 'selesai', 'menunggu'][1 + (hash(i + 2000000) % 6)::integer] as stage, 'officer' as actor, 1 as batch
from range(700) r(i)
union all
select source, report_id, created_at + to_hours(step * 40), created_at + to_hours((1 + hash(report_id, step) % 90)::integer + step * 40), ['menunggu', 'selesai'][step + 1], 'officer', 1
from report, range(2) r(step) where substr(report_id, 2)::integer >= 200"""
NEWEST = """update report set stage = s.stage, status = s.status, outcome = s.outcome, first_action_at = s.first_action_at, first_closed_at = s.first_closed_at,
    last_closed_at = s.last_closed_at, refused_n = s.refused_n, known_at = s.known_at
from report_states(null) s where s.source = report.source and s.report_id = report.report_id"""


def test_the_short_ways_into_the_past_give_what_the_long_one_gives(add_report: AddReport, run: Run, city: Warehouse) -> None:
    """300 reports with logs that are out of order, late, ahead of their clocks and reopened: who was closed by a date, and who was known."""
    add_report("r0", 1000)
    run("insert into report by name select report.* replace ('r' || i as report_id, created_at + to_seconds(i * 12007) as created_at) from report, range(1, 300) r(i)")
    run(LOGS, now=NOW)
    run(NEWEST)
    told_n = closed_n = unheard_n = 0
    with city.working() as session:
        for age in range(10, 1000, 90):
            for since in (None, NOW - hours(age + 300)):
                moment = {"m": NOW - hours(age), "s": since, "e": NOW - hours(age + 20)}
                ended = "from {} where status = 'closed' and last_closed_at < $e order by all"
                told = session.rows(ended.format("reports_told($m, $s)"), moment)
                assert session.rows(ended.format("reports_told_ended($m, $s, $e)"), moment) == told
                closed = session.rows("from reports_told($m, $s) where status = 'closed' order by all", moment)
                assert session.rows("from reports_told_ended($m, $s, $m::timestamp + interval 2 day) where status = 'closed' order by all", moment) == closed
                known = session.rows("select report_id, area from reports_told($m, $s) order by all", moment)
                assert session.rows("select report_id, area from reports_heard($m, $s) order by all", moment) == known
                end = "select report_id, area, status, outcome, first_closed_at, last_closed_at from {}($m, $s) order by all"
                assert session.rows(end.format("reports_by_end"), moment) == session.rows(end.format("reports_since"), moment)
                cases = "select id, is_open, is_competing, is_event, left_at, done_at, due_at, t from {} order by all"
                rest = "'31', coalesce($s, timestamp '2000-01-01'), $e, null, null, null)"
                assert session.rows(cases.format("close_cases($m, $m, " + rest), moment) == session.rows(cases.format("report_cases($m, $m, 'close', " + rest), moment)
                (changed,) = session.one("select count(*) from report where known_at > $m and created_at <= $m and ($s is null or created_at >= $s)", moment)
                told_n, closed_n, unheard_n = told_n + len(told), closed_n + len(closed), unheard_n + changed - len(known)
    assert told_n > 50 and closed_n > told_n and unheard_n > 10, "each way had something to tell"


def test_as_of_of_a_source_without_a_log(answers: Answers, asked: Filters, add_report: AddReport) -> None:
    add_report("a", 100, 60)
    before = reports.report_counts(answers, replace(asked, as_of=NOW - hours(50))).iloc[0]
    after = reports.report_counts(answers, replace(asked, as_of=NOW - hours(30))).iloc[0]
    assert (before["open_n"], after["open_n"]) == (1, 0)


def test_the_branch_that_is_not_asked_is_not_read(answers: Answers, add_event: AddEvent) -> None:
    add_event("a", 1, "proses")
    with answers.warehouse.working() as session:
        now = session.rows("explain select count(*), min(status) from reports($m)", {"m": None})[0][1]
        then = session.rows("explain select count(*), min(status) from reports($m)", {"m": NOW})[0][1]
    assert "report_event" not in now and "report_event" in then


@pytest.mark.usefixtures("five")
def test_measures_by_area(answers: Answers, asked: Filters) -> None:
    def measured(measure: str, level: str) -> dict[str, tuple[object, ...]]:
        found = areas.area_measure(answers, asked, measure, level)
        return {r.code: (None if pd.isna(r.value) else round(r.value, 4), r.n, r.state) for r in found.itertuples()}

    assert measured("reports_per_10k", "kota") == {"31.73": (0.075, 3, "ok"), "31.74": (0.0167, 1, "ok")}
    assert measured("reports_per_10k", "kelurahan")["31.73.05.1002"] == (None, 1, "kosong")  # nobody is known to live there
    assert measured("overdue_open", "kota") == {"31.73": (0, 1, "ok"), "31.74": (0, 0, "ok")}
    assert measured("on_time_pct", "kota") == {"31.73": (100, 2, "sedikit"), "31.74": (0, 1, "sedikit")}
    assert measured("close_p90_h", "kelurahan")["31.73.05.1002"] == (100, 1, "sedikit")
    assert measured("incidents", "kota") == {"31.73": (None, 0, "kosong"), "31.74": (None, 0, "kosong")}
    with pytest.raises(QuestionError, match="measure"):
        areas.area_measure(answers, asked, "happiness", "kota")
    with pytest.raises(QuestionError, match="level"):
        areas.area_measure(answers, asked, "incidents", "rw")


@pytest.mark.usefixtures("city")
def test_areas_and_shapes(answers: Answers) -> None:
    assert areas.areas_list(answers, "kota")["code"].tolist() == ["31.73", "31.74"]
    assert areas.areas_list(answers, parent="31.73.05")["name"].tolist() == ["Kebon Jeruk", "Sukabumi Utara"]
    shapes = areas.area_shapes(answers, "kecamatan")
    assert shapes["geometry"].iloc[0].startswith('{"type":"Polygon"') and shapes["is_schematic"].all()
