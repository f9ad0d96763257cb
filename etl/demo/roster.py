"""The 600 field officers of the demo: who serves which agency and kota in which shift, and where each walks.

Six agencies with twenty officers in each kota of the mainland: nine from 06.00, seven from 14.00, four from 22.00 WIB.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from etl.demo.draws import Bools, Draws, Floats, Ints, draws
from etl.demo.moments import DAY, HOUR
from etl.demo.places import METRE_LAT, METRE_LON, outline
from etl.demo.reports import World
from etl.demo.tables import digits, joined, words

AGENCIES = (
    "Satpol PP",
    "Dinas Bina Marga",
    "Dinas Sumber Daya Air",
    "Dinas Lingkungan Hidup",
    "Dinas Perhubungan",
    "Dinas Pertamanan dan Hutan Kota",
)
_SHIFT_FROM, _SHIFT_SIZE = np.array([0, 9, 16]), np.array([9, 7, 4])
_PLACES = int(_SHIFT_SIZE.sum())


@dataclass(frozen=True, slots=True)
class Roster:
    """The officers; element i is officer i. agency_place and kota_place: the place of an agency of the plan, or of a
    kota, in the roster; -1 where it has no officers.
    """

    agency_place: Ints
    kota_place: Ints
    agency: Ints
    shift: Ints
    phase_s: Ints
    lon: Floats
    lat: Floats
    reach_m: Floats
    turn_s: Floats  # (officers, 2) seconds of one turn east and west, north and south

    def serves(self, agency: Ints, kota: Ints) -> Bools:
        """Whether there are officers of the plan's agency in the kota."""
        return np.asarray((self.agency_place[agency] >= 0) & (self.kota_place[kota] >= 0))

    def on_duty(self, own: Draws, agency: Ints, kota: Ints, at: Ints) -> Ints:
        """One of the officers of the agency in the kota who are on duty at the moment."""
        shift = shift_at(at)
        group = self.agency_place[agency] * (self.kota_place.max() + 1) + self.kota_place[kota]
        return np.asarray(
            group * _PLACES + _SHIFT_FROM[shift] + own.below("task/officer", _SHIFT_SIZE[shift])
        )

    def names(self, officer: Ints) -> pa.Array:
        """Pseudonyms: L-0001 …"""
        return joined("L-", digits(officer + 1, 4))

    def agencies(self, officer: Ints) -> pa.Array:
        """The agency of each officer."""
        return words(AGENCIES, self.agency[officer])

    def walk(self, officer: Ints, at: Ints) -> tuple[Floats, Floats]:
        """Where the officers are on their rounds at WIB seconds: (lon, lat)."""
        turn = 2 * np.pi * (at[:, None] / self.turn_s[officer] + self.phase_s[officer, None] / 60)
        reach = self.reach_m[officer]
        lon = self.lon[officer] + reach * np.sin(turn[:, 0]) * METRE_LON
        return lon, self.lat[officer] + reach * np.sin(turn[:, 1]) * METRE_LAT


def shift_at(at: Ints) -> Ints:
    """0 from 06.00, 1 from 14.00, 2 from 22.00 WIB."""
    return np.asarray((at % DAY - 6 * HOUR) % DAY // (8 * HOUR))


def load_roster(world: World) -> Roster:
    """The officers of a seed. Each has a kelurahan of his kota, drawn by its people."""
    places, plan = world.places, world.plan
    mainland = np.bincount(places.kota_index, weights=places.cell_count) > 0
    kota_place = np.where(mainland, np.cumsum(mainland) - 1, -1)
    index = np.arange(len(AGENCIES) * int(mainland.sum()) * _PLACES)
    own = draws(world.seed, "officer", index)
    kota = index // _PLACES % int(mainland.sum())
    weights = places.population * (places.cell_count > 0) * (kota_place[places.kota_index] == kota[:, None])
    home = own.pick("home", weights)
    agency_place = np.array([AGENCIES.index(name) if name in AGENCIES else -1 for name in plan.agencies])
    lon, lat = places.points(own, home)
    reach = _reach(lon, lat, 1000 * np.sqrt(places.area_km2[home] / np.pi) / 3)
    turn = np.stack([2400 + 3600 * own.uniform("east"), 2400 + 3600 * own.uniform("north")], axis=1)
    return Roster(
        agency_place,
        kota_place,
        index // (int(mainland.sum()) * _PLACES),
        np.searchsorted(_SHIFT_FROM, index % _PLACES, side="right") - 1,
        own.below("phase", 60),
        lon,
        lat,
        reach,
        turn,
    )


def _reach(lon: Floats, lat: Floats, metres: Floats) -> Floats:
    """How far each round goes east and north: `metres`, or less where a corner of it would come to the shore or the
    border of the mainland.
    """
    scale = np.array([METRE_LON, METRE_LAT])
    ring, point = outline() / scale, np.stack([lon, lat], axis=1) / scale
    side = np.roll(ring, -1, axis=0) - ring
    away = point[:, None] - ring
    length2 = np.maximum((side**2).sum(axis=1), 1e-9)  # the ring is closed by a point given twice
    along = np.clip((away * side).sum(axis=2) / length2, 0, 1)
    nearest = np.sqrt(((away - along[:, :, None] * side) ** 2).sum(axis=2)).min(axis=1)
    return np.asarray(np.minimum(metres, nearest / np.sqrt(2)))
