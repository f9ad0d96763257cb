"""What was planted, measured on the complete timelines that no real observer sees: the file
kebenaran.json.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

import numpy as np

from etl.demo.crm import Chunk
from etl.demo.draws import Floats, Ints
from etl.demo.moments import DAY
from etl.demo.planted_truth import planted_reports, seconds_per_first
from etl.demo.reports import World
from etl.demo.stages import CLOSE, CLOSE_AGAIN, OUTCOMES

STAGES = ("first_action", "first_close", "close")


@dataclass(slots=True)
class Truth:
    """Gathers month by month; `told` gives the finished file. Numbers are of the clean reports created
    before `now`.
    """

    world: World
    now: int
    parts: list[dict[str, Ints | Floats]] = field(default_factory=list)
    dirty: dict[str, Counter[str]] = field(default_factory=dict)
    lines: Counter[str] = field(default_factory=Counter)
    integrity: dict[str, list[str]] = field(default_factory=dict)

    def add(self, chunk: Chunk) -> None:
        """Take in the reports of a chunk."""
        made, line = chunk.reports, chunk.timeline
        seen = made.created < self.now
        closed = line.has & (line.known < self.now)
        last = np.where(closed, np.arange(closed.shape[1]), -1).max(axis=1)
        gathered: dict[str, Ints | Floats] = {
            "day": made.day,
            "category": made.category,
            "channel": made.channel,
            "kelurahan": made.kelurahan,
            "place": made.place,
            "second": made.is_second.astype(np.int64),
            "private": made.is_private.astype(np.int64),
            "reporter": made.reporter,
            "created": made.created,
            "closed": np.isin(last, (CLOSE, CLOSE_AGAIN)).astype(np.int64),
            "outcome": line.outcome,
            "first_action": line.first_h,
            "first_close": line.close_first_h,
            "close": line.close_h,
        }
        for rule, numbers in planted_reports(self.world, chunk, self.now).items():
            self.integrity.setdefault(rule, []).extend(numbers)
        self.parts.append({name: values[seen] for name, values in gathered.items()})

    def note(self, file: str, rows: int, bad: dict[str, int]) -> None:
        """Count the lines written to a file: the good rows, and the bad ones by kind."""
        self.dirty.setdefault(file, Counter()).update(bad)
        self.lines[file] += rows + sum(bad.values())

    def told(self) -> dict[str, object]:
        """The truth as it goes into the file."""
        all_of = {name: np.concatenate([part[name] for part in self.parts]) for name in self.parts[0]}
        plan, places = self.world.plan, self.world.places
        kota = places.kota_index[all_of["kelurahan"]]
        codes = [places.code[places.kota.index(name)][:5] for name in places.kota_names]
        keys = {
            "category": (plan.category, all_of["category"]),
            "agency": (plan.agencies, plan.agency_index[all_of["category"]]),
            "area": (tuple(codes), kota),
        }
        times = {
            stage: {by: _quantiles(names, index, all_of[stage]) for by, (names, index) in keys.items()}
            for stage in STAGES
        }
        return {
            "is_simulated": True,
            "seed": self.world.seed,
            "now_wib": str(np.datetime64(self.now, "s")).replace("T", " "),
            "lines": dict(self.lines),
            "dirty": {file: dict(count) for file, count in self.dirty.items()},
            "reports": self._counts(all_of),
            "times_h": times,
            "close_p90_h_by_month": {code: _by_month(all_of, kota == i) for i, code in enumerate(codes)},
            "second_reports": _seconds(places.code, all_of, seconds_per_first(self.world)),
            "integrity": self.integrity,
        }

    def _counts(self, all_of: dict[str, Ints | Floats]) -> dict[str, object]:
        recent, is_open = all_of["created"] >= self.now - 90 * DAY, all_of["closed"] == 0
        return {
            "n": len(is_open),
            "open": int(is_open.sum()),
            "open_of_last_90_days": int((is_open & recent).sum()),
            "n_of_last_90_days": int(recent.sum()),
            "outside": int((all_of["place"] == 1).sum()),
            "unplaced": int((all_of["place"] == 2).sum()),
            "private": int(all_of["private"].sum()),
            "reporters": len(np.unique(all_of["reporter"])),
            "by_category": _tally(self.world.plan.category, all_of["category"]),
            "by_channel": _tally(self.world.plan.channel, all_of["channel"]),
            "closed_by_outcome": _tally(OUTCOMES, all_of["outcome"][~is_open]),
        }


def _tally(names: tuple[str, ...], index: Ints | Floats) -> dict[str, int]:
    count = np.bincount(index.astype(np.int64), minlength=len(names))
    return {name: int(n) for name, n in zip(names, count, strict=True) if n}


def _quantiles(names: tuple[str, ...], index: Ints, hours: Ints | Floats) -> dict[str, dict[str, float]]:
    """n, P50 and P90 of each key; the smallest value with at least that share at or below it, as Kaplan
    and Meier read it.
    """
    found = {}
    for i, name in enumerate(names):
        mine = hours[index == i]
        if len(mine):
            p50, p90 = np.quantile(mine, [0.5, 0.9], method="inverted_cdf")
            found[name] = {"n": len(mine), "p50_h": round(float(p50), 3), "p90_h": round(float(p90), 3)}
    return found


def _by_month(
    all_of: dict[str, Ints | Floats], mine: np.ndarray[tuple[int, ...], np.dtype[np.bool_]]
) -> dict[str, float]:
    month = all_of["day"].astype("datetime64[D]").astype("datetime64[M]").astype(np.int64)
    found = {}
    for number in np.unique(month):
        hours = all_of["close"][mine & (month == number)]
        if len(hours) >= 100:
            name = f"{1970 + number // 12}-{number % 12 + 1:02d}"
            found[name] = round(float(np.quantile(hours, 0.9, method="inverted_cdf")), 1)
    return found


def _seconds(
    codes: tuple[str, ...], all_of: dict[str, Ints | Floats], planted: Floats
) -> dict[str, dict[str, float]]:
    """By kelurahan: reports, second reports among them, second reports per first one, and how many of these are planted."""
    n = np.bincount(all_of["kelurahan"].astype(np.int64), minlength=len(codes))
    second = np.bincount(
        all_of["kelurahan"].astype(np.int64), weights=all_of["second"], minlength=len(codes)
    ).astype(np.int64)
    return {
        code: {
            "n": int(a),
            "second": int(b),
            "per_first": round(int(b) / max(int(a - b), 1), 4),
            "planted": round(float(p), 4),
        }
        for code, a, b, p in zip(codes, n, second, planted, strict=True)
    }
