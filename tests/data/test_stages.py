"""Stage clocks by hand: cycles, what is left out, what is open, and working hours over a weekend and a holiday."""

from __future__ import annotations

from datetime import datetime, timedelta

import pandas as pd
import pytest

from data.answers import Answers
from data.errors import QuestionError
from data.model import Filters
from data.queries import response
from data.queries.stages import CLOCKS, STAGES, stage_clocks
from tests.data.conftest import NOW, AddEvent, AddReport


def rows(answers: Answers, asked: Filters) -> pd.DataFrame:
    both = pd.concat([stage_clocks(answers, asked, clock).assign(clock=clock) for clock in CLOCKS])
    return both.set_index(["clock", "stage", "cycle"])


def test_an_empty_city_has_no_clocks(answers: Answers, city: object, asked: Filters) -> None:
    assert len(stage_clocks(answers, asked)) == 0
    with pytest.raises(QuestionError):
        stage_clocks(answers, asked, "moon_s")


def test_every_stage_of_one_report_with_a_refusal(answers: Answers, asked: Filters, add_report: AddReport, add_event: AddEvent) -> None:
    add_report("A", age=100, took=80, refused_n=1)
    for hour, stage, actor in ((0, "menunggu", "system"), (1, "koordinasi", "system"), (2, "koordinasi", "officer"), (5, "disposisi", "officer"),
                               (9, "proses", "officer"), (20, "menunggu_validasi", "officer"), (30, "tl_ditolak", "officer"), (34, "proses", "officer"),
                               (60, "menunggu_validasi", "officer"), (80, "selesai", "officer")):  # fmt: skip
        add_event("A", age=100 - hour, stage=stage, actor=actor, outcome="resolved" if stage == "selesai" else None)
    found = rows(answers, asked)
    wall = found.loc["wall_s"]["p50_h"].to_dict()
    assert wall == {("koordinasi", 0): 2, ("disposisi", 0): 5, ("proses", 0): 9, ("proses", 1): 4, ("menunggu_validasi", 0): 20,
                    ("menunggu_validasi", 1): 30, ("first_close", 0): 80, ("last_close", 0): 80}  # fmt: skip
    assert set(found.index.get_level_values("clock")) == set(CLOCKS)
    assert set(found.index.get_level_values("stage")) == set(STAGES)
    assert (found["n"] == found["reached_n"]).all()


def test_what_is_left_out_or_open_is_censored(answers: Answers, asked: Filters, add_report: AddReport, add_event: AddEvent) -> None:
    add_report("open", age=40)
    add_event("open", age=40, stage="menunggu", actor="system")
    add_report("direct", age=60, took=10)
    add_event("direct", age=60, stage="menunggu", actor="system")
    add_event("direct", age=50, stage="selesai", outcome="resolved")
    wall = rows(answers, asked).loc["wall_s"]
    assert wall.loc[("disposisi", 0), ["n", "reached_n", "longest_h"]].tolist() == [2, 0, 40]
    assert wall.loc[("disposisi", 0), ["p50_h", "p90_h"]].isna().all()
    assert wall.loc[("first_close", 0), ["n", "reached_n", "p50_h"]].tolist() == [2, 1, 10]  # at 10 hours half of two are closed
    assert ("proses", 1) not in wall.index


def test_a_reopened_report_has_a_first_close_and_no_last_one(answers: Answers, asked: Filters, add_report: AddReport, add_event: AddEvent) -> None:
    add_report("A", age=100, first_closed_at=NOW - timedelta(hours=70), refused_n=1)
    for age, stage in ((100, "menunggu"), (90, "proses"), (70, "selesai"), (50, "tl_ditolak"), (45, "proses")):
        add_event("A", age=age, stage=stage)
    wall = rows(answers, asked).loc["wall_s"]
    assert wall.loc[("first_close", 0), ["reached_n", "p50_h"]].tolist() == [1, 30]
    assert wall.loc[("last_close", 0), ["reached_n", "longest_h"]].tolist() == [0, 100]
    assert wall.loc[("proses", 1), "p50_h"] == 5


@pytest.mark.parametrize(
    ("opened", "closed", "hours"),
    [
        (datetime(2026, 10, 5, 3), datetime(2026, 10, 5, 5), 2.0),  # Monday 10.00 to 12.00
        (datetime(2026, 10, 9, 8), datetime(2026, 10, 12, 1, 30), 2.5),  # Friday 15.00 to Monday 08.30: 1.5 + 1
        (datetime(2026, 10, 10, 2), datetime(2026, 10, 11, 2), 0.0),  # Saturday to Sunday
        (datetime(2026, 10, 5, 14), datetime(2026, 10, 6, 12), 8.5),  # Monday 21.00 to Tuesday 19.00: one whole day of 8.5
        (datetime(2026, 8, 24, 8), datetime(2026, 8, 26, 1), 1.5),  # Monday 15.00, the Prophet's birthday, Wednesday 08.00
    ],
)
def test_working_hours_leave_out_nights_weekends_and_holidays(
    answers: Answers, asked: Filters, add_report: AddReport, opened: datetime, closed: datetime, hours: float
) -> None:
    add_report("A", age=(NOW - opened) / timedelta(hours=1), took=(closed - opened) / timedelta(hours=1))
    long = Filters(now=NOW, since=datetime(2026, 8, 1))
    assert rows(answers, long).loc[("work_s", "first_close", 0), "p50_h"] == hours
    assert rows(answers, long).loc[("wall_s", "first_close", 0), "p50_h"] == (closed - opened) / timedelta(hours=1)
    at_work = response.response_overall(answers, long, "close", "work_s").iloc[0]
    assert at_work["p50_h"] == response.response_times(answers, long, "agency", clock="work_s")["p50_h"].iloc[0] == hours
    assert response.survival_curve(answers, long, clock="work_s")["t_h"].tolist() == [hours]
    with pytest.raises(QuestionError):
        response.survival_curve(answers, long, clock="sun")


def test_the_holiday_table_marks_what_nobody_has_checked(answers: Answers, city: object) -> None:
    found = answers.warehouse.here().frame("select day, note, isodow(day) as weekday from holiday order by day")
    assert found["day"].is_unique
    assert set(found["note"].fillna("")) == {"", "[unverified]"}
    by_year = found.groupby(found["day"].dt.year).size()
    assert by_year.index.tolist() == [2024, 2025, 2026, 2027]
    assert by_year[2026] == 25  # 17 national holidays and 8 days of joint leave
