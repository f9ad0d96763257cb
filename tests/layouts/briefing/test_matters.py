"""Flood, air and mobility have a page when they matter, by the declared rules, and none when they do not; long lists of feeds are cut."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from types import SimpleNamespace

import pandas as pd
import pytest

from data.answers import Answers
from data.warehouse import Warehouse
from layouts.briefing import pdf, pptx, xlsx
from layouts.briefing.contents import contents
from layouts.briefing.material import Request
from layouts.briefing.matters import pages
from layouts.briefing.period import period_of
from layouts.briefing.shapes import Contents, Notice, Prose, Table
from layouts.briefing.slide_plan import planned
from layouts.charts.spec import Chart
from tests.layouts.briefing.reading import pdf_text, sheets, slide_charts, slide_tables, squeezed
from tests.layouts.briefing.town import NOW, briefing
from tests.layouts.moving_city import fill_transit

STATE = """
insert into source values ('air', 'water_levels', 'Air', 'Jakarta', true, false, timestamp '2026-01-01'), ('spku', 'air_quality', 'Udara', 'Jakarta', true, false, timestamp '2026-01-01');
insert into water_level (source, post, post_raw, measured_at, level_cm, place, batch) values
    ('air', 'manggarai', 'Manggarai', '2026-10-20 10:00', $level, 'inside', 1), ('air', 'manggarai', 'Manggarai', '2026-10-20 11:00', 700, 'inside', 1);
insert into air_quality (source, station, span, unit, measured_at, pm25, hours_n, place, updated_at, batch) values
    ('spku', 'DKI1', 'day', 'ug_m3', '2026-10-10 17:00', $pm25, 24, 'inside', '2026-10-12', 1), ('spku', 'DKI1', 'day', 'ug_m3', '2026-10-11 17:00', 20, 24, 'inside', '2026-10-13', 1);
