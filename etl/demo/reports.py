"""The citizen reports of a day: a function of the seed and the day, and of nothing else.

Volume, channels and categories follow the published numbers (508 a day in 2024, 41,528 reporters a year, JAKI
89.6 %). About one report in sixteen is a second report of an incident that another citizen reported earlier
that day within 100 m; how often differs by kelurahan, as it does in real cities, and the truth file says how
often.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from etl.demo import planted
from etl.demo.draws import Bools, Draws, Floats, Ints, Words, draws
from etl.demo.moments import DAY, HOUR, Days, clock_of_day, days
from etl.demo.places import Places, load_places, outside, rounded, shift
from etl.demo.plan import MEAN_RAIN, Plan, load_plan

MEAN_A_DAY = 508
MOST_A_DAY = 800
_WEEKDAY = np.array([1.07, 1.09, 1.08, 1.06, 1.03, 0.88, 0.79])
_HOURS = (8, 5, 4, 3, 5, 12, 26, 46, 62, 68, 66, 60, 52, 54, 56, 56, 58, 62, 60, 54, 44, 34, 24, 14)
SECOND_SHARE = 0.062
TRIES = 8  # candidates for the incident of a second report; more tries follow the planted rates more closely
# Gives about 41,500 different reporters a year, a few of them with hundreds of reports.
REPORTERS, _TAIL = 45_900, 2.35


@dataclass(frozen=True, slots=True)
class World:
    """What the generator knows beforehand: the seed, the places and the plan."""

    seed: int
    places: Places
    plan: Plan
    second_rate: Floats  # how readily a kelurahan reports the same thing again, 0 to 1


@dataclass(frozen=True, slots=True)
class Reports:
    """Reports, one element per report, ordered by moment. Moments are WIB seconds (see moments.py)."""

    own: Draws
    day: Ints
    no: Ints  # 1, 2, … within the day, in the order of the moments
    created: Ints
    category: Ints
    channel: Ints
    kelurahan: Ints
    place: Ints  # 0 inside, 1 outside, 2 without a point (0, 0)
    lon: Floats
    lat: Floats
    reporter: Ints
    photo: Words  # 0: none
    is_private: Bools
    is_second: Bools
    index: Ints  # 0, 1, … within the day, as drawn: what is planted goes by it
    spot_day: Ints  # the day of the planted spot that the report is about, -1: of none


def load_world(seed: int) -> World:
    """The world of a seed."""
    places = load_places()
    own = draws(seed, "kelurahan", np.arange(len(places.code)))
    return World(seed, places, load_plan(), 0.05 + 0.95 * own.uniform("second_rate") ** 2)


def volume(kind: Days, seed: int) -> Ints:
    """Reports of each day: 508 on average, more on working days, in the rains and after heavy rain, at
    most 800.
    """
    season = 1 + 0.05 * np.cos(2 * np.pi * (kind.year_part - 0.06))
    rain = 1 + 0.55 * (kind.rain - MEAN_RAIN)
    noise = draws(seed, "volume", kind.number).lognormal("noise", 1.0, 0.07)
    holiday = np.where(kind.is_holiday, 0.74, 1.0)
    return np.minimum(
        MOST_A_DAY, np.rint(MEAN_A_DAY * 1.004 * _WEEKDAY[kind.weekday] * season * rain * noise * holiday)
    ).astype(np.int64)


def reports_of(world: World, first_day: int, last_day: int) -> Reports:
    """All reports of the days [first_day, last_day], with every moment of their day, also those still to
    come.
    """
    kind = days(world.seed, np.arange(first_day, last_day + 1))
    count = volume(kind, world.seed)
    row = np.repeat(np.arange(len(count)), count)
    day = kind.number[row]
    index = np.arange(len(row)) - np.repeat(np.cumsum(count) - count, count)
    firsts = count - np.rint(count * SECOND_SHARE).astype(np.int64)
    is_second = index >= firsts[row]
    incident = np.where(is_second, _incident(world, day, index, firsts[row]), index)
    root_day, root_index, is_again = planted.root(world.seed, day, incident)
    about_spot = is_again | planted.is_spot(world.seed, root_day, root_index)
    own, shared = draws(world.seed, "report", day, index), draws(world.seed, "incident", root_day, root_index)
    weights = world.plan.category_weights(kind.number, kind.rain)
    category = _pick_by_day(shared, "category", weights, row)
    category = np.where(about_spot, planted.spot_category(world.seed, root_day, world.plan.category), category)
    kelurahan = _kelurahan(world, shared)
    place, lon, lat = _points(world, shared, own, kelurahan, is_second | is_again)
    created = _created(day, shared, own, is_second)
    order = np.lexsort((index, created))
    picked = Reports(
        own,
        day,
        index,
        created,
        category,
        _pick_by_day(own, "channel", world.plan.channel_weights(kind.number), row),
        kelurahan,
        place,
        lon,
        lat,
        np.floor(REPORTERS * own.uniform("reporter") ** _TAIL).astype(np.int64),
        _photos(shared, own, is_second, is_again),
        (world.plan.is_sensitive[category] == 1) | own.chance("private", 0.01),
        is_second,
        index,
        np.where(about_spot, root_day, -1),
    )
    return _ordered(picked, order, index + 1)


def _ordered(made: Reports, order: Ints, no: Ints) -> Reports:
    """The reports in the order of their moments; numbers within the day follow that order, so they tell
    nothing else.
    """
    taken = {name: getattr(made, name)[order] for name in Reports.__slots__ if name not in ("own", "no")}
    return Reports(own=Draws(made.own.base[order]), no=no, **taken)


def _incident(world: World, day: Ints, index: Ints, firsts: Ints) -> Ints:
    """The incident of a second report: one of the day's first reports, rather where the kelurahan repeats
    itself often.
    """
    own = draws(world.seed, "second", day, index)
    chosen = np.zeros(len(index), dtype=np.int64)
    waiting = np.ones(len(index), dtype=bool)
    for turn in range(TRIES):
        candidate = own.below(f"candidate{turn}", firsts)
        rate = world.second_rate[_kelurahan(world, draws(world.seed, "incident", day, candidate))]
        take = waiting & (own.chance(f"take{turn}", rate) | (turn == TRIES - 1))
        chosen[take], waiting = candidate[take], waiting & ~take
    return chosen


def _kelurahan(world: World, shared: Draws) -> Ints:
    return shared.pick("kelurahan", world.places.population)


def _pick_by_day(own: Draws, name: str, weights: Floats, row: Ints) -> Ints:
    heap = np.cumsum(weights, axis=1)
    heap = heap / heap[:, -1:]
    # One sorted list for all days: day r occupies (r, r + 1], so one search serves every row.
    ends = (heap + np.arange(len(heap))[:, None]).ravel()
    return np.asarray(np.searchsorted(ends, own.uniform(name) + row) - row * heap.shape[1], dtype=np.int64)


def _points(
    world: World, shared: Draws, own: Draws, kelurahan: Ints, is_second: Bools
) -> tuple[Ints, Floats, Floats]:
    chance = shared.uniform("place")
    place = np.where(chance < 0.005, 2, np.where(chance < 0.008, 1, 0))
    lon, lat = world.places.points(shared, kelurahan)
    far_lon, far_lat = outside(shared)
    lon, lat = np.where(place == 1, far_lon, lon), np.where(place == 1, far_lat, lat)
    # At most 45 m from the incident, so that any two reports of it lie within 100 m of each other.
    near_lon, near_lat = shift(own, lon, lat, 45)
    lon, lat = np.where(is_second, near_lon, lon), np.where(is_second, near_lat, lat)
    return place, rounded(np.where(place == 2, 0.0, lon)), rounded(np.where(place == 2, 0.0, lat))


def _created(day: Ints, shared: Draws, own: Draws, is_second: Bools) -> Ints:
    second_of_day = clock_of_day(_HOURS, shared.uniform("moment"))
    room = np.minimum(DAY - 1 - second_of_day, 12 * HOUR)
    later = np.where(is_second, np.floor(own.uniform("later") ** 2 * room), 0).astype(np.int64)
    return np.asarray(day * DAY + second_of_day + later)


def _photos(shared: Draws, own: Draws, is_second: Bools, is_again: Bools) -> Words:
    """Perceptual hashes: two citizens before the same thing make pictures that differ by at most 4 bits in
    half of the cases.
    """
    turned = np.zeros(len(is_second), dtype=np.uint64)
    for bit in range(4):
        turned ^= np.uint64(1) << (own.below(f"bit{bit}", 64)).astype(np.uint64)
    alike = is_second & own.chance("alike", 0.5)
    photo = np.where(alike, shared.bits("photo") ^ turned, own.bits("own_photo"))
    photo = np.where(is_second | is_again, photo, shared.bits("photo"))
    return np.where(own.chance("has_photo", 0.78), photo, np.uint64(0))
