"""The dossier of a window: everything on one line, each number equal to the SQL, in three formats."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from data.answers import Answers
from data.errors import BriefingError
from data.settings import Settings
from data.warehouse import Warehouse
from layouts.briefing import pdf, pptx, xlsx
from layouts.briefing.command import main
from layouts.briefing.contents import contents
from layouts.briefing.export import exports
from layouts.briefing.material import Request
from layouts.briefing.period import asked_period, span_of
from layouts.briefing.shapes import Contents, Notice, Table
from tests.layouts.briefing.reading import pdf_text, sheets, slide_tables, squeezed
from tests.layouts.briefing.town import AREAS, NOW, SOURCE, add

# 31 October 23.30 WIB is 16.30 UTC; 1 November 00.30 WIB is 17.30 UTC.
EVENTS = """
insert into source values ('cam', 'cctv_incidents', 'Kamera', 'Jakarta', true, false, timestamp '2026-01-01'),
    ('api', 'fire_calls', 'Pemadam', 'Jakarta', true, false, timestamp '2026-01-01'), ('air', 'water_levels', 'Air', 'Jakarta', true, false, timestamp '2026-01-01'),
    ('far', 'cctv_incidents', 'Kota lain', 'Lain', false, false, timestamp '2026-01-01');
insert into incident (source, incident_id, event_type, priority, is_false_alarm, detected_at, acknowledged_at, cleared_at, updated_at, area, lon, lat, place, batch) values
    ('cam', 'c1', 'banjir', 'tinggi', false, '2026-10-31 16:30', '2026-10-31 16:40', '2026-10-31 20:00', '2026-10-31 20:00', '31.73.05.1001', 106.75, -6.15, 'inside', 1),
    ('cam', 'c2', 'kecelakaan', 'tinggi', false, '2026-10-31 15:59', '2026-10-31 16:05', null, '2026-10-31 16:05', '31.71.01.1001', 106.85, -6.15, 'inside', 1),
    ('far', 'c9', 'banjir', 'tinggi', false, '2026-10-31 16:30', null, null, '2026-10-31 16:30', '31.73.05.1001', 106.75, -6.15, 'inside', 1);
insert into fire_call (source, call_id, called_at, departed_at, arrived_at, object, outcome, area, lon, lat, place, updated_at, batch) values
    ('api', 'f1', '2026-10-31 17:30', '2026-10-31 17:33', '2026-10-31 17:41', '=1+2', 'fire', '31.73.05.1001', 106.75, -6.15, 'inside', '2026-10-31 18:00', 1);
insert into water_level (source, post, post_raw, measured_at, level_cm, place, batch) values
    ('air', 'manggarai', 'Manggarai', '2026-10-31 15:50', 700, 'inside', 1), ('air', 'manggarai', 'Manggarai', '2026-10-31 16:10', 710, 'inside', 1),
    ('air', 'manggarai', 'Manggarai', '2026-10-31 16:20', 960, 'inside', 1), ('air', 'manggarai', 'Manggarai', '2026-10-31 16:50', 700, 'inside', 1);
insert into alarm_event (event_no, rule, entity, event_at, action, state, who, note, name, source, value, threshold, raised_at) values
    (1, 'siaga_1', 'manggarai', '2026-10-31 16:20', 'condition', 'alarm', 'sistem', null, 'Manggarai', 'air', 960, 950, '2026-10-31 16:20'),
    (2, 'siaga_1', 'manggarai', '2026-10-31 16:25', 'acknowledge', 'acknowledged', 'Rina', 'posko dibuka', 'Manggarai', 'air', 960, 950, '2026-10-31 16:20'),
    (3, 'siaga_1', 'manggarai', '2026-10-31 18:30', 'condition', 'normal', 'sistem', null, 'Manggarai', 'air', 700, 950, '2026-10-31 16:20'),
    (4, 'siaga_1', 'manggarai', '2026-11-02 16:20', 'condition', 'alarm', 'sistem', null, 'Manggarai', 'air', 960, 950, '2026-11-02 16:20');
