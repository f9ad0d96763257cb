"""Pages: the questions give lists in pages of at most 100,000 rows; a larger export is several of these, one after the other."""

from __future__ import annotations

from typing import Protocol

import pandas as pd

from api.words import MOST, Query
from data.answers import Answers
from data.model import Filters

CHUNK = 100_000


class Listed(Protocol):
    """A question that is answered in pages; `attrs["cursor"]` of its frame leads on, and is None at the end."""

    def __call__(
        self, answers: Answers, filters: Filters, limit: int, cursor: str | None
    ) -> pd.DataFrame: ...


def listed(question: Listed, answers: Answers, query: Query) -> pd.DataFrame:
    """Up to query.limit rows after query.cursor; attrs["cursor"] leads on. Raises QuestionError for a bad cursor.

    A large export is asked past the cache: its rows would push out what the screens ask for all day.
    """
    if query.limit > MOST:
        answers = Answers(answers.warehouse)
    found: list[pd.DataFrame] = []
    left, cursor = query.limit, query.cursor
    while left > 0:
        page = question(answers, query.filters, min(left, CHUNK), cursor)
        found.append(page)
        left, cursor = left - len(page), page.attrs["cursor"]
        if cursor is None:
            break
    frame = pd.concat([page for page in found if len(page)] or found[:1], ignore_index=True)
    frame.attrs["cursor"] = cursor
    return frame
