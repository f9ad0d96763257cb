"""A briefing of one agency: its reports alone, and what cannot be told by agency is left out and said."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest

from data.answers import Answers
from data.errors import BriefingError, QuestionError
from data.settings import Settings
from data.warehouse import Warehouse
from layouts.briefing import pdf, pptx, xlsx
from layouts.briefing.command import main
from layouts.briefing.contents import contents
from layouts.briefing.material import Request
from layouts.briefing.period import period_of, span_of
from layouts.briefing.shapes import Contents, Prose
from layouts.choice import Choice
from layouts.panel import Asked
from layouts.panels import briefing as panel
from tests.layouts.briefing.reading import pdf_text, sheets, slide_tables, slide_text, squeezed
from tests.layouts.briefing.test_ways_out import fetch
from tests.layouts.briefing.town import NOW, add

WHO = "Dinas Bina Marga"
REQUEST = Request(period_of("2026-10"), "31", "id", NOW, agency=WHO)


@pytest.fixture
def roads(asked: Answers, city: Warehouse) -> Contents:
    """The October briefing of the agency that has the 300 reports of the west, 60 of them late, and 20 of the last day, not yet due."""
    add(city, "g", 20, datetime(2026, 10, 31), "31.73.05.1001", late=100)
    return contents(asked, REQUEST)


def test_the_numbers_are_those_of_the_agency_s_reports(roads: Contents, asked: Answers, city: Warehouse) -> None:
    facts = {f.name: f.value for s in roads.sentences()[:3] for f in s.facts}
    (counted,) = city.here().rows("select count(*), count(*) filter (status = 'open' or last_closed_at > '2026-10-31 17:00') from report"
                                  " where agency = 'Dinas Bina Marga' and created_at < '2026-10-31 17:00'")  # fmt: skip
    assert counted == (520, 100)  # 200 of September and 320; left open 20 and 60, and the 20 of the last day
    assert (facts["laporan"], facts["open_n"]) == (320, 100)
    assert facts["terlambat"] == pytest.approx(20.0)
    assert dict(roads.metadata)["Laporan dalam periode"] == 320
    g1 = next(row for t in roads.tables() if t.name == "kpi_perangkat" for row in t.rows if row[0] == "G1")
    assert g1[2] == pytest.approx(80.0) and g1[9] == 300
    whole = contents(asked, replace(REQUEST, agency=""))
    assert dict(whole.metadata)["Laporan dalam periode"] == 520 and whole.query_hash != roads.query_hash


def test_what_cannot_be_told_by_agency_is_left_out_and_the_front_page_says_so(roads: Contents) -> None:
    assert not any(p.name.startswith("indikator_") for p in roads.pages)
    assert {row[0] for t in roads.tables() if t.name == "kpi_perangkat" for row in t.rows} == {"G1", "G2", "G3-P50", "G3-P90", "G4", "L6", "L7", "M7", "P1", "P2"}
    (said,) = [b for b in roads.pages[0].blocks if isinstance(b, Prose) and b.title == "Cakupan perangkat daerah"]
    assert WHO in said.sentences[0].text and "skor enam indikator" in said.sentences[2].text
    assert not any(t.name == "indikator" for t in roads.tables())
    assert {row[0] for t in roads.tables() if t.name == "perangkat" for row in t.rows} == {WHO}


def test_the_three_formats_say_whose_it_is(roads: Contents) -> None:
    paper, slides, books = pdf_text(pdf.pdf(roads)), pptx.pptx(roads), sheets(xlsx.xlsx(roads))
    assert squeezed(f"{WHO}, DKI Jakarta") in paper and squeezed("skor enam indikator") in paper
    assert f"{WHO}, DKI Jakarta" in slide_text(slides) and "skor enam indikator" in slide_text(slides)
    assert any(row[0] == "G1" and row[9] == "300" for t in slide_tables(slides) for row in t if len(row) > 9)
    assert any(row[0] == "G1" and row[9] == 300 for row in books["KPI dari laporan perangkat…"] if len(row) > 9)


def test_the_command_and_the_url_take_the_agency(city: Warehouse, asked: Answers, settings: Settings, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--period", "2026-10", "--agency", "dinas  bina marga", "--format", "xlsx", "--out", str(tmp_path / "a.xlsx")], settings) == 0
    got = fetch(asked, settings, "/export/briefing.xlsx?period=2026-10&agency=Dinas+Bina+Marga")
    assert got.status_code == 200 and 'filename="briefing-2026-10-31-dinas-bina-marga-id-' in got.headers["content-disposition"]
    assert {row[0] for row in city.here().rows("select scope from export_log")} == {"31-dinas-bina-marga"}
    assert main(["--period", "2026-10", "--agency", "Dinas Angin"], settings) > 0 and "Dinas Lingkungan Hidup" in capsys.readouterr().err
    assert fetch(asked, settings, "/export/briefing.pdf?period=2026-10&agency=x").status_code == 400


def test_an_agency_that_is_not_there_and_a_kind_that_has_none_are_refused(asked: Answers) -> None:
    with pytest.raises(QuestionError, match="no agency"):
        contents(asked, replace(REQUEST, agency="Dinas Angin"))
    with pytest.raises(BriefingError, match="one agency"):
        replace(REQUEST, kind="dossier", period=span_of("2026-10-31T20:00", "2026-10-31T22:00"))


def test_the_page_lists_the_agencies(asked: Answers) -> None:
    choice = Choice(area="31")
    drawn = str(panel.draw_agencies(panel.ask_agencies(asked, Asked(choice.filters(NOW), choice, NOW)), None))  # type: ignore[arg-type]
    assert drawn.count("agency=Dinas+") == 2 * 4 and "agency=Dinas+Lingkungan+Hidup" in drawn
