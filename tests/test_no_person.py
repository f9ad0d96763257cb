"""Persons and plates planted in files of every feed that could bring them: none is found in tables, files, caches, logs, open data or exports."""

from __future__ import annotations

import io
import json
import logging
import zipfile
from datetime import UTC, datetime
from pathlib import Path

import pytest
from fastapi import FastAPI
from pypdf import PdfReader

from api import routes, tables
from api.dataset import data_sets
from data.answers import Answers
from data.warehouse import Warehouse
from etl.blot import NOT_KEPT
from layouts.briefing.export import exports
from layouts.briefing.material import Request
from layouts.briefing.period import period_of
from tests.api.conftest import Client, Gate
from tests.etl import test_economy_feeds, test_officers, test_people_feeds, test_plates, test_services
from tests.etl.crm_files import HEAD, good
from tests.etl.square_city import counts, lay_squares, put

NOW = datetime(2026, 3, 1, tzinfo=UTC)
PERSONS = (
    *test_plates.PLANTED, *test_economy_feeds.PERSONS, "Rahasia", "3171012501800001", "31730501015", "081234567890", "aa:bb:cc", "1234 XYZ", "9876 ABC", "rahasia@contoh.id",
)  # fmt: skip
IN_TEXT = ("0812-9999-0001", "3171990101900001", "B 9911 QQ", "pelapor@contoh.id")  # written by a citizen into a report: kept inside, never given out
SPELLINGS = ["D77ZZ", "B 4321 KLM"]  # of plates that the files write in another way
FILES = {  # feed -> (text, when it came)
    "vehicle_tax": (test_plates.REGISTER, test_plates.AT), "plate_reads": (test_plates.READS, test_plates.AT), "permits": (test_services.PERMITS, NOW), "officers": (test_officers.POSITIONS, NOW),
    **{name: (text, test_people_feeds.LOADED) for name, (text, *_more) in test_people_feeds.SAMPLES.items()},
    **{name: (text, test_economy_feeds.AT) for name, (text, *_more) in test_economy_feeds.CASES.items()},
    "citizen_reports": ("\n".join([HEAD, good(1, deskripsi=f"Hubungi {' '.join(IN_TEXT)}"), good(2)]) + "\n", NOW),
}  # fmt: skip
NAMES = ("Suharti", "Wiryawan", "Darmini", "Mugiyono", "Jl. Mawar")  # no form tells that these are persons: only the column does
EXPORT = f"{HEAD},nama_lengkap,alamat_pelapor"
PASSED_ON = ",Wiryawan,Jl. Mawar IV"  # in columns that no word of ours names
REQUEST = {"service_request_id": "N1", "requested_datetime": "2026-01-02T08:00:00+07:00", "first_name": "Darmini", "last_name": "Mugiyono", "long": "106.7"}
BAD_REPORTS = {  # file -> (feed, text): names in good lines, in bad ones, and in lines that cannot be taken apart
    "nama.csv": ("citizen_reports", "\n".join([
        EXPORT, *(good(n, pelapor="Suharti") + PASSED_ON for n in range(100, 140)), good(140, pelapor="Suharti", bujur="timur") + PASSED_ON,
        good(141, pelapor="Suharti", deskripsi='"dua\nbaris"', waktu_lapor="kapan") + PASSED_ON, good(142, pelapor="Suharti") + PASSED_ON + ",lebih", "L143,Suharti,Wiryawan",
    ]) + "\n"),
    "nama.json": ("citizen_reports", json.dumps([REQUEST | {"service_request_id": f"N{n}", "lat": "selatan" if n == 9 else "-6.2"} for n in range(10)])),
    "nama.xml": ("citizen_reports", "<service_requests>" + "".join(
        "<request>" + "".join(f"<{key}>{value}</{key}>" for key, value in (REQUEST | {"service_request_id": f"X{n}", "lat": "selatan" if n == 9 else "-6.2"}).items()) + "</request>" for n in range(10)
    ) + "</service_requests>"),
    "nama.jsonl": ("cctv_incidents", "\n".join([
        *(json.dumps({"id_kejadian": f"K{n}", "waktu_deteksi": "kapan" if n == 9 else "2026-01-02 08:00:00", "kamera": "C1", "jenis": "kemacetan", "pelapor": "Darmini"}) for n in range(10)), '{"pelapor": "Mugiyono',
    ])),
    "nama_kebakaran.csv": ("fires", "id_kejadian,waktu_panggil,waktu_tiba,nama_pelapor\n" + "".join(f"F{n},{'kapan' if n == 9 else '2026-01-02 08:00:00'},,Wiryawan\n" for n in range(10))),
}  # fmt: skip
NOW_ONLY = {"alarms", "water-levels"}  # a period belongs to their series alone
OPEN311 = "start_date=2026-01-01T00:00:00Z&end_date=2026-03-01T00:00:00Z"
WRITTEN = "".join((*(text for text, _when in FILES.values()), *(text for _feed, text in BAD_REPORTS.values())))


