"""The map as SVG: areas shaded by value, the hatched ones unknown, the islands in their box; on paper with the legend."""

from __future__ import annotations

import itertools
from xml.sax.saxutils import escape, quoteattr

from layouts import formats
from layouts.charts.shapes import CLASSES, ISLANDS, Map, MapArea, Ring
from layouts.charts.svg import text, wrapped
from layouts.theme import Theme

SMALLEST = 18.0  # units of the plane that an island has at least
TALLEST = 1330.0  # units: a higher plane, such as a long kecamatan's, is drawn smaller on paper


def city_map(spec: Map, theme: Theme) -> str:
    """Areas shaded by value, the hatched ones unknown, with the legend to the right."""
    k = max(1.0, spec.height / TALLEST)  # a drawing that is made smaller to fit its page keeps its letters
    left, side = 16.0 * k, 250.0 * k
    parts = [
        f'<defs><pattern id="hatch" width="8" height="8" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><rect width="8" height="8" fill="{theme.land}"/>'
        f'<rect width="3" height="8" fill="{theme.line}"/></pattern></defs>'
    ]
    parts += [_area(area, spec.shade(area), theme) for area in spec.areas]
    if spec.inset:
        x, y, w, h = spec.inset
        parts.append(f'<rect x="{x:.1f}" y="{y:.1f}" width="{w:.1f}" height="{h:.1f}" fill="none" stroke="{theme.faint}" stroke-width="1.5"/>')
        parts.append(text(x + w / 2, y + h - 14, "Kepulauan Seribu", theme.muted, "middle", 20 * k))
    for n, (shade, said) in enumerate(legend(spec)):
        y = (30.0 + 40 * n) * k
        fill = "url(#hatch)" if shade is None else theme.areas[shade]
        parts.append(f'<rect x="{spec.width + left:.1f}" y="{y:.1f}" width="{34 * k:.4g}" height="{26 * k:.4g}" fill="{fill}" stroke="{theme.faint}"/>')
        parts.append(text(spec.width + left + 44 * k, y + 20 * k, said, theme.ink, size=round(21 * k, 1)))
    for n, (colour, said) in enumerate(spec.spots, len(legend(spec))):
        x, y, r = spec.width + left + 17 * k, (43.0 + 40 * n) * k, 12 * k
        parts.append(f'<path d="M{x - r:g} {y:g}L{x:g} {y - r:g}L{x + r:g} {y:g}L{x:g} {y + r:g}Z" fill="{theme.data[colour - 1]}"/>')
        parts.append(text(spec.width + left + 44 * k, y + 7 * k, said, theme.ink, size=round(21 * k, 1)))
    return wrapped(parts, spec.width + side, max(spec.height, (30 + 40 * (7 + len(spec.spots))) * k), f"{spec.title}. {spec.message}")


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


def on_screen(spec: Map, name: str, has_names: bool) -> str:
    """The map without its legend for a page: colours come from its style sheet by class (`shade-0` to `shade-4`), each area can be
    pointed at and reached by key. `name` tells the hatching of one map of a page from another's; with names each area tells its own."""
    right = spec.inset[0] + spec.inset[2] if spec.inset else spec.width
    parts = [f'<defs><pattern id="hatch-{name}" width="16" height="16" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><rect class="hatch-ground" width="16" height="16"/>'
             '<rect class="hatch-line" width="5" height="16"/></pattern></defs>']  # fmt: skip
    order = sorted(spec.areas, key=lambda area: (bool(area.mark), area.code.startswith(ISLANDS)))  # marked outlines lie above others; keys begin in the middle
    parts += [_pointed(area, shade_class(spec, area), name) for area in order]
    if spec.inset:
        x, y, w, h = spec.inset
        parts.append(f'<rect class="inset" x="{x:.0f}" y="{y:.0f}" width="{w:.0f}" height="{h:.0f}"/><text class="note" x="{x + w / 2:.0f}" y="{y + h - 14:.0f}">Kepulauan Seribu</text>')
        parts += [f'<text class="name" x="{x + w / 2:.0f}" y="{y + h - 48:.0f}">{escape(area.said[1])}</text>' for area in order if has_names and area.code == ISLANDS and len(area.said) > 1]
    parts.append(_scale(spec))
    parts += [sign(area.mark, *middle(area.rings)) for area in order if area.mark and area.rings]
    parts += [_named(area) for area in order if has_names and area.rings and area.code != ISLANDS]
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="-4 -4 {right + 8:.0f} {spec.height + 8:.0f}" role="group" '
        f'aria-label={quoteattr(f"{spec.title}. {spec.message}")}>{"".join(parts)}</svg>'
    )


