"""Time to close a citizen report, week by week: Kaplan–Meier percentiles, with the mean that is announced beside them."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pandas as pd

from data.answers import Answers
from data.model import Filters
from data.queries.response import response_trend
from layouts import formats
from layouts.charts.spec import Chart, Reference, Series, column
from layouts.panel import Asked, Drawing, Empty, Look, TooFew
from layouts.words import _

LIMIT_H = 168.0  # seven days: sla.csv, `selesai_7_hari`
LEAST_N = 20
LEAST_SPAN = timedelta(days=182)  # a trend by week needs half a year, however short the chosen window


def _long(filters: Filters) -> Filters:
    since, until = filters.period
    return replace(filters, since=min(since, until - LEAST_SPAN), until=until)


def ask(answers: Answers, asked: Asked) -> pd.DataFrame:
    """By week: bucket_on, n, open, p50_h, p50_lo, p50_hi, p90_h, p90_lo, p90_hi, mean_closed_h."""
    return response_trend(answers, _long(asked.filters), "close", "week")


def draw(data: pd.DataFrame, look: Look) -> Drawing:
    """P50 and P90 with their intervals, the limit dashed, the mean of closed cases thin and named for what it is."""
    if not len(data) or not data["n"].sum():
        return Empty(_("Belum ada laporan warga untuk pilihan ini."), _("Lebarkan wilayah atau rentang waktu."))
    if data["n"].sum() < LEAST_N:
        return TooFew(int(data["n"].sum()))
    weeks = tuple(pd.Timestamp(day).date() for day in data["bucket_on"])
    days = {name: column([None if formats.is_missing(v) else v / 24 for v in data[name]]) for name in data.columns if name.endswith(("_h", "_lo", "_hi"))}
    series = (
        Series("P90", weeks, days["p90_h"], days["p90_lo"], days["p90_hi"], colour=1),
        Series("P50", weeks, days["p50_h"], days["p50_lo"], days["p50_hi"], colour=3),
        Series(_("rata-rata yang diumumkan"), weeks, days["mean_closed_h"], colour=6, is_side=True),
    )
    known = [v for s in series for v in s.y if v is not None]
    return Chart(
        "line", series, message=message(data), x_title=_("pekan laporan masuk"), y_title=_("hari"), unit=_("hari"),
        references=(Reference(LIMIT_H / 24, _("batas 7 hari")),), y_max=1.25 * max([*known, LIMIT_H / 24]),
        notes=(_("Kaplan–Meier: laporan yang masih terbuka ikut dihitung; garis putus bila belum cukup yang selesai. Rata-rata hanya menghitung yang sudah selesai."),),
    )  # fmt: skip


def message(data: pd.DataFrame) -> str:
    """What the chart says in one sentence: the newest P90 that is reached, against four weeks before."""
    reached = data[data["p90_h"].notna() & (data["n"] >= LEAST_N)]
    if not len(reached):
        return _("P90 belum tercapai: terlalu banyak laporan masih terbuka.")
    last = reached.iloc[-1]
    on = formats.day(pd.Timestamp(last.bucket_on).to_pydatetime().date())
    said = _("Pekan {on}: 9 dari 10 laporan selesai dalam {p90}", on=on, p90=formats.hours(last.p90_h))
    if len(reached) < 5:
        return said + "."
    change = formats.change(last.p90_h, reached.iloc[-5].p90_h, "down", "h")
    return f"{said}, {_('{change} dari empat pekan sebelumnya', change=change)}."
