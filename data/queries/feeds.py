"""Questions about the feeds themselves: health, loads, and rows that could not be loaded."""

from __future__ import annotations

from datetime import datetime, timedelta

import pandas as pd

from data.answers import Answers
from data.clock import to_utc

TICK = timedelta(seconds=5)  # health is asked by the clock: one answer is kept for this long


def feed_health(answers: Answers, now: datetime) -> pd.DataFrame:
    """One row per feed and source, in the order of feed_kind.csv; a feed that never loaded has one row without a source.

    feed, title_id, title_en, source, is_simulated, is_home, state (ok|terlambat|mati|kosong|belum), newest_event_at,
    last_success_at, last_attempt_at, rows (inserted so far), quarantined, batch, seconds_p95, error. Times are UTC.
    """
    moment = to_utc(now)
    moment -= timedelta(seconds=moment.second % TICK.seconds, microseconds=moment.microsecond) - TICK
    return answers.ask("feed_health", {"now": moment})


def feed_limits(answers: Answers) -> pd.DataFrame:
    """feed, fresh_min, expire_min: minutes after which a feed's newest event is late, and its figures have expired."""
    return answers.ask("feed_limits")


def batches(
    answers: Answers, feed: str | None = None, source: str | None = None, limit: int = 100
) -> pd.DataFrame:
    """Loads, newest first: batch, feed, source, origin, sha256, bytes, mapping, state (loaded|refused), read_rows, inserted,
    updated, duplicate, quarantined, tables (JSON), notices (JSON), newest_event_at, fingerprint, started_at, finished_at,
    seconds, error."""
    return answers.ask("batches", {"feed": feed, "source": source, "rows": limit})


def quarantine_by_reason(answers: Answers, feed: str | None = None) -> pd.DataFrame:
    """feed, source, reason, n, newest_at: most frequent first; a row that broke two rules counts under both."""
    return answers.ask("quarantine_by_reason", {"feed": feed})


def quarantine_rows(
    answers: Answers, feed: str | None = None, reason: str | None = None, limit: int = 100
) -> pd.DataFrame:
    """feed, source, batch, part, line_no, reasons (list), raw, first_seen_at: newest batch first."""
    return answers.ask("quarantine_rows", {"feed": feed, "reason": reason, "rows": limit})
