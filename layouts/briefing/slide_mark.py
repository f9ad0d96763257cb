"""The mark of the office on slides: large on the first one, small at the foot of every other."""

from __future__ import annotations

import io
from typing import Any

from pptx.util import Inches

from layouts.briefing.template import Template

COVER, FOOT = (1.7, 0.78), (0.9, 0.3)  # inches: as wide and as high as it may be
GAP = 0.14


def room_of(template: Template, is_first: bool) -> float:
    """Inches that the mark and the gap beside it take; 0 without a mark."""
    return _size(template, is_first)[0] + GAP if template.mark else 0.0


def add_mark(slide: Any, template: Template, is_first: bool, left: float, top: float) -> None:
    """The mark with its words for who cannot see it, its upper left corner at `left`, `top` in inches. Nothing without a mark."""
    if template.mark is None:
        return
    wide, high = _size(template, is_first)
    picture = slide.shapes.add_picture(io.BytesIO(template.mark.png), Inches(left), Inches(top), Inches(wide), Inches(high))
    picture.name = "mark"
    picture._element.nvPicPr.cNvPr.set("descr", template.mark.alt)


def _size(template: Template, is_first: bool) -> tuple[float, float]:
    assert template.mark
    wide, high = COVER if is_first else FOOT
    return min(wide, high * template.mark.shape), min(high, wide / template.mark.shape)
