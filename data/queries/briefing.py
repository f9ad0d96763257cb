"""Questions that only a briefing asks: counts by area, category and agency, the backlog, the feeds at a moment, drivers."""

from __future__ import annotations

from datetime import datetime

import numpy as np
import pandas as pd

from data.answers import Answers
from data.clock import to_utc
from data.errors import QuestionError
from data.kpis.catalogue import catalogue
from data.kpis.sql import kpi_sql
from data.model import Filters
from data.snapshot import tells

COUNTS = ["n", "open_n", "due_n", "late_n"]
UNKNOWN = "tidak_diketahui"
_NEVER = datetime(9999, 1, 1)


def report_cube(answers: Answers, filters: Filters, code_len: int) -> pd.DataFrame:
    """Reports opened in the period: area (code), category, agency, n, open_n, due_n (fell due by the moment), late_n (of these,
    not closed in time). What a report lacks is 'tidak_diketahui'. Any total is a sum over rows."""
    return answers.ask("briefing_cube", {**filters.params(), "code_len": code_len})


def agency_named(answers: Answers, name: str) -> str:
    """The agency of that name as its source writes it; capitals and spaces do not matter. Raises QuestionError."""
    known = [str(a) for a in answers.ask("briefing_agencies")["agency"]]
    found = [a for a in known if a == name] or [a for a in known if " ".join(a.split()).casefold() == " ".join(name.split()).casefold()]
    if not found:
        raise QuestionError(f"There is no agency {name!r}.", f"Use one of {', '.join(known[:12])}{' …' if len(known) > 12 else ''}." if known else "No report names one.")
    return found[0]


def told_by_agency(readings: pd.DataFrame) -> pd.DataFrame:
    """Of KPI readings those that rest on reports alone, so that they can be told of one agency's reports."""
    ids = {k.id for k in catalogue() if k.is_loaded and tells(kpi_sql(k))}
    return readings[readings["id"].isin(ids)].reset_index(drop=True)


def backlog_cube(answers: Answers, filters: Filters, code_len: int) -> pd.DataFrame:
    """Reports open at the moment, whenever opened: area, agency, open_n, overdue_n, over30_n (late by more than 30 days),
    oldest_due_at (UTC)."""
    return answers.ask("briefing_backlog", {**filters.params(), "code_len": code_len})


def feeds_at(answers: Answers, moment: datetime) -> pd.DataFrame:
    """Feeds and sources as they stood at a moment: feed, title_id, title_en, source, is_simulated, rows, quarantined (both since the
    beginning), newest_event_at (up to the moment, UTC), state: ok | terlambat | mati | belum (never loaded) | tetap (loaded, tells no
    events). Judged by what was told up to the moment, so that the answer depends on data alone, not on the clock."""
    at = to_utc(moment)
    feeds = answers.ask("briefing_feeds")
    told = answers.ask("kpi_sources", {"moment": at, "source": None, "feeds": None}).set_index(["feed", "source"])["newest_event_at"]
    keys = pd.MultiIndex.from_frame(feeds[["feed", "source"]])
    newest = pd.Series(told.reindex(keys).to_numpy(), feeds.index)
    booked = feeds["newest_event_at"].where(feeds["newest_event_at"] <= at)
    newest = newest.fillna(booked).astype("datetime64[us]")
    age = (pd.Timestamp(at) - newest) / pd.Timedelta(minutes=1)
    is_eventful = feeds["newest_event_at"].notna()
    state = np.select(
        [feeds["source"].isna(), ~is_eventful, newest.isna() | (age > feeds["expire_min"]), age > feeds["fresh_min"]],
        ["belum", "tetap", "mati", "terlambat"], "ok",
    )  # fmt: skip
    return feeds.assign(newest_event_at=newest, state=state).drop(columns=["rank", "fresh_min", "expire_min"])


def newest_told(answers: Answers) -> datetime | None:
    """The newest thing that any source of this city has told. UTC, naive; None when the warehouse is empty."""
    told = answers.ask("kpi_sources", {"moment": _NEVER, "source": None, "feeds": None})["newest_event_at"]
    return None if told.empty else told.max().to_pydatetime()


def drivers(now: pd.DataFrame, before: pd.DataFrame, by: str) -> pd.DataFrame:
    """Why the share of late reports moved between two cubes, split by `by` (category, agency or area) after Kitagawa (1955).

    key, due_n, due_before_n, late_pct, late_before_pct, mix_pp (the group's weight moved), rate_pp (its own share moved), total_pp.
    mix_pp = (w1 - w0) * ((p1 + p0) / 2 - P), rate_pp = (p1 - p0) * (w1 + w0) / 2, P the mean of both shares of all; the weights sum to
    one, so taking P off changes no sum: mix and rate add up to the change exactly. A group of one period only has no own
    change: its effect is mix. The greatest effect first. Empty when a period has no due report. Raises QuestionError.
    """
    if by not in ("category", "agency", "area"):
        raise QuestionError(f"A change cannot be split by {by!r}.", "Use category, agency or area.")
    one, two = (cube.groupby(by)[["due_n", "late_n"]].sum() for cube in (before, now))
    both = two.join(one, how="outer", rsuffix="_before").fillna(0.0).astype(float)
    both = both[(both["due_n"] > 0) | (both["due_n_before"] > 0)]
    totals = both.sum()
    if not len(both) or not totals["due_n"] or not totals["due_n_before"]:
        return pd.DataFrame(columns=["key", "due_n", "due_before_n", "late_pct", "late_before_pct", "mix_pp", "rate_pp", "total_pp"])
    w1, w0 = both["due_n"] / totals["due_n"], both["due_n_before"] / totals["due_n_before"]
    own1, own0 = 100 * both["late_n"] / both["due_n"].where(both["due_n"] > 0), 100 * both["late_n_before"] / both["due_n_before"].where(both["due_n_before"] > 0)
    p1, p0 = own1.fillna(own0), own0.fillna(own1)
    level = 50 * (totals["late_n"] / totals["due_n"] + totals["late_n_before"] / totals["due_n_before"])
    mix, rate = (w1 - w0) * ((p1 + p0) / 2 - level), (p1 - p0) * (w1 + w0) / 2
    told = pd.DataFrame({
        "key": both.index, "due_n": both["due_n"].astype(int), "due_before_n": both["due_n_before"].astype(int), "late_pct": own1,
        "late_before_pct": own0, "mix_pp": mix, "rate_pp": rate, "total_pp": mix + rate,
    })  # fmt: skip
    return told.assign(size=told["total_pp"].abs()).sort_values(["size", "key"], ascending=[False, True]).drop(columns="size").reset_index(drop=True)
