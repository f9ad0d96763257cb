"""What a program reads back out of each format."""

from __future__ import annotations

import io
from typing import Any

import openpyxl
import pypdf
from pptx import Presentation


def pdf_text(content: bytes) -> str:
    """All text of a PDF, without white space: lines may break anywhere."""
    return "".join("".join(page.extract_text().split()) for page in pypdf.PdfReader(io.BytesIO(content)).pages)


def squeezed(text: str) -> str:
    """The same for a text that is looked for."""
    return "".join(text.split())


def slide_tables(content: bytes) -> list[list[list[str]]]:
    """Every native table of the slides, in order, as rows of text."""
    slides = Presentation(io.BytesIO(content)).slides
    return [[[cell.text for cell in row.cells] for row in shape.table.rows] for slide in slides for shape in slide.shapes if shape.has_table]


def slide_charts(content: bytes) -> list[Any]:
    """Every native chart of the slides, in order."""
    return [shape.chart for slide in Presentation(io.BytesIO(content)).slides for shape in slide.shapes if shape.has_chart]


def slide_text(content: bytes) -> str:
    """All text of the slides and their notes."""
    found: list[str] = []
    for slide in Presentation(io.BytesIO(content)).slides:
        found += [shape.text_frame.text for shape in slide.shapes if shape.has_text_frame]
        found.append(slide.notes_slide.notes_text_frame.text)
    return "\n".join(found)


def sheets(content: bytes) -> dict[str, list[tuple[Any, ...]]]:
    """Sheet -> rows of typed cells, as Excel reads them."""
    book = openpyxl.load_workbook(io.BytesIO(content))
    return {sheet.title: list(sheet.iter_rows(values_only=True)) for sheet in book}


def slide_titles(content: bytes) -> list[str]:
    """The title of every slide."""
    return [slide.shapes.title.text for slide in Presentation(io.BytesIO(content)).slides]
