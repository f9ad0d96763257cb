"""The backlog by hand: ages, deadlines, and a flow that adds up to it."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from data.answers import Answers
from data.model import Filters
from data.queries.backlog import backlog, backlog_flow
from tests.data.conftest import NOW, AddEvent, AddReport


def test_an_empty_city_has_no_backlog(answers: Answers, city: object, asked: Filters) -> None:
    row = backlog(answers, asked).iloc[0]
    assert (row.open_n, row.overdue_n, row.due_24h_n) == (0, 0, 0)
    assert row[["oldest_h", "age_p50_h", "age_p90_h"]].isna().all()
    assert len(backlog_flow(answers, asked)) == 0


def test_ages_deadlines_and_the_oldest_however_old(answers: Answers, asked: Filters, add_report: AddReport) -> None:
    for name, age in {"A": 2000, "B": 160, "C": 10, "D": 4, "E": 2}.items():
        add_report(name, age=age)
    add_report("closed", age=500, took=3)
    add_report("reopened", age=160, area="31.74.01.1001", first_closed_at=NOW - timedelta(hours=20))
    add_report("private place", age=6, area="31.74.01.1001")
    row = backlog(answers, asked).iloc[0]
    assert (row.open_n, row.overdue_n, row.due_24h_n) == (7, 1, 1)  # limit 168 h: A is late, B has 8 hours left
    assert (row.oldest_h, row.age_p50_h) == (2000, 10)
    assert row.age_p90_h == pytest.approx(160 + 0.4 * (2000 - 160))
    inside = backlog(answers, replace(asked, area="31.73")).iloc[0]
    assert (inside.open_n, inside.age_p50_h) == (5, 10)


def test_the_flow_adds_up_to_the_backlog(answers: Answers, asked: Filters, add_report: AddReport) -> None:
    # NOW is Saturday 31 October noon in Jakarta: its week began 132 + 0 hours earlier, on Monday the 26th (60 h + 72 h = 5.5 days).
    add_report("A", age=24 * 20)  # Sunday 11 October: week of the 5th
    add_report("B", age=24 * 19, took=24 * 15)  # Monday the 12th, closed Tuesday the 27th
    add_report("C", age=24)
    found = backlog_flow(answers, asked).set_index("week_on")
    assert [str(day)[:10] for day in found.index] == ["2026-10-05", "2026-10-12", "2026-10-19", "2026-10-26"]
    assert found["opened"].tolist() == [1, 1, 0, 1]
    assert found["closed"].tolist() == [0, 0, 0, 1]
    assert found["open_end"].tolist() == [1, 2, 2, 2]
    assert found["is_whole"].tolist() == [True, True, True, False]
    assert found["net"].sum() == backlog(answers, asked).iloc[0].open_n
    assert backlog_flow(answers, asked, weeks=1)["open_end"].tolist() == [2]


def test_a_report_that_was_reopened_is_closed_in_the_week_of_its_last_closing(answers: Answers, asked: Filters, add_report: AddReport, add_event: AddEvent) -> None:
    add_report("A", age=24 * 19, took=24 * 15, first_closed_at=NOW - timedelta(days=17))  # Monday the 12th; closed Wednesday the 14th, and again Tuesday the 27th
    add_report("B", age=24 * 19, first_closed_at=NOW - timedelta(days=10))  # opened again, and still open
    found = backlog_flow(answers, asked)
    assert found[["opened", "closed", "open_end"]].values.tolist() == [[2, 0, 2], [0, 0, 2], [0, 1, 1]]
    for age, stage in ((19, "menunggu"), (17, "selesai"), (16, "proses"), (4, "selesai")):
        add_event("A", age=24 * age, stage=stage, outcome="resolved" if stage == "selesai" else None)
    assert backlog_flow(answers, asked)["closed"].tolist() == [0, 0, 1]
    assert backlog_flow(answers, replace(asked, as_of=NOW - timedelta(days=16.5)))["closed"].tolist() == [1], "then that was its last"
    assert backlog_flow(answers, replace(asked, as_of=NOW - timedelta(days=15)))["closed"].tolist() == [0], "and then it was open"


def test_a_past_moment_is_answered_as_it_was_known(answers: Answers, asked: Filters, add_report: AddReport, add_event: AddEvent) -> None:
    add_report("A", age=100, took=90)
    add_event("A", age=100, stage="menunggu", actor="system")
    add_event("A", age=10, stage="selesai", outcome="resolved")
    then = replace(asked, as_of=NOW - timedelta(hours=50))
    assert backlog(answers, then).iloc[0].open_n == 1
    assert backlog(answers, then).iloc[0].oldest_h == 50
    assert backlog(answers, asked).iloc[0].open_n == 0
