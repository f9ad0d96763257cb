"""The city as it was known at one moment, derived once: a briefing asks thirty questions of the same past.

Temporary tables of one session take the names of the core tables, so that every question about the newest state is
answered with the state of that moment. Questions about any other moment, or about other tables, go their usual way.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime
from types import TracebackType

import pandas as pd

from data import schema, trail
from data.answers import Answers, Key

_ASKS_REPORTS = re.compile(r"\b(reports(_asked|_since)?|report_cases)\(")
_LOG = re.compile(r"\breport_event\b|\bclosures\b")
_SHADOW = """create temp table report as select * replace (null::varchar as description, null::varchar as category_raw) from reports_since($as_of, null)
    where $agency is null or agency = $agency"""


class Snapshot(Answers):
    """Answers about one `as_of` (UTC, naive; None: the newest state, nothing to derive). Use it in a `with` block; not for two threads.

    With an `agency` (as its source writes it) there are only the reports handed to it; `tells` says of which SQL that holds.
    """

    def __init__(self, answers: Answers, as_of: datetime | None, agency: str | None = None) -> None:
        super().__init__(answers.warehouse)
        self._outer = answers
        self._as_of = as_of
        self._session = answers.warehouse.session() if as_of or agency else None
        self._own: dict[Key, pd.DataFrame] = {}
        if self._session:
            self._session.execute(_SHADOW, {"as_of": as_of, "agency": agency})

    def __enter__(self) -> Snapshot:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        if self._session:
            self._session.close()

    def ask_sql(self, name: str, sql: str, params: Mapping[str, object]) -> pd.DataFrame:
        """As `Answers.ask_sql`; what asks for reports at the snapshot's moment reads the derived table."""
        is_mine = self._session and params.get("as_of") == self._as_of and tells(sql)
        if not is_mine or self._session is None:
            return self._outer.ask_sql(name, sql, params)
        used = {k: v for k, v in params.items() if f"${k}" in sql} | {"as_of": None}
        key: Key = (name, hash(sql), tuple(sorted((k, repr(v)) for k, v in used.items())))
        if key not in self._own:
            self._own[key] = self._session.frame(sql, used)
        trail.note((trail.step(name, sql, params, schema.tables_in(sql), self._own[key]),))
        return self._own[key].copy(deep=False)


def tells(sql: str) -> bool:
    """Does a question read reports alone, and not their log: such is answered from the snapshot."""
    return bool(_ASKS_REPORTS.search(sql)) and not _LOG.search(sql)