@pytest.fixture
def told(warehouse: Warehouse, tmp_path: Path, caplog: pytest.LogCaptureFixture) -> str:
    """What was logged, at every level, while all of the files came in."""
    lay_squares(warehouse)
    outside = tmp_path / "luar"
    outside.mkdir()
    with caplog.at_level(logging.DEBUG):
        for name, (text, when) in FILES.items():
            put(warehouse, name, outside / f"{name}.csv", text, loaded_at=when)
        for file, (name, text) in BAD_REPORTS.items():
            assert counts(put(warehouse, name, outside / file, text, loaded_at=NOW))[4] > 0, "bad lines, of which something is kept"
    assert [who for who in (*PERSONS, *NAMES, *IN_TEXT) if who not in WRITTEN] == SPELLINGS, "all others stand in a file that came"
    return caplog.text


def test_nobody_is_found_anywhere(told: str, warehouse: Warehouse, answers: Answers, caplog: pytest.LogCaptureFixture) -> None:
    kept_of_bad_lines(warehouse)
    places = {"log": told, "tables and files": test_plates.everything(warehouse)}
    app = FastAPI()
    app.include_router(tables.routes(answers, lambda: "1", lambda: NOW))
    app.include_router(routes(answers, warehouse.settings, Gate().receive, lambda: NOW))
    client = Client(app)
    with caplog.at_level(logging.DEBUG):
        for each in data_sets():
            words = "window=365d&" if any(word.name == "window" for word in each.all_words) and each.name not in NOW_ONLY else ""
            for form in each.formats:
                answer = client.get(f"/api/v1/{each.name}?{words}format={form}")
                assert answer.status_code == 200, (each.name, form, answer.text)
                places[f"{each.name}.{form}"] = answer.content.decode("latin-1")
        for path in (f"/open311/v2/requests.json?{OPEN311}", "/tables/reports.csv?window=365d", "/tables/reports?window=365d", "/health", "/api/v1/catalog.jsonld"):
            answer = client.get(path)
            assert answer.status_code == 200, (path, answer.text)
            places[path] = answer.text
        for made in exports(answers, warehouse.settings, Request(period_of("2026-01"), "31", "id", NOW), ("pdf", "xlsx", "pptx"), "uji", NOW):
            places[made.format] = printed(made.content) if made.format == "pdf" else unzipped(made.content)
    places["log of the asking"] = caplog.text
    kept = {f"cache {key[0]}": frame.to_csv() for key, (frame, _steps) in answers._kept.items()}
    found = {(where, who) for where, text in {**places, **kept}.items() for who in (*PERSONS, *NAMES) if who in text}
    found |= {(where, who) for where, text in places.items() if where != "tables and files" for who in IN_TEXT if who in text}
    assert found == set()


def kept_of_bad_lines(warehouse: Warehouse) -> None:
    """What is kept of a bad line still says what is wrong with it."""
    with warehouse.working() as session:
        by_reason = dict(session.rows("select reasons[1], raw from quarantine where source = 'crm' order by line_no"))
        reporters = session.rows("select distinct reporter from report where report_id like 'L1__'")
    assert by_reason["type:lon"] == good(140, pelapor=NOT_KEPT, bujur="timur") + f",{NOT_KEPT},{NOT_KEPT}"
    assert by_reason["csv:missing_columns"] == "X999,Xxxxxxx,Xxxxxxxx" and by_reason["csv:too_many_columns"].startswith("X999,9999-99-99 99:99:99,")
    assert len(reporters) == 1 and len(reporters[0][0]) == 16, "one person is still one reporter"


def printed(body: bytes) -> str:
    """The words on all pages of a PDF, what its properties say, and the files that it carries."""
    read = PdfReader(io.BytesIO(body))
    carried = "".join(content.decode("latin-1") for files in read.attachments.values() for content in files)
    return "".join(page.extract_text() for page in read.pages) + str(read.metadata) + carried


def unzipped(body: bytes) -> str:
    """All parts of an office file."""
    with zipfile.ZipFile(io.BytesIO(body)) as packed:
        return "".join(packed.read(name).decode("latin-1") for name in packed.namelist())
