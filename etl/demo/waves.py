"""Flood waves of the Ciliwung: where the water comes from, how strong it is, and when it passes each post.

A run of fifteen days brings one wave in the rainy season (November to March) and seldom one in the dry months, on
its wettest day. Every fourth run brings a great one whatever the season, so that any ninety days hold one that
reaches Siaga 2. The way from Katulampa to Depok and on to Manggarai takes the times of flood_travel.csv.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from etl.demo.draws import Bools, Floats, Ints, draws
from etl.demo.moments import DAY, HOUR, days
from etl.demo.places import reference

RUN_DAYS = 15
GREAT_EVERY = 4
POSTS = ("katulampa", "depok", "manggarai")
_RAINY_FROM, _RAINY_TO = 0.832, 0.247  # parts of the year: 1 November to 31 March
_DRY_SHARE = 0.15
_MARGIN_H = 0.25  # readings come every ten minutes: a peak must be read inside the published range as well
_LOSS = (1.0, 0.97, 0.94)  # the wave flattens on its way


@dataclass(frozen=True, slots=True)
class Waves:
    """One element per run of days. peak: (runs, POSTS) WIB seconds; strength: (runs, POSTS), 1 at the limit of
    Siaga 3, 2 at that of Siaga 2.
    """

    run: Ints
    comes: Bools
    is_great: Bools
    peak: Ints
    strength: Floats


def waves(seed: int, run: Ints) -> Waves:
    """The wave of each run of fifteen days (day // 15), whether it comes or not."""
    own = draws(seed, "wave", run)
    day = run[:, None] * RUN_DAYS + np.arange(RUN_DAYS)
    kind = days(seed, day.ravel())
    rain = kind.rain.reshape(day.shape)
    wettest = np.argmax(rain + 1e-3 * own.uniform("tie", RUN_DAYS), axis=1)
    part = kind.year_part.reshape(day.shape)[:, RUN_DAYS // 2]
    is_great = run % GREAT_EVERY == 0
    comes = is_great | (part >= _RAINY_FROM) | (part < _RAINY_TO) | own.chance("dry", _DRY_SHARE)
    begins = day[np.arange(len(run)), wettest] * DAY + np.rint((13 + 9 * own.uniform("hour")) * HOUR)
    legs = [_between(own.uniform(goal), start, goal) for start, goal in pairwise(POSTS)]
    after = np.cumsum([np.zeros(len(run)), *legs], axis=0).T
    strength = np.where(is_great, 2.15 + 0.5 * own.uniform("great"), 1.15 + 0.6 * own.uniform("plain"))
    peak = (begins[:, None] + np.rint(after * HOUR)).astype(np.int64)
    return Waves(run, comes, is_great, peak, strength[:, None] * np.array(_LOSS))


def _between(luck: Floats, start: str, goal: str) -> Floats:
    """Hours from one post to the next, inside the published range."""
    table = reference("flood_travel")
    row = list(zip(table["from_post"], table["to_post"], strict=True)).index((start, goal))
    least, most = float(table["from_h"][row]) + _MARGIN_H, float(table["to_h"][row]) - _MARGIN_H
    return least + (most - least) * luck


def pulse(since_peak: Ints, rise_h: float | Floats) -> Floats:
    """A wave's shape, 0 to 1: up within about `rise_h`, down again in thrice that time."""
    grown = np.maximum(since_peak / (np.asarray(rise_h) * HOUR) + 1, 0.0)
    return np.asarray(grown**2 * np.exp(2 * (1 - grown)))


def told(seed: int, since: int, until: int) -> list[dict[str, object]]:
    """The waves that passed Manggarai in [since, until), for the truth file."""
    made = waves(seed, np.arange(since // DAY // RUN_DAYS - 1, until // DAY // RUN_DAYS + 1))
    seen = made.comes & (made.peak[:, 0] >= since) & (made.peak[:, -1] < until)
    return [
        {"is_great": bool(great)}
        | {
            name: str(np.datetime64(int(at), "s")).replace("T", " ")
            for name, at in zip(POSTS, peak, strict=True)
        }
        for great, peak in zip(made.is_great[seen], made.peak[seen], strict=True)
    ]
