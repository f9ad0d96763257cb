"""Lists in pages: a cursor names the last row that was given, so rows that arrive meanwhile shift nothing."""

from __future__ import annotations

import base64
import json
from collections.abc import Mapping, Sequence
from datetime import datetime

import pandas as pd

from data.answers import Answers
from data.errors import QuestionError
from data.model import Filters

MOST = 100_000


def page(
    answers: Answers,
    question: str,
    filters: Filters,
    key: Sequence[str],
    limit: int,
    cursor: str | None,
    more: Mapping[str, object] | None = None,
) -> pd.DataFrame:
    """One page of `question`, at most `limit` rows, after the row that `cursor` names; attrs["cursor"] goes on from there.

    The SQL takes `$after_<column>` for each column of the key, and `$rows`. Raises QuestionError.
    """
    if not 1 <= limit <= MOST:
        raise QuestionError(f"A page of {limit} rows cannot be given.", f"Ask for 1 to {MOST} rows.")
    after = read_cursor(cursor, key) if cursor else dict.fromkeys(key)
    params = {
        **filters.params(),
        **(more or {}),
        **{f"after_{c}": v for c, v in after.items()},
        "rows": limit + 1,
    }
    found = answers.ask(question, params)
    given = found.iloc[:limit].copy()
    given.attrs["cursor"] = write_cursor(given.iloc[-1], key) if len(found) > limit else None
    return given


def write_cursor(row: pd.Series, key: Sequence[str]) -> str:
    """The cursor that names a row by its key; `read_cursor` gives the key back."""
    words = [row[c].isoformat() if c.endswith("_at") else str(row[c]) for c in key]
    return base64.urlsafe_b64encode(json.dumps(words).encode()).decode().rstrip("=")


def read_cursor(cursor: str, key: Sequence[str]) -> dict[str, object]:
    """The key of the row that a cursor names. Raises QuestionError."""
    try:
        words = json.loads(base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
        if (
            not isinstance(words, list)
            or len(words) != len(key)
            or not all(isinstance(w, str) for w in words)
        ):
            raise ValueError("not a cursor of this list")
        return {
            c: datetime.fromisoformat(w) if c.endswith("_at") else w for c, w in zip(key, words, strict=True)
        }
    except ValueError as error:
        raise QuestionError(
            "The cursor is not understood.", "Use the cursor of the page before, unchanged."
        ) from error
