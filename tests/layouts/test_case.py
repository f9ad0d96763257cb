"""One case and the list as they are drawn: the sentence of the deadline, cycles, what a private report hides, unknown and future ones."""

from __future__ import annotations

import re
from datetime import timedelta
from pathlib import Path
from urllib.parse import unquote

import pytest

from callbacks import drawings
from data.answers import Answers
from layouts import pages
from layouts.choice import Choice
from layouts.panel import Panel
from layouts.words import speaking
from tests.layouts.conftest import NOW
from tests.layouts.test_pages import text

PANELS = {page.name: page for page in pages.found()}["report"].panels
SECRET = "rahasia sekali"
PLACED = """select r.report_id, r.lon, r.lat, r.area, k.name from report r join area k on k.code = r.area join area c on c.code = k.parent
    where k.name <> c.name order by r.created_at desc limit 1"""  # a kelurahan that is not called as its kecamatan
REFUSED = """insert into report_event by name select source, report_id, created_at + to_hours(n) as event_at, created_at + to_hours(n) as known_at, v.stage,
    'officer' as actor, 'Dinas' as agency, 1 as batch from report, (values (2, 'proses'), (5, 'tl_ditolak'), (9, 'proses')) v(n, stage) where report_id = 'L60'"""
KNOWN = "update report set known_at = (select max(known_at) from report_event e where e.source = report.source and e.report_id = report.report_id)"


def drawn(answers: Answers, panel: Panel, choice: Choice) -> str:
    return text(drawings.panel(answers, drawings.Wanted(panel, choice), NOW))


def whole(answers: Answers, choice: Choice) -> str:
    return "".join(drawn(answers, panel, choice) for panel in PANELS)


def change(answers: Answers, sql: str) -> None:
    with answers.warehouse.working() as session:
        session.transact([sql, KNOWN, "update table_version set version = version + 1"])


def test_a_case_says_what_it_is_where_it_stands_and_what_is_near(filled: Answers) -> None:
    said = whole(filled, Choice(case="simulasi_crm:L0"))
    for word in ("Jalan rusak · L0", "DATA SIMULASI", "Sisa 7,0 hari sampai batas", "teks", "Sumber tidak memberi foto.", "muatan 1, berkas.csv",
                 "/open311/v2/requests/simulasi_crm:L0.json", "masih terbuka", "kamera dalam 300 m", "laporan sekategori dalam 100 m", "Dinas", "image/svg+xml"):  # fmt: skip
        assert word in said, word
    assert "NaN" not in said and "state-error" not in said
    with speaking("en"):
        assert "left until the deadline" in whole(filled, Choice(case="simulasi_crm:L0"))


def test_every_cycle_is_to_be_seen(filled: Answers) -> None:
    change(filled, REFUSED)
    path = drawn(filled, PANELS[1], Choice(case="simulasi_crm:L60"))
    assert path.index("siklus 1") < path.index("Tindak lanjut ditolak") and "siklus 2, setelah tindak lanjut ditolak" in path
    assert "+4,0 jam · jam kerja" in path


@pytest.mark.parametrize("hides", ["is_private = true", "category = 'kekerasan'"])
def test_a_private_case_shows_neither_words_nor_place_nor_what_lies_near(filled: Answers, hides: str) -> None:
    report_id, lon, lat, area, name = filled.warehouse.here().rows(PLACED)[0]
    change(filled, f"update report set {hides}, description = '{SECRET}', category_raw = '{SECRET}' where report_id = '{report_id}'")
    said = unquote(whole(filled, Choice(case=f"simulasi_crm:{report_id}")))
    assert SECRET not in said and f"{lat:.4f}" not in said and f"{lon:.4f}" not in said and area not in said
    assert f'"{name}"' not in said
    assert "isi, foto dan tempat tidak ditampilkan" in said and "kamera dalam 300 m" not in said
    assert "<circle" not in said


