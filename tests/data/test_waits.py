"""Questions about how long reports wait, against answers worked out by hand."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pandas as pd
import pytest

from data.answers import Answers
from data.errors import QuestionError
from data.model import Filters
from data.queries import response
from tests.data.conftest import NOW, AddReport, hours


def test_waits_of_one_report(answers: Answers, asked: Filters, add_report: AddReport) -> None:
    add_report("a", 500, 10)
    row = response.response_overall(answers, asked).iloc[0]
    assert row[["n", "open", "p50_h", "p90_h", "mean_closed_h", "sla_matured_pct", "sla_n"]].tolist() == [1, 0, 10, 10, 10, 100, 1]
    curve = response.survival_curve(answers, asked)
    assert curve[["t_h", "s", "at_risk"]].values.tolist() == [[10, 0, 1]]


def test_all_open_is_never_reached(answers: Answers, asked: Filters, add_report: AddReport) -> None:
    for i in range(5):
        add_report(f"r{i}", 400 + i, acted_at=None)
    row = response.response_times(answers, asked, "category").iloc[0]
    assert row[["n", "open", "sla_matured_pct"]].tolist() == [5, 5, 0]
    assert row[["p50_h", "p90_h", "p50_lo", "mean_closed_h"]].isna().all()


def test_the_open_and_the_wrongly_closed_are_censored(answers: Answers, asked: Filters, add_report: AddReport) -> None:
    """The oracle in hours: 2, 3+, 4, 5, 5+, 8: half are done after 5 h; of the closed alone it would be 4.5 h."""
    for name, age, took, outcome in (("a", 20, 2, "resolved"), ("b", 3, None, ""), ("c", 20, 4, "resolved"), ("d", 20, 5, "resolved"),
                                     ("e", 20, 5, "duplicate"), ("f", 20, 8, "resolved")):  # fmt: skip
        add_report(name, age, took, outcome=outcome)
    row = response.response_overall(answers, asked).iloc[0]
    assert (row["p50_h"], row["p90_h"], row["mean_closed_h"]) == (5, 8, 4.75)
    assert row["competing_pct"] == pytest.approx(100 / 6)
    assert response.survival_curve(answers, asked)["s"].round(4).tolist() == [0.8333, 0.625, 0.4167, 0]
    assert response.chance_done(answers, asked, 3, 7) == pytest.approx(0.5)
    with pytest.raises(QuestionError):
        response.chance_done(answers, asked, 7, 3)


@pytest.mark.usefixtures("five")
def test_waits_by_group(answers: Answers, asked: Filters) -> None:
    by_area = response.response_times(answers, asked, "area").set_index("key")
    assert by_area["n"].to_dict() == {"31.73": 3, "31.74": 1, "tidak_diketahui": 1}
    assert by_area.loc["31.73", ["sla_n", "sla_matured_pct"]].tolist() == [2, 100]
    assert by_area.loc["31.74", "sla_matured_pct"] == 0 and by_area.loc["tidak_diketahui", "sla_matured_pct"] == 0
    kelurahan = response.response_times(answers, replace(asked, area="31.73.05"), "area").set_index("key")
    assert kelurahan["n"].to_dict() == {"31.73.05.1001": 2, "31.73.05.1002": 1}
    with pytest.raises(QuestionError, match="grouped"):
        response.response_times(answers, asked, "reporter")
    with pytest.raises(QuestionError, match="stage"):
        response.response_times(answers, asked, "area", "lunch")


def test_first_action_ends_with_the_officer(answers: Answers, asked: Filters, add_report: AddReport) -> None:
    add_report("a", 100, 50, acted_at=NOW - hours(97))
    add_report("b", 100, 40, acted_at=None)  # closed by a machine: nobody acted, so it is censored
    row = response.response_overall(answers, asked, "first_action").iloc[0]
    assert (row["p50_h"], row["mean_closed_h"], row["sla_n"], row["sla_matured_pct"]) == (3, 3, 2, 50)


def test_the_trend_begins_its_weeks_on_monday_in_jakarta(answers: Answers, asked: Filters, add_report: AddReport) -> None:
    monday = pd.Timestamp("2026-10-26")
    age = (NOW - (monday - timedelta(hours=7)).to_pydatetime()).total_seconds() / 3600  # Monday 00:00 in Jakarta
    add_report("before", age + 0.5, 3)
    add_report("after", age - 0.5, 5)
    trend = response.response_trend(answers, asked, "close", "week")
    assert trend["bucket_on"].tolist() == [monday - timedelta(days=7), monday] and trend["p50_h"].tolist() == [3, 5]
    assert response.response_trend(answers, asked, "close", "day")["bucket_on"].tolist() == [monday - timedelta(days=1), monday]
    assert response.response_trend(answers, asked, "close", "month")["bucket_on"].tolist() == [pd.Timestamp("2026-10-01")]
    with pytest.raises(QuestionError, match="trend"):
        response.response_trend(answers, asked, "close", "hour")
