"""The map as SVG for paper: areas shaded by value, the hatched ones unknown, the islands in their box, and the legend."""

from __future__ import annotations

import itertools
from xml.sax.saxutils import escape

from layouts import formats
from layouts.charts.shapes import Map, MapArea
from layouts.charts.svg import text, wrapped
from layouts.theme import Theme


def city_map(spec: Map, theme: Theme) -> str:
    """Areas shaded by value, the hatched ones unknown, with the legend to the right."""
    left = 16.0
    side = 250.0
    parts = [
        f'<defs><pattern id="hatch" width="8" height="8" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><rect width="8" height="8" fill="{theme.land}"/>'
        f'<rect width="3" height="8" fill="{theme.line}"/></pattern></defs>'
    ]
    parts += [_area(area, spec.shade(area), theme) for area in spec.areas]
    if spec.inset:
        x, y, w, h = spec.inset
        parts.append(f'<rect x="{x:.1f}" y="{y:.1f}" width="{w:.1f}" height="{h:.1f}" fill="none" stroke="{theme.faint}" stroke-width="1.5"/>')
        parts.append(text(x + w / 2, y + h - 14, "Kepulauan Seribu", theme.muted, "middle", 20))
    for n, (shade, said) in enumerate(legend(spec)):
        y = 30.0 + 40 * n
        fill = "url(#hatch)" if shade is None else theme.areas[shade]
        parts.append(f'<rect x="{spec.width + left:.1f}" y="{y:.1f}" width="34" height="26" fill="{fill}" stroke="{theme.faint}"/>')
        parts.append(text(spec.width + left + 44, y + 20, said, theme.ink, size=21))
    for n, (colour, said) in enumerate(spec.spots, len(legend(spec))):
        x, y = spec.width + left + 17, 43.0 + 40 * n
        parts.append(f'<path d="M{x - 12:g} {y:g}L{x:g} {y - 12:g}L{x + 12:g} {y:g}L{x:g} {y + 12:g}Z" fill="{theme.data[colour - 1]}"/>')
        parts.append(text(spec.width + left + 44, y + 7, said, theme.ink, size=21))
    return wrapped(parts, spec.width + side, max(spec.height, 30 + 40 * (7 + len(spec.spots))), f"{spec.title}. {spec.message}")


def legend(spec: Map) -> list[tuple[int | None, str]]:
    """(shade, range in words), from low to high, and what the hatching means."""
    edges = [formats.number(edge, spec.digits) for edge in spec.breaks]
    hatched: list[tuple[int | None, str]] = [(None, f"n < 20 / {formats.NOTHING}")] if spec.has_unknown else []
    if not edges:
        return hatched
    said = [f"≤ {edges[0]}{spec.unit}", *(f"{a} – {b}{spec.unit}" for a, b in itertools.pairwise(edges)), f"> {edges[-1]}{spec.unit}"]
    return [*enumerate(said), *hatched]


def _area(area: MapArea, shade: int | None, theme: Theme) -> str:
    fill = theme.data[(area.n or 1) - 1] if area.state == "spot" else "url(#hatch)" if shade is None else theme.areas[shade]
    d = "".join("M" + "L".join(f"{x:g} {y:g}" for x, y in ring) + "Z" for ring in area.rings)
    said = escape(f"{area.name} {formats.number(area.value, 1)}")
    return f'<path d="{d}" fill="{fill}" stroke="{theme.surface}" stroke-width="1.5"><title>{said}</title></path>' if d else ""
