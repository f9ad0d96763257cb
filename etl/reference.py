"""Reference tables of the data room as SQL fragments for feeds."""

from __future__ import annotations

import csv
from functools import cache

from data.literals import literal
from data.schema import REFERENCE


@cache
def rows(table: str) -> tuple[dict[str, str], ...]:
    """The lines of a reference CSV, by column name without its type."""
    with (REFERENCE / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return tuple({k.split(":")[0]: v for k, v in line.items()} for line in csv.DictReader(file))


def known(table: str, key: str) -> str:
    """`['jalan', 'pohon', …]` for an IN. A list, not a tuple: a long tuple becomes a join, which loses the order of the file."""
    return "[" + ", ".join(literal(r[key]) for r in rows(table)) + "]"


def lookup(table: str, key: str, value: str, of: str) -> str:
    """SQL that turns a key into a value of its row; null when it is not there."""
    pairs = ", ".join(f"{literal(r[key])}: {literal(r[value])}" for r in rows(table))
    return f"map {{{pairs}}}[{of}]"
