"""A map as native shapes of a slide: one for each area, with its legend and, in words, the areas with the highest values."""

from __future__ import annotations

from typing import Any

from pptx.enum.dml import MSO_PATTERN
from pptx.enum.text import PP_ALIGN
from pptx.util import Emu, Pt

from layouts import formats
from layouts.charts.pptx import Box, colour, described, label, tongue
from layouts.charts.shapes import Map
from layouts.charts.svg_map import legend
from layouts.theme import FONT, Theme
from layouts.words import _

DIAMOND = 4  # MSO_SHAPE.DIAMOND
SHAPES = "http://schemas.openxmlformats.org/presentationml/2006/main"
HIGHEST = 10


def add_map(slide: Any, spec: Map, box: Box, theme: Theme) -> None:
    """The map as one native shape per area, named by it, and its legend to the right: one group, whose words say what it shows."""
    left, top, width, height = box
    group = slide.shapes.add_group_shape()
    described(group, spec.title, f"{spec.title}. {spec.message}")
    scale = min(0.66 * width / spec.width, height / spec.height)
    for area in spec.areas:
        rings = [ring for ring in area.rings if len(ring) > 3]
        if not rings:
            continue
        builder = group.shapes.build_freeform(round(rings[0][0][0] * 100), round(rings[0][0][1] * 100), scale=scale / 100)
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
        _filled(shape, None if shade is None else theme.areas[shade], theme)
    if spec.inset:
        x, y, w, h = (round(v * scale) for v in spec.inset)
        frame = group.shapes.add_shape(1, Emu(left + x), Emu(top + y), Emu(w), Emu(h))
        frame.fill.background()
        frame.shadow.inherit = False
        frame.line.color.rgb, frame.line.width, frame.name = colour(theme.faint), Pt(0.75), "Kepulauan Seribu"
        label(group.shapes.add_textbox(Emu(left + x - 200_000), Emu(top + y + h), Emu(w + 400_000), Emu(220_000)).text_frame, "Kepulauan Seribu", theme.muted, 9, PP_ALIGN.CENTER)
    across = left + round(spec.width * scale * 1.03)
    _legend(group, spec, (across, top, width, height), theme)
    _highest(slide, spec, (across + 2_500_000, top, left + width - across - 2_500_000, height), theme)


def _highest(slide: Any, spec: Map, box: Box, theme: Theme) -> None:
    """The areas with the highest values, in words beside the map."""
    known = sorted(((a.value, a) for a in spec.areas if a.value is not None and a.state == "ok"), key=lambda e: (-e[0], e[1].code))[:HIGHEST]
    frame = slide.shapes.add_textbox(*(Emu(v) for v in box)).text_frame
    label(frame, _("Tertinggi"), theme.muted, 12, PP_ALIGN.LEFT)
    for n, (value, area) in enumerate(known, 1):
        run = frame.add_paragraph().add_run()
        of = "" if area.n == value else f" (n = {formats.number(area.n)})"
        run.text = f"{n}. {area.name}: {formats.number(value, spec.digits)}{spec.unit}{of}"
        run.font.size, run.font.name, run.font.color.rgb = Pt(13), FONT, colour(theme.ink)
        run.font._rPr.set("lang", tongue())


def _filled(shape: Any, fill: str | None, theme: Theme) -> None:
    """A flat shape of one colour; without one, hatched: not known."""
    style = shape._element.find(f"{{{SHAPES}}}style")
    if style is not None:
        shape._element.remove(style)  # it would bring a shadow along
    if fill is None:
        shape.fill.patterned()
        shape.fill.pattern = MSO_PATTERN.WIDE_UPWARD_DIAGONAL
        shape.fill.fore_color.rgb, shape.fill.back_color.rgb = colour(theme.faint), colour(theme.surface)
    else:
        shape.fill.solid()
        shape.fill.fore_color.rgb = colour(fill)
    shape.line.color.rgb, shape.line.width = colour(theme.surface if fill else theme.line), Pt(0.5)


def _legend(group: Any, spec: Map, box: Box, theme: Theme) -> None:
    left, top = box[0], box[1]
    shades: list[tuple[int, str | None, str]] = [(1, None if shade is None else theme.areas[shade], said) for shade, said in legend(spec)]
    for n, (form, fill, said) in enumerate([*shades, *((DIAMOND, theme.data[colour_no - 1], said) for colour_no, said in spec.spots)]):
        y = top + n * (255_000 if spec.spots else 330_000)  # more lines above the box of the islands
        swatch = group.shapes.add_shape(form, Emu(left), Emu(y), Emu(300_000), Emu(200_000))
        _filled(swatch, fill, theme)
        frame = group.shapes.add_textbox(Emu(left + 340_000), Emu(y - 40_000), Emu(1_900_000), Emu(280_000)).text_frame
        label(frame, said, theme.ink, 12, PP_ALIGN.LEFT)
