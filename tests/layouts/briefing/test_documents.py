"""Each format read back by a program: every number of the contents stands in it, and the three say the same."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from datetime import date, datetime

import pypdf
import pytest
from pptx import Presentation

from data.answers import Answers
from data.clock import to_wib
from data.warehouse import Warehouse
from layouts import formats
from layouts.briefing import pdf, pptx, xlsx
from layouts.briefing.shapes import Column, Contents, Notice, Page, Prose, Sentence, cells, table, written
from layouts.briefing.sheets import safe_name, sheet_names
from layouts.briefing.slide_pages import together
from layouts.briefing.slide_plan import Piece, planned, stacked
from layouts.briefing.slide_words import title_of
from layouts.charts import xlsx as range_of
from layouts.charts.shapes import Map
from layouts.words import speaking
from tests.layouts.briefing.reading import pdf_text, sheets, slide_charts, slide_tables, slide_text, squeezed
from tests.layouts.briefing.town import HOSTILE, add, briefing

STAMP = datetime(2026, 11, 21, 1)


def test_every_number_of_every_table_stands_on_paper(said: Contents) -> None:
    text = pdf_text(pdf.pdf(said))
    seen = 0
    for block in said.tables():
        for row in block.printed():
            line = [squeezed(pdf.plain(written(cell, column))) for cell, column in zip(row, block.columns, strict=True)]
            missing = [cell for cell in line if cell not in text]
            assert not missing, (block.name, missing)
            seen += len(line)
    assert seen > 1000
    assert all(squeezed(pdf.plain(s.text, None)) in text for s in said.sentences())


def test_the_slides_hold_the_same_cells_in_native_tables(said: Contents) -> None:
    """The tables that a meeting reads are whole or say how many rows they leave out; the others are named on the slide of complete tables."""
    made = slide_tables(pptx.pptx(said))
    left_out, seen = 0, 0
    for block in said.tables():
        want = [[pptx.said(written(cell, c), 160) for cell, c in zip(row, block.columns, strict=True)] for row in block.printed()]
        got: list[list[str]] = []
        while not block.is_detail and len(got) < len(want) and made[0][1] == want[len(got)]:
            assert made[0][0] == [pptx.said(c.title, 60) for c in block.columns]
            got += made.pop(0)[1:]
        assert got == want[: len(got)] and bool(got) == (bool(want) and not block.is_detail), block.name
        seen += len(got)
        left_out += len(block.rows) if len(got) < len(block.rows) else 0
    assert {tuple(t[0]) for t in made} == {("Tabel", "Baris", "Lembar buku kerja")}  # in two columns when it is long
    listed = [row for t in made for row in t[1:]]
    assert sum(int(row[1].replace(".", "")) for row in listed) == left_out > 100 and seen > 60
    assert {row[2].split(",")[0] for row in listed} <= set(sheet_names(said).values())


def test_a_month_of_the_city_is_a_deck_that_a_meeting_can_read(said: Contents) -> None:
    content = pptx.pptx(said)
    titles = slide_titles(content)
    assert len(titles) <= 30 and titles[0] == said.title
    show = Presentation(io.BytesIO(content))
    for slide in show.slides:
        low = max((s.top + s.height for s in slide.shapes if s.has_table or s.has_chart), default=0)
        assert low <= show.slide_height * 0.95, slide.shapes.title.text


def test_a_tall_map_does_not_run_off_its_page(said: Contents) -> None:
    page = next(p for p in said.pages if p.name == "peta")
    (flat,) = page.blocks
    assert isinstance(flat, Map)
    tall = replace(flat, height=flat.width * 3)
    drawn = pdf.document(replace(said, pages=(replace(page, blocks=(tall,)),)), None, pdf.Paper())["pages"][0]["blocks"][0]
    assert drawn["height"] <= pdf.MAP_TALL and drawn["width"] < pdf.WIDE


def test_the_slides_charts_are_native_and_hold_the_exact_values(said: Contents) -> None:
    made = slide_charts(pptx.pptx(said))
    assert len(made) == len(said.charts()) >= 5
    for spec, chart in zip(said.charts(), made, strict=True):
        rows = range_of.rows(spec)[::-1] if spec.kind == "bar" else range_of.rows(spec)
        shown = {series.name: list(series.values) for series in chart.plots[0].series}
        for n, name in enumerate(range_of.heads(spec)[1:], 1):
            if name in shown:
                assert shown[name] == [row[n] for row in rows]
        assert {s.name for s in spec.series} <= set(shown)


def test_the_sheets_hold_every_row_typed_and_exact(said: Contents) -> None:
    books = sheets(xlsx.xlsx(said))
    held = [rows[range_of.FIRST + 1 :] for rows in books.values()]
    for block in said.tables():
        want = [tuple(to_wib(c).replace(tzinfo=None) if isinstance(c, datetime) else c for c in row) for row in block.rows]
        width = len(block.columns)
        assert any([_comparable(row[:width]) for row in rows[: len(want)]] == [_comparable(row) for row in want] for rows in held), block.name
    for spec in said.charts():
        want_chart = [_comparable(row[1:]) for row in range_of.rows(spec)]
        assert any([_comparable(row[1 : len(want_chart[0]) + 1]) for row in rows[: len(want_chart)]] == want_chart for rows in held), spec.message


def _comparable(row: tuple[object, ...]) -> tuple[object, ...]:
    """Moments to the minute, days as moments; numbers to the 15 digits that Excel's file keeps."""
    return tuple(
        datetime(c.year, c.month, c.day, c.hour, c.minute) if isinstance(c, datetime)
        else datetime(c.year, c.month, c.day) if isinstance(c, date)
        else float(f"{c:.14g}") if isinstance(c, (int, float)) else c or None
        for c in row
    )  # fmt: skip


