"""A chart spec as a native, editable chart of a slide. Intervals are error bars or thin lines, levels of bars lines over the plot."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from lxml import etree  # type: ignore[import-untyped]
from pptx.chart.data import CategoryChartData
from pptx.dml.color import RGBColor
from pptx.enum.chart import XL_CHART_TYPE, XL_LEGEND_POSITION, XL_TICK_LABEL_POSITION
from pptx.enum.dml import MSO_LINE
from pptx.enum.text import PP_ALIGN
from pptx.util import Emu, Pt

from layouts import formats
from layouts.charts import xlsx
from layouts.charts.spec import Chart, Series
from layouts.charts.ticks import digits_of
from layouts.theme import FONT, Theme
from layouts.words import language

CHART = "http://schemas.openxmlformats.org/drawingml/2006/chart"
MOST_TICKS = 9
LABEL_ROOM = 0.1  # of the axis, that the figure at a bar's end takes
NAME_EMU = 82_000  # of an average letter of 11 points, also of a wide typeface
Box = tuple[int, int, int, int]  # left, top, width, height in EMU


def colour(text: str) -> RGBColor:
    """A colour of the theme as PowerPoint takes it."""
    n = int(text.removeprefix("#"), 16)
    return RGBColor(n >> 16, n >> 8 & 255, n & 255)  # type: ignore[no-untyped-call]


def described(shape: Any, name: str, said: str) -> None:
    """The name of a shape, and its words for who cannot see it."""
    (about,) = shape._element.xpath("./*[1]/p:cNvPr")
    about.set("name", name[:200])
    about.set("descr", said[:1000])


def tongue() -> str:
    """The language of the words on a slide, as programs that read or spell them take it."""
    return {"id": "id-ID", "en": "en-GB"}[language()]


def _category(x: object, is_one_day: bool = False) -> str:
    """A moment as `21 Nov 20.22`, or `20.22` where all are of one day; a day as a day, anything else as it is."""
    if isinstance(x, datetime):
        return formats.clock(x) if is_one_day else formats.day_and_clock(x)
    return formats.day(x) if isinstance(x, date) else str(x)


def add_chart(slide: Any, spec: Chart, box: Box, theme: Theme) -> Any:
    """The chart on the slide. Series of intervals and levels follow those of the spec, in the order of `xlsx.heads`."""
    is_bar = spec.kind == "bar"
    data: Any = CategoryChartData(number_format=xlsx.number_format(spec))  # type: ignore[no-untyped-call]
    rows, names = xlsx.rows(spec), xlsx.heads(spec)[1:]
    if is_bar:
        rows = rows[::-1]  # a bar chart grows from the bottom: the first name is to stand on top
    is_told = _is_told(spec)
    days = [row[0] for row in rows]
    is_calendar = not is_bar and len(days) > MOST_TICKS and all(isinstance(d, date) and not isinstance(d, datetime) for d in days)
    is_one_day = len({formats.day(d) for d in days if isinstance(d, datetime)}) == 1
    data.categories = days if is_calendar else [f"{_category(row[0])} · {formats.number(row[1], spec.digits)}" if is_told else _category(row[0], is_one_day) for row in rows]  # type: ignore[arg-type]
    kept = _kept(spec)
    for n in kept:
        data.add_series(names[n], [row[n + 1] for row in rows])
    kind = XL_CHART_TYPE.BAR_CLUSTERED if is_bar else XL_CHART_TYPE.LINE
    frame = slide.shapes.add_chart(kind, *(Emu(v) for v in box), data)
    ends = _dress(frame.chart, spec, is_bar, theme)
    _colours(frame.chart, spec, kept, theme)
    if is_bar and spec.references:
        _levels(slide, frame.chart, spec, box, ends, theme)
    if is_calendar:
        _thin(frame.chart, days)
    described(frame, spec.message, f"{spec.message}. {spec.y_title}: {', '.join(s.name for s in spec.series)}.")
    return frame


def _kept(spec: Chart) -> list[int]:
    """Columns of `xlsx.rows` that are series: all for lines; for bars intervals are error bars, and a level has no bar."""
    if spec.kind != "bar":
        return list(range(len(xlsx.heads(spec)) - 1))
    kept, n = [], 0
    for series in spec.series:
        kept.append(n)
        n += 3 if series.lo and series.hi else 1
    return kept


def _is_told(spec: Chart) -> bool:
    """Do the figures stand with the names: where an interval or a level would cross them out beside the bars."""
    return spec.kind == "bar" and len(spec.series) == 1 and bool(spec.series[0].lo or spec.references)


def _thin(chart: Any, days: Sequence[Any]) -> None:
    """An axis of the calendar with some ten names: every day's name would stand on its head."""
    axis = chart.category_axis
    axis.tick_labels.number_format, axis.tick_labels.number_format_is_linked = xlsx.localised("d mmm yyyy"), False
    step = (days[1] - days[0]).days
    found = axis._element
    for tag, value in (("baseTimeUnit", "days"), ("majorUnit", str(step * -(-len(days) // MOST_TICKS))), ("majorTimeUnit", "days")):
        for old in found.findall(f"{{{CHART}}}{tag}"):
            found.remove(old)
        etree.SubElement(found, f"{{{CHART}}}{tag}").set("val", value)


def _levels(slide: Any, chart: Any, spec: Chart, box: Box, ends: tuple[float, float], theme: Theme) -> None:
    """The levels of a bar chart as lines over a plot whose place is fixed; a native bar chart has none of its own."""
    left, top, width, height = box
    names = max((len(str(x)) for s in spec.series for x in s.x), default=0) + 7 * _is_told(spec)
    x0 = min(0.36, max(0.12, names * NAME_EMU / width + 0.01))
    y0, y1 = 260_000 / height, 1 - (900_000 if chart.has_legend else 620_000) / height
    _fixed(chart, (x0, y0, 0.97 - x0, y1 - y0))
    for ref in spec.references:
        x = left + round(width * (x0 + (0.97 - x0) * (ref.value - ends[0]) / (ends[1] - ends[0])))
        drawn = slide.shapes.add_connector(1, Emu(x), Emu(top + round(y0 * height)), Emu(x), Emu(top + round(y1 * height)))
        drawn.line.color.rgb, drawn.line.width, drawn.line.dash_style = colour(theme.ink), Pt(1.25), MSO_LINE.DASH
        described(drawn, ref.label, ref.label)
        frame = slide.shapes.add_textbox(Emu(x - 900_000), Emu(top - 20_000), Emu(1_800_000), Emu(260_000)).text_frame
        label(frame, ref.label, theme.muted, 11, PP_ALIGN.CENTER)


def _without_edges(chart: Any, spec: Chart) -> None:
    """The ends of intervals have no entry in the legend: their dashes say enough beside the line that they belong to."""
    if spec.kind == "bar":
        return
    nth, position = 0, chart.legend._element.find(f"{{{CHART}}}legendPos")
    for series in reversed(spec.series):  # each entry is put right after the position
        nth += 3 if series.lo and series.hi else 1
    for series in reversed(spec.series):
        held = 3 if series.lo and series.hi else 1
        for edge in range(nth - 1, nth - held, -1):
            entry = etree.Element(f"{{{CHART}}}legendEntry")
            etree.SubElement(entry, f"{{{CHART}}}idx").set("val", str(edge))
            etree.SubElement(entry, f"{{{CHART}}}delete").set("val", "1")
            position.addnext(entry)
        nth -= held


def _fixed(chart: Any, place: tuple[float, float, float, float]) -> None:
    """The plot without its names at a place of the frame: shares of its width and height."""
    area = chart._chartSpace.find(f".//{{{CHART}}}plotArea")
    for old in area.findall(f"{{{CHART}}}layout"):
        area.remove(old)
    layout = etree.Element(f"{{{CHART}}}layout")
    manual = etree.SubElement(layout, f"{{{CHART}}}manualLayout")
    given = (("layoutTarget", "inner"), ("xMode", "edge"), ("yMode", "edge"), *zip("xywh", (f"{v:.5f}" for v in place), strict=True))
    for tag, value in given:
        etree.SubElement(manual, f"{{{CHART}}}{tag}").set("val", value)
    area.insert(0, layout)


def _dress(chart: Any, spec: Chart, is_bar: bool, theme: Theme) -> tuple[float, float]:
    """Fonts, axes and legend; gives the ends of the value axis."""
    chart.has_title = False
    chart.font.size, chart.font.name = Pt(11), FONT
    chart.font.color.rgb = colour(theme.ink)
    chart.has_legend = len(chart.plots[0].series) > 1 if is_bar else True
    if chart.has_legend:
        chart.legend.position, chart.legend.include_in_layout = XL_LEGEND_POSITION.BOTTOM, False
        _without_edges(chart, spec)
    value, names = chart.value_axis, chart.category_axis
    value.has_title, value.major_gridlines.format.line.color.rgb = True, colour(theme.line)
    value.axis_title.text_frame.text = spec.y_title
    value.format.line.fill.background()
    if any(isinstance(x, datetime) for series in spec.series for x in series.x):  # hours need their zone
        names.has_title = True
        label(names.axis_title.text_frame, spec.x_title, theme.muted, 11, PP_ALIGN.CENTER)
    names.tick_label_position, names.tick_labels.font.size = XL_TICK_LABEL_POSITION.LOW, Pt(10)
    for axis in (value.axis_title.text_frame.paragraphs[0],):
        axis.runs[0].font.size, axis.runs[0].font.bold = Pt(11), False
    if is_bar:
        plot = chart.plots[0]
        plot.gap_width, plot.has_data_labels = 60, not _is_told(spec)
        if plot.has_data_labels:
            plot.data_labels.number_format, plot.data_labels.number_format_is_linked = xlsx.number_format(spec), False
            plot.data_labels.font.size = Pt(10)
    ticks = with_room(xlsx.scale(spec), [y for s in spec.series for y in s.y if y is not None]) if is_bar and chart.plots[0].has_data_labels else xlsx.scale(spec)
    value.minimum_scale, value.maximum_scale, value.major_unit = ticks[0], ticks[-1], ticks[1] - ticks[0]
    digits = digits_of(ticks)
    value.tick_labels.number_format, value.tick_labels.number_format_is_linked = xlsx.localised("0." + "0" * digits if digits else "#,##0"), False
    return ticks[0], ticks[-1]


def with_room(ticks: Sequence[float], values: Sequence[float]) -> tuple[float, ...]:
    """The ticks, and one more where a bar comes so near to the end that its figure would stand on the names or outside."""
    step, room = ticks[1] - ticks[0], LABEL_ROOM * (ticks[-1] - ticks[0])
    before = (ticks[0] - step,) if min(values, default=0.0) < min(0.0, ticks[0] + room) else ()
    after = (ticks[-1] + step,) if max(values, default=0.0) > max(0.0, ticks[-1] - room) else ()
    return (*before, *ticks, *after)


def _colours(chart: Any, spec: Chart, kept: list[int], theme: Theme) -> None:
    drawn = list(chart.plots[0].series)
    nth = 0
    for series in spec.series:
        shade = colour(theme.data[series.colour - 1])
        if spec.kind == "bar":
            drawn[nth].format.fill.solid()
            drawn[nth].format.fill.fore_color.rgb = shade
            drawn[nth].invert_if_negative = False
            if series.lo and series.hi:
                _error_bars(drawn[nth], series)
            nth += 1
            continue
        _line(drawn[nth], shade, 1.0 if series.is_side else 2.5, False)
        nth += 1
        for _edge in range(2 if series.lo and series.hi else 0):
            _line(drawn[nth], shade, 0.75, True)
            nth += 1
    for level in drawn[nth:]:
        _line(level, colour(theme.muted), 1.0, True)


def _line(series: Any, shade: RGBColor, width: float, is_dashed: bool) -> None:
    series.smooth = False
    series.format.line.color.rgb, series.format.line.width = shade, Pt(width)
    if is_dashed:
        series.format.line.dash_style = MSO_LINE.DASH
    series.marker.style = None
    series.marker.format.fill.background()
    marker = series._element.find(f"{{{CHART}}}marker")
    if marker is not None:
        for child in list(marker):
            marker.remove(child)
        etree.SubElement(marker, f"{{{CHART}}}symbol").set("val", "none")


def _error_bars(drawn: Any, series: Series) -> None:
    """The interval as custom error bars; python-pptx has no call for them."""
    bars = etree.Element(f"{{{CHART}}}errBars")
    for tag, value in (("errBarType", "both"), ("errValType", "cust"), ("noEndCap", "0")):
        etree.SubElement(bars, f"{{{CHART}}}{tag}").set("val", value)
    for tag, edge in (("plus", series.hi), ("minus", series.lo)):
        numbers = etree.SubElement(etree.SubElement(bars, f"{{{CHART}}}{tag}"), f"{{{CHART}}}numLit")
        etree.SubElement(numbers, f"{{{CHART}}}formatCode").text = "General"
        etree.SubElement(numbers, f"{{{CHART}}}ptCount").set("val", str(len(series.y)))
        for n, (y, end) in enumerate(zip(reversed(series.y), reversed(edge), strict=True)):
            point = etree.SubElement(numbers, f"{{{CHART}}}pt", idx=str(n))
            etree.SubElement(point, f"{{{CHART}}}v").text = repr(abs(end - y) if y is not None and end is not None else 0.0)
    drawn._element.find(f"{{{CHART}}}cat").addprevious(bars)


def label(frame: Any, said: str, ink: str, size: float, align: Any) -> None:
    """One line of words within the width of its box."""
    frame.word_wrap = True
    frame.text = said
    frame.paragraphs[0].alignment = align
    font = frame.paragraphs[0].runs[0].font
    font.size, font.name, font.color.rgb = Pt(size), FONT, colour(ink)
    font._rPr.set("lang", tongue())