@pytest.mark.parametrize("key", ["", "none", "simulasi_crm:none", "x:L0", "simulasi_crm:' or ''='", "<b>:1", "' or ''='"])
def test_an_unknown_case_is_said_once_with_a_field_for_another(filled: Answers, key: str) -> None:
    first, *others = (drawn(filled, panel, Choice(case=key)) for panel in PANELS)
    assert "state-empty case-ask" in first and '"action": "/report"' in first and '"name": "id"' in first and '"href": "/reports"' in first
    assert all("state-empty" in said and "case-ask" not in said for said in others)
    css = (Path(__file__).parents[2] / "assets" / "26-reports.css").read_text(encoding="utf-8")
    assert ".grid-report:has(.case-ask) .panel:not(.panel-case)" in css, "the other panels stand aside"


def test_a_number_alone_finds_its_report(filled: Answers) -> None:
    assert "Jalan rusak · L0" in drawn(filled, PANELS[0], Choice(case=" l0 "))
    assert "/open311/v2/requests/simulasi_crm:L0.json" in drawn(filled, PANELS[0], Choice(case="L0"))


def test_the_past_does_not_know_what_came_later(filled: Answers) -> None:
    change(filled, REFUSED)
    opened = filled.warehouse.here().rows("select created_at from report where report_id = 'L60'")[0][0]
    day = (opened - timedelta(days=2)).date().isoformat()
    assert "laporan ini belum ada" in whole(filled, Choice(case="simulasi_crm:L60", as_of=day))


def test_a_case_without_a_place_and_one_without_a_log_say_so(filled: Answers) -> None:
    change(filled, "update report set lon = null, lat = null, area = null where report_id = 'L0'")
    assert "tidak punya tempat" in whole(filled, Choice(case="simulasi_crm:L0"))
    change(filled, "delete from report_event where report_id = 'L60'")
    assert "catatan tahap" in drawn(filled, PANELS[1], Choice(case="simulasi_crm:L60"))


def test_the_list_can_be_filtered_by_what_there_is(filled: Answers) -> None:
    page = {page.name: page for page in pages.found()}["reports"]
    said = drawn(filled, page.panels[0], Choice())
    for word in ("Menunggu", "Tindak lanjut ditolak", "lewat batas", "salin tautan", "/tables/reports.csv"):
        assert word in said, word
    assert "rowData" not in said
    assert "tidak ditampilkan sama sekali" in drawn(filled, page.panels[0], Choice(area="31.73.05.1001"))


def test_open_reports_lead_to_their_case(filled: Answers) -> None:
    page = {page.name: page for page in pages.found()}["response"]
    said = drawn(filled, page.panel("savable"), Choice(window="7d"))
    assert re.search(r"/report\?window=7d&id=simulasi_crm%3AL\d+", said)
    assert "CityLink" in said


def test_a_page_of_one_case_is_not_in_the_menu() -> None:
    assert {page.path: page.is_listed for page in pages.found()}["/report"] is False


def test_a_report_on_the_map_leads_to_its_case(filled: Answers) -> None:
    choice = Choice(area="31.73")
    _title, content = drawings.drawer(filled, "report:simulasi_crm/L0", choice, NOW, "dark")
    assert "/report?area=31.73&id=simulasi_crm%3AL0" in text(content)


def test_the_pictures_stand_with_whose_they_are_and_a_private_report_has_none(filled: Answers) -> None:
    url = "http://foto.example/l0.jpg"
    change(filled, f"""insert into report_photo by name select 'simulasi_crm' as source, report_id, v.role, created_at + to_hours(h) as event_at, event_at as known_at, '{url}' as url, 1 as batch
        from report, (values ('laporan', 0), ('tindak_lanjut', 5)) v(role, h) where report_id in ('L60', 'L61')""")
    panel = next(panel for panel in PANELS if panel.name == "photos")
    said = drawn(filled, panel, Choice(case="simulasi_crm:L60"))
    assert said.index("/photos/simulasi_crm/L60/1.jpg") < said.index("/photos/simulasi_crm/L60/2.jpg") and said.index("foto pelapor") < said.index("bukti tindak lanjut")
    assert url not in said, "the browser asks this server alone"
    change(filled, "update report set is_private = true where report_id = 'L61'")
    hidden = drawn(filled, panel, Choice(case="simulasi_crm:L61"))
    assert "/photos/" not in hidden and "foto tidak ditampilkan" in hidden
