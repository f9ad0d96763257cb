"""The Kaplan-Meier curve itself: the share still waiting after t, with its band, and what was censored."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pandas as pd

from data.answers import Answers
from data.queries.limits import sla_limits
from data.queries.response import response_overall, survival_curve
from layouts import formats
from layouts.charts.spec import Change, Chart, Reference, Series, column
from layouts.options import chosen
from layouts.panel import Asked, Drawing, Empty, Look, TooFew
from layouts.panels import waits
from layouts.spans import WORK
from layouts.words import _

OPTIONS = (waits.STAGES, waits.CLOCKS)
IN_HOURS = 96.0  # an axis that ends before is in hours, a longer one in days


@dataclass(frozen=True, slots=True)
class Curve:
    """The curve, the row of `response_overall` (None without reports), the longest watched case and the limit in hours (none
    on the clock of working hours: it is of the calendar)."""

    stage: str
    points: pd.DataFrame
    row: Any
    longest_h: float | None
    limit_h: float | None
    clock: str = "wall_s"


def ask(answers: Answers, asked: Asked) -> Curve:
    """The curve of the stage and the clock chosen: t_h, s, lo, hi, at_risk, and its figures."""
    stage, clock = chosen(asked.option, OPTIONS)
    filters = asked.filters
    overall = response_overall(answers, filters, stage, clock)
    longest = overall["longest_h"]
    limits = dict(sla_limits(answers, filters)[["stage", "hours"]].itertuples(index=False))
    return Curve(
        stage, survival_curve(answers, filters, stage, clock), next(overall.itertuples(), None),
        float(longest.iloc[0]) if len(longest) else None, None if clock == "work_s" else limits.get(stage), clock,
    )  # fmt: skip


def draw(data: Curve, _look: Look) -> Drawing:
    """Steps of the share still waiting in percent, with its band; where P50, P90 and the limit lie."""
    if data.row is None or not len(data.points):
        return Empty(_("Belum ada laporan yang selesai untuk pilihan ini."), _("Lebarkan wilayah atau rentang waktu."))
    if data.row.n < waits.LEAST_N:
        return TooFew(int(data.row.n))
    shown = data.points[data.points["t_h"] <= _end(data)]
    is_hours = data.clock == "work_s" or shown["t_h"].max() <= IN_HOURS
    unit = _(WORK) if data.clock == "work_s" else _("jam") if is_hours else _("hari")
    per = 1.0 if is_hours else 24.0
    percent = {name: (100.0, *column(100 * shown[name])) for name in ("s", "lo", "hi")}
    line = Series(_("sisa"), (0.0, *column(shown["t_h"] / per)), percent["s"], percent["lo"], percent["hi"])
    limit = () if data.limit_h is None else (Change(data.limit_h / per, _("batas {t}", t=formats.hours(data.limit_h))),)
    return Chart(
        "step", (line,), message(data), x_title=_("{unit} sejak laporan masuk", unit=unit), y_title=_("% masih menunggu"), unit="%", x_kind="number",
        references=(Reference(50, "P50"), Reference(10, "P90")), changes=limit, y_max=105, notes=notes(data),
    )  # fmt: skip


def _end(data: Curve) -> float:
    """Where the axis ends: well past P90 and the limit, but not at the one case that took longest."""
    far = [v for v in (data.row.p90_h, data.row.p90_hi, data.limit_h) if not formats.is_missing(v)]
    return float("inf") if formats.is_missing(data.row.p90_h) else 1.6 * max(far)


def message(data: Curve) -> str:
    """P50 and P90 in one sentence."""
    row = data.row
    write = waits.writer(data.clock)
    words = {"stage": _(waits.TITLES[data.stage]), "p50": waits.reached(row.p50_h, data.longest_h, write), "p90": waits.reached(row.p90_h, data.longest_h, write)}
    return _("{stage}: separuh dalam {p50}, sembilan dari sepuluh dalam {p90}.", **words)


def notes(data: Curve) -> tuple[str, ...]:
    """Band, censored cases, and the ends that are not an answer."""
    row, write = data.row, waits.writer(data.clock)
    bands = _("Pita 95%: P50 {p50}, P90 {p90}.", p50=waits.band(row.p50_lo, row.p50_hi, data.longest_h, write) or formats.NOTHING,
              p90=waits.band(row.p90_lo, row.p90_hi, data.longest_h, write) or formats.NOTHING)  # fmt: skip
    censored = _("{n} laporan; {open} masih terbuka (tersensor pada saat ini).", n=formats.number(row.n), open=formats.number(row.open))
    other = _("{share} berakhir lain (ganda, bukan wewenang, dibatalkan): tersensor saat ditutup, tidak dihitung selesai.", share=formats.percent(row.competing_pct))
    return f"{bands} {waits.clock_note(data.clock)}", f"{censored} {other}"
