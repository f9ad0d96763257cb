"""Where things happen: the kelurahan by population, and points inside the city.

A point is drawn from a raster of about 110 m whose cells belong to the nearest kelurahan centroid inside the
mainland outline. So nothing falls into the sea, and a point lies in the kelurahan that it was drawn for. On
the islands, which the outline leaves out, a point lies within a short walk of the centroid.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from pathlib import Path

import numpy as np

import data
from etl.demo.draws import Bools, Draws, Floats, Ints

REFERENCE = Path(data.__file__).parent / "reference"
_CELL = 0.001  # degrees
METRE_LON = 1 / 110_650  # degrees of longitude in a metre, at 6.2° south
METRE_LAT = 1 / 110_580
_OUTSIDE = np.array(
    [[106.996, -6.235], [106.822, -6.400], [106.632, -6.178], [106.700, -6.335], [107.020, -6.180]]
)


def reference(name: str) -> dict[str, list[str]]:
    """A reference CSV (header `name:TYPE`) as columns of text."""
    with (REFERENCE / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))
    return {head.split(":")[0]: [row[i] for row in rows[1:]] for i, head in enumerate(rows[0])}


@dataclass(frozen=True, slots=True)
class Places:
    """The kelurahan, in the order of kelurahan.csv, and the raster cells of each (sorted by kelurahan)."""

    code: tuple[str, ...]
    kelurahan: tuple[str, ...]
    kecamatan: tuple[str, ...]
    kota: tuple[str, ...]
    kota_index: Ints
    kota_names: tuple[str, ...]
    lon: Floats
    lat: Floats
    area_km2: Floats
    population: Floats
    cells: Floats
    first_cell: Ints
    cell_count: Ints

    def points(self, own: Draws, kelurahan: Ints) -> tuple[Floats, Floats]:
        """A point (lon, lat) inside each kelurahan. Some cells are more popular than others, as streets
        are.
        """
        count = self.cell_count[kelurahan]
        at = self.first_cell[kelurahan] + np.floor(own.uniform("cell") ** 1.4 * count).astype(np.int64)
        cell = self.cells[np.minimum(at, len(self.cells) - 1)]
        inside = cell + (np.stack([own.uniform("east"), own.uniform("north")], axis=1) - 0.5) * _CELL
        reach = 380 * np.sqrt(self.area_km2[kelurahan])
        lon, lat = shift(own, self.lon[kelurahan], self.lat[kelurahan], reach)
        return np.where(count > 0, inside[:, 0], lon), np.where(count > 0, inside[:, 1], lat)


def shift(own: Draws, lon: Floats, lat: Floats, metres: float | Floats) -> tuple[Floats, Floats]:
    """The points moved by up to `metres` in any direction, evenly over the disc."""
    reach, turn = metres * np.sqrt(own.uniform("reach")), 2 * np.pi * own.uniform("turn")
    return lon + reach * np.cos(turn) * METRE_LON, lat + reach * np.sin(turn) * METRE_LAT


def rounded(degrees: Floats, digits: int = 6) -> Floats:
    """Degrees as the files write them: six digits, about 11 cm."""
    return np.asarray(np.round(degrees, digits), dtype=np.float64)


def outside(own: Draws) -> tuple[Floats, Floats]:
    """Points in the neighbouring cities, which no feed may count as Jakarta's."""
    towns = _OUTSIDE[own.below("town", len(_OUTSIDE))]
    return shift(own, towns[:, 0], towns[:, 1], 800)


def within(lon: Floats, lat: Floats, ring: Floats) -> Bools:
    """Whether each point lies inside the ring, by counting crossings (loops over the ring's sides, not
    over points).
    """
    inside = np.zeros(len(lon), dtype=bool)
    for (x1, y1), (x2, y2) in zip(ring, np.roll(ring, -1, axis=0), strict=True):
        if y1 != y2:
            inside ^= ((y1 > lat) != (y2 > lat)) & (lon < (x2 - x1) * (lat - y1) / (y2 - y1) + x1)
    return inside


def outline() -> Floats:
    """The ring of the mainland: (points, 2) lon and lat."""
    table = reference("mainland_outline")
    return np.stack([np.array(table[axis], dtype=np.float64) for axis in ("lon", "lat")], axis=1)


def load_places() -> Places:
    """The kelurahan of data/reference with their raster. Takes about a tenth of a second."""
    table = reference("kelurahan")
    lon, lat = (np.array(table[name], dtype=np.float64) for name in ("lon", "lat"))
    kota_names = tuple(sorted(set(table["kota"])))
    cells, owner = _raster(lon, lat)
    return Places(
        tuple(table["code"]),
        tuple(table["kelurahan"]),
        tuple(table["kecamatan"]),
        tuple(table["kota"]),
        np.array([kota_names.index(name) for name in table["kota"]]),
        kota_names,
        lon,
        lat,
        np.array(table["area_km2"], dtype=np.float64),
        np.array(table["population_2014"], dtype=np.float64),
        cells,
        np.searchsorted(owner, np.arange(len(lon))),
        np.bincount(owner, minlength=len(lon)).astype(np.int64),
    )


def _raster(lon: Floats, lat: Floats) -> tuple[Floats, Ints]:
    ring = outline()
    (west, south), (east, north) = ring.min(axis=0), ring.max(axis=0)
    grid = np.meshgrid(np.arange(west, east, _CELL) + _CELL / 2, np.arange(south, north, _CELL) + _CELL / 2)
    x, y = grid[0].ravel(), grid[1].ravel()
    # A cell counts when its corners are inside too, so that no point of it can leave the city.
    keep = within(x, y, ring)
    for dx, dy in ((-1, -1), (-1, 1), (1, -1), (1, 1)):
        keep &= within(x + dx * _CELL / 2, y + dy * _CELL / 2, ring)
    x, y = x[keep], y[keep]
    owner = np.zeros(len(x), dtype=np.int64)
    near = np.full(len(x), np.inf)
    for index in range(len(lon)):
        far = (x - lon[index]) ** 2 + (y - lat[index]) ** 2
        closer = far < near
        owner[closer], near[closer] = index, far[closer]
    order = np.lexsort((y, x, owner))
    return np.stack([x[order], y[order]], axis=1), owner[order]
