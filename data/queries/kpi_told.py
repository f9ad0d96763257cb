"""What stands behind the KPIs' feeds: their sources, and when each was heard last."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache

from data.answers import Answers, question
from data.kpis.catalogue import Kpi
from data.model import Filters

_TOLD, _UNION, _TOLD_ENDS = "with told(feed, source, newest_event_at) as (\n    ", "\n    union all\n    ", "\n),\nlooked as ("


@dataclass(frozen=True, slots=True)
class Told:
    """What stands behind a feed at the moment: its sources, the newest thing that one of them told, and when one was heard last."""

    sources: tuple[str, ...]
    is_simulated: bool
    newest_event_at: datetime | None
    heard_at: datetime | None


NOBODY = Told((), False, None, None)


@lru_cache(maxsize=256)
def _about(feeds: tuple[str, ...]) -> str:
    """The question about sources with the lines of these feeds alone: its answer stands while their tables stand, and its origin names no others."""
    head, rest = question("kpi_sources").split(_TOLD)
    lines, tail = rest.split(_TOLD_ENDS)
    kept = [line for line in lines.split(_UNION) if line.split("'")[1] in feeds]
    return f"{head}{_TOLD}{_UNION.join(kept)}{_TOLD_ENDS}{tail}" if kept else question("kpi_sources")


def told_of(answers: Answers, filters: Filters, kpis: tuple[Kpi, ...]) -> dict[str, Told]:
    """What stands behind the feeds of some KPIs at the moment asked for: feed -> Told. A feed without a source is not in it."""
    feeds = sorted({kpi.feed for kpi in kpis if kpi.is_loaded})
    found = answers.ask_sql("kpi_sources", _about(tuple(feeds)), {"moment": filters.moment, "source": filters.source, "feeds": feeds})
    return {
        str(feed): Told(
            tuple(rows["source"]),
            bool(rows["is_simulated"].any()),
            rows["newest_event_at"].max().to_pydatetime(),
            rows["heard_at"].max().to_pydatetime(),
        )
        for feed, rows in found.groupby("feed")
    }