def test_the_sheet_metadata_and_the_trail_of_every_sentence(said: Contents) -> None:
    books = sheets(xlsx.xlsx(said, STAMP))
    told = {row[0]: row[1] for row in books["Metadata"] if row[0]}
    assert told["Zona waktu"] == "WIB (UTC+7)" and told["Sidik pertanyaan"] == said.query_hash and told["Laporan dalam periode"] == 500
    assert {"G1", "G2"} <= set(told)  # the formula of every KPI
    trail = {(row[1], row[2]) for row in books["Kalimat"][range_of.FIRST + 1 :]}
    assert {(f.name, f.value) for s in said.sentences() for f in s.facts} <= trail


@pytest.mark.parametrize("n", [0, 1, 20, 21, 5000])
def test_a_table_of_any_length_is_whole_or_says_that_it_is_cut(said: Contents, n: int) -> None:
    columns = (Column("Kunci"), Column("Nilai", "int"))
    whole = table("uji", "Uji", columns, [cells(f"k{i}.", i) for i in range(n)], "uji")
    for block, shown in ((whole, n), (replace(whole, most=20), min(n, 20))):
        one = replace(said, pages=(Page("uji", "Halaman uji", (block,)),))
        text = pdf_text(pdf.pdf(one))
        assert all((f"k{i}." in text) == (i < shown) for i in (0, 19, 20, n - 1, n) if i >= 0)
        assert ("20dari5.000baris" in text) == (n == 5000 and shown == 20) and ("20dari21baris" in text) == (n == 21 and shown == 20)
        slides = pptx.pptx(one)
        on_slides = sum(len(t) - 1 for t in slide_tables(slides) if t[0] == ["Kunci", "Nilai"])
        assert on_slides == shown if shown <= 21 else 30 < on_slides < shown
        assert (f"{on_slides} dari {formats.number(n)} baris; lengkap: lembar “Uji”" in slide_text(slides)) == (on_slides < n)
        assert ([["Uji", formats.number(n), "Uji"]] in [t[1:] for t in slide_tables(slides)]) == (on_slides < n)
        rows = sheets(xlsx.xlsx(one))["Uji"][range_of.FIRST + 1 :]
        assert [row[:2] for row in rows if row[0]] == [(f"k{i}.", i) for i in range(n)]


def test_no_slide_is_left_with_a_last_row_or_two() -> None:
    counts = (1, 18, 21, 22, 37, 120)
    blocks = [table("uji", "Uji", (Column("Kunci"),), [cells(str(n)) for n in range(rows)], "uji") for rows in counts]
    stacks = [stacked(Piece(block, rows=tuple((str(n),) for n in range(rows)))) for block, rows in zip(blocks, counts, strict=True)]
    assert [[row[0] for stack in found for row in stack] for found in stacks] == [[str(n) for n in range(rows)] for rows in counts]
    assert all(len(found[-1]) > len(found[0]) / 2 for found in stacks) and max(len(stack) for found in stacks for stack in found) <= 22


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
    paper = pdf_text(pdf.pdf(said))
    for text in HOSTILE:
        assert squeezed(pdf.plain(text))[:60] in paper
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


