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

_ASKS_REPORTS = re.compile(r"\b(reports(_asked|_since|_by_end)?|report_cases|close_cases)\(")
_CALL = re.compile(r"\b(?:reports|reports_asked|reports_since|reports_by_end|report_cases|close_cases)\(([^)]*)\)")
_REMARK = re.compile(r"--[^\n]*")
_OPEN_ALONE = "status = 'open' and created_at <= $moment"
_LOG = re.compile(r"\breport_event\b|\bclosures\b")
# A row of the past is kept small: words as enums of those that there are, and nothing of what no such question asks (a quarter of the bytes).
_WORDS = "create or replace temp type told_{name} as enum (select distinct {name} from report where {name} is not null)"
_OUTCOMES = """create or replace temp type told_outcome as enum (
    select outcome from report where outcome is not null union select outcome from report_event where outcome is not null union select 'resolved')"""
_TOLD = """create temp table told as
select source::told_source as source, report_id, created_at, category::told_category as category, agency::told_agency as agency, channel::told_channel as channel,
       area::told_area as area, sla_due_at, is_private, reporter, status = 'open' as is_open, outcome::told_outcome as outcome, first_action_at, first_closed_at, last_closed_at, refused_n
from reports_since($as_of, null) where ($agency is null or agency = $agency) and ($from_at is null or created_at >= $from_at or status = 'open')"""
_SHADOW = """create temp view report as
select source::varchar as source, report_id, created_at, null::timestamp as updated_at, category::varchar as category, null::varchar as category_raw, agency::varchar as agency,
       channel::varchar as channel, null::varchar as description, null::double as lon, null::double as lat, area::varchar as area, null::varchar as place, sla_due_at, is_private,
       reporter, null::ubigint as photo_hash, null::bigint as batch, null::varchar as stage, case when is_open then 'open' else 'closed' end as status,
       outcome::varchar as outcome, first_action_at, first_closed_at, last_closed_at, refused_n, null::timestamp as known_at, null::bigint as rowid
from told"""
_DERIVED = (*(_WORDS.format(name=name) for name in ("source", "category", "agency", "channel", "area")), _OUTCOMES, _TOLD, _SHADOW)
_NOT_TOLD = re.compile(r"\b(updated_at|category_raw|description|lon|lat|place|photo_hash|batch|(?<!\$)stage|known_at|row_no)\b")


class Snapshot(Answers):
    """Answers about one `as_of` (UTC, naive; None: the newest state, nothing to derive). Use it in a `with` block; not for two threads.

    With an `agency` (as its source writes it) there are only the reports handed to it; `tells` says of which SQL that holds. With `from_at`
    (UTC, naive) it holds the reports opened since then and those still open: less to keep in memory, and less to read for each question.
    """

    def __init__(self, answers: Answers, as_of: datetime | None, agency: str | None = None, from_at: datetime | None = None) -> None:
        super().__init__(answers.warehouse)
        self._outer = answers
        self._as_of = as_of
        self._from_at = None if agency else from_at  # of one agency every question must be answered here
        self._session = answers.warehouse.session() if as_of or agency else None
        self._own: dict[Key, pd.DataFrame] = {}
        if self._session:
            self._session.transact(_DERIVED, {"as_of": as_of, "agency": agency, "from_at": self._from_at})

    def __enter__(self) -> Snapshot:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        if self._session:
            self._session.close()

    def ask_sql(self, name: str, sql: str, params: Mapping[str, object]) -> pd.DataFrame:
        """As `Answers.ask_sql`; what asks for reports at the snapshot's moment reads the derived table."""
        is_mine = self._session and params.get("as_of") == self._as_of and tells(sql) and self._reaches(sql, params)
        if not is_mine or self._session is None:
            return self._outer.ask_sql(name, sql, params)
        used = self._outer.bound(sql, params) | {"as_of": None}
        key: Key = (name, hash(sql), tuple(sorted((k, repr(v)) for k, v in used.items())))
        if key not in self._own:
            self._own[key] = self._session.frame(sql, used)
        trail.note((trail.step(name, sql, used, schema.tables_in(sql), self._own[key]),))
        return self._own[key].copy(deep=False)

    def _reaches(self, sql: str, params: Mapping[str, object]) -> bool:
        """Does a question ask for nothing older than what is held: reports opened since a moment that lies within, or open ones alone."""
        since = params.get("since")
        if self._from_at is None or _OPEN_ALONE in sql:
            return True
        return isinstance(since, datetime) and since >= self._from_at and all("$since" in words for words in _CALL.findall(sql))


def tells(sql: str) -> bool:
    """Does a question read reports alone, not their log and not what the snapshot leaves out: such is answered from the snapshot."""
    sql = _REMARK.sub("", sql)  # what is said about a question asks for nothing
    return bool(_ASKS_REPORTS.search(sql)) and not _LOG.search(sql) and not _NOT_TOLD.search(sql)
