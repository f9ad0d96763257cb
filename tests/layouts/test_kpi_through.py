"""The past of many KPIs asked in few passes: it says what each question says by itself, and it is kept."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta

import pandas as pd
import pytest

from data.answers import Answers
from data.kpis.sql import goes_through, kpi_sql_through, usable
from data.model import Filters
from data.queries.kpi_history import at_end, kpi_of, kpi_periods
from data.queries.kpis import readings_of, readings_through
from layouts.choice import Choice
from layouts.panel import Asked
from layouts.panels import indicators
from tests.layouts.conftest import NOW

LENGTH = timedelta(days=10)
ENDS = [NOW.replace(hour=0) - n * timedelta(days=12) for n in range(3)]
# One of each shape: shares, quantiles, states, windows of their own, per resident, a macro of a moment, a plain table.
SHAPES = ("G1", "G2", "G3-P90", "G4", "G5", "G11", "E1", "E4", "E7", "E8", "EC1", "EC3", "EC8", "L1", "L6", "M1", "M8", "P1", "P3")


class Counted(Answers):
    """Answers that note which questions were not kept."""

    asked: list[str]

    def ask_sql(self, name: str, sql: str, params: Mapping[str, object]) -> pd.DataFrame:
        before = self.misses
        found = super().ask_sql(name, sql, params)
        self.asked += [name] * (self.misses - before)
        return found


@pytest.fixture
def counted(standing: Answers) -> Counted:
    made = Counted(standing.warehouse)
    made.asked = []
    return made


def one_by_one(answers: Answers, asked: Mapping[str, list[Filters]]) -> pd.DataFrame:
    frames = [readings_of(answers, one, (kpi,), None, False).assign(end_at=one.period[1]) for name, each in asked.items() for one in each if (kpi := kpi_of(answers, name))]
    return pd.concat(frames, ignore_index=True)


@pytest.mark.parametrize(("area", "knows"), [("31", "then"), ("31.73", "now")])
def test_a_kpi_says_the_same_in_one_pass(standing: Answers, area: str, knows: str) -> None:
    filters = Filters(now=NOW, area=area)
    kpis = [k for k in usable(standing.warehouse).kpis if k.id in SHAPES]
    then = [replace(filters, since=end - LENGTH, until=end, as_of=end) for end in ENDS]
    asked = {k.id: then if knows == "then" else [one for end in ENDS if (one := at_end(filters, k, end, LENGTH))] for k in kpis}
    found = readings_through(standing, [(k, asked[k.id]) for k in kpis])
    told = one_by_one(standing, asked)
    assert len(kpis) == len(SHAPES) and found["value"].notna().sum() > 10
    pd.testing.assert_frame_equal(found, told.astype(found.dtypes.to_dict()), rtol=1e-12)


def test_the_one_pass_of_every_kpi_can_be_planned(standing: Answers) -> None:
    then = [Filters(now=NOW, since=end - LENGTH, until=end) for end in ENDS]
    lists = {"sinces": [f.period[0] for f in then], "untils": [f.period[1] for f in then], "moments": [f.moment for f in then], "code_lens": [2]}
    going = [k for k in usable(standing.warehouse).kpis if k.is_loaded and goes_through(k, then)]
    assert len(going) > 50
    for kpi in going:
        sql = kpi_sql_through(kpi)
        standing.warehouse.here().rows(f"explain {sql}", standing.bound(sql, {**then[0].params(), **lists}))


def test_some_kpis_go_through_and_some_cannot(standing: Answers) -> None:
    then = [Filters(now=NOW, since=end - LENGTH, until=end, as_of=end) for end in ENDS]
    now = [replace(one, as_of=None) for one in then]
    g1, g4, g6, p3 = (kpi_of(standing, name) for name in ("G1", "G4", "G6", "P3"))
    assert g1 and g4 and g6 and p3
    assert goes_through(g1, now) and not goes_through(g1, then)
    assert goes_through(p3, now) and goes_through(p3, then)
    assert not goes_through(g6, now) and not goes_through(g4, then)


def test_twelve_periods_are_one_question(counted: Counted) -> None:
    g1 = kpi_of(counted, "G1")
    assert g1
    assert len(kpi_periods(counted, Filters(now=NOW), g1)) == 12
    assert counted.asked.count("kpi G1") == 2  # what is over, and now


def test_what_is_over_is_asked_once_a_quarter_of_an_hour(counted: Counted) -> None:
    """A minute later the panel asks what is now again, and nothing of the past."""
    choice, minute = Choice(), NOW.replace(minute=16)
    first = indicators.ask(counted, Asked(choice.filters(minute), choice, minute))
    assert first.lines and counted.asked.count("kpi E4") > 2
    counted.asked.clear()
    later = minute + timedelta(minutes=1)
    again = indicators.ask(counted, Asked(choice.filters(later), choice, later))
    assert counted.asked.count("kpi E4") == 1 and {k: v[:4] for k, v in again.lines.items()} == {k: v[:4] for k, v in first.lines.items()}
    g1 = kpi_of(counted, "G1")
    assert g1
    kpi_periods(counted, choice.filters(minute), g1)
    counted.asked.clear()
    kpi_periods(counted, choice.filters(later), g1)
    assert counted.asked.count("kpi G1") <= 1
