"""Headways by corridor: how long people waited between buses, against the limit, and how evenly the buses came."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pandas as pd
from dash import html

from data.answers import Answers
from data.queries.headways import headways
from layouts import formats, table
from layouts.charts.spec import Chart, Reference, Series, column
from layouts.options import Choices, chosen
from layouts.panel import Asked, Drawing, Empty, Look, TooFew
from layouts.words import _, many, mark

LEAST_N = 20
SPANS: Choices = (("1", mark("satu jam")), ("24", mark("24 jam")))
OPTIONS = (SPANS,)
TARGET_PCT, BUNCHED_PCT = 95, 10  # KPI M1's target; a share of bunched buses that is marked


def asked_span(asked: Asked, options: tuple[Choices, ...] = OPTIONS) -> Asked:
    """The same question for the hours that the panel's own option names, up to the moment asked about."""
    (hours,) = chosen(asked.option, options)
    until = asked.filters.until or asked.filters.now
    return replace(asked, filters=replace(asked.filters, since=until - timedelta(hours=int(hours)), until=until))


def ask(answers: Answers, asked: Asked) -> pd.DataFrame:
    """One row per corridor or route: the columns of `headways`."""
    return headways(answers, asked_span(asked).filters)


def nothing() -> Empty:
    """No passage at all."""
    return Empty(
        _("Belum ada lintasan bus di halte dalam rentang ini: jarak antarbus tidak dapat dihitung."),
        _("Pilih 24 jam, nyalakan umpan GTFS-Realtime, atau muat catatan: python -m etl load stop_passages BERKAS"),
    )  # fmt: skip


def draw(data: pd.DataFrame, _look: Look) -> Drawing:
    """The middle headway and the one that nine of ten keep under, side by side, and the limits dashed."""
    known = data[data["n"] >= LEAST_N]
    if not len(data):
        return nothing()
    if not len(known):
        return TooFew(int(data["n"].sum()))
    limits = sorted({float(v) for name in ("limit_least_min", "limit_most_min") for v in known[name].dropna()})
    references = tuple(Reference(v, _("batas {n} mnt", n=formats.number(v))) for v in limits)
    names = tuple(name_of(row) for row in known.itertuples())
    series = (Series("P50", names, column(known["p50_min"]), colour=1), Series("P90", names, column(known["p90_min"]), colour=6))
    return Chart(
        "bar", series, message(known), x_title=_("koridor"), y_title=_("jarak antarbus, menit"), unit=_("mnt"), x_kind="category", references=references,
        notes=(notes(data),),
    )  # fmt: skip


def name_of(row: Any) -> str:
    """The number of a corridor; its id where it has none."""
    return str(row.route_id if formats.is_missing(row.route_short_name) else row.route_short_name)


def message(known: pd.DataFrame) -> str:
    """How many corridors keep to the limit often enough, and which one does least."""
    judged = known.dropna(subset=["within_pct"])
    if not len(judged):
        return _("Jarak antarbus tanpa batas yang berlaku")
    worst = judged.loc[judged["within_pct"].idxmin()]
    below = int((judged["within_pct"] < TARGET_PCT).sum())
    if not below:
        if len(judged) == 1:
            return _("Koridor {name}: sedikitnya 95% jarak dalam batas", name=name_of(worst))
        return _("{n} koridor yang cukup datanya: semua sedikitnya 95% jarak dalam batas", n=formats.number(len(judged)))
    words = {"m": formats.number(len(judged)), "name": name_of(worst), "pct": formats.percent(worst["within_pct"], 0)}
    return many("{n} dari {m} koridor di bawah 95% tepat jarak; terendah koridor {name} ({pct})", below, **words)


def notes(data: pd.DataFrame) -> str:
    """What was left out, and of what kind the passages are."""
    censored, kinds = int(data["censored_n"].sum()), set(data["kind"])
    said = many("{n} jarak tersensor (umpan diam, bus diam, atau bus pertama) tidak dihitung.", censored, n=formats.number(censored))
    return said + (" " + _("Sebagian rute dari ramalan TripUpdates, bukan pengamatan.") if "predicted" in kinds else "")


