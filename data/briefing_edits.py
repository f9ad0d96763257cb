"""The store of what people changed in briefings: append-only, one row per saved set of changes."""

from __future__ import annotations

import time
from dataclasses import dataclass
from datetime import datetime

from data.answers import Answers
from data.faults import Conflict

TRIES = 5
_ADD = (
    "insert into briefing_edit values ($edit, $edited_at, $who, $kind, $period, $scope, $lang, $as_of, $changes)",
    "update table_version set version = version + 1 where table_name = 'briefing_edit'",
)


@dataclass(frozen=True, slots=True)
class Saved:
    """One row; moments are UTC, naive. `changes` is JSON."""

    edit: str
    edited_at: datetime
    who: str
    kind: str
    period: str
    scope: str
    lang: str
    as_of: datetime
    changes: str


def saved(answers: Answers, edit: str) -> Saved | None:
    """The set of changes of that id, or None."""
    found = answers.warehouse.here().rows(
        "select edit, edited_at, who, kind, period, scope, lang, as_of, changes from briefing_edit where edit = $edit order by edited_at limit 1", {"edit": edit}
    )
    return Saved(*found[0]) if found else None


def save(answers: Answers, row: Saved) -> None:
    """Append one set of changes; the same one again adds nothing. Raises Conflict."""
    if saved(answers, row.edit):
        return
    for tried in range(TRIES):
        try:
            with answers.warehouse.working() as session:
                session.transact(_ADD, {name: getattr(row, name) for name in Saved.__slots__})
            return
        except Conflict:
            if tried == TRIES - 1:
                raise
            time.sleep(0.05 * (tried + 1))
