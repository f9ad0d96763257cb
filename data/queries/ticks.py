"""The moment of questions about now: kept for a few seconds, so that all screens of one beat share an answer."""

from __future__ import annotations

from datetime import datetime, timedelta

from data.model import Filters

TICK = timedelta(seconds=5)


def tick(filters: Filters) -> datetime:
    """`filters.moment` (UTC, naive); the present is taken up to the next five seconds, an `as_of` exactly as given."""
    if filters.as_of is not None:
        return filters.moment
    past = timedelta(seconds=filters.moment.second % TICK.seconds, microseconds=filters.moment.microsecond)
    return filters.moment - past + TICK if past else filters.moment