update table_version set version = version + 1"""
NAMES = {"banjir", "udara", "mobilitas"}


def fill(city: Warehouse, level: int, pm25: float) -> None:
    """One gate and one station, with a peak of these heights in October."""
    with city.working() as session:
        session.transact(STATE.replace("$level", str(level)).replace("$pm25", str(pm25)).split(";"))


@pytest.fixture
def grave(city: Warehouse) -> Contents:
    """Manggarai at Siaga 1, one day of bad air, buses half of whose headways are above the limit."""
    fill(city, 960, 100.0)
    fill_transit(city, datetime(2026, 10, 31, 16, 59))
    return briefing(Answers(city))


def test_each_page_is_there_by_its_rule_and_says_which(grave: Contents) -> None:
    pages = {p.name: p for p in grave.pages}
    assert set(pages) >= NAMES
    why = {s.facts[0].name: (s.text, s.facts[0].value) for s in grave.sentences() if s.text.startswith("Halaman ini ada karena")}
    assert why["pos siaga"][1] == 1 and why["hari ISPU"][1] == 1 and why["M1"][1] < 90
    tables = {t.name: t.rows for t in grave.tables()}
    assert tables["banjir"] == (("Manggarai", tables["banjir"][0][1], 2, 960.0, datetime(2026, 10, 20, 10), 1),)
    assert [(row[0], float(row[1] or 0) > 100) for row in tables["udara"]] == [(date(2026, 10, 11), True), (date(2026, 10, 12), False)]  # type: ignore[arg-type]
    corridor = tables["mobilitas"][0]
    assert corridor[3:6] == (59, corridor[4], pytest.approx(100 - 100 * float(corridor[4]) / 59))  # type: ignore[arg-type]


@pytest.mark.parametrize(("days", "first", "rest"), [(31, 50.0, 0), (37, 124.0, 6)])
def test_of_more_days_of_air_than_a_month_paper_shows_the_worst_and_the_drawing_all(days: int, first: float, rest: int) -> None:
    values = [50.0 + n for n in range(days)]
    values[20] = 124.0
    air = pd.DataFrame(
        {"day_on": pd.date_range("2026-07-01", periods=days), "ispu_max": values, "ispu_median": 40, "station_max": "DKI1", "station_max_name": "DKI1", "title_id": "Sedang", "title_en": "Moderate", "critical": "pm25"}
    )  # fmt: skip
    calm = {"gates": pd.DataFrame({"worst_siaga": []}), "readings": pd.DataFrame({"id": [], "value": [], "target": []}), "feeds": pd.DataFrame({"feed": [], "source": []})}
    (page,) = pages(SimpleNamespace(request=SimpleNamespace(agency=""), air=air, params="", **calm))  # type: ignore[arg-type]
    chart, listed = page.blocks[1], page.blocks[2]
    assert isinstance(chart, Chart) and isinstance(listed, Table) and len(chart.series[0].y) == len(listed.rows) == days
    assert listed.rows[0][1] == first and len(listed.rows) - len(listed.printed()) == rest and bool(listed.note) == bool(rest)


def test_of_posts_at_which_nothing_happened_paper_tells_how_many_and_the_workbook_all() -> None:
    siaga = [2, 3, 3, 4, 4, None]
    gates = pd.DataFrame({"name": [f"Pos {n}" for n in range(6)], "river": "Ciliwung", "n": 144, "high_cm": 300.0, "high_at": pd.Timestamp("2026-10-20 10:00"), "worst_siaga": siaga})
    calm = {"air": pd.DataFrame({"ispu_max": []}), "readings": pd.DataFrame({"id": [], "value": [], "target": []}), "feeds": pd.DataFrame({"feed": [], "source": []})}
    (page,) = pages(SimpleNamespace(request=SimpleNamespace(agency=""), gates=gates, params="", **calm))  # type: ignore[arg-type]
    why, listed = page.blocks
    assert isinstance(why, Prose) and why.title == page.title == "Banjir" and isinstance(listed, Table)
    assert len(listed.rows) == 6 and [row[5] for row in listed.printed()] == [2, 3, 3] and listed.note.startswith("3 pos lainnya")
    (slide,) = planned(page)
    assert [piece.block for piece in slide.pieces] == [why, listed], "the reason has no slide of its own"


def test_page_one_says_what_waits_for_a_decision_the_gravest_first(grave: Contents, city: Warehouse) -> None:
    told = {b.title: [s.text for s in b.sentences] for b in grave.pages[0].blocks if isinstance(b, Prose)}["Perlu perhatian"]
    assert told == [
        "Air mencapai Siaga 1 di Manggarai (960 cm).",
        "Udara tidak sehat (ISPU di atas 100) pada 1 dari 2 hari yang dinilai; tertinggi 147.",
        "Terlambat lebih sering daripada keseluruhan (14,0%): Dinas Bina Marga (20,0%).",
    ]
    roads = contents(Answers(city), Request(period_of("2026-10"), "31", "id", NOW, agency="Dinas Bina Marga"))
    assert "Perlu perhatian" not in {b.title for b in roads.pages[0].blocks if isinstance(b, Prose)}
    assert "terbanyak di Jakarta Barat" in roads.sentences()[2].text and "Dinas Bina Marga" not in roads.sentences()[2].text


def test_the_three_formats_hold_the_pages(grave: Contents) -> None:
    paper, slides, books = pdf_text(pdf.pdf(grave)), pptx.pptx(grave), sheets(xlsx.xlsx(grave))
    assert squeezed("1 pos mencapai Siaga 2 atau lebih gawat") in paper and squeezed("ISPU melebihi 100 pada 1 hari") in paper
    assert any(row[0] == "Manggarai" and row[3] == "960" for t in slide_tables(slides) for row in t if len(row) == 6)
    assert len(slide_charts(slides)) == len(grave.charts())
    assert any(row[0] == "Manggarai" and row[3] == 960 for row in books["Pintu air dalam periode"]) and {"ISPU tertinggi per hari", "Jarak antarbus per koridor"} <= set(books)


def test_a_calm_month_and_an_agency_have_none_of_them(city: Warehouse, said: Contents) -> None:
    assert not NAMES & {p.name for p in said.pages}
    fill(city, 760, 20.0)  # Siaga 3 and clean air
    assert not NAMES & {p.name for p in briefing(Answers(city)).pages}
    with city.working() as session:
        session.execute("update water_level set level_cm = 960")
        session.execute("update table_version set version = version + 1")
    answers = Answers(city)
    assert NAMES & {p.name for p in briefing(answers).pages} == {"banjir"}
    one = Request(period_of("2026-10"), "31", "id", NOW, agency="Dinas Bina Marga")
    assert not NAMES & {p.name for p in contents(answers, one).pages} and replace(one, agency="").scope == "31"


def test_the_front_page_names_five_missing_feeds_and_the_last_page_all(said: Contents) -> None:
    (front,) = [s for s in said.pages[0].blocks[-1].sentences if "belum ada datanya" in s.text]  # type: ignore[union-attr]
    n = int(front.facts[0].value)
    listed = front.text.split(": ", 1)[1]
    assert n > 20 and listed.count(",") == 4 and f"dan {n - 5} lagi" in listed
    (whole,) = [b for p in said.pages if p.name == "tidak_diketahui" for b in p.blocks if isinstance(b, Notice)]
    assert whole.text.count(",") >= n - 1 and all(name.split(" dan ")[0] in whole.text for name in listed.rstrip(".").split(", "))
