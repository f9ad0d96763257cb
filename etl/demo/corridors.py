"""The 14 BRT corridors as the demo drives them: one way out and one way back each, with running times,
headways and a shape.

The published list has the way there and back in one direction for some corridors, and only trips from the
depot in the other. So a direction is cut where it meets the first station of the other one, and a corridor
without a way back (corridor 5) gets the way out reversed. The published headways are those of the trips that
were listed, so depot trips show 10,100 or 9,500 seconds: two or three hours between buses on a busway would
be a fault of the list, not a timetable. Both directions therefore run at the shorter of the two, at most 20
minutes, since every bus that goes out comes back.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from etl.demo.draws import Floats, Ints
from etl.demo.places import METRE_LAT, METRE_LON, reference

LONGEST_HEADWAY_S = 1200
DWELL_S = 25
_STEP_M = 120  # between two points of a shape


@dataclass(frozen=True, slots=True)
class Direction:
    """One direction of a corridor. arrive_s: seconds from the first stop; along_m: metres from it; shape:
    lon, lat, metres.
    """

    corridor: int
    direction: int
    name: str
    color: str
    headway_s: int
    stops: tuple[str, ...]
    lon: Floats
    lat: Floats
    arrive_s: Ints
    along_m: Floats
    shape: Floats

    @property
    def key(self) -> str:
        return f"K{self.corridor}-{self.direction}"

    @property
    def depart_s(self) -> Ints:
        """Seconds from the first stop at which the bus leaves each stop; it does not wait at the last one."""
        return self.arrive_s + np.where(np.arange(len(self.stops)) == len(self.stops) - 1, 0, DWELL_S)


def load_corridors() -> tuple[Direction, ...]:
    """The 28 directions, ordered by corridor and direction."""
    table = reference("brt_corridors")
    numbers = sorted({int(text) for text in table["corridor"]})
    return tuple(part for number in numbers for part in _corridor(table, number))


def _corridor(table: dict[str, list[str]], number: int) -> tuple[Direction, Direction]:
    out, back = (_rows(table, number, direction) for direction in (0, 1))
    if not back:
        total = int(table["seconds_from_start"][out[-1]])
        times = [total - int(table["seconds_from_start"][row]) for row in reversed(out)]
        back = list(reversed(out))
        headway = int(table["headway_s"][out[0]])
    else:
        first_out, first_back = table["station"][out[0]], table["station"][back[0]]
        out, back = _cut(table, out, first_back), _cut(table, back, first_out)
        times = [int(table["seconds_from_start"][row]) for row in back]
        headway = min(int(table["headway_s"][out[0]]), int(table["headway_s"][back[0]]))
    headway = min(headway, LONGEST_HEADWAY_S)
    ahead = [int(table["seconds_from_start"][row]) for row in out]
    return _direction(table, number, 0, out, ahead, headway), _direction(
        table, number, 1, back, times, headway
    )


def _rows(table: dict[str, list[str]], number: int, direction: int) -> list[int]:
    rows = [
        i
        for i, text in enumerate(table["corridor"])
        if int(text) == number and int(table["direction"][i]) == direction
    ]
    return sorted(rows, key=lambda i: int(table["seq"][i]))


def _cut(table: dict[str, list[str]], rows: list[int], station: str) -> list[int]:
    meets = [i for i, row in enumerate(rows) if i and table["station"][row] == station]
    return rows[: meets[0] + 1] if meets else rows


def _direction(
    table: dict[str, list[str]], number: int, direction: int, rows: list[int], times: list[int], headway: int
) -> Direction:
    lon, lat = (np.array([float(table[name][row]) for row in rows]) for name in ("lon", "lat"))
    legs = np.hypot(np.diff(lon) / METRE_LON, np.diff(lat) / METRE_LAT)
    along = np.concatenate([[0.0], np.cumsum(legs)])
    # Between stations the shape is straight: the list holds stations, not the road.
    marks = [np.linspace(a, b, max(1, round((b - a) / _STEP_M)), endpoint=False) for a, b in pairwise(along)]
    metres = np.concatenate([*marks, along[-1:]])
    shape = np.stack([np.interp(metres, along, lon), np.interp(metres, along, lat), metres], axis=1)
    stops = tuple(table["station"][row] for row in rows)
    title, color = table["name"][rows[0]], table["color"][rows[0]]
    return Direction(number, direction, title, color, headway, stops, lon, lat, np.array(times), along, shape)
