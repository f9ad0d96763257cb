"""Questions about citizen reports: how many, which, where, and how the days went."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta

import pandas as pd

from data.answers import Answers
from data.model import Filters
from data.queries.paging import page, read_cursor
from data.queries.ticks import tick

KEY = ("created_at", "source", "report_id")


def report_counts(answers: Answers, filters: Filters) -> pd.DataFrame:
    """One row about the reports opened in the period, in the state they have at the moment (as_of, or now).

    n = open_n + closed_n · overdue_n open ones past their deadline · today_n opened since midnight WIB · oldest_open_h age
    in hours (NaN when none is open) · outside_n placed outside the province · unplaced_n without a place ·
    newest_event_at UTC. Without reports the counts are 0 and the rest is empty.
    """
    return answers.ask("report_counts", filters.params())


def reports_list(
    answers: Answers, filters: Filters, limit: int = 100, cursor: str | None = None
) -> pd.DataFrame:
    """One page of reports, newest first; `frame.attrs["cursor"]` asks for the next page and is None at the end.

    source, report_id, created_at, updated_at, category, category_raw, agency, channel, description, lon, lat, area, place,
    sla_due_at, is_private, stage, status, outcome, first_action_at, first_closed_at, last_closed_at, refused_n, is_late.
    Private reports, and all of a sensitive category, come without words, on a grid of 100 m, with the kecamatan as area.
    Raises QuestionError for a cursor that this list did not give.
    """
    after = read_cursor(cursor, KEY) if cursor else dict.fromkeys(KEY)
    opened = after["created_at"]
    if isinstance(opened, datetime):  # nothing newer than the cursor need be read
        since, until = filters.period
        filters = replace(filters, since=min(since, opened), until=min(until, opened + timedelta(microseconds=1)))
    return page(answers, "reports_list", _from_edge(answers, filters, limit + 1, after), KEY, limit, cursor)


def report_points(
    answers: Answers, filters: Filters, only_late: bool = False, limit: int = 1_000_000
) -> pd.DataFrame:
    """Reports with a place: lon, lat (WGS84; private ones on a grid of 100 m), category, is_late, report_id, source, created_at."""
    near = _from_edge(answers, filters, limit, dict.fromkeys(KEY), only_late=only_late, only_placed=True)
    return answers.ask("report_points", {**near.params(), "only_late": only_late, "rows": limit})


def reports_by_day(answers: Answers, filters: Filters) -> pd.DataFrame:
    """day_on (a day in Jakarta), opened, closed: every day of the period, ascending; no row when there is no report at all."""
    return answers.ask("reports_by_day", filters.params())


def _from_edge(
    answers: Answers, filters: Filters, rows: int, after: Mapping[str, object], *, only_late: bool = False, only_placed: bool = False
) -> Filters:
    """The filters with a period that begins where the newest `rows` reports after the cursor begin: no older one is read."""
    words = {**filters.params(), **{f"after_{c}": v for c, v in after.items()}, "rows": rows, "only_late": only_late, "only_placed": only_placed}
    edge = answers.ask("report_edge", words)["edge_at"].iloc[0]
    return filters if pd.isna(edge) else replace(filters, since=pd.Timestamp(edge).to_pydatetime())


def report_timeline(answers: Answers, filters: Filters, source: str, report_id: str) -> pd.DataFrame:
    """What happened to one report by as_of (or now), oldest first, the newest 50: event_at, stage, title_id, title_en, actor
    (officer | system), agency, outcome."""
    return answers.ask("report_timeline", {"moment": tick(filters), "source": source, "id": report_id})
