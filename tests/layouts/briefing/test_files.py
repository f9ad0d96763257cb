"""The files as things to keep: safe whatever a text holds, equal for equal contents, archivable, marked on every page, also of an empty city."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import replace
from datetime import datetime

import pypdf

from data.answers import Answers
from data.warehouse import Warehouse
from layouts.briefing import pdf, pptx, xlsx
from layouts.briefing.shapes import Column, Contents, Page, cells, table
from layouts.briefing.sheets import safe_name
from layouts.charts.shapes import Map
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
