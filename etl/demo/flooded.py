"""Flooded RW in the form of PetaBencana: a state whenever it changes, as the water of floods.py rises in the lowest RW and falls.

An RW of the demo is a schematic cell: a part of the schematic kelurahan, nearest to one of some points in it.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from shapely import MultiPoint, Polygon, voronoi_polygons

from etl import tessellation
from etl.demo.draws import Floats, Ints, draws
from etl.demo.floods import QUIET_S, STEP_S, depth_cm, load_reaches
from etl.demo.gates import load_posts
from etl.demo.places import Places

_RW, _LOW, _HIGHER_CM = 6, 3, 22  # RW of a kelurahan, those that lie low, and how much higher each lies than the one before
_UNKNOWN = 1
_FROM_CM = (10, 71, 150)  # of the states 2, 3 and 4 in flood_state.csv


@dataclass(frozen=True, slots=True)
class Changes:
    """One element per change: index of the reach, number of the low RW, moment (WIB seconds) and the state from then on."""

    reach: Ints
    rw: Ints
    moment: Ints
    state: Ints


def changes(seed: int, places: Places, since: int, until: int) -> Changes:
    """The changes in [since, until), by moment. A flood begins as not yet determined and ends with state 0."""
    posts = load_posts()
    reaches = load_reaches(seed, places, posts)
    slot = np.arange(since // STEP_S - 3, max(until - 1, since) // STEP_S + 1)
    depth = depth_cm(seed, posts, reaches, slot)[:, :, None] - _HIGHER_CM * np.arange(_LOW)
    wet = np.digitize(depth, _FROM_CM)
    known = np.where(wet > 0, wet + 1, 0)
    # In its first half hour nobody can tell yet how deep it is.
    state = np.where((known[1:] > 0) & (known[:-1] == 0), _UNKNOWN, known[1:])
    at, reach, rw = np.nonzero(state[1:] != state[:-1])
    late = draws(seed, "flood/rw", reaches.kelurahan[reach], rw).below("late", STEP_S // 60) * 60
    moment = slot[at + 2] * STEP_S + late
    rows = np.flatnonzero((moment >= since) & (moment < until))
    rows = rows[np.lexsort((rw[rows], reach[rows], moment[rows]))]
    return Changes(reach[rows], rw[rows], moment[rows], state[at + 1, reach, rw][rows])


@lru_cache(maxsize=1)
def _outlines() -> dict[str, Polygon]:
    """The schematic kelurahan by code."""
    shapes = tessellation.shapes()
    return dict(zip(shapes["kode"], shapes.geometry, strict=True))


def _cells(seed: int, places: Places, home: int) -> list[list[Floats]]:
    """The rings (lon, lat) of a kelurahan's low RW."""
    index = np.full(_RW, home)
    points = np.stack(places.points(draws(seed, "flood/cell", index, np.arange(_RW)), index), axis=1)
    outline = _outlines()[places.code[home]]
    parts = [part.intersection(outline) for part in voronoi_polygons(MultiPoint(points), extend_to=outline).geoms]
    whole = [part for part in parts if isinstance(part, Polygon) and not part.is_empty]
    return [[np.round(np.array(part.exterior.coords), 5)] for part in whole[:_LOW]]


def area_json(seed: int, places: Places, since: int, until: int) -> bytes:
    """wilayah_banjir.json: the changes in [since, until) and, as the present state, the newest change of every RW of eighty days."""
    made = changes(seed, places, min(since, until - QUIET_S), until)
    key = made.reach * _LOW + made.rw
    newest = len(key) - 1 - np.unique(key[::-1], return_index=True)[1]
    rows = np.flatnonzero((made.moment >= since) | np.isin(np.arange(len(key)), newest))
    homes = load_reaches(seed, places, load_posts()).kelurahan
    cells = {int(reach): _cells(seed, places, int(homes[reach])) for reach in np.unique(made.reach[rows])}
    features = [
        {
            "type": "Feature",
            "geometry": {"type": "Polygon", "coordinates": [ring.tolist() for ring in cells[made.reach[i]][made.rw[i]]]},
            "properties": {
                "geom_id": f"{places.code[homes[made.reach[i]]]} RW {made.rw[i] + 1:02d}",
                "changed": str(np.datetime64(int(made.moment[i]), "s")).replace("T", " "),
                "state": int(made.state[i]),
            },
        }
        for i in rows
        if made.rw[i] < len(cells[made.reach[i]])
    ]
    return json.dumps({"type": "FeatureCollection", "features": features}, separators=(",", ":")).encode()


def told(seed: int, places: Places, since: int, until: int) -> dict[str, int]:
    """For the truth file: changes by what they say, counted over all RW."""
    made = changes(seed, places, since, until)
    return {"changes": len(made.state), "rw": len(np.unique(made.reach * _LOW + made.rw)), "dry_again": int((made.state == 0).sum()), "worst": int(made.state.max(initial=0))}
