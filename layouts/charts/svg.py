"""Charts as SVG for paper: plain shapes and text, made without a browser. Texts are escaped; numbers are in the request's language."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Sequence
from datetime import date, datetime
from xml.sax.saxutils import escape, quoteattr

from layouts import formats
from layouts.charts.names import Room, spots
from layouts.charts.spec import Chart, Point, Series
from layouts.charts.ticks import along, digits_of, hours_along, rounds, spread, ticks_in
from layouts.theme import FONT, Theme

ROW = 15.0  # px of one bar
GAP = 9.0  # between two groups of bars
LETTER = 5.4  # px of an average letter at size 11
NAMES_MOST = 260.0
DATE = 80.0  # px from one date of an axis to the next at least
Scale = Callable[[float], float]


def text(x: float, y: float, said: str, colour: str, anchor: str = "start", size: float = 11, weight: int = 400, ground: str = "") -> str:
    """One line of text; with a ground, rimmed by that colour, so that no line below it crosses its letters out."""
    rim = f' stroke="{ground}" stroke-width="4" stroke-linejoin="round" paint-order="stroke"' if ground else ""
    face = f'font-family="{FONT}" font-size="{size:g}" font-weight="{weight}" fill="{colour}" text-anchor="{anchor}"'
    return f'<text x="{x:.1f}" y="{y:.1f}" {face}{rim}>{escape(said)}</text>'


def line(x1: float, y1: float, x2: float, y2: float, colour: str, width: float = 1, dash: str = "") -> str:
    """One straight line."""
    dashed = f' stroke-dasharray="{dash}"' if dash else ""
    return f'<line x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}" stroke="{colour}" stroke-width="{width:g}"{dashed}/>'


def cut(said: str, letters: int) -> str:
    """At most that many letters; what is longer ends in an ellipsis."""
    return said if len(said) <= letters else said[: max(1, letters - 1)].rstrip() + "…"


def wrapped(parts: Sequence[str], width: float, height: float, label: str) -> str:
    """The parts as one drawing of that size."""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:g} {height:g}" width="{width:g}" height="{height:g}" role="img" '
        f'aria-label={quoteattr(label)}>{"".join(parts)}</svg>'
    )


def chart(spec: Chart, theme: Theme, width: float = 720, height: float = 250) -> str:
    """The chart without its message. Bars lie on their side, so that names can be read; their number sets the height."""
    return _bars(spec, theme, width) if spec.kind == "bar" else _lines(spec, theme, width, height)


def _top(spec: Chart) -> float:
    known = [v for s in spec.series for v in (*s.y, *s.hi) if v is not None] + [r.value for r in spec.references]
    return spec.y_max or max(known, default=1.0)


def _lines(spec: Chart, theme: Theme, width: float, height: float) -> str:
    left, right, top, bottom = 40.0, 92.0, 20.0, 34.0
    xs: list[Point] = sorted({x for s in spec.series for x in s.x})
    ticks = rounds(min([0.0, *(v for s in spec.series for v in s.y if v is not None)]), _top(spec), ticks_in(height - top - bottom))
    at = along(xs, left, width - left - right)

    def y_of(value: float) -> float:
        return height - bottom - (height - top - bottom) * (value - ticks[0]) / (ticks[-1] - ticks[0])

    parts = [_y_axis(ticks, y_of, left, width - right, theme), text(0, 9, spec.y_title, theme.muted), *_x_axis(spec, xs, at, height - bottom, theme)]
    parts += [line(at[c.x], top, at[c.x], height - bottom, theme.muted, 1, "2 3") for c in spec.changes if c.x in at]
    parts += [_band(s, at, y_of, ticks[-1], theme) for s in spec.series if s.lo and s.hi]
    parts += [_path(s, at, y_of, theme, spec.kind == "step") for s in sorted(spec.series, key=lambda s: not s.is_side)]
    parts += [line(left, y_of(r.value), width - right, y_of(r.value), theme.muted, 1, "5 4") for r in spec.references]
    wide, row = width - left - right, 14 * (ticks[-1] - ticks[0]) / (height - top - bottom)
    levels, _sides = spots(spec, Room(ticks[0], ticks[-1], row, lambda said: (_wide(said) + 8) / wide))
    parts += [text(left + 4 + spot.x * wide, y_of(spot.y) + 4, r.label, theme.muted, ground=theme.surface) for r, spot in zip(spec.references, levels, strict=True)]
    parts += _ends(spec, y_of, width - right, height - bottom, theme)
    return wrapped(parts, width, height, spec.message)


def _y_axis(ticks: Sequence[float], y_of: Scale, left: float, right: float, theme: Theme) -> str:
    digits = digits_of(ticks)
    rows = [line(left, y_of(t), right, y_of(t), theme.line) + text(left - 6, y_of(t) + 4, formats.number(t, digits), theme.muted, "end") for t in ticks]
    return "".join(rows)


def _x_axis(spec: Chart, xs: Sequence[Point], at: dict[Point, float], y: float, theme: Theme) -> list[str]:
    moments, numbers = [x for x in xs if isinstance(x, datetime)], [x for x in xs if isinstance(x, int | float)]
    if len(xs) > 1 and (len(moments) == len(xs) or len(numbers) == len(xs)):
        left, span = at[xs[0]], at[xs[-1]] - at[xs[0]]
        if len(moments) == len(xs):
            marks = [((m - moments[0]) / (moments[-1] - moments[0]), said) for m, said in hours_along(moments[0], moments[-1], max(2, int(span / 84)))]
        else:
            low, high = float(numbers[0]), float(numbers[-1])
            edges = rounds(low, high, 8)
            marks = [((v - low) / (high - low), formats.number(v, digits_of(edges))) for v in edges if low <= v <= high]
        return [*(text(left + span * share, y + 15, said, theme.muted, "middle") for share, said in marks), text(left + span / 2, y + 30, spec.x_title, theme.muted, "middle")]
    days = [x for x in xs if isinstance(x, date)]
    most = int((at[xs[-1]] - at[xs[0]]) / DATE) if xs else 0
    shown = list(spread(days, min(7, max(2, most)))) if len(days) == len(xs) else list(xs)
    parts = [text(at[x], y + 15, formats.day(x) if isinstance(x, date) else str(x), theme.muted, "middle") for x in shown]
    return [*parts, text((at[xs[0]] + at[xs[-1]]) / 2 if xs else 0, y + 30, spec.x_title, theme.muted, "middle")]


def _runs(series: Series, values: Sequence[float | None]) -> list[list[int]]:
    """Stretches of known values: a line is broken where one is missing."""
    runs: list[list[int]] = [[]]
    for n, value in enumerate(values):
        if value is None:
            runs.append([])
        else:
            runs[-1].append(n)
    return [run for run in runs if run]


def _path(series: Series, at: dict[Point, float], y_of: Scale, theme: Theme, is_step: bool) -> str:
    colour, width = theme.data[series.colour - 1], 1.0 if series.is_side else 2.0
    parts = []
    for run in _runs(series, series.y):
        spots = [(at[series.x[n]], y_of(series.y[n] or 0.0)) for n in run]
        if is_step:  # a value holds until the next one
            spots = [spots[0], *(spot for before, now in itertools.pairwise(spots) for spot in ((now[0], before[1]), now))]
        points = " ".join(f"{x:.1f},{y:.1f}" for x, y in spots)
        if len(run) == 1:
            x, y = points.split(",")
            parts.append(f'<circle cx="{x}" cy="{y}" r="{width + 0.5:g}" fill="{colour}"/>')
        parts.append(f'<polyline points="{points}" fill="none" stroke="{colour}" stroke-width="{width:g}" stroke-linejoin="round"/>')
    return "".join(parts)


def _band(series: Series, at: dict[Point, float], y_of: Scale, top: float, theme: Theme) -> str:
    both = [None if lo is None or hi is None else hi for lo, hi in zip(series.lo, series.hi, strict=True)]
    parts = []
    for run in _runs(series, both):
        upper = [f"{at[series.x[n]]:.1f},{y_of(min(series.hi[n] or 0.0, top)):.1f}" for n in run]
        lower = [f"{at[series.x[n]]:.1f},{y_of(series.lo[n] or 0.0):.1f}" for n in reversed(run)]
        parts.append(f'<polygon points="{" ".join(upper + lower)}" fill="{theme.data[series.colour - 1]}" fill-opacity="0.18"/>')
    return "".join(parts)


def _ends(spec: Chart, y_of: Scale, x: float, floor: float, theme: Theme) -> list[str]:
    """Names at the right ends, pushed apart; long ones in two lines."""
    last = [(next((v for v in reversed(s.y) if v is not None), None), s) for s in spec.series]
    placed: list[str] = []
    lowest = float("inf")
    for value, series in sorted(((v, s) for v, s in last if v is not None), key=lambda e: e[0]):
        rows = _split(series.name, 17)
        y = min(y_of(value) + 4 - 6 * (len(rows) - 1), floor - 12 * (len(rows) - 1), lowest - 12 * len(rows))
        lowest = y
        weight = 400 if series.is_side else 600
        placed += [text(x + 6, y + 12 * n, row, theme.data[series.colour - 1], weight=weight) for n, row in enumerate(rows)]
    return placed


def _split(said: str, letters: int) -> list[str]:
    rows = [""]
    for word in said.split():
        if rows[-1] and len(rows[-1]) + len(word) + 1 > letters:
            rows.append(word)
        else:
            rows[-1] = f"{rows[-1]} {word}".strip()
    return [cut(row, letters + 3) for row in rows[:4]]


def _wide(name: str) -> float:
    """Units that a name takes at size 11, by its letters: an m is not an i."""
    return LETTER * sum(1.6 if c in "mwMW%@" else 1.25 if c.isupper() else 1.05 for c in name)


def lying_height(spec: Chart) -> float:
    """Units that the lying bars of a chart need below each other."""
    return (ROW * len(spec.series) + GAP) * len({str(x) for s in spec.series for x in s.x}) + 68


def _bars(spec: Chart, theme: Theme, width: float) -> str:
    names = list(dict.fromkeys(str(x) for s in spec.series for x in s.x))
    left = min(NAMES_MOST, max(map(_wide, names), default=8 * LETTER)) + 12
    right, top = 64.0, 34.0 if len(spec.series) > 1 or spec.references else 8.0
    known = [v for s in spec.series for v in (*s.y, *s.lo, *s.hi) if v is not None] + [r.value for r in spec.references]
    ticks = rounds(1.12 * min(0.0, *known), max(0.0, spec.y_max or 0.0, *known)) if known else (0.0, 1.0)
    group = ROW * len(spec.series) + GAP
    height = top + group * len(names) + 34

    def x_of(value: float) -> float:
        return left + (width - left - right) * (value - ticks[0]) / (ticks[-1] - ticks[0])

    digits, bottom = digits_of(ticks), top + group * len(names)
    parts = [line(x_of(t), top, x_of(t), bottom, theme.line) + text(x_of(t), bottom + 14, formats.number(t, digits), theme.muted, "middle") for t in ticks]
    parts.append(text((left + width - right) / 2, bottom + 29, spec.y_title, theme.muted, "middle"))
    for n, name in enumerate(names):
        middle = top + group * n + group / 2
        parts.append(text(left - 8, middle + 4, cut(name, int(NAMES_MOST / LETTER)), theme.ink, "end"))
    for ref in spec.references:
        parts += [line(x_of(ref.value), top - 4, x_of(ref.value), bottom, theme.ink, 1, "4 3"), text(x_of(ref.value), top - 8, ref.label, theme.muted, "middle")]
    for n, series in enumerate(spec.series):
        parts += _bar_series(series, n, names, x_of, top, group, spec, theme)
    return wrapped([*parts, *legend_of(spec, theme, left)], width, height, spec.message)


def _bar_series(series: Series, nth: int, names: list[str], x_of: Scale, top: float, group: float, spec: Chart, theme: Theme) -> list[str]:
    colour, parts = theme.data[series.colour - 1], []
    for n, (name, value) in enumerate(zip(series.x, series.y, strict=True)):
        y = top + group * names.index(str(name)) + GAP / 2 + ROW * nth
        if value is None:
            parts.append(text(x_of(0.0) + 4, y + 11, formats.NOTHING, theme.muted))
            continue
        x0, x1 = sorted((x_of(0.0), x_of(value)))
        parts.append(f'<rect x="{x0:.1f}" y="{y + 1:.1f}" width="{max(x1 - x0, 0.5):.1f}" height="{ROW - 2:g}" fill="{colour}" fill-opacity="0.85"/>')
        end = x1
        low, high = (series.lo[n], series.hi[n]) if series.lo and series.hi else (None, None)
        if low is not None and high is not None:
            end = max(end, x_of(high))
            parts += [line(x_of(low), y + ROW / 2, x_of(high), y + ROW / 2, theme.ink, 1), *(line(x_of(v), y + 4, x_of(v), y + ROW - 4, theme.ink, 1) for v in (low, high))]
        said = formats.number(value, spec.digits)
        if value >= 0 and any(end < x_of(ref.value) < end + 6 + LETTER * len(said) for ref in spec.references):  # a level may not cross the figure out
            parts.append(f'<rect x="{end + 2:.1f}" y="{y + 1:.1f}" width="{LETTER * len(said) + 2:.1f}" height="{ROW - 2:g}" fill="{theme.surface}"/>')
        parts.append(text(end + 4, y + 11, said, theme.ink) if value >= 0 else text(x0 - 4, y + 11, said, theme.ink, "end"))
    return parts


def legend_of(spec: Chart, theme: Theme, left: float) -> list[str]:
    """The names of the series with their colours, in one row at the top; none for a single series."""
    if len(spec.series) < 2:
        return []
    parts, x = [], left
    for series in spec.series:
        parts += [f'<rect x="{x:.1f}" y="3" width="10" height="10" fill="{theme.data[series.colour - 1]}"/>', text(x + 14, 12, series.name, theme.ink)]
        x += 30 + len(series.name) * LETTER
    return parts
