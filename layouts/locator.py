"""A small still map as an SVG image: outlines of areas, one point with circles around it, and what lies near. No second map engine."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from math import cos, log10, radians
from urllib.parse import quote

import numpy as np
from dash import html

from layouts.theme import Theme

SIZE = (480.0, 300.0)  # units of the drawing
REACH_M = 330.0  # from the point to the upper edge
CIRCLES_M = (100, 300)
_M_PER_LAT = 110_574.0
_M_PER_LON = 111_320.0
Ring = np.ndarray


@dataclass(frozen=True, slots=True)
class Dot:
    """Something near: kind is report | officer | camera | camera_off."""

    lon: float
    lat: float
    kind: str


@dataclass(frozen=True, slots=True)
class Frame:
    """Degrees to units of the drawing: a plane that touches the ground at the middle."""

    lon: float
    lat: float
    per_m: float

    def xy(self, points: Ring) -> Ring:
        """(n, 2) of lon, lat -> (n, 2) of x, y."""
        east = (points[:, 0] - self.lon) * _M_PER_LON * cos(radians(self.lat)) * self.per_m
        return np.column_stack([SIZE[0] / 2 + east, SIZE[1] / 2 - (points[:, 1] - self.lat) * _M_PER_LAT * self.per_m])


def locator(theme: Theme, point: tuple[float, float] | None, shapes: Sequence[tuple[bool, str]], dots: Sequence[Dot], label: str) -> html.Img:
    """The map around a point (lon, lat), or of the outlines given when there is none. shapes: (is it the area's own, GeoJSON)."""
    rings = [(is_own, ring) for is_own, text in shapes for ring in _rings(text)]
    frame = Frame(point[0], point[1], SIZE[1] / 2 / REACH_M) if point else _fitting([ring for _own, ring in rings])
    drawn = [f'<rect width="{SIZE[0]:g}" height="{SIZE[1]:g}" fill="{theme.water}"/>']
    drawn += [_outline(frame.xy(ring), is_own, theme) for is_own, ring in sorted(rings, key=lambda r: r[0]) if _is_seen(frame.xy(ring))]
    if point:
        drawn += [f'<circle cx="{SIZE[0] / 2:g}" cy="{SIZE[1] / 2:g}" r="{metres * frame.per_m:.1f}" fill="none" stroke="{theme.muted}" stroke-dasharray="3 4"/>' for metres in CIRCLES_M]
        drawn += [_mark(frame, dot, theme) for dot in dots]
        drawn.append(f'<circle cx="{SIZE[0] / 2:g}" cy="{SIZE[1] / 2:g}" r="6" fill="{theme.accent}" stroke="{theme.ink}" stroke-width="1.5"/>')
    drawn.append(_scale(frame, theme))
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {SIZE[0]:g} {SIZE[1]:g}">{"".join(drawn)}</svg>'
    return html.Img(src="data:image/svg+xml," + quote(svg), alt=label, className="locator")


def _rings(text: str) -> list[Ring]:
    """The outer rings of a polygon or of several, as GeoJSON text."""
    shape = json.loads(text)
    parts = [shape["coordinates"]] if shape["type"] == "Polygon" else shape["coordinates"] if shape["type"] == "MultiPolygon" else []
    return [np.array(part[0], dtype=float)[:, :2] for part in parts if part]


def _fitting(rings: Sequence[Ring]) -> Frame:
    """A frame that holds all of the rings with a little room."""
    low, high = np.min([r.min(axis=0) for r in rings], axis=0), np.max([r.max(axis=0) for r in rings], axis=0)
    lon, lat = (low + high) / 2
    wide, tall = max(1.0, (high[0] - low[0]) * _M_PER_LON * cos(radians(lat))), max(1.0, (high[1] - low[1]) * _M_PER_LAT)
    return Frame(float(lon), float(lat), float(0.9 * min(SIZE[0] / wide, SIZE[1] / tall)))


def _is_seen(xy: Ring) -> bool:
    return bool((xy.max(axis=0) > 0).all() and (xy.min(axis=0) < SIZE).all())


def _outline(xy: Ring, is_own: bool, theme: Theme) -> str:
    way = "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in xy) + "Z"
    return f'<path d="{way}" fill="{theme.areas[1] if is_own else theme.land}" stroke="{theme.line if not is_own else theme.muted}" stroke-width="{1.5 if is_own else 1:g}"/>'


def _mark(frame: Frame, dot: Dot, theme: Theme) -> str:
    x, y = frame.xy(np.array([[dot.lon, dot.lat]]))[0]
    if not (0 <= x <= SIZE[0] and 0 <= y <= SIZE[1]):
        return ""
    if dot.kind == "report":
        return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="4.5" fill="{theme.surface}" stroke="{theme.ink}" stroke-width="1.5"/>'
    if dot.kind == "officer":
        return f'<path d="M{x:.1f} {y - 6:.1f}l6 6l-6 6l-6 -6z" fill="{theme.surface}" stroke="{theme.data[2]}" stroke-width="2"/>'
    fill = theme.ink if dot.kind == "camera" else "none"
    return f'<rect x="{x - 3.5:.1f}" y="{y - 3.5:.1f}" width="7" height="7" fill="{fill}" stroke="{theme.ink}" stroke-width="1.2"/>'


def _scale(frame: Frame, theme: Theme) -> str:
    """A bar of a round length, about a fifth of the width."""
    raw = SIZE[0] / 5 / frame.per_m
    step = 10 ** int(log10(raw))
    metres = max(s * step for s in (1, 2, 5) if s * step <= raw)
    length, y = metres * frame.per_m, SIZE[1] - 12
    text = f"{metres / 1000:g} km" if metres >= 1000 else f"{metres:g} m"
    return f'<path d="M12 {y - 4}v4h{length:.1f}v-4" fill="none" stroke="{theme.ink}"/><text x="{16 + length:.1f}" y="{y}" font-size="11" font-family="sans-serif" fill="{theme.ink}">{text}</text>'
