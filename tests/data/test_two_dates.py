"""Two dates, two numbers: every cause planted once, the parts add up, and the ends are what each date says by itself."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pandas as pd
import pytest

from data.answers import Answers
from data.errors import QuestionError
from data.model import Filters
from data.queries.response import response_overall
from data.queries.two_dates import EFFECTS, period_of, two_dates
from data.warehouse import Warehouse
from tests.data.conftest import NOW, AddEvent, AddReport, hours

THEN = NOW - hours(48)
CALLS = """
insert into fire_call by name
select 'simulasi_damkar' as source, 'F' || i as call_id, $now::timestamp - to_hours(60 + i) as called_at, called_at + to_seconds(60) as departed_at,
       called_at + to_minutes(8 + i) as arrived_at, called_at + to_hours(2) as cleared_at, 'Bangunan rumah' as object, 'Listrik' as cause, 3 as units, 'fire' as outcome,
       '31.73.05.1001' as area, 'inside' as place, called_at as updated_at, 1 as batch from range(6) t(i)"""


@pytest.fixture
def moved(add_report: AddReport, add_event: AddEvent) -> None:
    """One report for every cause between THEN and NOW, eight that stay, and one opened after THEN."""
    for i in range(8):
        add_report(f"stays{i}", 400 + i, 20 + i)
    add_report("due", 200, 10)
    add_report("open", 300)
    add_report("late", 90)
    add_event("late", 90, "menunggu", late=60, actor="system")
    add_report("closed", 100, 80)
    add_event("closed", 100, "menunggu", actor="system")
    add_event("closed", 20, "selesai")
    add_report("back", 150, first_closed_at=NOW - hours(100), refused_n=1)
    add_event("back", 100, "selesai")
    add_event("back", 10, "tl_ditolak")
    add_report("other", 160, 150, outcome="duplicate", first_closed_at=NOW - hours(100))
    add_event("other", 100, "selesai")
    add_event("other", 10, "selesai", outcome="duplicate")
    add_report("new", 30)


def by_cause(found: pd.DataFrame) -> pd.DataFrame:
    return found.set_index("cause")


@pytest.mark.usefixtures("moved")
def test_every_case_has_its_cause_and_the_parts_add_up(answers: Answers, asked: Filters) -> None:
    found = by_cause(two_dates(answers, asked, THEN))
    due = {"tiba_terlambat": 1, "golongan": 1, "kembali": 1, "selesai": 1, "menunggu": 1, "jatuh_tempo": 1, "definisi": 0}
    assert found["changed_n"].drop(["awal", "akhir"]).to_dict() == due
    assert (found.loc["awal", "n"], found.loc["akhir", "n"], found.loc["tiba_terlambat", "d_n"]) == (13, 14, 1)
    assert found["p90_h"].isna().any() and found.loc[found["p90_h"].isna(), "d_p90_h"].isna().all()  # not reached: no effect is made up
    for name in (name for name in EFFECTS if name != "p90_h"):
        total = found.loc["akhir", name] - found.loc["awal", name]
        assert found[f"d_{name}"].drop(["awal", "akhir"]).sum() == pytest.approx(total), name


@pytest.mark.usefixtures("moved")
@pytest.mark.parametrize("stage", ["close", "first_action"])
def test_both_ends_are_what_each_date_says_by_itself(answers: Answers, asked: Filters, stage: str) -> None:
    found = by_cause(two_dates(answers, asked, THEN, stage=stage))
    since, until = period_of(asked, THEN)
    assert until == THEN and until - since == timedelta(days=30)
    for name, as_of in (("awal", THEN), ("akhir", None)):
        row = response_overall(answers, replace(asked, since=since, until=until, as_of=as_of), stage).iloc[0]
        for column in ("n", "open", "sla_n", "p50_h", "p90_h", "sla_matured_pct"):
            assert found.loc[name, column] == pytest.approx(row[column], nan_ok=True), (name, column)


@pytest.mark.usefixtures("moved")
def test_the_earlier_date_comes_first_whichever_was_chosen(answers: Answers, asked: Filters) -> None:
    forward, backward = two_dates(answers, asked, THEN), two_dates(answers, replace(asked, as_of=THEN), NOW)
    assert forward["changed_n"].tolist() == backward["changed_n"].tolist() and forward["n"].tolist() == backward["n"].tolist()


def test_one_date_twice_and_an_unknown_stage_are_refused(answers: Answers, city: Warehouse, asked: Filters) -> None:
    with pytest.raises(QuestionError, match="same"):
        two_dates(answers, asked, NOW)
    with pytest.raises(QuestionError, match="fires"):
        two_dates(answers, asked, THEN, "fires", "close")


@pytest.mark.parametrize(("subject", "stage"), [("reports", "close"), ("incidents", "acknowledge"), ("fires", "arrive")])
def test_an_empty_city_has_two_equal_dates(answers: Answers, city: Warehouse, asked: Filters, subject: str, stage: str) -> None:
    found = two_dates(answers, asked, THEN, subject, stage)
    assert found["n"].tolist() == [0, 0, 0] and found["cause"].tolist() == ["awal", "definisi", "akhir"]


def test_a_limit_that_changed_between_the_dates_has_its_own_effect(answers: Answers, city: Warehouse, asked: Filters) -> None:
    """Six calls reached after 8 to 13 minutes: all in time by the old limit, half of them by one of ten minutes from yesterday on."""
    with city.working() as session:
        session.execute(CALLS, {"now": NOW})
        session.execute("update response_limit set valid_to = $day::date where subject = 'fire'", {"day": (NOW - hours(24)).date()})
        session.execute("insert into response_limit select 'baru', 'fire', 'arrive', null, 10, 'S', $day::date, null, 'uji'", {"day": (NOW - hours(24)).date()})
    found = by_cause(two_dates(answers, asked, THEN, "fires", "arrive"))
    assert (found.loc["awal", "sla_matured_pct"], found.loc["akhir", "sla_matured_pct"]) == (100, 50)
    assert (found.loc["definisi", "changed_n"], found.loc["definisi", "d_sla_matured_pct"], found.loc["definisi", "d_n"]) == (6, -50, 0)
