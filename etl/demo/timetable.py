"""When buses leave: the windows of a service day with their headways, as GTFS frequencies and as departures.

A service day has day trips (05:00 to 22:00, closer together in the peaks) and AMARI night trips (22:00 to
29:00, which is 05:00 of the next morning). On Saturdays, Sundays and holidays the peaks fall away.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from etl.demo.corridors import Direction
from etl.demo.draws import Ints
from etl.demo.moments import HOUR, day_of, holidays

WORKDAY, FREE_DAY = "HK", "HL"  # service ids: hari kerja, hari libur
_DAY = {
    WORKDAY: ((5, 6, 1.2), (6, 9.5, 0.62), (9.5, 15.5, 0.82), (15.5, 20, 0.62), (20, 22, 1.3)),
    FREE_DAY: ((5, 7, 1.5), (7, 20, 0.82), (20, 22, 1.4)),
}
_NIGHT_HEADWAY_S = 1800
_NIGHT_PACE = 0.75  # the streets are empty


@dataclass(frozen=True, slots=True)
class Template:
    """One GTFS trip that repeats by frequencies. windows: (start_s, end_s, headway_s) of the service day."""

    trip_id: str
    way: Direction
    service: str
    is_night: bool
    windows: tuple[tuple[int, int, int], ...]
    arrive_s: Ints  # from the first stop
    depart_s: Ints

    def departures(self) -> Ints:
        """Seconds of the service day at which a bus leaves the first stop."""
        return np.concatenate([np.arange(start, end, headway) for start, end, headway in self.windows])


def templates(ways: tuple[Direction, ...]) -> tuple[Template, ...]:
    """Four trips for each direction: by day and by night, on working days and on free days."""
    return tuple(
        _template(way, service, night)
        for way in ways
        for service in (WORKDAY, FREE_DAY)
        for night in (False, True)
    )


def _template(way: Direction, service: str, is_night: bool) -> Template:
    if is_night:
        # Half an hour apart, the corridors out of step so that they do not all leave at once.
        start = 22 * HOUR + (way.corridor * 120) % _NIGHT_HEADWAY_S
        windows: tuple[tuple[int, int, int], ...] = ((start, 29 * HOUR, _NIGHT_HEADWAY_S),)
    else:
        windows = tuple(
            (int(a * HOUR), int(b * HOUR), round(way.headway_s * pace / 10) * 10)
            for a, b, pace in _DAY[service]
        )
    pace = _NIGHT_PACE if is_night else 1.0
    arrive, depart = (np.rint(times * pace).astype(np.int64) for times in (way.arrive_s, way.depart_s))
    return Template(
        f"{way.key}-{service}-{'AMARI' if is_night else 'REG'}",
        way,
        service,
        is_night,
        windows,
        arrive,
        depart,
    )


def service_of(day: int) -> str:
    """The service of a day number: working day, or Saturday, Sunday and national holiday."""
    date = day_of(day)
    return FREE_DAY if date.weekday() >= 5 or holidays(date, date) else WORKDAY
