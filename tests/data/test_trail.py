"""The trail of an answer is the same whether it was worked out or kept; definitions are written down once, and when they change."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from data import definitions
from data.answers import QUESTIONS, Answers
from data.definitions import history, keep_definitions
from data.kpis.catalogue import catalogue
from data.model import Filters
from data.queries.kpis import indicator_scores
from data.trail import recording
from data.warehouse import Warehouse
from tests.data.conftest import AddReport

NOW = datetime(2026, 11, 21)


def test_kept_answers_bring_the_steps_that_made_them(answers: Answers, asked: Filters, add_report: AddReport) -> None:
    add_report("a", 30, 10)
    with recording() as first:
        indicator_scores(answers, asked)
    with recording() as second:
        indicator_scores(answers, asked)
    assert second == list(dict.fromkeys(first))
    names = [step.name for step in second]
    assert "kpi G1" in names and "kpi_readings" not in names  # what was really asked, not what it was made into
    g1 = next(step for step in second if step.name == "kpi G1")
    assert ("area", "31") in g1.values and {"report", "report_event"} <= g1.tables and not g1.cases


def test_an_outer_recording_hears_all_and_another_thread_nothing(answers: Answers) -> None:
    with recording() as steps:
        answers.ask("feed_limits")
        answers.derive("both", "select 1", {}, lambda: answers.ask("feed_limits"))
    assert [s.name for s in steps] == ["feed_limits", "feed_limits"]
    answers.ask("feed_limits")
    assert len(steps) == 2


def test_definitions_are_kept_once_and_again_when_they_change(warehouse: Warehouse, monkeypatch: pytest.MonkeyPatch) -> None:
    all_n = len(list(QUESTIONS.rglob("*.sql"))) + len(catalogue())
    assert keep_definitions(warehouse, NOW) == all_n
    assert keep_definitions(warehouse, NOW + timedelta(days=1)) == 0
    whole = definitions.kpi_text
    monkeypatch.setattr(definitions, "kpi_text", lambda kpi: whole(kpi).replace('"target": 90', '"target": 95') if kpi.id == "G1" else whole(kpi))
    assert keep_definitions(warehouse, NOW + timedelta(days=2)) == 1
    found = history(Answers(warehouse), "kpi", ["G1"])
    assert found["seen_at"].tolist() == [NOW + timedelta(days=2), NOW]
    assert '"target": 95' in found["text"][0] and '"target": 90' in found["before"][0] and found["before"].isna().tolist() == [False, True]
