"""Kaplan-Meier on real cases: Boston through the feed and the question, against lifelines."""

from __future__ import annotations

import math
from datetime import UTC, datetime
from pathlib import Path

import pytest
from lifelines import KaplanMeierFitter

from data.answers import Answers
from data.model import Filters
from data.queries.response import response_times
from data.warehouse import Warehouse
from etl.engine import load
from etl.feeds import feed

pytestmark = pytest.mark.opendata
NOW = datetime(2012, 3, 1, tzinfo=UTC)


def test_boston_by_category_equals_lifelines(warehouse: Warehouse, answers: Answers, open_data: Path) -> None:
    load(warehouse, feed("citizen_reports"), open_data / "citizen_reports" / "boston_311_2011.zip")
    asked = Filters(now=NOW, since=datetime(2011, 1, 1, tzinfo=UTC), until=NOW, source="boston_311", as_of=NOW)
    found = response_times(answers, asked, by="category", stage="close").set_index("key")
    with warehouse.working() as session:
        cases = session.frame(
            """select category, last_closed_at is not null and last_closed_at <= $now as is_closed,
               epoch_us(case when last_closed_at <= $now then last_closed_at else $now end) - epoch_us(created_at) as us
               from report where created_at < $now""", {"now": NOW.replace(tzinfo=None)},
        )
    cases["hours"] = cases["us"] / 3_600_000_000
    assert set(found.index) == set(cases["category"]) and len(found) > 20 and (~cases["is_closed"]).sum() > 3000
    for category, group in cases.groupby("category"):
        curve = KaplanMeierFitter().fit(group["hours"], group["is_closed"])
        row = found.loc[category]
        assert (row["n"], row["open"]) == (len(group), (~group["is_closed"]).sum())
        for name, share in (("p50_h", 0.5), ("p90_h", 0.1)):
            reached = curve.survival_function_["KM_estimate"] <= share + 1e-9  # a curve that stands at the share has reached it
            expected = reached.idxmax() if reached.any() else math.inf
            if math.isinf(expected):
                assert math.isnan(row[name]), (category, name)
            else:
                assert row[name] == pytest.approx(expected, abs=1e-9, rel=1e-9), (category, name)
        if group["is_closed"].any():
            assert row["mean_closed_h"] == pytest.approx(group.loc[group["is_closed"], "hours"].mean(), rel=1e-9)
