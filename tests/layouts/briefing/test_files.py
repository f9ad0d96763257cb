"""The files as things to keep: safe whatever a text holds, equal for equal contents, archivable, marked on every page, also of an empty city."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from itertools import pairwise
from typing import Any

import openpyxl
import pypdf
import pytest
from openpyxl.utils import range_boundaries

from data.answers import Answers
from data.warehouse import Warehouse
from layouts.briefing import pdf, pptx, xlsx
from layouts.briefing.shapes import Column, Contents, Page, cells, table
from layouts.briefing.sheets import safe_name
from layouts.charts.shapes import Map
from layouts.charts.xlsx import FIRST
from tests.layouts.briefing.reading import (
    pdf_text,
    sheets,
    slide_charts,
    slide_tables,
    slide_text,
    slide_titles,
    squeezed,
)
from tests.layouts.briefing.town import HOSTILE, add, briefing

STAMP = datetime(2026, 11, 21, 1)
ARABIC = re.compile("[\u0600-\u06ff]+")


def test_a_tall_map_does_not_run_off_its_page(said: Contents) -> None:
    page = next(p for p in said.pages if p.name == "peta")
    (flat,) = page.blocks
    assert isinstance(flat, Map)
    tall = replace(flat, height=flat.width * 3)
    drawn = pdf.document(replace(said, pages=(replace(page, blocks=(tall,)),)), None, pdf.Paper())["pages"][0]["blocks"][0]
    assert drawn["height"] <= pdf.MAP_TALL and drawn["width"] < pdf.WIDE


def test_a_page_with_nothing_but_a_notice_stands_below_the_one_before(empty: Contents) -> None:
    told = pdf.document(empty, None, pdf.Paper())["pages"]
    short = [n for n, page in enumerate(told) if page["short"]]
    assert short and told[0]["short"] is False
    sheets_of_paper = len(pypdf.PdfReader(io.BytesIO(pdf.pdf(empty))).pages)
    assert sheets_of_paper <= len(told) - len(short) + 4


def test_hostile_texts_do_no_harm_in_any_format(city: Warehouse) -> None:
    for nth, text in enumerate(HOSTILE):
        add(city, f"h{nth}", 30, datetime(2026, 10, 2), "31.71.01.1001", category=text, agency=text)
    said = briefing(Answers(city))
    paper = ARABIC.sub("", pdf_text(pdf.pdf(said)))  # from right to left it is read out in another order
    for text in HOSTILE:
        assert ARABIC.sub("", squeezed(pdf.plain(text)))[:60] in paper
    told = replace(said, pages=(*said.pages, Page("uji", HOSTILE[0], (table("uji", HOSTILE[1], (Column(HOSTILE[2]),), [cells(text) for text in HOSTILE], "uji"),))))
    cells_ = {cell for t in slide_tables(pptx.pptx(told)) for row in t for cell in row}
    assert all(pptx.said(text, 160) in cells_ for text in HOSTILE)
    made = xlsx.xlsx(told)
    held = {cell for rows in sheets(made).values() for row in rows for cell in row}
    assert set(HOSTILE) <= held
    with zipfile.ZipFile(io.BytesIO(made)) as package:
        assert not any(b"<f>" in package.read(name) for name in package.namelist() if name.startswith("xl/worksheets/"))
        assert not any(b"http" in package.read(name) and b'TargetMode="External"' in package.read(name) for name in package.namelist() if name.endswith(".rels"))


def test_names_of_sheets_are_safe_and_different() -> None:
    taken: set[str] = set()
    wanted = ["=SUM(A1)", "a/b\\c:d?e*f[g]h", "'kutip'", "x" * 80, "x" * 80, "", "History", "+1", "😀 مرحبا"]
    names = [safe_name(text, taken) for text in wanted]
    assert len({n.lower() for n in names}) == len(wanted)
    assert all(1 <= len(n) <= 31 and not set(n) & set("[]:*?/\\") and n[0] not in "=+-@'" and n[-1] != "'" for n in names)


def test_equal_contents_give_equal_bytes_and_the_stamp_is_the_only_difference(said: Contents) -> None:
    for write in (pdf.pdf, pptx.pptx, xlsx.xlsx):
        assert write(said, STAMP) == write(said, STAMP)
        assert write(said, STAMP) != write(said, datetime(2026, 11, 22))


def test_the_paper_is_tagged_archivable_and_carries_its_fonts(said: Contents) -> None:
    reader = pypdf.PdfReader(io.BytesIO(pdf.pdf(said, STAMP)))
    root = reader.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"] and "/StructTreeRoot" in root and str(root["/Lang"]) == "id"
    assert b"pdfaid:part>2<" in root["/Metadata"].get_data().replace(b" ", b"")
    fonts = {font.get_object()["/BaseFont"] for page in reader.pages for font in page["/Resources"].get("/Font", {}).values()}
    assert fonts and all("SourceSansPro" in str(name).replace("-", "") and "+" in str(name) for name in fonts)


def test_every_page_says_what_when_and_of_which_kind(said: Contents) -> None:
    marked = replace(said, is_simulated=True)
    pages = pypdf.PdfReader(io.BytesIO(pdf.pdf(marked))).pages
    for n, page in enumerate(pages, 1):
        text = squeezed(page.extract_text())
        assert "DATASIMULASI" in text and "TERBATAS" in text and "WIB(UTC+7)" in text and said.query_hash in text
        assert f"halaman{n}dari{len(pages)}" in text
    assert slide_text(pptx.pptx(marked)).count("DATA SIMULASI") == len(slide_titles(pptx.pptx(marked)))
    assert all("DATA SIMULASI" in str(rows[1][0]) for rows in sheets(xlsx.xlsx(marked)).values())


def test_an_empty_city_prints_in_every_format(empty: Contents) -> None:
    assert squeezed("Belum ada data untuk wilayah dan periode ini.") in pdf_text(pdf.pdf(empty))
    assert "Belum ada data untuk wilayah dan periode ini." in slide_text(pptx.pptx(empty))
    assert len(slide_charts(pptx.pptx(empty))) == 0
    assert "Belum ada data untuk wilayah dan periode ini." in {row[0] for row in sheets(xlsx.xlsx(empty))["Isi"]}


def test_pages_can_be_looked_at_as_pictures(said: Contents) -> None:
    made = pdf.pictures(replace(said, pages=said.pages[:3]), 40)
    assert len(made) >= 3 and all(page.startswith(b"\x89PNG") and len(page) > 5_000 for page in made)


def test_the_paper_is_walked_by_its_headings(said: Contents) -> None:
    reader = pypdf.PdfReader(io.BytesIO(pdf.pdf(said)))
    assert [one.title for one in reader.outline if not isinstance(one, list)] == [*(pdf.plain(page.title) for page in said.pages), "Tentang briefing ini"]
    levels = [int(str(tag)[2:]) for tag in tags(reader.trailer["/Root"]["/StructTreeRoot"]) if str(tag).startswith("/H")]
    assert levels[0] == 1 and len(levels) > len(said.pages) and all(after <= before + 1 for before, after in pairwise(levels))


def tags(node: Any) -> Iterator[Any]:
    """The tags of a structure in the order in which they are read."""
    found = node.get_object()
    for kid in found if isinstance(found, list) else [found.get("/K")] if isinstance(found, dict) else []:
        if isinstance(found, dict) and "/S" in found:
            yield found["/S"]
        if kid is not None:
            yield from tags(kid)


def test_a_workbook_is_ready_to_work_with(said: Contents) -> None:
    book = openpyxl.load_workbook(io.BytesIO(xlsx.xlsx(said)))
    number, drawn = re.compile(r"^[\u2212-]?[0-9][0-9.,]*%?$"), 0
    for sheet in book.worksheets:
        columns = [[cell.value for cell in column] for column in sheet.iter_cols(min_row=FIRST + 2)]
        assert not [cell.coordinate for row in sheet.iter_rows() for cell in row if cell.data_type in "ef"], sheet.title
        if sheet.title not in ("Isi", "Metadata"):  # lists of words, each with its own kind of value
            assert not [v for held in columns if any(isinstance(v, float | int) for v in held) for v in held if isinstance(v, str) and number.match(v)], sheet.title
            assert sheet.freeze_panes == f"B{FIRST + 2}" and sheet.print_title_rows == f"${FIRST + 1}:${FIRST + 1}"
            assert not columns[0] or sheet.auto_filter.ref.startswith(f"A{FIRST + 1}:")
        for chart in sheet._charts:
            for series in chart.series:
                name, cells_ = series.val.numRef.f.rsplit("!", 1)
                left, top, _right, bottom = range_boundaries(cells_.replace("$", ""))
                told = [sheet.cell(row, left).value for row in range(top, bottom + 1)]
                known = {point.idx: float(point.v) for point in series.val.numRef.numCache.pt}
                assert name.strip("'").replace("''", "'") == sheet.title and [known.get(n) for n in range(len(told))] == pytest.approx(told)
                drawn += 1
    assert drawn >= len(said.charts()) > 3
