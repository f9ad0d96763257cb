"""A table of a slide as PowerPoint's own XML, made in one go: cell by cell through the library it takes twenty times as long."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from xml.sax.saxutils import escape

from pptx.oxml import parse_xml
from pptx.util import Emu, Inches

from layouts.charts.pptx import tongue
from layouts.theme import FONT, LIGHT

MAIN = "http://schemas.openxmlformats.org/drawingml/2006/main"
NO_STYLE = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"  # PowerPoint's own id of "no style, no grid"


def add_table(slide: Any, rows: Sequence[Sequence[str]], right: Sequence[bool], widths: Sequence[float], at: tuple[int, int], heights: Sequence[int], size: float) -> Any:
    """The table with `rows[0]` as its heading; `right` marks columns of numbers, `widths` are inches, `heights` EMU of each row, `size` points."""
    total = Inches(sum(widths))
    frame = slide.shapes.add_table(1, len(widths), Emu(at[0]), Emu(at[1]), total, Emu(sum(heights)))
    tbl = frame._element.graphic.graphicData.tbl
    for column, width in zip(tbl.tblGrid.gridCol_lst, widths, strict=True):
        column.w = Inches(width)
    tbl.tblPr.find(f"{{{MAIN}}}tableStyleId").text = NO_STYLE
    tbl.remove(tbl.tr_lst[0])
    for n, (row, tall) in enumerate(zip(rows, heights, strict=True)):
        tbl.append(_row(row, right, tall, round(size * 100), is_head=n == 0, is_banded=n % 2 == 0))
    return frame


def _row(row: Sequence[str], right: Sequence[bool], tall: int, size: int, is_head: bool, is_banded: bool) -> Any:
    ink = (LIGHT.muted if is_head else LIGHT.ink)[1:]
    ground = (LIGHT.ground if is_banded and not is_head else LIGHT.surface)[1:]
    cells = "".join(_cell(text, r, after, size, ink, ground, is_head) for text, r, after in zip(row, right, [False, *right], strict=False))
    return parse_xml(f'<a:tr xmlns:a="{MAIN}" h="{tall}">{cells}</a:tr>')


def _cell(text: str, is_right: bool, is_after_number: bool, size: int, ink: str, ground: str, is_bold: bool) -> str:
    look = f'<a:solidFill><a:srgbClr val="{ink.upper()}"/></a:solidFill><a:latin typeface="{FONT}"/>'
    said = f'<a:r><a:rPr lang="{tongue()}" sz="{size}" b="{int(is_bold)}" dirty="0">{look}</a:rPr><a:t>{escape(text)}</a:t></a:r>' if text else f'<a:endParaRPr sz="{size}"/>'  # else an empty cell is as high as 18 points
    left = 164592 if is_after_number and not is_right else 54864  # words keep away from the figures before them
    return (
        f'<a:tc><a:txBody><a:bodyPr/><a:lstStyle/><a:p><a:pPr algn="{"r" if is_right else "l"}"/>{said}</a:p></a:txBody>'
        f'<a:tcPr marL="{left}" marR="54864" marT="27432" marB="27432" anchor="ctr"><a:solidFill><a:srgbClr val="{ground.upper()}"/></a:solidFill></a:tcPr></a:tc>'
    )
