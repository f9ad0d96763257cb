"""Each format read back by a program: every number of the contents stands in it, and the three say the same."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

import pytest

from data.answers import Answers
from data.clock import to_wib
from layouts import formats
from layouts.briefing import pdf, pptx, xlsx
from layouts.briefing.shapes import Column, Contents, Page, cells, table, written
from layouts.briefing.sheets import sheet_names
from layouts.charts import xlsx as range_of
from layouts.words import speaking
from tests.layouts.briefing.reading import (
    pdf_text,
    sheets,
    slide_charts,
    slide_tables,
    slide_text,
    squeezed,
)
from tests.layouts.briefing.town import briefing

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


def test_numbers_of_sheets_name_the_language_and_nothing_has_no_sign() -> None:
    with speaking("id"):
        assert xlsx.number_format(Column("x", "signed", 2), 2) == "[>=0.005][$-421]+#,##0.00;[<=-0.005][$-421]-#,##0.00;[$-421]#,##0.00"
    with speaking("en"):
        assert xlsx.number_format(Column("x", "percent"), 1) == '[$-809]#,##0.0"%"'


def test_english_numbers_are_english(asked: Answers) -> None:
    english = briefing(asked, lang="en")
    text = pdf_text(pdf.pdf(english))
    with speaking("en"):
        assert formats.percent(14.0) == "14.0%"
    assert squeezed("14.0% of the reports that fell due are late") in text and "UTC+7" in text
