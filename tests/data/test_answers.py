"""The cache of answers: fresh when a table changes, shared, and bounded by what it holds."""

from __future__ import annotations

import threading

import pandas as pd

from data import answers as room
from data import trail
from data.answers import Answers
from data.warehouse import Warehouse


def test_an_answer_is_kept_until_a_table_that_it_reads_changes(answers: Answers, warehouse: Warehouse) -> None:
    sql = "select count(*) as n from camera"
    for _ in range(3):
        assert answers.ask_sql("cameras", sql, {})["n"][0] == 0
    assert (answers.hits, answers.misses) == (2, 1)
    with warehouse.working() as session:
        session.transact(["update table_version set version = version + 1 where table_name = 'incident'"])
    answers.ask_sql("cameras", sql, {})
    assert answers.misses == 1, "another table's change does not touch it"
    with warehouse.working() as session:
        session.transact(["update table_version set version = version + 1 where table_name = 'camera'"])
    answers.ask_sql("cameras", sql, {})
    assert answers.misses == 2


def test_the_kept_answer_cannot_be_changed_through_the_one_given(answers: Answers) -> None:
    first = answers.ask_sql("one", "select 1 as n", {})
    first.loc[0, "n"] = 99
    assert answers.ask_sql("one", "select 1 as n", {})["n"][0] == 1


def test_many_who_ask_at_once_cause_one_question(answers: Answers) -> None:
    made: list[int] = []

    def make() -> pd.DataFrame:
        made.append(1)
        threading.Event().wait(0.1)
        return pd.DataFrame({"n": [1]})

    threads = [threading.Thread(target=lambda: answers.derive("slow", "select 1", {}, make)) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(made) == 1


def test_the_room_is_bounded_by_cells_and_a_giant_is_not_kept(answers: Answers) -> None:
    for n in range(12):
        answers.derive(f"big {n}", "select 1", {}, lambda: pd.DataFrame({"n": range(room.KEPT_CELLS // 9)}))
    assert sum(frame.size for frame, _steps in answers._kept.values()) == answers._cells <= room.KEPT_CELLS
    before = len(answers._kept)
    answers.derive("giant", "select 1", {}, lambda: pd.DataFrame({"n": range(room.KEPT_CELLS // 7)}))
    assert len(answers._kept) == before


def test_a_question_that_fails_can_be_asked_again(answers: Answers) -> None:
    def fail() -> pd.DataFrame:
        raise ValueError("once")

    try:
        answers.derive("f", "select 1", {}, fail)
    except ValueError:
        assert answers.derive("f", "select 1", {}, lambda: pd.DataFrame({"n": [1]}))["n"][0] == 1
    else:
        raise AssertionError("the error was swallowed")


def test_the_sources_of_a_question_are_the_one_asked_for_or_those_of_this_city_as_they_are_now(answers: Answers, warehouse: Warehouse) -> None:
    sql = "select s.source from (values ('here'), ('there'), ('late')) s(source) where is_of_source(s.source, $sources) order by all"
    book = (
        "insert into source values ($s, 'cameras', $s, 'a city', $home, false, now())",
        "insert into batch by name select coalesce(max(batch), 0) + 1 as batch, 'cameras' as feed, $s as source, 'file' as origin, 'sha' as sha256, 'm' as mapping, "
        "'loaded' as state, 0 as bytes, 0 as read_rows, 0 as inserted, 0 as updated, 0 as duplicate, 0 as quarantined, '{}' as tables, '[]' as notices, "
        "'f' as fingerprint, now() as started_at, now() as finished_at, 1.0 as seconds from batch",
    )

    def add(source: str, is_home: bool) -> None:
        with warehouse.working() as session:
            session.transact(book, {"s": source, "home": is_home})

    add("here", True)
    add("there", False)
    assert list(answers.ask_sql("q", sql, {"source": None})["source"]) == ["here"]
    assert list(answers.ask_sql("q", sql, {"source": "there"})["source"]) == ["there"]
    with trail.recording() as steps:
        add("late", True)
        assert list(answers.ask_sql("q", sql, {})["source"]) == ["here", "late"], "a source that came with a load counts at once"
    assert [(s.name, dict(s.values)) for s in steps] == [("q", {"sources": "['here', 'late']"})], "and the origin of a number names them"
