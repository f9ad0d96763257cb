"""A table of a slide as PowerPoint's own XML, made in one go: cell by cell through the library it takes twenty times as long."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from xml.sax.saxutils import escape

from pptx.oxml import parse_xml
from pptx.util import Emu, Inches

from layouts.theme import FONT, LIGHT

MAIN = "http://schemas.openxmlformats.org/drawingml/2006/main"
NO_STYLE = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"  # PowerPoint's own id of "no style, no grid"
SIZE = 1000  # hundredths of a point


def add_table(slide: Any, rows: Sequence[Sequence[str]], right: Sequence[bool], widths: Sequence[float], at: tuple[int, int], line: int) -> Any:
    """The table with `rows[0]` as its heading; `right` marks columns of numbers, `widths` are inches, `line` is a row's least height."""
    total = Inches(sum(widths))
    frame = slide.shapes.add_table(1, len(widths), Emu(at[0]), Emu(at[1]), total, Emu(line * len(rows)))
    tbl = frame._element.graphic.graphicData.tbl
    for column, width in zip(tbl.tblGrid.gridCol_lst, widths, strict=True):
        column.w = Inches(width)
    tbl.tblPr.find(f"{{{MAIN}}}tableStyleId").text = NO_STYLE
    tbl.remove(tbl.tr_lst[0])
    for n, row in enumerate(rows):
        tbl.append(_row(row, right, line, is_head=n == 0, is_banded=n % 2 == 0))
    return frame


def _row(row: Sequence[str], right: Sequence[bool], line: int, is_head: bool, is_banded: bool) -> Any:
    ink = (LIGHT.muted if is_head else LIGHT.ink)[1:]
    ground = (LIGHT.ground if is_banded and not is_head else LIGHT.surface)[1:]
    cells = "".join(_cell(text, r, ink, ground, is_head) for text, r in zip(row, right, strict=True))
    return parse_xml(f'<a:tr xmlns:a="{MAIN}" h="{line}">{cells}</a:tr>')


def _cell(text: str, is_right: bool, ink: str, ground: str, is_bold: bool) -> str:
    look = f'<a:solidFill><a:srgbClr val="{ink.upper()}"/></a:solidFill><a:latin typeface="{FONT}"/>'
    said = f'<a:r><a:rPr sz="{SIZE}" b="{int(is_bold)}" dirty="0">{look}</a:rPr><a:t>{escape(text)}</a:t></a:r>' if text else ""
    return (
        f'<a:tc><a:txBody><a:bodyPr/><a:lstStyle/><a:p><a:pPr algn="{"r" if is_right else "l"}"/>{said}</a:p></a:txBody>'
        f'<a:tcPr marL="54864" marR="54864" marT="27432" marB="27432" anchor="ctr"><a:solidFill><a:srgbClr val="{ground.upper()}"/></a:solidFill></a:tcPr></a:tc>'
    )
