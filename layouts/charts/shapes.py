"""A map apart from how it is drawn: areas with a value each and their outlines, on a plane of its own."""

from __future__ import annotations

import json
import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

Ring = tuple[tuple[float, float], ...]
ISLANDS = "31.01"
CLASSES = 5
KM_OF_DEGREE = 111.32


@dataclass(frozen=True, slots=True)
class MapArea:
    """One area: outer rings in plane units (x right, y down), value (None: not known), n, and state ok | sedikit | kosong.

    state `spot` is a place within an area: a small ring, drawn in the theme's data colour of number n.
    On a screen: `said` are the lines that tell it when it is pointed at, `mark` (better | worse) says that it really differs.
    """

    code: str
    name: str
    value: float | None
    n: int | None
    state: str
    rings: tuple[Ring, ...]
    said: tuple[str, ...] = ()
    mark: str = ""


@dataclass(frozen=True, slots=True)
class Map:
    """`breaks` are the upper edges of the shades but the last; `width` and `height` are of the plane; `inset` is the islands' box.
    `spots` are the kinds of places: number of their data colour, and their name. Without `has_unknown` no area is hatched."""

    title: str
    message: str
    areas: tuple[MapArea, ...]
    breaks: tuple[float, ...]
    width: float
    height: float
    unit: str
    digits: int
    question: str
    notes: tuple[str, ...] = ()
    inset: tuple[float, float, float, float] | None = None
    has_unknown: bool = True
    spots: tuple[tuple[int, str], ...] = ()
    per_km: float = 0.0  # units of a kilometre, for the scale bar of a screen

    def shade(self, area: MapArea) -> int | None:
        """0 … 4 by the value, None where it is unknown or rests on too few."""
        if area.value is None or area.state != "ok":
            return None
        return sum(area.value > edge for edge in self.breaks)


def breaks_of(values: Sequence[float]) -> tuple[float, ...]:
    """The edges between five shades: fifths of the known values, without repeats."""
    if not values:
        return ()
    return tuple(sorted({round(float(q), 6) for q in np.quantile(values, [n / CLASSES for n in range(1, CLASSES)])}))


def round_breaks(values: Sequence[float], grain: float = 1.0, least: float = 0.1) -> tuple[float, ...]:
    """Edges between at most five classes of about equal size: fifths of the known values, put on round numbers (1, 2 or 5 times a
    power of ten grains, `least` grains at least) and taken away where a class would be empty. One value, or none, has no edges."""
    known = np.asarray(values, float)
    if known.size < 2 or known.min() == known.max():
        return ()
    return _parting(known, _rounded(known, grain, least)) or _parting(known, _rounded(np.unique(known), grain, least))  # most areas alike: the others' edges


def _rounded(known: np.ndarray, grain: float, least: float) -> list[float]:
    """The fifths on round numbers: no edge moves further than a 24th of what lies between the outer ones, unless `least` asks it."""
    fifths = np.quantile(known, [n / CLASSES for n in range(1, CLASSES)])
    raw = float(fifths[-1] - fifths[0] or known.max() - known.min()) / grain / 12
    power = 10.0 ** math.floor(math.log10(raw))
    step = max(least, *(m * power for m in (1, 2, 5) if m * power <= raw * 1.001)) * grain
    return sorted({round(float(round(edge / step) * step), 9) for edge in fifths})


def _parting(known: np.ndarray, edges: Sequence[float]) -> tuple[float, ...]:
    """The edges between which values lie: no class is empty."""
    kept: list[float] = []
    for edge in edges:
        low = kept[-1] if kept else -math.inf
        if ((known > low) & (known <= edge)).any() and (known > edge).any():
            kept.append(edge)
    return tuple(kept)


def outer_rings(geometry: str) -> list[np.ndarray]:
    """The outer rings of a GeoJSON polygon or multipolygon as (n, 2) arrays of lon and lat."""
    shape = json.loads(geometry)
    polygons = [shape["coordinates"]] if shape["type"] == "Polygon" else shape["coordinates"] if shape["type"] == "MultiPolygon" else []
    return [np.asarray(polygon[0], float)[:, :2] for polygon in polygons if polygon and len(polygon[0]) > 3]


def placed(shapes: dict[str, list[np.ndarray]], width: float) -> tuple[dict[str, tuple[Ring, ...]], float, tuple[float, float, float, float] | None]:
    """Outlines on a plane of that width: lon shrunk by the cosine of the latitude, y down. Gives rings, height and the inset's box.

    Far islands beside a mainland go into a box of their own to the right, below the legend, or the mainland would be a thumb's size.
    """
    far = {code for code in shapes if code.startswith(ISLANDS)}
    near = {code: rings for code, rings in shapes.items() if code not in far} or shapes
    height, main = _fit(near, width, 0.0, 0.0, None)
    if not far or len(near) == len(shapes):
        return main, height, None
    box = (1.02 * width, 0.5 * height, 0.2 * width, 0.4 * height)
    _, small = _fit({code: shapes[code] for code in far}, box[2] * 0.8, box[0] + box[2] * 0.1, box[1] + box[3] * 0.06, box[3] * 0.76)
    return main | small, height, box


def per_km(shapes: dict[str, list[np.ndarray]], width: float) -> float:
    """Units of the plane of one kilometre on the mainland that `placed` lays out."""
    near = [ring for code, rings in shapes.items() if not code.startswith(ISLANDS) for ring in rings] or [ring for rings in shapes.values() for ring in rings]
    if not near:
        return 0.0
    every = np.concatenate(near)
    (x0, y0), (x1, y1) = every.min(axis=0), every.max(axis=0)
    return float(width / max((x1 - x0) * math.cos(math.radians((y0 + y1) / 2)) * KM_OF_DEGREE, 1e-9))


def _fit(shapes: dict[str, list[np.ndarray]], width: float, left: float, top: float, most: float | None) -> tuple[float, dict[str, tuple[Ring, ...]]]:
    points = [ring for rings in shapes.values() for ring in rings]
    if not points:
        return width, {code: () for code in shapes}
    every = np.concatenate(points)
    (x0, y0), (x1, y1) = every.min(axis=0), every.max(axis=0)
    squeeze = math.cos(math.radians((y0 + y1) / 2))
    scale = width / max((x1 - x0) * squeeze, 1e-9)
    if most is not None:
        scale = min(scale, most / max(y1 - y0, 1e-9))

    def laid(ring: np.ndarray) -> Ring:
        x = left + (ring[:, 0] - x0) * squeeze * scale
        y = top + (y1 - ring[:, 1]) * scale
        return tuple(zip(np.round(x, 2).tolist(), np.round(y, 2).tolist(), strict=True))

    return (y1 - y0) * scale, {code: tuple(laid(r) for r in rings) for code, rings in shapes.items()}
