"""How fresh the figures of a panel are: read from the health of the feeds behind it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

import pandas as pd

from data.clock import to_utc
from layouts.words import either

ARCHIVE = timedelta(days=90)
# Best first: a panel is as fresh as its freshest source.
STATES = ("ok", "terlambat", "kosong", "mati", "belum")


@dataclass(frozen=True, slots=True)
class Source:
    """One source of one feed. `state` is one of STATES, `newest_at` is UTC as the tables hold it."""

    feed: str
    title: str
    source: str
    state: str
    is_simulated: bool
    newest_at: datetime | None
    error: str = ""

    def is_dead(self, now: datetime) -> bool:
        """It ran and does so no longer. A file of long ago, loaded once, is an archive and no alarm."""
        return self.state == "mati" and (self.newest_at is None or to_utc(now) - self.newest_at < ARCHIVE)


@dataclass(frozen=True, slots=True)
class Freshness:
    """The sources of a panel together; `belum` when none has ever given anything."""

    sources: tuple[Source, ...]

    @property
    def state(self) -> str:
        return min((s.state for s in self.sources), key=STATES.index, default="belum")

    @property
    def newest_at(self) -> datetime | None:
        return max((s.newest_at for s in self.sources if s.newest_at is not None), default=None)

    @property
    def is_simulated(self) -> bool:
        return any(s.is_simulated for s in self.sources)

    def dead(self, now: datetime) -> tuple[Source, ...]:
        """Sources that no longer run, named beside the age of those that do."""
        return tuple(s for s in self.sources if s.is_dead(now))

    @property
    def key(self) -> str:
        """Changes when the state of a source changes; the page compares it to know that a panel must be drawn again."""
        return "|".join(sorted(f"{s.feed}/{s.source}:{s.state}" for s in self.sources))


@dataclass(frozen=True, slots=True)
class Limits:
    """Seconds after which figures are late, and expired: those of the most patient feed behind them."""

    late_s: int
    expire_s: int


def limits_of(known: pd.DataFrame, feeds: Sequence[str]) -> Limits | None:
    """Out of `feed_limits`; None for a panel without feeds that promise anything."""
    rows = known[known["feed"].isin(list(feeds))]
    return Limits(60 * int(rows["fresh_min"].max()), 60 * int(rows["expire_min"].max())) if len(rows) else None


def sources_of(health: pd.DataFrame, feeds: Sequence[str] | None = None) -> Freshness:
    """The sources of these feeds (None: of all) that have ever given rows or failed, out of `feed_health`; other cities' stand apart."""
    rows = health if feeds is None else health[health["feed"].isin(list(feeds))]
    rows = rows[rows["source"].notna() & rows["is_home"].astype(bool)]
    found = [
        Source(
            feed=row.feed, title=either(row.title_id, row.title_en), source=row.source, state=row.state, is_simulated=bool(row.is_simulated),
            newest_at=None if pd.isna(row.newest_event_at) else pd.Timestamp(row.newest_event_at).to_pydatetime(),
            error="" if pd.isna(row.error) else str(row.error),
        )
        for row in rows.itertuples()
    ]  # fmt: skip
    return Freshness(tuple(found))