def draw_league(data: pd.DataFrame, _look: Look) -> Drawing:
    """A row per corridor, the longest excess wait first; those with too few headways last, without figures."""
    if not len(data):
        return nothing()
    ranked = pd.concat([data[data["n"] >= LEAST_N].sort_values("ewt_min", ascending=False, na_position="last"), data[data["n"] < LEAST_N]])
    heads = (_("Koridor"), _("Tunggu lebih"), _("Tunggu"), _("Rencana"), _("Beriringan"), _("Tepat jarak"), "n")
    head = html.Tr([html.Th(text, scope="col", className="num" if n else "") for n, text in enumerate(heads)])
    whole = html.Table([html.Thead(head), html.Tbody([_row(row) for row in ranked.itertuples()])], className="figures league-table")
    note = html.P(_("Tunggu = Σh²/(2Σh), menit; tunggu lebih = teramati − terjadwal; beriringan = jarak < 25% rencana."), className="chart-note")
    return html.Div([html.Figcaption(league_message(ranked)), html.Div(whole, className="scroll", tabIndex=0), note], className="listed")


def league_message(ranked: pd.DataFrame) -> str:
    """Where people wait longest beyond the plan."""
    known = ranked[(ranked["n"] >= LEAST_N) & ranked["ewt_min"].notna()]
    if not len(known):
        return _("Jarak antarbus masih terlalu sedikit untuk dibandingkan.")
    worst = known.iloc[0]
    if round(worst["ewt_min"], 1) <= 0:
        return _("Tidak ada koridor yang penumpangnya menunggu lebih lama dari rencana.")
    return _("Terlama menunggu di luar rencana: koridor {name}, {min} menit.", name=name_of(worst), min=formats.number(worst["ewt_min"], 1))


def _row(row: Any) -> html.Tr:
    name = html.Td([html.B(name_of(row)), html.Span(f" {'' if formats.is_missing(row.route_long_name) else row.route_long_name}", className="quiet")], className="cut")
    if row.n < LEAST_N:
        return html.Tr([name, html.Td(_("terlalu sedikit data"), colSpan=5, className="quiet num"), html.Td(formats.number(row.n), className="num quiet")])
    excess = [_mark(row.ewt_min > 1, "◆"), formats.number(row.ewt_min, 1)]
    bunched = [_mark(row.bunched_pct > BUNCHED_PCT, "◆"), formats.percent(row.bunched_pct, 0)]
    within = [_mark(row.within_pct < TARGET_PCT, "▲"), formats.percent(row.within_pct, 0)]
    cells: list[Any] = [excess, formats.number(row.awt_min, 1), formats.number(row.swt_min, 1), bunched, within, formats.number(row.n)]
    return html.Tr([name, *(html.Td(cell, className="num") for cell in cells)])


def _mark(is_bad: bool, sign: str) -> html.Span:
    return html.Span(f"{sign} " if is_bad else "", className="sign breach" if sign == "▲" else "sign warning")


def rows(data: pd.DataFrame, _look: Look) -> table.Table:
    """Every figure of every route."""
    heads = (_("Koridor"), "n", _("Tersensor"), "P50", "P90", _("Rencana"), _("Tepat jarak"), _("Tunggu"), _("Tunggu lebih"), _("Beriringan"))
    said = [
        (
            name_of(r), formats.number(r.n), formats.number(r.censored_n), *(formats.number(v, 1) for v in (r.p50_min, r.p90_min, r.planned_min)),
            formats.percent(r.within_pct), *(formats.number(v, 2) for v in (r.awt_min, r.ewt_min)), formats.percent(r.bunched_pct),
        )
        for r in data.itertuples()
    ]  # fmt: skip
    return table.Table(heads, tuple(said), frozenset(range(1, 10)))
