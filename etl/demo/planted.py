"""Closings that deserve a second look, planted in small known numbers: which reports they are, day by day.

A plant is a function of (seed, day) like everything else here. The first reports of a day carry fixed parts, so that days
that lean on each other (a place that is reported again a week later) can be made apart:

SPOT       on some days the report of this index is closed without effect; AGAIN says which reports of later days are
           about the same place
SAME       reports of these indexes share one follow-up photo; OWN sends the citizen's own photo back as proof
fast, far, old   any other report: closed a minute or two after the first action; the follow-up photo was taken
           elsewhere; or before the citizen reported
burst      reports of one agency in one kota that an officer closes within a minute, some days later
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from etl.demo.draws import Bools, Draws, Floats, Ints, draws
from etl.demo.moments import DAY, HOUR

SPOT, OWN = 3, 16
SAME = (10, 11, 12, 13)
AGAIN = ((5, 6), (6, 9), (7, 12))  # (index of the report, days after the spot's)
FREE = 20  # from this index on any report can be fast, far, old or part of a burst
SPOT_CLOSE_H = 36.0
BURST_DAYS, BURST_HOUR, BURST_STEP_S, BURST_MOST, BURST_LEAST = 12, 15, 8, 6, 4
_SPOT_DAYS, _SAME_DAYS, _OWN_DAYS, _BURST_DAYS = 0.4, 0.25, 0.3, 0.25
_FAST, _FAR, _OLD = 0.001, 0.0014, 0.0014
_CATEGORIES = ("jalan", "saluran", "pju", "sampah", "trotoar", "pohon")


def _of_day(seed: int, name: str, day: Ints, share: float) -> Bools:
    return draws(seed, "planted", day).chance(name, share)


def is_spot(seed: int, day: Ints, index: Ints) -> Bools:
    """The report whose place is reported again after it was closed."""
    return np.asarray((index == SPOT) & _of_day(seed, "spot", day, _SPOT_DAYS))


def root(seed: int, day: Ints, index: Ints) -> tuple[Ints, Ints, Bools]:
    """(day, index) of the report that a report repeats: itself, or a spot of some days before; and which ones repeat."""
    from_day, from_index = day.copy(), index.copy()
    for at, later in AGAIN:
        repeats = (index == at) & _of_day(seed, "spot", day - later, _SPOT_DAYS)
        from_day, from_index = np.where(repeats, day - later, from_day), np.where(repeats, SPOT, from_index)
    return from_day, from_index, np.asarray(from_day != day)


def spot_category(seed: int, day: Ints, names: tuple[str, ...]) -> Ints:
    """The category of a day's spot: common ones, where a report nearby is also often mere chance."""
    known = np.array([names.index(name) for name in _CATEGORIES])
    return known[draws(seed, "planted", day).below("category", len(known))]


@dataclass(frozen=True, slots=True)
class Marks:
    """Which reports are planted, one element per report."""

    spot: Bools
    fast: Bools
    far: Bools
    old: Bools
    same: Bools
    own: Bools

    @property
    def is_resolved(self) -> Bools:
        """Those that must end as resolved to be what they are meant to be."""
        return np.asarray(self.spot | self.fast | self.far | self.old | self.same | self.own)


def marks(seed: int, day: Ints, index: Ints, own: Draws, is_second: Bools) -> Marks:
    """The marks of reports by their day and index. A report carries one mark at most."""
    luck = own.uniform("planted")
    luck = np.where((index >= FREE) & ~is_second, luck, 1.0)
    return Marks(
        is_spot(seed, day, index),
        luck < _FAST,
        (luck >= _FAST) & (luck < _FAST + _FAR),
        (luck >= _FAST + _FAR) & (luck < _FAST + _FAR + _OLD),
        np.isin(index, SAME) & _of_day(seed, "same", day, _SAME_DAYS),
        (index == OWN) & _of_day(seed, "own", day, _OWN_DAYS),
    )


@dataclass(frozen=True, slots=True)
class Burst:
    """Which reports an officer closes together, and the moment of each (WIB seconds; 0 for the others)."""

    has: Bools
    at: Ints


def bursts(seed: int, day: Ints, index: Ints, fits: Bools, group: Ints, close: Ints) -> Burst:
    """The bursts among reports of whole days. fits: may be one; group: agency and kota as one number; close: the natural
    moment of the close. Of each chosen day the group of a drawn report is taken, in the order of the index.
    """
    moment = (day + BURST_DAYS) * DAY + BURST_HOUR * HOUR
    chosen = _of_day(seed, "burst", day, _BURST_DAYS)
    # The group that is closed together is that of the first fitting report from a drawn index on.
    start = FREE + draws(seed, "planted", day).below("burst_start", np.full(len(day), 120))
    can = chosen & fits & (index >= start) & (close < moment - HOUR)
    order = np.lexsort((index, day))
    first = order[can[order]]
    _days, nth = np.unique(day[first], return_index=True)
    of_day = dict(zip(_days.tolist(), group[first[nth]].tolist(), strict=True))
    wanted = np.array([of_day.get(d, -1) for d in range(int(day.min()), int(day.max()) + 1)]) if len(day) else day
    can &= group == wanted[day - day.min()] if len(day) else False
    rows = order[can[order]]
    begins = np.searchsorted(day[rows], day[rows], side="left")
    rank = np.arange(len(rows)) - begins
    size = np.searchsorted(day[rows], day[rows], side="right") - begins
    take = (rank < BURST_MOST) & (size >= BURST_LEAST)
    has, at = np.zeros(len(day), dtype=bool), np.zeros(len(day), dtype=np.int64)
    has[rows[take]] = True
    at[rows[take]] = moment[rows[take]] + BURST_STEP_S * rank[take]
    return Burst(has, at)


def follow_up_hash(seed: int, marked: Marks, day: Ints, index: Ints, own: Draws, citizen: np.ndarray, slots: int) -> np.ndarray:
    """Perceptual hashes of the follow-up photos, (reports, slots). Shared ones differ in at most three bits."""
    found = own.bits("follow_up/photo", slots)
    shared = draws(seed, "planted", day).bits("photo")
    turned = np.zeros(len(day), dtype=np.uint64)
    for bit in range(3):
        turned ^= np.uint64(1) << own.below(f"follow_up/bit{bit}", 64).astype(np.uint64)
    found[:, 0] = np.where(marked.same, shared ^ turned, np.where(marked.own & (citizen > 0), citizen ^ turned, found[:, 0]))
    return found


def metres_off(marked: Marks, own: Draws) -> Floats:
    """How far from the report's place the photo was taken: up to 60 m as a rule."""
    near = 60 * np.sqrt(own.uniform("follow_up/reach"))
    return np.where(marked.far, 400 + 1100 * own.uniform("follow_up/far"), near)
