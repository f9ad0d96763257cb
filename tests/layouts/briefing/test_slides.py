"""What stands together on a slide, how much of a table, and how a slide is called: a deck for a meeting, without slides of one line."""

from __future__ import annotations

import io
from dataclasses import replace

import pytest
from pptx import Presentation

from layouts.briefing import pptx
from layouts.briefing.shapes import Column, Contents, Notice, Page, Prose, Sentence, cells, table
from layouts.briefing.slide_pages import together
from layouts.briefing.slide_plan import planned, stacked
from layouts.briefing.slide_room import WIDE, Piece, lines_of, rooms_of, widths_of
from layouts.briefing.slide_words import title_of
from layouts.charts.shapes import Map
from tests.layouts.briefing.reading import (
    slide_titles,
)


def test_a_month_of_the_city_is_a_deck_that_a_meeting_can_read(said: Contents) -> None:
    content = pptx.pptx(said)
    titles = slide_titles(content)
    assert len(titles) <= 30 and titles[0] == said.title
    show = Presentation(io.BytesIO(content))
    for slide in show.slides:
        low = max((s.top + s.height for s in slide.shapes if s.has_table or s.has_chart), default=0)
        assert low <= show.slide_height * 0.95, slide.shapes.title.text


def test_no_slide_is_left_with_a_last_row_or_two() -> None:
    counts = (1, 18, 21, 22, 37, 120)
    blocks = [table("uji", "Uji", (Column("Kunci"),), [cells(str(n)) for n in range(rows)], "uji") for rows in counts]
    stacks = [stacked(Piece(block, rows=tuple((str(n),) for n in range(rows)))) for block, rows in zip(blocks, counts, strict=True)]
    assert [[row[0] for stack in found for row in stack] for found in stacks] == [[str(n) for n in range(rows)] for rows in counts]
    assert all(len(found[-1]) > len(found[0]) / 2 for found in stacks) and max(len(stack) for found in stacks for stack in found) <= 22


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


def test_a_text_on_a_slide_breaks_between_words() -> None:
    assert [lines_of("Waktu penyelesaian P50", inches, 14) for inches in (3.0, 2.5, 1.7, 1.3)] == [1, 2, 3, 3]  # 24, 20, 13 and 10 letters to a line
    assert lines_of("x" * 25, 1.3, 14) == 3 and lines_of("", 1.3, 14) == 1


def test_one_long_column_of_a_slide_wraps_and_no_other() -> None:
    block = table("uji", "Uji", (Column("KPI"), Column("Nama"), Column("Nilai", "number"), Column("Keadaan")), [cells("G1", "kata " * 40, 1.0, "belum terpenuhi")], "uji")
    piece = Piece(block, rows=(("G1", ("kata " * 40).strip(), "1,0", "belum terpenuhi"),))
    lines = [lines_of(text, room, 14) for text, room in zip(piece.rows[0], rooms_of(piece, 14), strict=True)]
    assert lines[0] == lines[2] == lines[3] == 1 < lines[1] and sum(widths_of(piece, 14)) == pytest.approx(WIDE)


def test_who_cannot_see_a_slide_hears_its_title_first_and_what_every_drawing_says(said: Contents) -> None:
    show = Presentation(io.BytesIO(pptx.pptx(replace(said, lang="en"))))
    assert show.core_properties.language == "en-GB"
    told = []
    for slide in show.slides:
        shapes = list(slide.shapes)
        assert shapes[0] == slide.shapes.title and slide.shapes.title.text
        assert shapes[-1].text_frame.text == str(show.slides.index(slide) + 1)  # the foot comes last
        drawings = [s for s in shapes if not s.has_text_frame]
        told += [s._element.xpath(".//p:cNvPr")[0].get("descr") for s in drawings]
        assert {run.get("lang") for run in slide._element.xpath(".//a:r/a:rPr")} == {"en-GB"}
    assert None not in told and {f"{c.message}. {c.y_title}" for c in said.charts()} <= {str(t).rsplit(":", 1)[0] for t in told}
    (flat,) = [b for page in said.pages for b in page.blocks if isinstance(b, Map)]
    assert f"{flat.title}. {flat.message}" in told


def test_a_last_notice_stands_above_the_list_of_tables_and_has_no_slide_of_its_own(said: Contents) -> None:
    told, notice = Prose("Yang belum kita ketahui", tuple(Sentence(f"Kalimat {n}.") for n in range(16))), Notice("Tanpa data: Laporan banjir.", "Muat sumbernya.")
    listed = table("lampiran", "Lampiran", (Column("Kunci"),), [cells("a")], "uji", is_detail=True)
    pages = (Page("ringkasan", "Ringkasan", (told,)), Page("tidak_diketahui", "Sumber data", (told, notice)), Page("lampiran_1", "Lampiran", (listed,)))
    show = Presentation(io.BytesIO(pptx.pptx(replace(said, pages=pages))))
    (slide,) = [s for s in show.slides if any(shape.has_text_frame and notice.text in shape.text_frame.text for shape in s.shapes)]
    assert slide.shapes.title.text == "Tabel lengkap: berkas XLSX, dan lampiran berkas PDF" and any(shape.has_table for shape in slide.shapes)
