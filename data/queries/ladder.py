"""The ladder of a table: how many rows lie on each stretch of its order, and where on it a page stands.

An order is one number k that only grows (questions/parts/table_rows). A rung is 1 << shift units of k; of an order by a word the
word's place stands above bit 34 of k, and the time of opening, newest first, below it in units of 2**20 microseconds.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

import pandas as pd

_WORD, _TICK, _MISSING = 34, 20, 1 << 27
_LOW = (1 << _WORD) - 1
_EPOCH = datetime(1970, 1, 1)


def rungs(ladder: pd.DataFrame, shift: int) -> pd.DataFrame:
    """The ladder (rung, n, open_n, first_at, last_at) with lo and hi: the least and the greatest k of each rung."""
    lo = ladder["rung"] * (1 << shift)
    return ladder.assign(lo=lo, hi=lo + ((1 << shift) - 1))


def stretch(ladder: pd.DataFrame, first: int, rows: int, after_k: int | None) -> tuple[pd.DataFrame, int]:
    """The rungs on which `rows` rows stand, from row number `first` or past a row that stands at after_k; and how many rows of
    these rungs come before them."""
    upto = ladder["n"].cumsum()
    if after_k is not None:
        rest = ladder[ladder["hi"] >= after_k]
        # The first rung may lie wholly before the row; those after it must hold a page by themselves.
        behind = rest["n"].cumsum() - (int(rest["n"].iloc[0]) if len(rest) else 0)
        return rest[behind.shift(fill_value=0) < rows], 0
    before = upto - ladder["n"]
    rest = ladder[(upto > first) & (before < first + rows)]
    return rest, first - int(before[rest.index[0]]) if len(rest) else 0


def place(rank: int) -> int:
    """Where the rows under the word of this rank (negative: in the order turned round) begin."""
    return rank << _WORD


def bounds(found: pd.DataFrame, period: tuple[datetime, datetime], sort: str, sign: int, words: Sequence[str] | None) -> dict[str, object]:
    """What holds every row of these rungs: lo and hi of k, since and until of the time of opening (within the period asked for), and
    near, the words of an order by a word (None: any). No report outside of these need be read."""
    lo, hi = int(found["lo"].min()), int(found["hi"].max())
    if sort == "created":
        first, last = sorted((sign * lo, sign * hi))
        since, until = _at(first), _at(last)
    elif words is not None:
        # A rung lies under one word; its low bits fall as time goes on.
        since, until = _at(((1 << _WORD) - int((found["hi"] & _LOW).max())) << _TICK), _at(((1 << _WORD) + 1 - int((found["lo"] & _LOW).min())) << _TICK)
    else:
        since, until = (pd.Timestamp(moment).to_pydatetime() for moment in (found["first_at"].min(), found["last_at"].max()))
    places = range(lo >> _WORD, (hi >> _WORD) + 1)
    near = [word for rank, word in enumerate(words, 1) if sign * rank in places] if words is not None and _MISSING not in places else None
    # A rung may reach over the edge of the period.
    return {"lo": lo, "hi": hi, "since": max(since, period[0]), "until": min(until + timedelta(microseconds=1), period[1]), "near": near}


def _at(microseconds: int) -> datetime:
    return _EPOCH + timedelta(microseconds=microseconds)
