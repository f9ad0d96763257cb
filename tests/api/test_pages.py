"""Large exports: page after page of a question, past the cache."""

from __future__ import annotations

from datetime import UTC, datetime

import pandas as pd
import pytest

import api.pages
from api.pages import listed
from api.words import MOST, Query
from data.answers import Answers
from data.model import Filters

ALL = 25


def query(limit: int, cursor: str | None = None) -> Query:
    return Query(Filters(now=datetime(2026, 10, 31, tzinfo=UTC)), limit=limit, cursor=cursor)


class Question:
    """Twenty-five rows in pages; remembers who asked and how much."""

    def __init__(self) -> None:
        self.asked: list[tuple[Answers, int]] = []

    def __call__(self, answers: Answers, filters: Filters, limit: int, cursor: str | None) -> pd.DataFrame:
        self.asked.append((answers, limit))
        start = int(cursor or 0)
        page = pd.DataFrame({"n": range(start, min(start + limit, ALL))})
        page.attrs["cursor"] = str(start + limit) if start + limit < ALL else None
        return page


@pytest.mark.parametrize(("limit", "cursor", "rows", "following"), [
    (7, None, range(0, 7), "7"), (20, None, range(0, 20), "20"), (25, None, range(0, 25), None), (99, None, range(0, 25), None), (5, "22", range(22, 25), None),
])  # fmt: skip
def test_pages_are_put_together(
    shared: Answers,
    monkeypatch: pytest.MonkeyPatch,
    limit: int,
    cursor: str | None,
    rows: range,
    following: str | None,
) -> None:
    monkeypatch.setattr(api.pages, "CHUNK", 10)
    frame = listed(Question(), shared, query(limit, cursor))
    assert frame["n"].tolist() == list(rows) and frame.attrs["cursor"] == following


def test_a_large_export_leaves_the_cache_alone(shared: Answers) -> None:
    question = Question()
    listed(question, shared, query(MOST))
    listed(question, shared, query(MOST + 1))
    assert question.asked[0][0] is shared and question.asked[1][0] is not shared
