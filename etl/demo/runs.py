"""Every bus run of a service day: when it really reaches and leaves each stop, and which bus drives it.

A run is late by a smooth random process that grows towards the middle of the way and shrinks again at the
end; one run in twelve gets so late that its followers close up (bunching). A bus turns round at the end of
its run and takes the next departure there after a pause, first in first out.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from etl.demo.corridors import load_corridors
from etl.demo.draws import Bools, Draws, Floats, Ints, draws
from etl.demo.moments import HOUR
from etl.demo.timetable import Template, service_of, templates

PAUSE_S = 300
_FASTEST = 0.6  # share of the scheduled time between two stops that a late bus needs at least


@dataclass(frozen=True, slots=True)
class Runs:
    """Runs of one service day; seconds of that day. arrive, depart: (runs, most stops), infinite beyond
    the last stop.
    """

    day: int
    trips: tuple[Template, ...]
    trip: Ints
    start_s: Ints
    stops: Ints
    arrive: Floats
    depart: Floats
    bus: Ints  # number within the corridor, by day and by night
    silent_from: Floats  # from here the bus sends nothing …
    silent_to: Floats  # … until here

    def end_s(self) -> Floats:
        """When each run reaches its last stop."""
        return np.asarray(self.arrive[np.arange(len(self.trip)), self.stops - 1])


def runs_of(seed: int, day: int) -> Runs:
    """All runs whose service day is `day` (a day number). A pure function; about 20 ms."""
    service = service_of(day)
    trips = tuple(trip for trip in templates(load_corridors()) if trip.service == service)
    departures = [trip.departures() for trip in trips]
    trip = np.repeat(np.arange(len(trips)), [len(d) for d in departures])
    start = np.concatenate(departures)
    stops = np.array([len(t.way.stops) for t in trips])[trip]
    own = draws(seed, "run", np.full(len(trip), day), trip, start)
    arrive, depart = _moments(own, trips, trip, start)
    bus = _buses(trips, trip, start)
    lines = np.array([t.way.corridor + 100 * t.is_night for t in trips])[trip]
    silent_from, silent_to = _silence(draws(seed, "bus", np.full(len(trip), day), lines, bus))
    return Runs(day, trips, trip, start, stops, arrive, depart, bus, silent_from, silent_to)


def _padded(rows: list[Ints]) -> Floats:
    """One row each, filled up with its last value: beyond the last stop no time passes."""
    most = max(len(row) for row in rows)
    return np.stack([np.pad(row, (0, most - len(row)), mode="edge") for row in rows]).astype(np.float64)


def _moments(own: Draws, trips: tuple[Template, ...], trip: Ints, start: Ints) -> tuple[Floats, Floats]:
    arrive_s, depart_s = (
        _padded([t.arrive_s for t in trips])[trip],
        _padded([t.depart_s for t in trips])[trip],
    )
    last = np.array([len(t.arrive_s) - 1 for t in trips])[trip]
    part = np.minimum(np.arange(arrive_s.shape[1])[None, :] / last[:, None], 1.0)
    is_peak = ((start >= 6 * HOUR) & (start < 9.5 * HOUR)) | ((start >= 15.5 * HOUR) & (start < 20 * HOUR))
    worst = np.minimum(own.lognormal("worst", 70, 0.7) * np.where(is_peak, 1.6, 1.0), 420)
    worst = np.where(own.chance("bunching", 0.08) & is_peak, 380 + 300 * own.uniform("bunch"), worst)
    late = worst[:, None] * np.sin(np.pi * part) + (own.uniform("end") * 80)[:, None] * part
    late[:, 1:] += 12 * own.normal("noise", arrive_s.shape[1])[:, 1:]
    late[:, 0] = 30 * own.uniform("first")
    leg = np.diff(arrive_s, axis=1) - (depart_s - arrive_s)[:, :-1]
    drive = np.maximum(leg + np.diff(late, axis=1), _FASTEST * leg)
    wait = (depart_s - arrive_s) * (0.7 + 0.6 * own.uniform("wait", arrive_s.shape[1]))
    # The first departure: the bus stands ready, so its wait counts from the moment at which it really leaves.
    begin = start + late[:, 0]
    arrive = np.rint(np.cumsum(np.concatenate([begin[:, None], drive + wait[:, :-1]], axis=1), axis=1))
    beyond = np.arange(arrive.shape[1])[None, :] > last[:, None]
    return np.where(beyond, np.inf, arrive), np.where(beyond, np.inf, arrive + np.rint(wait))


def _silence(own: Draws) -> tuple[Floats, Floats]:
    begin = np.where(own.chance("silent", 0.08), HOUR * (5 + 22 * own.uniform("silent_at")), np.inf)
    begin = np.floor(begin)
    return begin, begin + 300 + 3300 * own.uniform("silent_for")


def _buses(trips: tuple[Template, ...], trip: Ints, start: Ints) -> Ints:
    """The number of the bus of each run, counted from 1 within its corridor."""
    bus = np.zeros(len(trip), dtype=np.int64)
    lines = [(t.way.corridor, t.is_night) for t in trips]
    ends = start + np.array([t.arrive_s[-1] for t in trips])[trip] + PAUSE_S
    for line in dict.fromkeys(lines):
        way_out, way_back = (np.flatnonzero(trip == i) for i, other in enumerate(lines) if other == line)
        before = np.full(len(trip), -1, dtype=np.int64)
        for coming, going in ((way_out, way_back), (way_back, way_out)):
            served, by = _first_in_first_out(ends[coming], start[going])
            before[going[served]] = coming[by[served]]
        both = np.concatenate([way_out, way_back])
        bus[both] = np.unique(_first_run(before)[both], return_inverse=True)[1] + 1
    return bus


def _first_in_first_out(ready: Ints, leave: Ints) -> tuple[Bools, Ints]:
    """Which departures are served by a bus that has come in, and by which one. Both lists ascend.

    Served so far is s[j] = min(s[j-1] + 1, arrivals ready by then), which unrolls to a running minimum.
    """
    turn = np.arange(len(leave))
    so_far = turn + np.minimum(1, np.minimum.accumulate(np.searchsorted(ready, leave, side="right") - turn))
    served = np.diff(so_far, prepend=0) > 0
    return served, np.asarray(so_far - 1)


def _first_run(before: Ints) -> Ints:
    """The first run of the day of each run's bus, by following `before` in doubling steps."""
    first = np.where(before < 0, np.arange(len(before)), before)
    while not np.array_equal(first, first[first]):
        first = first[first]
    return first
