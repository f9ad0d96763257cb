"""Bars that stand upright along a time axis, as SVG: many days or weeks side by side, where lying bars would be a long list."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from layouts import formats
from layouts.charts import svg
from layouts.charts.spec import Chart, Point, stands_alone
from layouts.charts.ticks import digits_of, rounds, spread, ticks_in
from layouts.theme import Theme

LEFT, RIGHT, BOTTOM = 44.0, 10.0, 34.0
FILL = 0.8  # of its place that a group of bars takes
LABEL = 84.0  # units between two dates
SHORT = 4  # letters of a name that stands below an upright bar
LETTER = 6.2  # units of an average letter of a date


def is_wanted(spec: Chart, height: float) -> bool:
    """Bars by time are upright; bars by name lie, so that the names can be read, unless these are short and lying bars were pressed to less than half."""
    if spec.kind != "bar" or spec.x_kind == "number":
        return False
    return spec.x_kind == "time" or (svg.lying_height(spec) > 2 * height and all(len(str(x)) <= SHORT for s in spec.series for x in s.x))


def bars(spec: Chart, theme: Theme, width: float, height: float) -> str:
    """The chart without its message; limits are dashed, and bars begin at zero."""
    top = 40.0 if len(spec.series) > 1 else 24.0
    xs: list[Point] = list(dict.fromkeys(x for s in spec.series for x in s.x))
    xs = sorted(xs) if spec.x_kind == "time" else xs
    known = [v for s in spec.series for v in s.y if v is not None] + [r.value for r in spec.references]
    ticks = rounds(min(0.0, *known), max(known), ticks_in(height - top - BOTTOM)) if known else (0.0, 1.0)
    place = (width - LEFT - RIGHT) / max(1, len(xs))

    def y_of(value: float) -> float:
        return height - BOTTOM - (height - top - BOTTOM) * (value - ticks[0]) / (ticks[-1] - ticks[0])

    digits = digits_of(ticks)
    parts = [svg.line(LEFT, y_of(t), width - RIGHT, y_of(t), theme.line) + svg.text(LEFT - 6, y_of(t) + 4, formats.number(t, digits), theme.muted, "end") for t in ticks]
    parts += [svg.text(0, top - 10, spec.y_title, theme.muted), *svg.legend_of(spec, theme, LEFT)]
    at = {x: LEFT + n * place for n, x in enumerate(xs)}
    beside = 1 if stands_alone(spec) else max(1, len(spec.series))
    each = place * FILL / beside
    for nth, series in enumerate(spec.series):
        colour = theme.data[series.colour - 1]
        for x, value in zip(series.x, series.y, strict=True):
            if value is not None:
                left, ends = at[x] + place * (1 - FILL) / 2 + (nth % beside) * each, sorted((y_of(value), y_of(0.0)))
                parts.append(f'<rect x="{left:.1f}" y="{ends[0]:.1f}" width="{max(0.5, each - 0.6):.1f}" height="{max(0.5, ends[1] - ends[0]):.1f}" fill="{colour}" fill-opacity="0.85"/>')
    for ref in spec.references:
        parts += [svg.line(LEFT, y_of(ref.value), width - RIGHT, y_of(ref.value), theme.ink, 1, "5 4"), svg.text(width - RIGHT, y_of(ref.value) - 4, ref.label, theme.muted, "end", ground=theme.surface)]
    parts += _dates(xs, at, place, height, theme)
    return svg.wrapped([*parts, svg.text((LEFT + width - RIGHT) / 2, height - 4, spec.x_title, theme.muted, "middle")], width, height, spec.message)


def _dates(xs: Sequence[Point], at: dict[Point, float], place: float, height: float, theme: Theme) -> list[str]:
    if not xs:
        return []
    most = max(1, int((at[xs[-1]] + place - at[xs[0]]) / LABEL))
    days = [x for x in xs if isinstance(x, date)]
    shown: Sequence[Point] = list(spread(days, most)) if len(days) == len(xs) else xs
    said = {x: formats.day(x) if isinstance(x, date) else str(x) for x in shown}
    edge = at[xs[-1]] + place + RIGHT  # no date is cut by it
    return [svg.text(min(at[x] + place / 2, edge - len(said[x]) * LETTER / 2), height - BOTTOM + 15, said[x], theme.muted, "middle") for x in shown]
