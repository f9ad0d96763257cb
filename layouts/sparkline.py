"""A small line without axes, as an SVG image: no Plotly is needed for it."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import quote

from dash import html
from dash.development.base_component import Component

WIDTH, HEIGHT, EDGE = 280.0, 36.0, 4.0


def path(values: Sequence[float | None], low: float, high: float) -> str:
    """The `d` of the line; a missing value breaks it. `low` and `high` are the ends of the scale."""
    step = (WIDTH - 2 * EDGE) / max(1, len(values) - 1)
    height = (HEIGHT - 2 * EDGE) / ((high - low) or 1.0)
    said, pen = [], "M"
    for n, value in enumerate(values):
        if value is None or value != value:
            pen = "M"
            continue
        said.append(f"{pen}{EDGE + n * step:.1f} {HEIGHT - EDGE - (value - low) * height:.1f}")
        pen = "L"
    return "".join(said)


def sparkline(values: Sequence[float | None], label: str, colour: str, scale: float = 1.0, target: float | None = None) -> Component:
    """The line with its last point, and the target as a dashed level. `label` says in words what it shows."""
    known = [v for v in [*values, target] if v is not None and v == v]
    if not [v for v in values if v is not None and v == v]:
        return html.Span(className="sparkline", **{"aria-hidden": "true"})
    low, high = min(known), max(known)
    line = path(values, low, high)
    end = line.replace("L", "M").split("M")[-1].split(" ")
    dash = ""
    if target is not None:
        y = HEIGHT - EDGE - (target - low) * (HEIGHT - 2 * EDGE) / ((high - low) or 1.0)
        dash = f'<path d="M0 {y:.1f}H{WIDTH}" stroke="{colour}" stroke-opacity=".5" stroke-dasharray="3 3" fill="none" vector-effect="non-scaling-stroke"/>'
    kept = 'fill="none" vector-effect="non-scaling-stroke" stroke-linecap="round" stroke-linejoin="round"'
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH:g} {HEIGHT:g}" preserveAspectRatio="none">{dash}'
        f'<path d="{line}" stroke="{colour}" stroke-width="{1.75 * scale:g}" {kept}/>'
        f'<path d="M{end[0]} {end[1]}h0" stroke="{colour}" stroke-width="{6 * scale:g}" {kept}/></svg>'
    )
    return html.Img(src=f"data:image/svg+xml,{quote(svg)}", alt=label, title=label, className="sparkline")
