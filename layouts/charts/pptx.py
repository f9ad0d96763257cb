"""A chart spec as a native, editable chart of a slide, and a map as native shapes. Intervals are error bars or thin lines."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from lxml import etree  # type: ignore[import-untyped]
from pptx.chart.data import CategoryChartData
from pptx.dml.color import RGBColor
from pptx.enum.chart import XL_CHART_TYPE, XL_LABEL_POSITION, XL_LEGEND_POSITION, XL_TICK_LABEL_POSITION
from pptx.enum.dml import MSO_LINE
from pptx.enum.text import PP_ALIGN
from pptx.util import Emu, Pt

from layouts import formats
from layouts.charts import xlsx
from layouts.charts.shapes import Map
from layouts.charts.spec import Chart, Series
from layouts.charts.svg import legend
from layouts.charts.ticks import digits_of, rounds
from layouts.theme import FONT, Theme
from layouts.words import _

DIAMOND = 4  # MSO_SHAPE.DIAMOND
CHART = "http://schemas.openxmlformats.org/drawingml/2006/chart"
Box = tuple[int, int, int, int]  # left, top, width, height in EMU


def colour(text: str) -> RGBColor:
    """A colour of the theme as PowerPoint takes it."""
    n = int(text.removeprefix("#"), 16)
    return RGBColor(n >> 16, n >> 8 & 255, n & 255)  # type: ignore[no-untyped-call]


def _category(x: object) -> str:
    """A moment as `21 Nov 20.22`, a day as a day, anything else as it is."""
    if isinstance(x, datetime):
        return f"{formats.day(x).rsplit(' ', 1)[0]} {formats.clock(x)}"
    return formats.day(x) if isinstance(x, date) else str(x)


def add_chart(slide: Any, spec: Chart, box: Box, theme: Theme) -> Any:
    """The chart on the slide. Series of intervals and levels follow those of the spec, in the order of `xlsx.heads`."""
    is_bar = spec.kind == "bar"
    data: Any = CategoryChartData(number_format=xlsx.number_format(spec))  # type: ignore[no-untyped-call]
    rows, names = xlsx.rows(spec), xlsx.heads(spec)[1:]
    if is_bar:
        rows = rows[::-1]  # a bar chart grows from the bottom: the first name is to stand on top
    data.categories = [_category(row[0]) for row in rows]
    kept = _kept(spec)
    for n in kept:
        data.add_series(names[n], [row[n + 1] for row in rows])
    kind = XL_CHART_TYPE.BAR_CLUSTERED if is_bar else XL_CHART_TYPE.LINE
    frame = slide.shapes.add_chart(kind, *(Emu(v) for v in box), data)
    _dress(frame.chart, spec, is_bar, theme)
    _colours(frame.chart, spec, kept, theme)
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


def _dress(chart: Any, spec: Chart, is_bar: bool, theme: Theme) -> None:
    chart.has_title = False
    chart.font.size, chart.font.name = Pt(11), FONT
    chart.font.color.rgb = colour(theme.ink)
    chart.has_legend = len(chart.plots[0].series) > 1 if is_bar else True
    if chart.has_legend:
        chart.legend.position, chart.legend.include_in_layout = XL_LEGEND_POSITION.BOTTOM, False
    value, names = chart.value_axis, chart.category_axis
    value.has_title, value.major_gridlines.format.line.color.rgb = True, colour(theme.line)
    value.axis_title.text_frame.text = spec.y_title
    value.format.line.fill.background()
    names.tick_label_position = XL_TICK_LABEL_POSITION.LOW
    for axis in (value.axis_title.text_frame.paragraphs[0],):
        axis.runs[0].font.size, axis.runs[0].font.bold = Pt(11), False
    if is_bar:
        plot = chart.plots[0]
        plot.gap_width, plot.has_data_labels = 60, True
        plot.data_labels.number_format, plot.data_labels.number_format_is_linked = xlsx.number_format(spec), False
        plot.data_labels.font.size = Pt(10)
    known = [v for s in spec.series for v in (*s.y, *s.lo, *s.hi) if v is not None] + [r.value for r in spec.references]
    ticks = rounds(min(0.0, *known), max(0.0, spec.y_max or 0.0, *known)) if known else (0.0, 1.0)
    value.minimum_scale, value.maximum_scale, value.major_unit = ticks[0], ticks[-1], ticks[1] - ticks[0]
    digits = digits_of(ticks)
    value.tick_labels.number_format, value.tick_labels.number_format_is_linked = "0." + "0" * digits if digits else "#,##0", False


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
                _labels_inside(drawn[nth], spec, theme)
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


def _labels_inside(drawn: Any, spec: Chart, theme: Theme) -> None:
    """Values at the foot of the bars, where no interval crosses them."""
    labels = drawn.data_labels
    labels.show_value, labels.position = True, XL_LABEL_POSITION.INSIDE_BASE
    labels.number_format, labels.number_format_is_linked = xlsx.number_format(spec), False
    labels.font.size, labels.font.bold = Pt(11), True
    labels.font.color.rgb = colour(theme.surface)


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


def add_map(slide: Any, spec: Map, box: Box, theme: Theme) -> None:
    """The map as one native shape per area, named by it, and its legend to the right."""
    left, top, width, height = box
    scale = min(0.66 * width / spec.width, height / spec.height)
    for area in spec.areas:
        rings = [ring for ring in area.rings if len(ring) > 3]
        if not rings:
            continue
        builder = slide.shapes.build_freeform(round(rings[0][0][0] * 100), round(rings[0][0][1] * 100), scale=scale / 100)
        builder.add_line_segments([(round(x * 100), round(y * 100)) for x, y in rings[0][1:]], close=True)
        for ring in rings[1:]:
            builder.move_to(round(ring[0][0] * 100), round(ring[0][1] * 100))
            builder.add_line_segments([(round(x * 100), round(y * 100)) for x, y in ring[1:]], close=True)
        shape = builder.convert_to_shape(left, top)
        if area.state == "spot":
            shape.name = area.name[:200]
            _filled(shape, theme.data[(area.n or 1) - 1], theme)
            continue
        shape.name = _("{name}: {value} (n = {n})", name=area.name, value=formats.number(area.value, spec.digits), n=formats.number(area.n))[:200]
        shade = spec.shade(area)
        _filled(shape, theme.line if shade is None else theme.areas[shade], theme)
    if spec.inset:
        x, y, w, h = (round(v * scale) for v in spec.inset)
        frame = slide.shapes.add_shape(1, Emu(left + x), Emu(top + y), Emu(w), Emu(h))
        frame.fill.background()
        frame.shadow.inherit = False
        frame.line.color.rgb, frame.line.width, frame.name = colour(theme.faint), Pt(0.75), "Kepulauan Seribu"
    _legend(slide, spec, (left + round(spec.width * scale * 1.03), top, width, height), theme)


def _filled(shape: Any, fill: str, theme: Theme) -> None:
    shape.fill.solid()
    shape.fill.fore_color.rgb = colour(fill)
    shape.line.color.rgb, shape.line.width = colour(theme.surface), Pt(0.5)
    shape.shadow.inherit = False


def _legend(slide: Any, spec: Map, box: Box, theme: Theme) -> None:
    left, top = box[0], box[1]
    shades = [(1, theme.line if shade is None else theme.areas[shade], said) for shade, said in legend(spec)]
    for n, (form, fill, said) in enumerate([*shades, *((DIAMOND, theme.data[colour_no - 1], said) for colour_no, said in spec.spots)]):
        y = top + n * (255_000 if spec.spots else 330_000)  # more lines above the box of the islands
        swatch = slide.shapes.add_shape(form, Emu(left), Emu(y), Emu(300_000), Emu(200_000))
        _filled(swatch, fill, theme)
        label = slide.shapes.add_textbox(Emu(left + 340_000), Emu(y - 40_000), Emu(1_900_000), Emu(280_000)).text_frame
        label.text = said
        label.paragraphs[0].alignment = PP_ALIGN.LEFT
        label.paragraphs[0].runs[0].font.size = Pt(12)
        label.paragraphs[0].runs[0].font.name = FONT
