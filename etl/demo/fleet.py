"""Where every bus is at a moment: position along the shape of its trip, bearing, speed, current stop."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass
from threading import Lock

import numpy as np

from etl.demo.corridors import Direction, load_corridors
from etl.demo.draws import Bools, Floats, Ints, draws
from etl.demo.moments import DAY
from etl.demo.places import rounded
from etl.demo.runs import Runs, runs_of

EVERY_S = 5  # a bus sends its position this often
BEFORE_S, AFTER_S = 180, 60  # a bus shows at its terminal so long before it leaves and after it has come in
_FORGET_S = 600  # a bus that went silent stays in the feed so long, with its old moment
_FAR = 1e6  # metres between the shapes laid end to end, so that one interpolation serves all


@dataclass(frozen=True, slots=True)
class Seen:
    """Buses of one service day at one moment. run indexes runs; seen_s is the moment of the fix, in
    seconds of the service day.
    """

    runs: Runs
    run: Ints
    seen_s: Floats
    next_stop: Ints  # index of the stop the bus stands at or drives to
    is_at_stop: Bools
    lon: Floats
    lat: Floats
    bearing: Floats
    speed_ms: Floats
    load: Floats  # 0 empty to 1 full


class Fleet:
    """The buses of a seed. Keeps the runs of the last few service days, which every moment asks for again."""

    def __init__(self, seed: int) -> None:
        self.seed = seed
        self.ways: tuple[Direction, ...] = load_corridors()
        self._place = {way.key: i for i, way in enumerate(self.ways)}
        self._metres, self._lon, self._lat = _end_to_end(self.ways)
        self._days: OrderedDict[int, Runs] = OrderedDict()
        self._lock = Lock()

    def runs(self, day: int) -> Runs:
        """The runs of a service day."""
        with self._lock:
            if day not in self._days:
                self._days[day] = runs_of(self.seed, day)
                while len(self._days) > 3:
                    self._days.popitem(last=False)
            return self._days[day]

    def active(self, moment: int) -> tuple[tuple[Runs, Ints], ...]:
        """(runs, indices of those under way) of yesterday's and of today's service day at a moment in WIB
        seconds.
        """
        today = moment // DAY
        return tuple(
            (runs, _under_way(runs, float(moment - day * DAY)))
            for day in (today - 1, today)
            for runs in (self.runs(day),)
        )

    def seen(self, moment: int) -> tuple[Seen, ...]:
        """The newest fix of every bus that has sent one lately."""
        return tuple(
            self._seen(runs, run, float(moment - runs.day * DAY)) for runs, run in self.active(moment)
        )

    def _seen(self, runs: Runs, run: Ints, now_s: float) -> Seen:
        phase = (runs.bus[run] * 7 + runs.trip[run]) % EVERY_S
        is_silent = (runs.silent_from[run] <= now_s) & (now_s < runs.silent_to[run])
        at = np.where(is_silent, runs.silent_from[run], now_s - (now_s + phase) % EVERY_S)
        keep = (at >= runs.depart[run, 0] - BEFORE_S) & (now_s - at <= _FORGET_S)
        run, at = run[keep], at[keep]
        left = (runs.depart[run] <= at[:, None]).sum(axis=1)
        goal = np.minimum(left, runs.stops[run] - 1)
        begin, reach = runs.depart[run, np.maximum(goal - 1, 0)], runs.arrive[run, goal]
        stands = (left == 0) | (at >= reach)
        share = np.where(stands, 1.0, (at - begin) / np.maximum(reach - begin, 1.0)).clip(0, 1)
        way = np.array([self._place[trip.way.key] for trip in runs.trips])[runs.trip[run]]
        along = self._along()[way]
        behind, ahead = along[np.arange(len(run)), np.maximum(goal - 1, 0)], along[np.arange(len(run)), goal]
        # A bus speeds up and slows down: the distance follows 3t² - 2t³, so the speed is 0 at both stops.
        metres = behind + (ahead - behind) * share * share * (3 - 2 * share)
        speed = np.where(
            stands, 0.0, (ahead - behind) * 6 * share * (1 - share) / np.maximum(reach - begin, 1.0)
        )
        lon, lat = self._point(way, metres)
        return Seen(
            runs,
            run,
            at,
            goal,
            stands,
            lon,
            lat,
            self._bearing(way, metres),
            rounded(speed, 1),
            self._load(runs, run, at),
        )

    def _along(self) -> Floats:
        grid = np.zeros((len(self.ways), max(len(way.stops) for way in self.ways)))
        for i, way in enumerate(self.ways):
            grid[i, : len(way.stops)] = way.along_m
        return grid

    def _point(self, way: Ints, metres: Floats) -> tuple[Floats, Floats]:
        at = metres + way * _FAR
        return rounded(np.interp(at, self._metres, self._lon)), rounded(
            np.interp(at, self._metres, self._lat)
        )

    def _bearing(self, way: Ints, metres: Floats) -> Floats:
        length = np.array([w.along_m[-1] for w in self.ways])[way]
        lon1, lat1 = self._point(way, np.maximum(metres - 15, 0))
        lon2, lat2 = self._point(way, np.minimum(metres + 15, length))
        return (
            rounded(np.degrees(np.arctan2((lon2 - lon1) * np.cos(np.radians(lat1)), lat2 - lat1)) % 360, 1)
            % 360
        )

    def _load(self, runs: Runs, run: Ints, at: Floats) -> Floats:
        hour = at / 3600 % 24
        busy = 0.25 + 0.55 * np.exp(-((hour - 7.5) ** 2) / 3) + 0.6 * np.exp(-((hour - 17.7) ** 2) / 4)
        luck = draws(self.seed, "load", np.full(len(run), runs.day), run).uniform("load")
        return np.asarray((busy * (0.5 + 0.8 * luck)).clip(0, 1))


def _end_to_end(ways: tuple[Direction, ...]) -> tuple[Floats, Floats, Floats]:
    metres = np.concatenate([way.shape[:, 2] + i * _FAR for i, way in enumerate(ways)])
    return (
        metres,
        np.concatenate([way.shape[:, 0] for way in ways]),
        np.concatenate([way.shape[:, 1] for way in ways]),
    )


def _under_way(runs: Runs, now_s: float) -> Ints:
    """Runs on the road or at their terminal. A bus that is still out on its last run does not show on its
    next one.
    """
    run = np.flatnonzero((runs.depart[:, 0] - BEFORE_S <= now_s) & (now_s < runs.end_s() + AFTER_S))
    line = np.array([trip.way.corridor + 100 * trip.is_night for trip in runs.trips])[runs.trip[run]]
    order = np.argsort(runs.start_s[run], kind="stable")
    _, first = np.unique((line * 10_000 + runs.bus[run])[order], return_index=True)
    return np.sort(run[order[first]])
