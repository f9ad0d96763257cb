"""How fast the fire service is there: within the limit or not, the clocks of a call, by group, over time, and a fair league."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd
from dash import html

from data.answers import Answers
from data.queries.fire_times import fire_outcomes, fire_stages, fire_times, fire_trend
from data.queries.incident_times import response_limits
from data.queries.league import LEAST_N, WEIGHT, fire_league
from data.queries.limits import group_titles
from layouts import formats, table
from layouts.charts.spec import Reference
from layouts.options import chosen
from layouts.panel import Asked, Drawing, Empty, Look
from layouts.panels import cases, league, waits
from layouts.words import _, mark

TITLES = {"arrive": mark("Panggilan – tiba"), "depart": mark("Panggilan – berangkat"), "travel": mark("Berangkat – tiba"), "work": mark("Tiba – selesai")}
KINDS = (("fire", mark("kebakaran")), ("rescue", mark("penyelamatan")), ("all", mark("semua panggilan")))
BY = (("area", mark("wilayah")), ("object", mark("objek")), ("cause", mark("penyebab")), ("hour", mark("jam")), ("units", mark("jumlah unit")), ("source", mark("sumber")))
LEVELS = (("", mark("satu tingkat di bawah")), ("kota", mark("kota")), ("kecamatan", mark("kecamatan")), ("kelurahan", mark("kelurahan")))
LEAGUE_LEVELS = (("kecamatan", mark("kecamatan")), ("kota", mark("kota")), ("kelurahan", mark("kelurahan")))
BUCKETS = (cases.BUCKETS[2], cases.BUCKETS[0], cases.BUCKETS[1])
KIND_OPTIONS, GROUP_OPTIONS, TREND_OPTIONS, LEAGUE_OPTIONS = (KINDS,), (KINDS, BY, LEVELS), (KINDS, BUCKETS), (LEAGUE_LEVELS,)
ONLY_WITH = {2: (1, "area")}  # a level is of areas
NOBODY = (mark("Belum ada panggilan dalam rentang ini."), mark("Lebarkan rentang waktu: panggilan pemadam hanya beberapa sehari."))


@dataclass(frozen=True, slots=True)
class Clocks:
    """The rows of `fire_stages`, the limit to the arrival (None: none in force), and the one row of `fire_outcomes`."""

    rows: pd.DataFrame
    limits: pd.DataFrame
    outcomes: pd.DataFrame


@dataclass(frozen=True, slots=True)
class Trend:
    """The rows of `fire_trend`, its bucket, and the limit."""

    bucket: str
    rows: pd.DataFrame
    limit: Reference | None


def ask(answers: Answers, asked: Asked) -> Clocks:
    """The clocks of the kind of call chosen."""
    (kind,) = chosen(asked.option, KIND_OPTIONS)
    filters = asked.filters
    return Clocks(fire_stages(answers, filters, kind), response_limits(answers, filters, "fire"), fire_outcomes(answers, filters))


def draw(data: Clocks, look: Look) -> Drawing:
    """The share within the limit in large type with its interval, and the table of clocks."""
    if not len(data.rows):
        return Empty(_(NOBODY[0]), _(NOBODY[1]))
    outcomes = data.outcomes.iloc[0]
    counted = _("{fire} kebakaran, {rescue} penyelamatan, {cancelled} dibatalkan.", fire=formats.number(outcomes.fire_n), rescue=formats.number(outcomes.rescue_n), cancelled=formats.number(outcomes.cancelled_n))
    note = _("Kaplan–Meier. Panggilan yang belum dicapai setelah batas dihitung terlambat; tanpa kabar lebih dari sehari, panggilan tersensor.")
    return html.Div([*(html.P(text, className="verdict") for text in sentences(data)), html.P(counted), table.drawn(rows(data, look), _("Jam tiap tahap")), html.P(f"{note} {_(waits.WALL)}", className="chart-note")])


def rows(data: Clocks, _look: Look) -> table.Table:
    """Clock, calls, reached, waiting, P50 and P90 with bands, other ends."""
    return cases.stage_table(data.rows, TITLES, _("panggilan"))


def sentences(data: Clocks) -> list[str]:
    """The share within the limit, its interval, how many were due and where the limit comes from; P50 and P90."""
    by_key = {row.key: row for row in data.rows.itertuples()}
    row = by_key.get("arrive")
    if row is None:
        return []
    reached = {name: waits.reached(getattr(row, f"{name}_h"), row.longest_h, formats.quick) for name in ("p50", "p90")}
    said = [_("Separuh dicapai dalam {p50}, sembilan dari sepuluh dalam {p90}.", **reached)]
    if len(data.limits) and row.sla_n:
        limit = data.limits.iloc[0]
        words = {"share": formats.percent(row.sla_matured_pct), "band": cases.share_band(row.sla_lo, row.sla_hi), "n": formats.number(row.sla_n)}
        said.insert(0, _("{share} tiba dalam {limit} ({band}; n {n}). Batas: {source}.", **words, limit=formats.minutes(limit.minutes), source=limit.reference))
    return said


def ask_groups(answers: Answers, asked: Asked) -> cases.Groups:
    """Call to arrival by area, object, cause, hour, units sent or source."""
    kind, by, level = chosen(asked.option, GROUP_OPTIONS)
    found = fire_times(answers, asked.filters, by, kind, level or None if by == "area" else None)
    named = dict(group_titles(answers, "area")[["key", "title_id"]].itertuples(index=False)) if by == "area" else {}
    return cases.Groups(found, named, _(dict(BY)[by]), _("panggilan"))


def draw_groups(data: cases.Groups, _look: Look) -> Drawing:
    """The grid."""
    return cases.group_grid(data, _("Panggilan sampai tiba. Log panggilan menyebut berapa unit yang dikirim, bukan pos mana; karena itu tidak ada baris per pos."))


def ask_trend(answers: Answers, asked: Asked) -> Trend:
    """Call to arrival by month, week or day."""
    kind, bucket = chosen(asked.option, TREND_OPTIONS)
    limits = response_limits(answers, asked.filters, "fire")
    limit = Reference(float(limits["minutes"].iloc[0]), _("batas {t}", t=formats.minutes(float(limits["minutes"].iloc[0])))) if len(limits) else None
    return Trend(bucket, fire_trend(answers, cases.long_enough(asked.filters, bucket), bucket, kind), limit)


def draw_trend(data: Trend, _look: Look) -> Drawing:
    """P50 and P90 in minutes, the limit dashed."""
    return cases.trend_chart(data.rows, _("panggilan"), data.bucket, data.limit)


def ask_league(answers: Answers, asked: Asked) -> league.League:
    """Fires reached within the limit, by areas of the level chosen."""
    (level,) = chosen(asked.option, LEAGUE_OPTIONS)
    level = league.within(level, asked.filters.area)
    names = dict(group_titles(answers, "area")[["key", "title_id"]].itertuples(index=False))
    return league.League(level, fire_league(answers, asked.filters, level), names)


def draw_league(data: league.League, _look: Look) -> Drawing:
    """The grid of the league, best first."""
    if not len(data.rows):
        return Empty(_(NOBODY[0]), _(NOBODY[1]))
    return league.drawn(data, _("Nilai ditarik ke arah rata-rata seberat {w} panggilan; di bawah {n} panggilan tidak diberi urutan.", w=WEIGHT, n=LEAST_N))
