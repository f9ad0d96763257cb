"""The limit read both ways: the mean of closed cases as it is announced, beside the matured cohort and P90."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from dash import html

from data.answers import Answers
from data.queries.limits import sla_limits
from data.queries.response import response_overall
from layouts import formats, table
from layouts.panel import Asked, Drawing, Empty, Look, TooFew
from layouts.panels import waits
from layouts.spans import Unit
from layouts.words import _

ORDER = ("first_action", "close")


@dataclass(frozen=True, slots=True)
class Reading:
    """One stage: its row of `response_overall`, the longest watched case in hours, and the limit in hours."""

    stage: str
    row: Any
    longest_h: float
    limit_h: float

    @property
    def is_mean_met(self) -> bool:
        """As it is announced: the mean of the closed cases within the limit."""
        return bool(self.row.mean_closed_h <= self.limit_h)

    @property
    def is_p90_met(self) -> bool:
        """Nine in ten of all cases within the limit; not reached is not met."""
        return bool(self.row.p90_h <= self.limit_h)


def ask(answers: Answers, asked: Asked) -> tuple[Reading, ...]:
    """One reading per stage that has a limit; none without reports."""
    filters = asked.filters
    limits = dict(sla_limits(answers, filters)[["stage", "hours"]].itertuples(index=False))
    return tuple(found for stage in ORDER if stage in limits if (found := _reading(answers, asked, stage, float(limits[stage]))))


def _reading(answers: Answers, asked: Asked, stage: str, limit_h: float) -> Reading | None:
    rows = response_overall(answers, asked.filters, stage)
    if not len(rows):
        return None
    row = next(rows.itertuples())
    return Reading(stage, row, float(row.longest_h), limit_h)


def draw(readings: tuple[Reading, ...], look: Look) -> Drawing:
    """A row per stage, and a sentence that says where the two readings part."""
    if not readings:
        return Empty(_("Belum ada laporan warga untuk pilihan ini."), _("Lebarkan wilayah atau rentang waktu."))
    if readings[0].row.n < waits.LEAST_N:
        return TooFew(int(readings[0].row.n))
    said = [html.P(sentence(r), className="verdict") for r in readings]
    note = _("Rata-rata hanya memuat kasus selesai. Kohort matang: semua laporan yang sudah jatuh tempo; yang masih terbuka dihitung terlambat.")
    return html.Div([*said, table.drawn(rows(readings, look), _("Dua bacaan SLA")), html.P(f"{note} {_(waits.WALL)}", className="chart-note")], className="readings")


def rows(readings: tuple[Reading, ...], _look: Look) -> table.Table:
    """One column per stage: limit, mean with its verdict, P50, P90 with its verdict and band, the matured cohort, other ends."""
    heads = ("", *(_(waits.TITLES[r.stage]) for r in readings))
    titles = (_("Batas"), _("Rata-rata resmi"), "P50", "P90", _("pita 95% {name}", name="P90"), _("Tepat waktu, kohort matang"), _("Kohort"), _("Berakhir lain"))
    columns = [_cells(r) for r in readings]
    return table.Table(heads, tuple(zip(titles, *columns, strict=True)), frozenset(range(1, len(heads))))


def _cells(reading: Reading) -> tuple[str, ...]:
    row, longest = reading.row, reading.longest_h
    write = Unit.of([reading.limit_h, row.mean_closed_h, row.p50_h, row.p90_h]).said
    mean = f"{_mark(reading.is_mean_met)} {write(row.mean_closed_h)}" if not formats.is_missing(row.mean_closed_h) else formats.NOTHING
    return (
        write(reading.limit_h), mean, waits.reached(row.p50_h, longest, write),
        f"{_mark(reading.is_p90_met)} {waits.reached(row.p90_h, longest, write)}", waits.band(row.p90_lo, row.p90_hi, longest, write) or formats.NOTHING,
        formats.percent(row.sla_matured_pct), formats.number(row.sla_n), formats.percent(row.competing_pct),
    )  # fmt: skip


def _mark(is_met: bool) -> str:
    return _("terpenuhi:") if is_met else _("▲ gagal:")


def sentence(reading: Reading) -> str:
    """What the two readings say of one stage; where the mean passes and P90 fails, both in one sentence."""
    row = reading.row
    words = {
        "stage": _(waits.TITLES[reading.stage]), "limit": formats.hours(reading.limit_h), "mean": formats.hours(row.mean_closed_h),
        "p90": waits.reached(row.p90_h, reading.longest_h),
    }  # fmt: skip
    late = _("; {late} kohort matang lewat batas", late=formats.percent(None if formats.is_missing(row.sla_matured_pct) else 100 - row.sla_matured_pct))
    end = "." if formats.is_missing(row.sla_matured_pct) else f"{late}."
    if formats.is_missing(row.mean_closed_h):
        return _("{stage}: belum ada kasus yang selesai, jadi rata-rata resmi tidak ada; P90 {p90}", **_without(words, "mean", "limit")) + end
    if reading.is_mean_met and reading.is_p90_met:
        return _("{stage}: rata-rata {mean} dan P90 {p90} di dalam batas {limit}", **words) + end
    if reading.is_mean_met:
        return _("{stage}: ▲ rata-rata {mean} memenuhi batas {limit}, tetapi P90 gagal: {p90}", **words) + end
    return _("{stage}: ▲ rata-rata {mean} melewati batas {limit}; P90 {p90}", **words) + end


def _without(words: dict[str, str], *names: str) -> dict[str, str]:
    return {k: v for k, v in words.items() if k not in names}
