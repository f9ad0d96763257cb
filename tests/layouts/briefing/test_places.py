"""A place's page: now and before in one unit, its backlog, and sentences in place of rows of dashes."""

from __future__ import annotations

import io
from datetime import datetime

import numpy as np
import pandas as pd
from pptx import Presentation

from data.answers import Answers
from data.warehouse import Warehouse
from layouts import formats
from layouts.briefing import pptx
from layouts.briefing.places import agency_table
from layouts.briefing.shapes import Contents, Page, Prose, Table
from layouts.briefing.slide_pages import together
from layouts.briefing.waits import stages_table, waits_table
from tests.layouts.briefing.reading import slide_tables, slide_titles
from tests.layouts.briefing.town import add, briefing


def place(said: Contents, code: str) -> Page:
    (page,) = [p for p in said.pages if p.name == f"wilayah_{code}"]
    return page


def test_a_place_tells_its_times_beside_those_of_the_period_before(said: Contents) -> None:
    """In the centre 19 of 20 are closed after a day, in both months; in the west a fifth stays open, so nine in ten are not reached."""
    figures = {row[0]: row[1:] for row in next(b for b in place(said, "31.71").blocks if isinstance(b, Table)).rows}
    assert figures["P50 waktu penyelesaian"] == figures["P90 waktu penyelesaian"] == (24.0, 24.0, 0.0, "jam")
    west = place(said, "31.73")
    assert [row[0] for row in next(b for b in west.blocks if isinstance(b, Table)).rows] == ["Laporan masuk", "Terlambat dari yang jatuh tempo", "P50 waktu penyelesaian"]
    told = [s.text for b in west.blocks if isinstance(b, Prose) for s in b.sentences]
    assert told == [
        "Dari semua periode 80 laporan masih terbuka: 80 lewat batas, 20 di antaranya lebih dari 30 hari.", "P90 belum tercapai: 60 dari 300 laporan periode ini masih terbuka.",
    ]  # fmt: skip
    assert all(row[1] is not None for page in said.pages if page.name.startswith("wilayah_") for b in page.blocks if isinstance(b, Table) and not b.is_detail for row in b.rows)


def test_a_day_of_which_nothing_is_due_is_told_in_sentences_that_share_a_slide(city: Warehouse) -> None:
    for prefix, area in (("n", "31.73.05.1001"), ("o", "31.71.01.1001")):
        add(city, prefix, 48, datetime(2026, 11, 18, 0, 30), area)  # closed after a day: none on the day that it came
    day = briefing(Answers(city), "2026-11-19")
    for code in ("31.71", "31.73"):
        (told,) = [b for b in place(day, code).blocks if not (isinstance(b, Table) and b.is_detail)]
        assert isinstance(told, Prose) and told.sentences[0].text == "24 laporan warga masuk, 24 pada periode sebelumnya."
        assert [s.text for s in told.sentences[2:]] == ["Belum ada laporan periode ini yang jatuh tempo.", "P50 dan P90 belum tercapai: 24 dari 24 laporan periode ini masih terbuka."]
    titles = slide_titles(pptx.pptx(day))
    assert "Jakarta Pusat, Jakarta Barat" in titles and not {"Jakarta Pusat", "Jakarta Barat"} & set(titles)
    slide = next(s for s in Presentation(io.BytesIO(pptx.pptx(day))).slides if s.shapes.title.text == "Jakarta Pusat, Jakarta Barat")
    heads = [shape for shape in slide.shapes if shape.has_text_frame and shape.text_frame.text in ("Jakarta Pusat", "Jakarta Barat")]
    assert len(heads) == 2 and heads[0].top == heads[1].top and heads[0].left != heads[1].left
    assert not any("Terlambat" in table[0] for table in slide_tables(pptx.pptx(day))), "a share of reports that are late, though none is due"


def test_places_of_which_more_is_told_keep_their_own_slides(said: Contents) -> None:
    titles = [page.title for _n, page in together(said.pages)]
    assert {"Jakarta Pusat", "Jakarta Barat"} <= set(titles)


def test_an_agency_table_without_due_reports_has_no_columns_for_them() -> None:
    cube = pd.DataFrame({"agency": ["Dinas A"], "n": [3], "due_n": [0], "late_n": [0]})
    backlog = pd.DataFrame({"agency": ["Dinas A"], "open_n": [3], "overdue_n": [1], "over30_n": [0]})
    made = agency_table(cube, backlog, "uji", "Uji")
    assert [c.title for c in made.columns] == ["Perangkat daerah", "Terbuka", "Lewat batas", "> 30 hari"] and made.rows == (("Dinas A", 3.0, 1.0, 0.0),)


def test_times_of_a_table_have_one_unit_that_its_heads_name() -> None:
    times = {name: [240.0, 24.0, np.nan] for name in ("p50_h", "p50_lo", "p50_hi", "p90_h", "p90_lo", "p90_hi", "mean_closed_h")}
    data = pd.DataFrame({"n": [100, 100, 5], "open": [1, 2, 3], "sla_matured_pct": [90.0, 80.0, 0.0], "sla_n": [9, 8, 7], **times})
    made = waits_table("uji", "Uji", "Tahap", data, ["a", "b", "c"], "response_times")
    heads = [c.title for c in made.columns]
    assert heads[3] == "P50 (hari)" and heads[6] == "P90 (hari)" and heads[9] == "Rata-rata selesai (hari)"
    few_hours = waits_table("uji", "Uji", "Tahap", data.assign(p50_h=[240.0, 12.0, np.nan]), ["a", "b", "c"], "response_times")
    assert made.columns[3].digits == 1 and few_hours.columns[3].digits == 2 and few_hours.rows[1][3] == 0.5
    assert [row[3] for row in made.rows] == [10.0, 1.0, None] and made.rows[0][1:3] == (100, 1) and made.rows[2][10] is None


def test_each_stage_has_the_unit_that_a_sentence_gives_its_p90() -> None:
    times = {"p50_h": [2.0, 30.1], "p50_lo": [2.0, 29.4], "p50_hi": [2.1, 30.9], "p90_h": [7.0, 235.2], "p90_lo": [6.8, 219.5], "p90_hi": [7.2, np.nan], "mean_closed_h": [3.2, 45.2]}
    made = stages_table(pd.DataFrame({"n": [100, 100], "open": [1, 2], "sla_matured_pct": [90.0, 80.0], "sla_n": [9, 8], **times}), ["a", "b"])
    heads = [c.title for c in made.columns]
    rows = [dict(zip(heads, row, strict=True)) for row in made.rows]
    assert [(row["Satuan"], round(float(str(row["P90"])), 1), row["P90 atas"]) for row in rows] == [("jam", 7.0, 7.2), ("hari", 9.8, None)]
    assert formats.hours(235.2) == "9,8 hari" and round(float(str(rows[1]["P50"])), 2) == 1.25


def test_every_number_of_a_sentence_stands_in_it_as_its_fact_says(said: Contents, asked: Answers) -> None:
    for contents in (said, briefing(asked, "2026-10-05", lang="en")):
        strange = [(s.text, f.shown) for s in contents.sentences() for f in s.facts if f.shown not in s.text]
        assert strange == []
