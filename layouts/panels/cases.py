"""Clocks of any case (an incident, a fire call): the table of stages, the grid by group and the trend, from `clock_times`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import timedelta

import pandas as pd
from dash import html

from data.model import Filters
from layouts import formats, table
from layouts.charts.spec import Chart, Reference, Series, column
from layouts.formats import short_name
from layouts.grid import Column, grid
from layouts.panel import Drawing, Empty, TooFew
from layouts.panels import waits
from layouts.spans import Unit
from layouts.words import _, mark

BUCKETS = (("week", mark("mingguan")), ("day", mark("harian")), ("month", mark("bulanan")))
SPANS = {"day": timedelta(days=30), "week": timedelta(days=91), "month": timedelta(days=730)}  # at least so much is shown
UNKNOWN = "tidak_diketahui"
NOBODY = mark("Lebarkan wilayah atau rentang waktu.")


@dataclass(frozen=True, slots=True)
class Groups:
    """The rows of `clock_times` of one stage, the title of each key, what they are grouped by and what is counted."""

    rows: pd.DataFrame
    titles: Mapping[str, str]
    by: str
    noun: str


def long_enough(filters: Filters, bucket: str) -> Filters:
    """The same question over the window or as much as a trend by this bucket needs."""
    since, until = filters.period
    return replace(filters, since=min(since, until - SPANS[bucket]), until=until)


def stage_table(found: pd.DataFrame, titles: Mapping[str, str], noun: str) -> table.Table:
    """One row per stage in the order of `titles`: cases, reached, still waiting, P50 and P90 with bands, other ends."""
    unit = Unit.of(found["p50_h"], found["p90_h"])
    heads = (_("Tahap"), noun, _("tercapai"), _("menunggu"), *waits.head("P50", unit), *waits.head("P90", unit), _("berakhir lain"))
    by_key = {row.key: row for row in found.itertuples()}
    cells = [
        (
            _(titles[key]), formats.number(row.n), formats.percent(100 * row.reached_n / row.n), formats.number(row.open),
            waits.reached(row.p50_h, row.longest_h, unit.write), waits.band(row.p50_lo, row.p50_hi, row.longest_h, unit.write) or formats.NOTHING,
            waits.reached(row.p90_h, row.longest_h, unit.write), waits.band(row.p90_lo, row.p90_hi, row.longest_h, unit.write) or formats.NOTHING,
            formats.percent(row.competing_pct),
        )
        for key in titles if (row := by_key.get(key)) is not None
    ]  # fmt: skip
    return table.Table(heads, tuple(cells), frozenset(range(1, len(heads))))


def group_grid(data: Groups, note: str) -> Drawing:
    """A sortable grid, most cases first; the share in time with its interval where a limit applies."""
    if not len(data.rows):
        return Empty(_("Belum ada {what} untuk pilihan ini.", what=data.noun), _(NOBODY))
    found = data.rows.sort_values("n", ascending=False)
    named = [_("tidak diketahui") if key == UNKNOWN else short_name(str(data.titles.get(key, key))) for key in found["key"]]
    unit = Unit.of(found["p50_h"], found["p90_h"])
    columns = [
        Column("title", data.by, named, width=160), Column.count("n", data.noun, found["n"]), Column.count("open", _("menunggu"), found["open"]),
        *(part for name in ("p50", "p90") for part in waits.columns(found, name, unit)),
        Column.of("other", _("berakhir lain"), found["competing_pct"], formats.percent),
    ]  # fmt: skip
    if found["sla_n"].sum():
        columns[3:3] = [
            Column.of("sla", _("tepat waktu"), found["sla_matured_pct"], formats.percent),
            Column("sla_band", _("selang 95%"), [share_band(*row) for row in zip(found["sla_lo"], found["sla_hi"], strict=True)], order=list(found["sla_lo"].fillna(-1.0)), width=120),
            Column.count("sla_n", _("jatuh tempo"), found["sla_n"]),
        ]
    return html.Div([grid(columns), html.P(note, className="chart-note")], className="grid-with-note")


def share_band(lo: float | None, hi: float | None) -> str:
    """`81,2% – 90,4%`; empty without cases."""
    return "" if formats.is_missing(lo) else _("{lo} – {hi}", lo=formats.percent(lo), hi=formats.percent(hi))


def trend_chart(found: pd.DataFrame, noun: str, bucket: str, limit: Reference | None) -> Drawing:
    """P50 and P90 in minutes with their bands by bucket; the mean of the finished ones thin beside them."""
    if not len(found) or not found["n"].sum():
        return Empty(_("Belum ada {what} untuk pilihan ini.", what=noun), _(NOBODY))
    if found["n"].sum() < waits.LEAST_N:
        return TooFew(int(found["n"].sum()))
    on = tuple(pd.Timestamp(day).date() for day in found["bucket_on"])
    y = {name: column(found[name] * 60) for name in found.columns if name.endswith(("_h", "_lo", "_hi"))}
    series = (
        Series("P90", on, y["p90_h"], y["p90_lo"], y["p90_hi"], colour=1), Series("P50", on, y["p50_h"], y["p50_lo"], y["p50_hi"], colour=3),
        Series(_("rata-rata yang selesai"), on, y["mean_closed_h"], colour=6, is_side=True),
    )  # fmt: skip
    references = () if limit is None else (limit,)
    known = [v for s in series for v in (*s.y, *s.hi) if v is not None] + [r.value for r in references]
    return Chart(
        "line", series, trend_message(found, bucket), x_title=bucket_title(bucket), y_title=_("menit"), unit=_("mnt"), references=references, y_max=1.15 * max([*known, 0.1]),
        notes=(f"{_('Kaplan–Meier: yang masih menunggu ikut dihitung. Garis putus bila belum cukup yang selesai.')} {_(waits.WALL)}",),
    )  # fmt: skip


def trend_message(found: pd.DataFrame, bucket: str) -> str:
    """The newest P90 that is reached by enough cases, against the middle of those before it."""
    known = found[found["p90_h"].notna() & (found["n"] >= waits.LEAST_N)]
    if not len(known):
        return _("P90 belum tercapai: terlalu sedikit yang selesai.")
    last = known.iloc[-1]
    words = {"when": waits.opened(bucket, last.bucket_on), "p90": formats.quick(last.p90_h)}
    if len(known) < 4:
        return _("{when}: P90 {p90}.", **words)
    change = formats.change(60 * last.p90_h, 60 * float(known["p90_h"].iloc[:-1].median()), "down", "min")
    return _("{when}: P90 {p90}, {change} terhadap median sebelumnya.", **words, change=change)


def bucket_title(bucket: str) -> str:
    """The x axis of a trend."""
    return {"day": _("hari"), "week": _("pekan"), "month": _("bulan")}[bucket]
