"""How waits are said: the stages with a clock, a percentile that may not be reached, a band, and the words of a choice."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date

import pandas as pd

from layouts import formats
from layouts.grid import Column
from layouts.spans import WORK, Unit
from layouts.words import _, mark

STAGES = (("close", mark("penyelesaian")), ("first_action", mark("tindakan pertama")))
TITLES = {"close": mark("Penyelesaian"), "first_action": mark("Tindakan pertama")}
LEAST_N = 20
WALL = mark("Jam dinding: malam, akhir pekan dan hari libur ikut dihitung.")  # the clock of every wait that does not name another
CLOCKS = (("wall_s", mark("jam dinding")), ("work_s", WORK))
CLOCK_NOTES = {
    "wall_s": WALL,
    "work_s": mark("Jam kerja: Senin–Kamis 07.30–16.00, Jumat 07.30–16.30 WIB, tanpa hari libur nasional dan cuti bersama (tabel holiday; sebagian belum diverifikasi)."),
}
CALENDAR = mark("Batas SLA tetap menurut kalender.")  # beside waits of working hours
Write = Callable[[float | None], str]


def unit_of(clock: str, *columns: Iterable[float]) -> Unit:
    """The unit of columns of hours on a clock."""
    return Unit(WORK) if clock == "work_s" else Unit.of(*columns)


def writer(clock: str) -> Write:
    """How a wait on a clock is said by itself: `6,5 jam`, `31,0 hari`; of working hours always `12,3 jam kerja`."""
    return Unit(WORK).said if clock == "work_s" else formats.hours


def clock_note(clock: str) -> str:
    """Which hours count, and that a limit is not one of these."""
    return f"{_(CLOCK_NOTES[clock])} {_(CALENDAR)}" if clock == "work_s" else _(WALL)


def opened(bucket: str, on: date) -> str:
    """Which cases a point of a trend is about: `Pekan mulai 2 Nov 2026`, those that came in within it."""
    day = formats.day(pd.Timestamp(on).date())
    return {"week": _("Pekan mulai {on}", on=day), "month": _("Bulan mulai {on}", on=day)}.get(bucket, day)


def reached(value: float | None, longest_h: float | None, write: Write = formats.hours) -> str:
    """`6,5 jam`; for a percentile that is not reached `belum tercapai (> 30 hari)`, longer than the longest case was watched."""
    if not formats.is_missing(value):
        return write(value)
    if formats.is_missing(longest_h):
        return _("belum tercapai")
    return _("belum tercapai (> {t})", t=write(longest_h))


def head(name: str, unit: Unit) -> tuple[str, str]:
    """The heads of a percentile's column and of its band: `P90 (hari)`, `pita 95% P90 (hari)`."""
    return unit.head(name), unit.head(_("pita 95% {name}", name=name))


def band(lo: float | None, hi: float | None, longest_h: float | None, write: Write = formats.hours) -> str:
    """`6,1 jam – 7,0 jam`; an end that is not reached is longer than the longest case was watched; empty without a lower end."""
    if formats.is_missing(lo):
        return ""
    upper = _("> {t}", t=write(longest_h)) if formats.is_missing(hi) else write(hi)
    lower = formats.hours(lo, hi) if write is formats.hours else write(lo)
    return f"{lower} – {upper}"


def columns(found: pd.DataFrame, name: str, unit: Unit) -> tuple[Column, Column]:
    """The two columns of a grid for the percentile `name` (p50, p90) of these rows, in one unit: what is not reached sorts behind all that is."""
    value, lo, hi, longest = (found[c] for c in (f"{name}_h", f"{name}_lo", f"{name}_hi", "longest_h"))
    said = [reached(v, t, unit.write) for v, t in zip(value, longest, strict=True)]
    bands = [band(a, b, t, unit.write) for a, b, t in zip(lo, hi, longest, strict=True)]
    heads, never = head(name.upper(), unit), float("inf")
    return Column(name, heads[0], said, order=list(value.fillna(never))), Column(f"{name}_band", heads[1], bands, order=list(lo.fillna(never)), width=140)
