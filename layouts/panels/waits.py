"""How waits are said: the stages with a clock, a percentile that may not be reached, a band, and the words of a choice."""

from __future__ import annotations

from collections.abc import Callable

from layouts import formats
from layouts.words import _, mark

STAGES = (("close", mark("penyelesaian")), ("first_action", mark("tindakan pertama")))
TITLES = {"close": mark("Penyelesaian"), "first_action": mark("Tindakan pertama")}
LEAST_N = 20
Write = Callable[[float | None], str]


def reached(value: float | None, longest_h: float | None, write: Write = formats.hours) -> str:
    """`6,5 jam`; for a percentile that is not reached `belum tercapai (> 30 hari)`, longer than the longest case was watched."""
    if not formats.is_missing(value):
        return write(value)
    if formats.is_missing(longest_h):
        return _("belum tercapai")
    return _("belum tercapai (> {t})", t=write(longest_h))


def band(lo: float | None, hi: float | None, longest_h: float | None, write: Write = formats.hours) -> str:
    """`6,1 jam – 7,0 jam`; an end that is not reached is longer than the longest case was watched; empty without a lower end."""
    if formats.is_missing(lo):
        return ""
    upper = _("> {t}", t=write(longest_h)) if formats.is_missing(hi) else write(hi)
    lower = formats.hours(lo, hi) if write is formats.hours else write(lo)
    return f"{lower} – {upper}"
