"""A chart spec as a Plotly figure (a plain dict), in the colours of a theme. Nothing else knows how Plotly is told things."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from textwrap import wrap
from typing import Any

from data.clock import to_wib
from layouts import formats
from layouts.charts.names import Room, Spot, named_sides, spots
from layouts.charts.spec import Chart, Point, Series, stands_alone
from layouts.theme import FONT_STACK, Theme
from layouts.words import language

SEPARATORS = {"id": ",.", "en": ".,"}
DIRECT = 3  # up to so many series are labelled at their ends, more get a legend
APART = 0.08  # of the axis, between two labels at the ends of lines
PLOT = 420.0  # pixels of a narrow plot: no name is wider on a real one
LETTER, EDGE = 6.8, 56.0  # pixels of an average letter of such a label, and of the right edge at least
LETTERS = 15  # of a label in one line; a longer name goes on in a second
HALF_DAY_MS = 43_200_000  # ticks at most so far apart name their hour as well
BAND = "33"  # opacity of an interval, as the last byte of a colour
PIXELS = {"size", "width", "l", "r", "t", "b", "standoff", "xshift"}
Figure = dict[str, Any]


def figure(chart: Chart, theme: Theme, scale: float = 1.0) -> Figure:
    """Traces and layout: bands first, then side series, then the message on top; direct labels at the right end.

    `scale` enlarges type, lines and margins on large screens: Plotly knows only pixels.
    """
    main = [s for s in chart.series if not s.is_side]
    traces = [band for s in chart.series if s.lo and s.hi for band in _band(s, chart, theme)]
    traces += [_trace(s, chart, theme) for s in sorted(chart.series, key=lambda s: not s.is_side)]
    is_direct = len(main) <= DIRECT and chart.kind != "bar"
    layout = _layout(chart, theme, show_legend=len(chart.series) > 1 and not is_direct)
    layout["shapes"] = [_level(r.value, theme) for r in chart.references] + [_upright(c.x, theme) for c in chart.changes]
    layout["annotations"] = _labels(chart, theme, is_direct)
    if chart.kind == "bar" and stands_alone(chart):
        layout["barmode"] = "overlay"
    if is_direct:
        widest = max((len(row) for s in main for row in _end_rows(s, chart)), default=0)
        layout["margin"]["r"] = max(EDGE, 10 + LETTER * widest)
    return {"data": traces, "layout": layout} if scale == 1.0 else _scaled({"data": traces, "layout": layout}, scale)


def _scaled(part: Any, scale: float) -> Any:
    """Every size in pixels, wherever it stands in the figure, times the scale."""
    if isinstance(part, dict):
        return {k: v * scale if k in PIXELS and isinstance(v, (int, float)) else _scaled(v, scale) for k, v in part.items()}
    return [_scaled(v, scale) for v in part] if isinstance(part, list) and part and isinstance(part[0], dict) else part


def _x(values: tuple[object, ...]) -> list[object]:
    """Moments in WIB, days and words as they are."""
    return [to_wib(v).replace(tzinfo=None).isoformat() if isinstance(v, datetime) else v.isoformat() if isinstance(v, date) else v for v in values]


def _trace(series: Series, chart: Chart, theme: Theme) -> Figure:
    colour = theme.data[series.colour - 1]
    hover = f"%{{y:,.{chart.digits}f}} {chart.unit}<extra>{series.name}</extra>"
    if chart.kind == "bar":
        return {"type": "bar", "name": series.name, "x": _x(series.x), "y": list(series.y), "marker": {"color": colour}, "hovertemplate": hover}
    line = {"color": colour, "width": 1 if series.is_side else 2.25, "shape": "hv" if chart.kind == "step" else "linear"}
    return {
        "type": "scatter", "mode": "lines", "name": series.name, "x": _x(series.x), "y": list(series.y), "line": line,
        "connectgaps": False, "hovertemplate": hover,
    }  # fmt: skip


def _band(series: Series, chart: Chart, theme: Theme) -> list[Figure]:
    """The interval: an unseen lower line, and an upper one filled down to it. Where an end is not reached the band ends."""
    shape = "hv" if chart.kind == "step" else "linear"
    kept = [n for n, (lo, hi) in enumerate(zip(series.lo, series.hi, strict=True)) if lo is not None and hi is not None]
    plain = {"type": "scatter", "mode": "lines", "line": {"width": 0, "shape": shape}, "hoverinfo": "skip", "showlegend": False}
    xs = _x(tuple(series.x[n] for n in kept))
    fill = theme.data[series.colour - 1] + BAND
    return [
        {**plain, "x": xs, "y": [series.lo[n] for n in kept]},
        {**plain, "x": xs, "y": [series.hi[n] for n in kept], "fill": "tonexty", "fillcolor": fill},
    ]


def _layout(chart: Chart, theme: Theme, show_legend: bool) -> Figure:
    axis = {
        "gridcolor": theme.line, "linecolor": theme.line, "zeroline": False, "ticks": "", "automargin": True, "fixedrange": True,
        "tickfont": {"color": theme.muted, "size": 12},
    }  # fmt: skip
    y = {**axis, "title": {"text": chart.y_title, "font": {"size": 12, "color": theme.muted}, "standoff": 8}, "rangemode": "tozero", "nticks": 6, "exponentformat": "none", "separatethousands": True}
    if chart.y_max is not None:
        y |= {"range": [0, chart.y_max]}
    x = {**axis, "showgrid": False}
    if chart.x_kind == "time":
        hour = "%H.%M" if language() == "id" else "%H:%M"
        day = "%b %Y" if _is_years(chart) else "%d %b"  # over more than a year the same day comes twice
        steps = [{"dtickrange": [None, HALF_DAY_MS], "value": f"{hour}\n%d %b"}, {"dtickrange": [HALF_DAY_MS, None], "value": day}]
        x |= {"type": "date", "nticks": 6, "tickformat": day, "tickformatstops": steps}
    elif chart.x_kind == "category":
        x |= {"type": "category"}
    else:
        x |= {"title": {"text": chart.x_title, "font": {"size": 12, "color": theme.muted}, "standoff": 4}}
    return {
        "xaxis": x, "yaxis": y, "showlegend": show_legend, "separators": SEPARATORS[language()], "hovermode": "x",
        "paper_bgcolor": "rgba(0,0,0,0)", "plot_bgcolor": "rgba(0,0,0,0)", "font": {"family": FONT_STACK, "color": theme.ink, "size": 13},
        "margin": {"l": 8, "r": EDGE, "t": 8, "b": 8}, "legend": {"orientation": "h", "y": 1.12, "x": 0},
        "hoverlabel": {"bgcolor": theme.raised, "bordercolor": theme.line, "font": {"color": theme.ink, "family": FONT_STACK}},
        "transition": {"duration": 0}, "uirevision": "kept",
    }  # fmt: skip


def _is_years(chart: Chart) -> bool:
    """Does the axis of time reach over more than a year?"""
    days = [x.date() if isinstance(x, datetime) else x for series in chart.series for x in series.x if isinstance(x, date)]
    return bool(days) and max(days) - min(days) > timedelta(days=366)


def _level(value: float, theme: Theme) -> Figure:
    return {"type": "line", "xref": "paper", "x0": 0, "x1": 1, "y0": value, "y1": value, "line": {"color": theme.muted, "width": 1, "dash": "dash"}}


def _upright(x: object, theme: Theme) -> Figure:
    at = _x((x,))[0]
    return {"type": "line", "yref": "paper", "y0": 0, "y1": 1, "x0": at, "x1": at, "line": {"color": theme.faint, "width": 1, "dash": "dot"}}


def _labels(chart: Chart, theme: Theme, is_direct: bool) -> list[Figure]:
    """Names at the ends of lines, of levels and of upright lines."""
    plain = {"showarrow": False, "font": {"size": 12, "color": theme.muted}}
    # On bars above the level, where fewer of them stand; among lines on the level itself, which makes room for it.
    bars = {"xref": "paper", "x": 1, "xanchor": "right", "yanchor": "bottom", "bgcolor": theme.surface}
    room = _room(chart)
    levels, sides = ([], []) if chart.kind == "bar" else spots(chart, room)
    places = [{"y": r.value, **bars} for r in chart.references] if chart.kind == "bar" else [{**_at(spot, room.wide(r.label)), "bgcolor": theme.surface} for r, spot in zip(chart.references, levels, strict=True)]
    said = [{**plain, **place, "text": r.label} for r, place in zip(chart.references, places, strict=True)]
    said += [{**plain, **_aside(c.x, chart), "yref": "paper", "x": _x((c.x,))[0], "text": c.label} for c in chart.changes]
    if is_direct:
        said += _ends([s for s in chart.series if not s.is_side], chart, theme)
        said += [{**plain, **_at(spot, room.wide(s.name)), "font": {"size": 12, "color": theme.data[s.colour - 1]}, "text": s.name} for s, spot in zip(named_sides(chart), sides, strict=True)]
    return said


def _room(chart: Chart) -> Room:
    """The plot as far as it is known here: Plotly chooses its size."""
    known = [y for s in chart.series for y in (*s.y, *s.lo, *s.hi) if y is not None] + [r.value for r in chart.references]
    low, high = min([0.0, *known]), chart.y_max or max(known, default=1.0)
    return Room(low, high, APART * (high - low), lambda text: LETTER * (len(text) + 1) / PLOT)


def _at(spot: Spot, wide: float) -> Figure:
    side = {"x": 1, "xanchor": "right"} if spot.x + wide > 1 - 1e-6 else {"x": spot.x, "xanchor": "left"}
    return {"xref": "paper", **side, "y": spot.y, "yanchor": "middle"}


def _aside(x: Point, chart: Chart) -> Figure:
    """Where the name of an upright line stands: to its left when it stands late, and below where the newest values are high."""
    line = next((s for s in chart.series if not s.is_side), None)
    if line is None:
        return {"xanchor": "left", "y": 1, "yanchor": "top"}
    known = [y for y in line.y if y is not None]
    is_high = bool(known) and known[-1] > max((*known, *(r.value for r in chart.references))) / 2
    is_late = sum(str(other) < str(x) for other in line.x) > len(line.x) / 2  # definitions change at moments: as text they are in order too
    return {"xanchor": "right" if is_late else "left", "y": 0.02 if is_high else 1, "yanchor": "bottom" if is_high else "top"}


def _end_rows(series: Series, chart: Chart) -> list[str]:
    """What stands at the right end of a line: its name and last value in one row, or the name in rows of its own."""
    value = formats.number(next((y for y in reversed(series.y) if y is not None), None), chart.digits)
    if len(series.name) + 1 + len(value) <= LETTERS:
        return [f"{series.name} {value}"]
    return [*wrap(series.name, LETTERS), value]


def _ends(series: list[Series], chart: Chart, theme: Theme) -> list[Figure]:
    """Name and last value at the right end of each line, pushed apart where two would overlap."""
    last = sorted(((next(y for y in reversed(s.y) if y is not None), s) for s in series if any(y is not None for y in s.y)), key=lambda e: e[0])
    top = chart.y_max or max([y for s in chart.series for y in (*s.y, *s.hi) if y is not None], default=1.0)
    said: list[Figure] = []
    lowest = 0.0
    for value, one in last:
        rows = _end_rows(one, chart)
        half = APART * top * (len(rows) - 1) / 2
        y = max(value, lowest + half)
        lowest = y + half + APART * top
        written = formats.number(value, chart.digits)
        text = f"<b>{one.name}</b> {written}" if len(rows) == 1 else f"<b>{'<br>'.join(rows[:-1])}</b><br>{written}"
        said.append(
            {"showarrow": False, "font": {"size": 12, "color": theme.data[one.colour - 1]}, "x": 1, "xref": "paper", "xanchor": "left", "y": y, "xshift": 4, "align": "left", "text": text}
        )
    return said
