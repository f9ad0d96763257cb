"""A chart spec as a native chart of a worksheet, over a range of typed cells. Intervals are error bars or thin lines."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from layouts import formats
from layouts.charts.spec import Chart
from layouts.charts.ticks import rounds
from layouts.theme import FONT, LIGHT, Theme
from layouts.words import _, language

LINE = LIGHT.line
LANGUAGES = {"id": "421", "en": "809"}  # Microsoft's numbers of Indonesian and British English
FIRST = 4  # the row of the headings; values begin one below
Row = tuple[object, ...]


def heads(spec: Chart) -> tuple[str, ...]:
    """The headings of the range: x, and for each series its values and the ends of its interval."""
    said = [spec.x_title or "x"]
    for series in spec.series:
        said.append(series.name)
        if series.lo and series.hi:
            said += [_("{name}, bawah", name=series.name), _("{name}, atas", name=series.name)]
    said += [reference.label for reference in spec.references]
    return tuple(said)


def rows(spec: Chart) -> tuple[Row, ...]:
    """One row per x: the values of every series with their intervals, and the levels. What is not known is None."""
    xs = list(dict.fromkeys(x for series in spec.series for x in series.x))
    columns: list[dict[object, float | None]] = []
    for series in spec.series:
        columns.append(dict(zip(series.x, series.y, strict=True)))
        if series.lo and series.hi:
            columns += [dict(zip(series.x, series.lo, strict=True)), dict(zip(series.x, series.hi, strict=True))]
    columns += [dict.fromkeys(xs, reference.value) for reference in spec.references]
    return tuple((x, *(column.get(x) for column in columns)) for x in xs)


def native(workbook: Any, sheet: str, spec: Chart, theme: Theme) -> Any:
    """The chart over the range that `heads` and `rows` make on that sheet, for `worksheet.insert_chart`."""
    is_bar = spec.kind == "bar"
    chart = workbook.add_chart({"type": "bar"} if is_bar else {"type": "line"})
    last, column, error = FIRST + len(rows(spec)), 1, len(heads(spec))
    quoted = "'" + sheet.replace("'", "''") + "'"

    def values(of: int) -> list[object]:
        return [sheet, FIRST + 1, of, last, of]

    for series in spec.series:
        colour, name = theme.data[series.colour - 1], f"={quoted}!{_cell(FIRST, column)}"
        given: dict[str, Any] = {"name": name, "categories": values(0), "values": values(column)}
        has_band = bool(series.lo and series.hi)
        if is_bar:
            given |= {"fill": {"color": colour}, "gap": 60}
            if has_band:
                spans = [f"={quoted}!{_cell(FIRST + 1, edge)}:{_cell(last, edge)}" for edge in (error, error + 1)]
                given["y_error_bars"] = {"type": "custom", "plus_values": spans[0], "minus_values": spans[1]}
                error += 2
        else:
            given["line"] = {"color": colour, "width": 1 if series.is_side else 2.25}
        chart.add_series(given)
        column += 1
        if has_band:
            if not is_bar:
                for edge in (column, column + 1):
                    line = {"color": colour, "width": 0.75, "dash_type": "dash"}
                    chart.add_series({"name": f"={quoted}!{_cell(FIRST, edge)}", "categories": values(0), "values": values(edge), "line": line})
            column += 2
    for nth, _reference in enumerate(spec.references if not is_bar else ()):
        line = {"color": theme.muted, "width": 1, "dash_type": "dash"}
        chart.add_series({"name": f"={quoted}!{_cell(FIRST, column + nth)}", "categories": values(0), "values": values(column + nth), "line": line})
    _dress(chart, spec, is_bar)
    return chart


def _dress(chart: Any, spec: Chart, is_bar: bool) -> None:
    font = {"name": FONT, "size": 9}
    y: dict[str, Any] = {"name": spec.y_title, "num_font": font, "name_font": {**font, "bold": False}, "major_gridlines": {"visible": True, "line": {"color": LINE}}}
    x: dict[str, Any] = {"name": spec.x_title, "num_font": font, "name_font": {**font, "bold": False}, "label_position": "low"}
    if any(isinstance(v, date) for series in spec.series for v in series.x):
        x |= {"date_axis": True, "num_format": localised("d mmm yy")}
    if is_bar:
        x |= {"reverse": True, "major_gridlines": {"visible": False}}
        y |= {"label_position": "high"}  # below: the names run from the top
    ticks = scale(spec)
    y |= {"min": ticks[0], "max": ticks[-1], "num_format": localised("General")}
    # In a bar chart the library's y axis is the upright one, that of the names.
    chart.set_x_axis(y if is_bar else x)
    chart.set_y_axis(x if is_bar else y)
    chart.set_title({"name": spec.message, "overlay": False, "name_font": {"name": FONT, "size": 11, "bold": True}})
    chart.set_legend({"position": "bottom", "font": font} if len(spec.series) > 1 or not is_bar else {"none": True})
    chart.set_size({"width": 820, "height": max(380, 120 + 34 * len(rows(spec))) if is_bar else 420})


def offsets(spec: Chart) -> list[tuple[str, list[float]]]:
    """For bars with intervals two more columns beside the range, each with its heading: how far the interval reaches up and down."""
    found = []
    for series in spec.series if spec.kind == "bar" else ():
        if series.lo and series.hi:
            found += [(_("selisih atas"), _apart(series.hi, series.y)), (_("selisih bawah"), _apart(series.y, series.lo))]
    return found


def scale(spec: Chart) -> Sequence[float]:
    """The steps of the value axis. Lines keep to the top that the chart declares, so that a wide band does not flatten them."""
    known = [v for s in spec.series for v in (*s.y, *s.lo, *s.hi) if v is not None] + [r.value for r in spec.references]
    if not known:
        return (0.0, 1.0)
    top = spec.y_max if spec.y_max and spec.kind != "bar" else max(0.0, spec.y_max or 0.0, *known)
    return rounds(min(0.0, *known), top)


def _apart(high: Sequence[float | None], low: Sequence[float | None]) -> list[float]:
    return [0.0 if a is None or b is None else a - b for a, b in zip(high, low, strict=True)]


def _cell(row: int, column: int) -> str:
    letters, n = "", column
    while n >= 0:
        letters, n = chr(65 + n % 26) + letters, n // 26 - 1
    return f"${letters}${row + 1}"


def number_format(spec: Chart) -> str:
    """Thousands and the decimals of the chart, as Excel writes formats."""
    return localised("#,##0" + ("." + "0" * spec.digits if spec.digits else ""))


def localised(form: str) -> str:
    """A format of Excel's that names the document's language: months in it everywhere, and separators where the program heeds it."""
    return f"[$-{LANGUAGES[language()]}]{form}"


def category(value: object) -> object:
    """An x as a cell: a day stays a day, everything else is text."""
    return value if isinstance(value, date) else formats.number(value, 1) if isinstance(value, float) else str(value)