def slide_titles(content: bytes) -> list[str]:
    """The title of every slide."""
    return [slide.shapes.title.text for slide in Presentation(io.BytesIO(content)).slides]


def test_an_empty_city_prints_in_every_format(empty: Contents) -> None:
    assert squeezed("Belum ada data untuk wilayah dan periode ini.") in pdf_text(pdf.pdf(empty))
    assert "Belum ada data untuk wilayah dan periode ini." in slide_text(pptx.pptx(empty))
    assert len(slide_charts(pptx.pptx(empty))) == 0
    assert "Belum ada data untuk wilayah dan periode ini." in {row[0] for row in sheets(xlsx.xlsx(empty))["Isi"]}


def test_numbers_of_sheets_name_the_language_and_nothing_has_no_sign() -> None:
    with speaking("id"):
        assert xlsx.number_format(Column("x", "signed", 2), 2) == "[>=0.005][$-421]+#,##0.00;[<=-0.005][$-421]-#,##0.00;[$-421]#,##0.00"
    with speaking("en"):
        assert xlsx.number_format(Column("x", "percent"), 1) == '[$-809]#,##0.0"%"'


def test_the_levels_of_bars_are_drawn_on_their_slides(said: Contents) -> None:
    wanted = [ref.label for chart in said.charts() if chart.kind == "bar" for ref in chart.references]
    drawn = [shape.name for slide in Presentation(io.BytesIO(pptx.pptx(said))).slides for shape in slide.shapes if shape.name in wanted]
    assert drawn == wanted and len(wanted) > 2


def test_pages_with_nothing_to_show_share_a_slide(empty: Contents) -> None:
    silent = [page.title for page in empty.pages if all(isinstance(block, Notice) for block in page.blocks)]
    titles = slide_titles(pptx.pptx(empty))
    assert len(silent) > 1 and any(f"{silent[0]}, {silent[1]}" in title for title in titles) and silent[1] not in titles


def test_a_notice_stands_below_the_sentences_of_an_earlier_slide_where_there_is_room() -> None:
    told, notice = Prose("Yang belum kita ketahui", (Sentence("1 sumber kedaluwarsa."),)), Notice("Tanpa data: Laporan banjir.", "Muat sumbernya.")
    source = Page("tidak_diketahui", "Sumber data", (told, notice))
    free = Page("ringkasan", "Ringkasan", (told,))
    full = Page("ringkasan", "Ringkasan", (Prose("Penuh", tuple(Sentence(f"Kalimat {n}.") for n in range(12))), told))
    assert together([free, source]) == [(0, Page("ringkasan", "Ringkasan", (told, notice)))]
    assert together([full, source]) == [(0, full), (1, source)] and len(planned(full)) == 1
    assert together([source]) == [(0, source)]


def test_two_indicators_of_which_as_many_kpis_meet_their_target_have_two_titles(said: Contents) -> None:
    chart = said.charts()[0]
    pages = [Page(f"indikator_{n}", title, (chart,)) for n, title in enumerate(("Lingkungan cerdas", "Kehidupan cerdas"))]
    assert [title_of(said, page, Piece(chart)) for page in pages] == [f"Lingkungan cerdas: {chart.message}", f"Kehidupan cerdas: {chart.message}"]
    listed = table("kpi", "KPI Kehidupan cerdas", (Column("KPI"),), [], "kpi_readings")
    assert title_of(said, pages[1], Piece(listed)) == listed.title


def test_english_numbers_are_english(asked: Answers) -> None:
    english = briefing(asked, lang="en")
    text = pdf_text(pdf.pdf(english))
    with speaking("en"):
        assert formats.percent(14.0) == "14.0%"
    assert squeezed("14.0% of the reports that fell due are late") in text and "UTC+7" in text


def test_pages_can_be_looked_at_as_pictures(said: Contents) -> None:
    made = pdf.pictures(replace(said, pages=said.pages[:3]), 40)
    assert len(made) >= 3 and all(page.startswith(b"\x89PNG") and len(page) > 5_000 for page in made)
