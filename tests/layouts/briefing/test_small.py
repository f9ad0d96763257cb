"""A document marked Umum tells no count of 1 to 4, in no format, and no share that gives one away."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

import pytest
from pptx import Presentation

from data.answers import Answers
from data.warehouse import Warehouse
from layouts.briefing import pdf, pptx, slide_table, small, xlsx
from layouts.briefing.contents import contents
from layouts.briefing.material import Request
from layouts.briefing.period import period_of
from layouts.briefing.shapes import Column, Contents, Page, Table, cells, table
from layouts.charts.pptx import with_room
from tests.layouts.briefing.reading import pdf_text, sheets, slide_tables, slide_text, squeezed
from tests.layouts.briefing.town import NOW, add

OPEN = Request(period_of("2026-10"), "31", "id", NOW)


@pytest.fixture
def quiet(city: Warehouse) -> Contents:
    """The city's October with three reports of a category and agency of their own, marked Umum."""
    add(city, "q", 3, datetime(2026, 10, 1), "31.71.01.1001", "kdrt", "Dinas Sunyi", late=2)
    return contents(Answers(city), replace(OPEN, classification="Umum"))


def reports(said: Contents) -> list[Table]:
    """The tables that count reports."""
    return [t for t in said.tables() if {q.strip() for q in t.question.split(",")} & small.OF_REPORTS]


def test_no_table_tells_a_small_count_nor_a_share_that_tells_one(quiet: Contents) -> None:
    seen = [cell for t in reports(quiet) for row in t.rows for cell in row]
    assert not [c for c in seen if isinstance(c, int) and 1 <= abs(c) <= 4]
    assert seen.count("<5") > 5
    (row,) = [r for t in quiet.tables() if t.name == "keputusan" for r in t.rows if r[0] == "Dinas Sunyi"]
    assert row[1:6] == ("<5", "<5", 0, "<5", "<5") and row[6:] == (None, None, None)
    (category,) = [r for t in quiet.tables() if t.name == "kategori" for r in t.rows if r[0] == "kdrt"]
    assert category[1] == "<5" and category[10] is None
    assert not any("kdrt" in str(s.x) for c in quiet.charts() for s in c.series)


def test_the_same_counts_stand_in_a_limited_document(quiet: Contents, city: Warehouse) -> None:
    told = contents(Answers(city), OPEN)
    (row,) = [r for t in told.tables() if t.name == "keputusan" for r in t.rows if r[0] == "Dinas Sunyi"]
    assert row[1:6] == (2, 2, 0, 3, 2) and quiet.query_hash != told.query_hash


def test_the_three_formats_hide_it_and_say_so(quiet: Contents) -> None:
    paper, slides, books = pdf_text(pdf.pdf(quiet)), pptx.pptx(quiet), sheets(xlsx.xlsx(quiet))
    assert squeezed("jumlah 1 sampai 4 ditulis <5") in paper and "jumlah 1 sampai 4 ditulis <5" in slide_text(slides)
    assert {row[1] for t in slide_tables(slides) for row in t if row[0] == "Dinas Sunyi"} == {"<5"}
    held = [row for rows in books.values() for row in rows if row[0] == "Dinas Sunyi"]
    assert held and all(cell in ("Dinas Sunyi", "<5", 0, None) for row in held for cell in row)


def test_one_hidden_count_takes_its_neighbour_along() -> None:
    columns = (Column("Kunci"), Column("n", "int"), Column("terlambat", "int"), Column("bagian", "percent"))
    block = table("uji", "Uji", columns, [cells("a", 3, 0, 0.0), cells("b", 40, 8, 20.0), cells("c", 30, 20, 100 * 20 / 30), cells("d", 90, 2, 100 * 2 / 90)], "briefing_cube")
    shown = small._block(block)
    assert isinstance(shown, Table)
    assert shown.rows == (("a", "<5", 0, None), ("b", 40, "*", None), ("c", "*", 20, 100 * 20 / 30), ("d", 90, "<5", None))
    two = replace(block, rows=(cells("a", 3, 0, 0.0), cells("b", 4, 8, 20.0), cells("c", 30, 20, 50.0)))
    assert [row[1] for row in small._block(two).rows] == ["<5", "<5", 30]  # type: ignore[union-attr]


def test_a_kpi_of_few_cases_and_a_month_of_few_reports_are_withheld(quiet: Contents, warehouse: Warehouse, city: Warehouse) -> None:
    columns = (Column("KPI"), Column("Nilai", "number"), Column("Target", "number"), Column("n", "int"))
    block = table("kpi", "KPI", columns, [cells("G1", 75.0, 90, 4), cells("G2", 75.0, 90, 5)], "kpi_readings")
    shown = small.hidden(replace(quiet, pages=(Page("uji", "Uji", (block,)),))).pages[0].blocks[0]
    assert isinstance(shown, Table) and shown.rows == (("G1", None, 90, "<5"), ("G2", 75.0, 90, 5))
    with city.working() as session:
        session.execute("delete from report")
    add(city, "w", 3, datetime(2026, 10, 1), "31.71.01.1001", late=2)
    add(city, "z", 1, datetime(2026, 11, 20), "31.71.01.1001")  # life goes on
    few = contents(Answers(city), replace(OPEN, classification="Umum"))
    assert "<5 laporan warga masuk" in few.sentences()[0].text and dict(few.metadata)["Laporan dalam periode"] == "<5"
    assert few.sentences()[1].text == "Bagian yang terlambat tidak ditampilkan: jumlahnya kecil."
    assert xlsx.xlsx(few) and pdf.pdf(few)


def test_a_column_is_never_narrower_than_its_longest_word() -> None:
    long = "simulasi_waktu_tempuh"
    assert pdf.fitted([1.9, 1.4, 4.4, 1.0], [["Tahapan laporan", "simulasi_crm", "alasan", "176"]]) == [1.9, 1.4, 4.4, 1.0], "what fits stays"
    found = pdf.fitted([1.9, 1.4, 4.4, 1.0], [["Tahapan laporan", long, "alasan", "176"]])
    assert found[1] == pdf.LETTER * len(long) + pdf.PADDING and sum(found) == pytest.approx(pdf.WIDE) and found[0] / found[2] == pytest.approx(1.9 / 4.4)
    assert pdf.fitted([1.0, 1.0], [["x" * 90, "y" * 90]]) == [1.0, 1.0], "where nothing helps, words are broken"


def test_an_empty_cell_of_a_slide_is_no_higher_than_the_others() -> None:
    show = Presentation()
    made = slide_table.add_table(show.slides.add_slide(show.slide_layouts[5]), [["a", "b"], ["1", ""]], [True, False], [1.0, 1.0], (0, 0), [300000, 300000], 11)
    sizes = [cell.find(f".//{{{slide_table.MAIN}}}{tag}").get("sz") for cell, tag in zip(made._element.iter(f"{{{slide_table.MAIN}}}tc"), ("rPr", "rPr", "rPr", "endParaRPr"), strict=True)]
    assert sizes == ["1100"] * 4


def test_the_figure_of_a_bar_that_ends_at_the_axis_has_room() -> None:
    ticks = (-0.4, -0.2, 0.0, 0.2)
    assert with_room(ticks, [-0.1, 0.05]) == ticks
    assert with_room(ticks, [-0.4, 0.05]) == pytest.approx((-0.6, *ticks))
    assert with_room((0.0, 10.0, 20.0), [0.0, 19.5]) == (0.0, 10.0, 20.0, 30.0), "a bar of nothing needs no room below"