update table_version set version = version + 1 where table_name in ('incident', 'fire_call', 'water_level', 'alarm_event', 'area')"""
SINCE, UNTIL = "2026-10-31T23:00", "2026-11-01T01:00"


@pytest.fixture
def night(warehouse: Warehouse) -> Warehouse:
    """A night around the end of October: one flood camera, one fire, one gate that rose and fell, one alarm that Rina acknowledged."""
    with warehouse.working() as session:
        session.transact([AREAS, SOURCE, *(part for part in EVENTS.split(";") if part.strip())])
    add(warehouse, "r", 10, datetime(2026, 10, 31, 23, 0), "31.73.05.1001", "banjir", every_min=10)
    add(warehouse, "late", 1, datetime(2026, 11, 19), "31.71.01.1001")  # life goes on
    return warehouse


def told(answers: Answers, area: str = "31", as_of: datetime | None = None, lang: str = "id") -> Contents:
    """The dossier of that night."""
    return contents(answers, Request(span_of(SINCE, UNTIL), area, lang, NOW, as_of, kind="dossier"))


def table_of(said: Contents, name: str) -> Table:
    """A table by its name."""
    return next(t for t in said.tables() if t.name == name)


def test_everything_stands_on_one_line_in_order(night: Warehouse) -> None:
    rows = table_of(told(Answers(night)), "garis_waktu").rows
    line = [(row[0], row[1], row[2]) for row in rows]
    assert [at for at, _s, _w in line] == sorted(at for at, _s, _w in line)
    assert [(f"{at:%H:%M}", subject, what) for at, subject, what in line] == [
        ("16:00", "Laporan warga", "laporan masuk"), ("16:05", "Kamera", "ditanggapi"),
        ("16:20", "Alarm", "alarm baru"), ("16:20", "Pintu air", "siaga memburuk"), ("16:25", "Alarm", "ditanggapi"), ("16:30", "Kamera", "terdeteksi"),
        ("16:40", "Kamera", "ditanggapi"), ("16:50", "Pintu air", "siaga membaik"), ("17:00", "Laporan warga", "laporan masuk"),
        ("17:30", "Pemadam", "panggilan masuk"), ("17:33", "Pemadam", "berangkat"), ("17:41", "Pemadam", "tiba"),
    ]  # fmt: skip
    assert next(row for row in rows if row[1] == "Alarm" and row[2] == "ditanggapi")[5] == "Rina; posko dibuka"


def test_the_tables_say_who_answered_and_when(night: Warehouse) -> None:
    said = told(Answers(night))
    (alarm,) = table_of(said, "alarm").rows
    assert alarm[7:10] == ("Rina", 5.0, "posko dibuka") and alarm[10] == datetime(2026, 10, 31, 18, 30)
    assert [row[2] for row in table_of(said, "kebakaran").rows] == ["=1+2"]
    assert table_of(said, "pintu_air").rows[0][2:5] == (3, 700.0, 960.0)
    assert len(table_of(said, "laporan").rows) == 10
    facts = {f.name: f.value for s in said.sentences() for f in s.facts}
    assert (facts["laporan"], facts["kamera"], facts["kebakaran"], facts["alarm"], facts["ditanggapi"], facts["menit"], facts["siaga"], facts["cm"]) == (10, 1, 1, 1, 1, 5, 1, 960)


def test_before_the_first_entry_of_the_alarms_it_says_that_they_were_not_watched(night: Warehouse) -> None:
    said = contents(Answers(night), Request(span_of("2026-10-20T20:00", "2026-10-21T02:00"), "31", "id", NOW, kind="dossier"))
    words = "Alarm belum dijaga pada rentang ini, jadi tidak ada catatannya."
    counted = {row[0]: row[1:] for row in table_of(said, "hitungan").rows}
    assert counted["Alarm"] == (None, None, None, "belum dijaga")
    assert said.sentences()[1].text == words and [p.blocks[0].text for p in said.pages if p.name == "alarm"] == [words]  # type: ignore[union-attr]


def test_an_area_and_an_earlier_moment_narrow_it(night: Warehouse) -> None:
    centre = told(Answers(night), "31.71")
    assert {row[1] for row in table_of(centre, "garis_waktu").rows} == {"Kamera"}
    assert [type(p.blocks[0]) for p in centre.pages if p.name == "kebakaran"] == [Notice]
    quiet = [p.name for p in centre.pages[3:-1] if isinstance(p.blocks[0], Notice)]
    assert quiet and quiet == [p.name for p in centre.pages[-1 - len(quiet) : -1]] and centre.sentences()[1].text == "Tidak ada alarm yang dinaikkan."
    early = told(Answers(night), as_of=datetime(2026, 10, 31, 16, 22, tzinfo=UTC))
    assert max(row[0] for row in table_of(early, "garis_waktu").rows) <= datetime(2026, 10, 31, 16, 22)
    assert table_of(early, "alarm").rows[0][7] == "belum ditanggapi"
    assert early.query_hash != told(Answers(night)).query_hash


def test_the_three_formats_hold_the_same_line(night: Warehouse) -> None:
    said = told(Answers(night))
    paper = pdf_text(pdf.pdf(said))
    assert squeezed("31 Okt 2026 23.00 – 1 Nov 2026 01.00 WIB") in paper and squeezed("posko dibuka") in paper and squeezed("Waktu (WIB)") in paper and squeezed("1 Nov 00.30") in paper
    slides = [row for t in slide_tables(pptx.pptx(said)) for row in t]
    lines = [row for rows in (sheets(xlsx.xlsx(said))["Garis waktu"],) for row in rows if isinstance(row[0], datetime)]
    assert len(lines) == 12 == len([row for row in slides if row[1] in {"Laporan warga", "Kamera", "Alarm", "Pintu air", "Pemadam"} and row[0].startswith(("31\u00a0Okt\u00a0", "1\u00a0Nov\u00a0")) and len(row) == 7])
    assert lines[-3][0] == datetime(2026, 11, 1, 0, 30)


def test_an_empty_warehouse_says_so_on_every_page(warehouse: Warehouse) -> None:
    said = told(Answers(warehouse), lang="en")
    assert {p.name for p in said.pages if isinstance(p.blocks[0], Notice)} == {"garis_waktu", "peta", "alarm", "kamera", "kebakaran", "pintu_air", "bus", "peringatan", "laporan"}
    assert pdf.pdf(said) and pptx.pptx(said) and xlsx.xlsx(said)


def test_a_dossier_leaves_by_the_command_under_its_own_kind(night: Warehouse, settings: Settings, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    made = exports(Answers(night), settings, Request(span_of(SINCE, UNTIL), "31.73", "id", NOW, kind="dossier"), ("pdf",), "uji", NOW)
    assert made[0].kept.name.startswith("dossier-20261031T2300-20261101T0100-31.73-id-")
    assert night.here().rows("select kind, period from export_log") == [("dossier", "20261031T2300-20261101T0100")]
    assert main(["--kind", "dossier", "--since", SINCE, "--until", UNTIL, "--format", "xlsx", "--out", str(tmp_path / "d.xlsx")], settings) == 0
    assert main(["--kind", "dossier", "--since", SINCE], settings) > 0 and "Give since and until" in capsys.readouterr().err
    assert main(["--kind", "dossier", "--since", SINCE, "--until", UNTIL, "--classification", "Umum"], settings) > 0


@pytest.mark.parametrize(("kind", "period", "since", "until"), [
    ("dossier", "2026-10", SINCE, UNTIL), ("dossier", "", SINCE, ""), ("dossier", "", UNTIL, SINCE), ("dossier", "", "kemarin", UNTIL), ("dossier", "", "2026-01-01", "2026-02-01"),
    ("briefing", "2026-10", SINCE, ""), ("briefing", "", "", ""),
])  # fmt: skip
def test_a_wrong_window_is_refused(kind: str, period: str, since: str, until: str) -> None:
    with pytest.raises(BriefingError):
        asked_period(kind, period, since, until)


def test_a_list_of_hundreds_is_left_to_paper_and_workbook(night: Warehouse) -> None:
    assert not table_of(told(Answers(night)), "laporan").is_detail
    add(night, "many", 60, datetime(2026, 10, 31, 23, 0), "31.73.05.1001", "banjir", every_min=1)
    said = told(Answers(night))
    reports, slides = table_of(said, "laporan"), pptx.pptx(said)
    assert reports.is_detail and len(reports.rows) > 60 and not any(len(t[0]) == len(reports.columns) and t[0][0] == "Masuk (WIB)" for t in slide_tables(slides))
    assert ["Laporan warga", str(len(reports.rows)), "Laporan warga"] in [row for t in slide_tables(slides) for row in t]
