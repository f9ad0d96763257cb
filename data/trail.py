"""What was asked while something was worked out: question by question, with its SQL, its values and what came back.

`Answers` notes every answer here, a kept one with the steps by which it was made, so that a number's origin is never written
by hand. A trail belongs to the thread (and request) that records it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from hashlib import sha256

import pandas as pd

_noting: ContextVar[list[Step] | None] = ContextVar("trail", default=None)


@dataclass(frozen=True, slots=True)
class Step:
    """One question: its name, SQL and bound values as text, the core tables that it reads, the rows of its answer, and the
    cases behind them (the sum of the answer's column n; None when it has none)."""

    name: str
    sql: str
    values: tuple[tuple[str, str], ...]
    tables: frozenset[str]
    rows: int
    cases: int | None

    @property
    def sha(self) -> str:
        """SHA-256 of the SQL, in hex."""
        return digest(self.sql)


def digest(text: str) -> str:
    """SHA-256 of a text, in hex."""
    return sha256(text.encode()).hexdigest()


def step(name: str, sql: str, values: Mapping[str, object], tables: frozenset[str], answer: pd.DataFrame) -> Step:
    """The step of an answer."""
    has_cases = "n" in answer and pd.api.types.is_numeric_dtype(answer["n"])
    cases = int(answer["n"].fillna(0).sum()) if has_cases else None
    return Step(name, sql, tuple(sorted((k, str(v)) for k, v in values.items())), tables, len(answer), cases)


@contextmanager
def recording() -> Iterator[list[Step]]:
    """Every step of the block, in order. What an outer block records is told nothing: tell it with `note`."""
    steps: list[Step] = []
    token = _noting.set(steps)
    try:
        yield steps
    finally:
        _noting.reset(token)


def note(steps: Sequence[Step]) -> None:
    """Add steps to what is being recorded, if anything is."""
    noted = _noting.get()
    if noted is not None:
        noted.extend(steps)
