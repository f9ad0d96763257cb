"""How waits went by day, week or month of opening, for the stage chosen; upright lines where a definition changed."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta

import pandas as pd

from data.answers import Answers
from data.queries.limits import definition_changes, sla_limits
from data.queries.response import response_trend
from layouts import formats
from layouts.charts.spec import Change, Chart, Reference, Series, column
from layouts.options import chosen
from layouts.panel import Asked, Drawing, Empty, Look, TooFew
from layouts.panels import waits
from layouts.words import _, mark

BUCKETS = (("week", mark("mingguan")), ("day", mark("harian")), ("month", mark("bulanan")))
OPTIONS = (waits.STAGES, BUCKETS)
SPANS = {"day": timedelta(days=30), "week": timedelta(days=182), "month": timedelta(days=365)}  # at least so much is shown
PER = {"close": 24.0, "first_action": 1.0}  # days for closing, hours for the first action
OPENED = {"day": mark("hari laporan masuk"), "week": mark("pekan laporan masuk"), "month": mark("bulan laporan masuk")}


@dataclass(frozen=True, slots=True)
class Trend:
    """The rows of `response_trend`, the changes of definitions in the period, and the limit in hours."""

    stage: str
    bucket: str
    rows: pd.DataFrame
    changes: pd.DataFrame
    limit_h: float | None


def ask(answers: Answers, asked: Asked) -> Trend:
    """The trend of the stage and bucket chosen, over the window or as much as such a trend needs."""
    stage, bucket = chosen(asked.option, OPTIONS)
    since, until = asked.filters.period
    long = replace(asked.filters, since=min(since, until - SPANS[bucket]), until=until)
    limits = dict(sla_limits(answers, long)[["stage", "hours"]].itertuples(index=False))
    return Trend(stage, bucket, response_trend(answers, long, stage, bucket), definition_changes(answers, long), limits.get(stage))


def draw(data: Trend, _look: Look) -> Drawing:
    """P50 and P90 with bands, the limit dashed, the mean of closed cases thin."""
    found = data.rows
    if not len(found) or not found["n"].sum():
        return Empty(_("Belum ada laporan warga untuk pilihan ini."), _("Lebarkan wilayah atau rentang waktu."))
    if found["n"].sum() < waits.LEAST_N:
        return TooFew(int(found["n"].sum()))
    per = PER[data.stage]
    on = tuple(pd.Timestamp(day).date() for day in found["bucket_on"])
    y = {name: column(found[name] / per) for name in found.columns if name.endswith(("_h", "_lo", "_hi"))}
    series = (
        Series("P90", on, y["p90_h"], y["p90_lo"], y["p90_hi"], colour=1),
        Series("P50", on, y["p50_h"], y["p50_lo"], y["p50_hi"], colour=3),
        Series(_("rata-rata kasus selesai (yang diumumkan)"), on, y["mean_closed_h"], colour=6, is_side=True),
    )
    known = [v for s in series for v in s.y if v is not None]
    limit = () if data.limit_h is None else (Reference(data.limit_h / per, _("batas {t}", t=formats.hours(data.limit_h))),)
    unit = _("hari") if data.stage == "close" else _("jam")
    return Chart(
        "line", series, message(data), x_title=_(OPENED[data.bucket]), y_title=unit, unit=unit, references=limit, changes=changes(data),
        y_max=1.25 * max([*known, *(r.value for r in limit), 0.01]),
        notes=(f"{_('Kaplan–Meier: laporan yang masih terbuka ikut dihitung. Garis putus bila belum cukup yang selesai.')} {_(waits.WALL)}",),
    )  # fmt: skip


def changes(data: Trend) -> tuple[Change, ...]:
    """An upright line on each day on which a limit, a category, a channel or a stage began or ended."""
    return tuple(Change(pd.Timestamp(r.changed_on).date(), _("definisi berubah: {what}", what=r.kinds)) for r in data.changes.itertuples())


def message(data: Trend) -> str:
    """The newest P90 that is reached, how it compares with the middle of those before it, and that newer ones are not ripe yet."""
    known = data.rows[data.rows["p90_h"].notna() & (data.rows["n"] >= waits.LEAST_N)]
    if not len(known):
        return _("P90 belum tercapai: terlalu banyak laporan masih terbuka.")
    ripe = known[known["p90_hi"].notna()]  # a band that does not close says that too few of the newest are done yet
    known = ripe if len(ripe) else known
    last = known.iloc[-1]
    words = {"when": waits.opened(data.bucket, last.bucket_on), "p90": formats.hours(last.p90_h)}
    newer = f" {_('Yang lebih baru belum cukup yang selesai untuk dinilai.')}" if last.bucket_on < data.rows["bucket_on"].iloc[-1] else ""
    if len(known) < 4:
        return _("{when}: P90 {p90}.", **words) + newer
    change = formats.change(last.p90_h, float(known["p90_h"].iloc[:-1].median()), "down", "h")
    return _("{when}: P90 {p90}, {change} terhadap median sebelumnya.", **words, change=change) + newer
