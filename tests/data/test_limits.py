"""Limits in force, changes of definitions, and how long cases were watched."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from data.answers import Answers
from data.model import Filters
from data.queries.limits import definition_changes, group_titles, sla_limits
from data.queries.response import response_overall, response_times
from tests.data.conftest import AddReport


def test_limits_are_those_of_the_day(answers: Answers, city: object, asked: Filters) -> None:
    now = sla_limits(answers, asked).set_index("stage")
    assert now["hours"].to_dict() == {"close": 168.0, "first_action": 6.0}
    assert set(now["reading"]) == {"mean"}
    then = sla_limits(answers, replace(asked, as_of=datetime(2016, 5, 1)))
    assert then[["stage", "hours"]].values.tolist() == [["close", 120.0]]


def test_changes_of_definitions_in_a_period_only(answers: Answers, city: object, asked: Filters) -> None:
    found = definition_changes(answers, replace(asked, since=datetime(2018, 12, 1), until=datetime(2019, 2, 1)))
    assert len(found) == 1
    assert str(found["changed_on"].iloc[0])[:10] == "2019-01-01"
    assert "sla" in found["kinds"].iloc[0]
    assert len(definition_changes(answers, replace(asked, since=datetime(2017, 1, 1), until=datetime(2017, 1, 20)))) == 0


def test_the_longest_watched_case_is_open_or_done(answers: Answers, asked: Filters, add_report: AddReport) -> None:
    add_report("A", age=100, took=30)
    add_report("B", age=50)
    add_report("C", age=20, took=2, category="pohon")
    by_category = response_times(answers, asked).set_index("key")["longest_h"].to_dict()
    assert by_category == {"jalan": 50.0, "pohon": 2.0}
    assert response_overall(answers, asked)["longest_h"].tolist() == [50.0]


def test_titles_of_groups_in_both_languages(answers: Answers, city: object) -> None:
    titles = group_titles(answers, "category").set_index("key")
    assert titles.loc["jalan"].tolist() == ["Jalan rusak", "Damaged road"]
    assert titles.index.is_unique
    assert len(group_titles(answers, "agency")) == 0
    assert "31.73.05" in set(group_titles(answers, "area")["key"])