def shade_class(spec: Map, area: MapArea) -> str:
    """`shade-0` … `shade-4`, or `hatched`: fewer classes than five are spread from ground to ink."""
    shade = spec.shade(area)
    return "hatched" if shade is None else f"shade-{spread_of(shade, len(spec.breaks) + 1)}"


def spread_of(shade: int, classes: int) -> int:
    """Which of the theme's five shades the class has, when there are so many classes: two are not as far apart as five can be."""
    return (CLASSES - 1) // 2 if classes == 1 else 1 + 2 * shade if classes == 2 else round(shade * (CLASSES - 1) / (classes - 1))


def middle(rings: tuple[Ring, ...]) -> tuple[float, float]:
    """The centroid of the largest ring."""
    return max((_centroid(ring) for ring in rings), key=lambda found: found[0])[1:]


def _centroid(ring: Ring) -> tuple[float, float, float]:
    twice = x = y = 0.0
    for (x0, y0), (x1, y1) in itertools.pairwise(ring):
        cross = x0 * y1 - x1 * y0
        twice, x, y = twice + cross, x + (x0 + x1) * cross, y + (y0 + y1) * cross
    return (abs(twice) / 2, x / (3 * twice), y / (3 * twice)) if twice else (0.0, *ring[0])


def sign(kind: str, x: float, y: float, reach: float = 13) -> str:
    """The mark of an area that really differs: a full diamond for worse, a ring for better."""
    if kind == "better":
        return f'<circle class="sign better" cx="{x:.0f}" cy="{y:.0f}" r="{reach * 0.8:g}"/>'
    return f'<path class="sign worse" d="M{x - reach:.0f} {y:.0f}l{reach:g} {-reach:g}l{reach:g} {reach:g}l{-reach:g} {reach:g}z"/>'


def _pointed(area: MapArea, shade: str, name: str) -> str:
    d = "".join(_dot(ring) if area.code.startswith(ISLANDS) and _is_tiny(ring) else "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in ring) + "Z" for ring in area.rings)
    fill = f' fill="url(#hatch-{name})"' if shade == "hatched" else ""
    said = quoteattr("\n".join(area.said), {"\n": "&#10;"})
    return f'<path class="{" ".join(w for w in ("spot", shade, area.mark) if w)}" data-code="{area.code}" data-said={said} d="{d}"{fill}/>' if d else ""


def _scale(spec: Map) -> str:
    """A bar of a round length, about a fifth of the width, in the lower left corner."""
    if not spec.per_km:
        return ""
    km = max((n for n in (0.5, 1, 2, 5, 10, 20) if n * spec.per_km <= spec.width / 5), default=0.5)
    low, said = spec.height - 4, f"{formats.number(km, 0 if km >= 1 else 1)} km"
    return f'<path class="scale" d="M2 {low - 14:.0f}v14h{km * spec.per_km:.0f}v-14"/><text class="note start" x="10" y="{low - 8:.0f}">{said}</text>'


def _is_tiny(ring: Ring) -> bool:
    xs, ys = zip(*ring, strict=True)
    return bool(max(max(xs) - min(xs), max(ys) - min(ys)) < SMALLEST)


def _dot(ring: Ring) -> str:
    """An island that is too small to be seen and pressed stands as a dot."""
    (_size, x, y), r = _centroid(ring), SMALLEST / 2
    return f"M{x - r:.1f} {y:.1f}a{r:g} {r:g} 0 1 0 {2 * r:g} 0a{r:g} {r:g} 0 1 0 {-2 * r:g} 0Z"


def _named(area: MapArea) -> str:
    x, y = middle(area.rings)
    lines = zip((-8 if area.mark == "" else -24, 24 if area.mark == "" else 40), area.said, strict=False)
    return "".join(f'<text class="name" x="{x:.0f}" y="{y + down:.0f}">{escape(said)}</text>' for down, said in lines)
