"""How words are set on a slide: size, ink and typeface of what stands in a frame."""

from __future__ import annotations

from typing import Any

from pptx.enum.text import PP_ALIGN
from pptx.util import Pt

from layouts.charts import pptx as charts
from layouts.theme import FONT, LIGHT


def write(frame: Any, text: str, size: float, ink: str = LIGHT.ink, bold: bool = False) -> None:
    """The text in a frame, from the left, in one size and ink."""
    frame.text = text
    for paragraph in frame.paragraphs:
        paragraph.alignment = PP_ALIGN.LEFT
        for run in paragraph.runs:
            set_font(run.font, size, ink, bold)


def set_font(font: Any, size: float, ink: str, bold: bool = False) -> None:
    """Size in points, ink as `#rrggbb`, the house's typeface, and the language that is spoken."""
    font.size, font.name, font.bold = Pt(size), FONT, bold
    font._rPr.set("lang", charts.tongue())
    font.color.rgb = charts.colour(ink)
