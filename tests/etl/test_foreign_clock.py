"""Waits of a city whose clocks change: both days on which they do, and cases closed before they were opened."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from data.answers import Answers
from data.model import Filters
from data.queries.response import response_overall, response_times
from data.warehouse import Warehouse
from etl.engine import load
from etl.feeds import feed

NOW = datetime(2012, 1, 1, tzinfo=UTC)
HEAD = "case_enquiry_id,open_dt,target_dt,closed_dt,ontime,case_status,reason,department,latitude,longitude,location,source\n"
# Boston puts its clocks forward on 13 March 2011 at 2:00 and back on 6 November 2011 at 2:00.
ROWS = (
    ("1", "2011-03-12 12:00:00", "2011-03-13 12:00:00", "spring"),  # 23 hours
    ("2", "2011-11-05 12:00:00", "2011-11-06 12:00:00", "autumn"),  # 25 hours
    ("3", "2011-07-01 12:00:00", "2011-07-02 12:00:00", "summer"),  # 24 hours
    ("4", "2011-02-01 12:00:00", "2011-12-01 12:00:00", "year"),  # from winter to winter over both: 303 days
    ("5", "2011-07-02 12:00:00", "2011-07-01 12:00:00", "backwards"),
)


@pytest.fixture
def boston(warehouse: Warehouse, tmp_path: Path) -> Filters:
    file = tmp_path / "boston.csv"
    rows = [f"{no},{opened},,{closed},ONTIME,Closed,{reason},PWDx,42.27,-71.07,,Employee Generated\n" for no, opened, closed, reason in ROWS]
    file.write_text(HEAD + "".join(rows), encoding="utf-8")
    batch = load(warehouse, feed("citizen_reports"), file)
    assert (batch.counts.inserted, batch.counts.quarantined) == (4, 1)
    return Filters(now=NOW, since=datetime(2011, 1, 1, tzinfo=UTC), until=NOW, source="boston_311")


def test_a_day_with_a_change_of_clocks_has_23_or_25_hours(answers: Answers, boston: Filters) -> None:
    found = response_times(answers, boston, "category").set_index("key")["p50_h"]
    assert found.to_dict() == {"spring": 23, "autumn": 25, "summer": 24, "year": 303 * 24}


def test_closed_before_opened_is_quarantined_with_its_reason(answers: Answers, boston: Filters) -> None:
    assert answers.warehouse.here().rows("select reasons from quarantine") == [(["order:created_at>closed_at"],)]
    assert response_overall(answers, boston)["n"].iloc[0] == 4


def test_as_of_an_hour_that_comes_twice_the_case_is_still_open(answers: Answers, boston: Filters) -> None:
    first = replace(boston, as_of=datetime(2011, 11, 6, 16, 59, 59, tzinfo=UTC))  # a second before noon there
    row = response_times(answers, first, "category").set_index("key").loc["autumn"]
    assert row["open"] == 1 and row[["p50_h"]].isna().all()
