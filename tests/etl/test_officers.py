"""Officers: positions and tasks from their own files, names kept out, who is free and who is nearest."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from data.answers import Answers
from data.errors import QuestionError
from data.model import Filters
from data.queries.officers import nearest_officers, officers_now
from data.warehouse import Warehouse
from tests.etl.square_city import counts, lay_squares, put, reasons

POSITIONS = """\
petugas,waktu,opd,tugas,akurasi_m,bujur,lintang
dlh-017,2026-01-05 07:00:00,DLH,,5,106.82,-6.2
dlh-017,2026-01-05 07:05:00,DLH,,5,106.83,-6.2
dlh-017,2026-01-05 07:05:00,DLH,,5,106.83,-6.2
bm-003,2026-01-05 07:04:00,Bina Marga,patroli,,106.81,-6.2
sdm-1,2026-01-05 05:00:00,SDA,,,106.72,-6.2
Budi Santoso,2026-01-05 07:00:00,DLH,,,106.82,-6.2
081234567890,2026-01-05 07:00:00,DLH,,,106.82,-6.2
bm-004,2026-01-05 07:00:00,DLH,,,0,0
bm-005,2026-01-05 07:00:00,DLH,,,-6.2,106.82
bm-006,,DLH,,,106.82,-6.2
"""
TASKS = """\
id_tugas,petugas,jenis,jenis_rujukan,rujukan,waktu_tugas,waktu_terima,waktu_tiba,waktu_selesai,waktu_ubah
T1,dlh-017,Angkut sampah,laporan,R1,2026-01-05 06:50:00,2026-01-05 06:55:00,,,2026-01-05 06:55:00
T2,bm-003,Tambal jalan,laporan,R2,2026-01-05 05:00:00,2026-01-05 05:10:00,2026-01-05 05:30:00,2026-01-05 06:30:00,2026-01-05 06:30:00
T3,bm-003,Periksa,entah,R3,2026-01-05 07:00:00,,,,
T4,bm-003,Periksa,insiden,I1,2026-01-05 07:00:00,2026-01-05 06:00:00,,,
"""


def at(hour: int, minute: int = 0, area: str = "31") -> Filters:
    return Filters(now=datetime(2027, 1, 1, tzinfo=UTC), as_of=datetime(2026, 1, 5, hour, minute, tzinfo=UTC), area=area)


@pytest.fixture
def staffed(warehouse: Warehouse, tmp_path: Path) -> Warehouse:
    lay_squares(warehouse)
    assert counts(put(warehouse, "officers", tmp_path / "p.csv", POSITIONS)) == (10, 4, 0, 1, 5)
    assert counts(put(warehouse, "officers", tmp_path / "t.csv", TASKS)) == (4, 2, 0, 0, 2)
    return warehouse


def test_reasons_and_no_names(staffed: Warehouse) -> None:
    assert reasons(staffed) == [
        (7, ["name:officer"]), (8, ["name:officer"]), (9, ["required:lon_lat"]), (10, ["swapped:lon_lat"]), (11, ["required:seen_at"]),
        (4, ["unknown:ref_kind"]), (5, ["order:assigned_at>accepted_at"]),
    ]  # fmt: skip
    with staffed.working() as session:
        assert session.rows("select distinct officer from officer_position order by 1") == [("bm-003",), ("dlh-017",), ("sdm-1",)]


def test_an_unreadable_line_is_read_once(warehouse: Warehouse, tmp_path: Path) -> None:
    text = '{"petugas": "a-1", "waktu": "2026-01-05 07:00:00", "bujur": 106.82, "lintang": -6.2}\nrusak\n'
    assert counts(put(warehouse, "officers", tmp_path / "p.jsonl", text)) == (2, 1, 0, 0, 1)


def test_who_is_where_on_what_since_when(staffed: Warehouse, answers: Answers) -> None:
    now = officers_now(answers, at(0, 6)).set_index("officer")
    assert (now.loc["dlh-017", "lon"], now.loc["dlh-017", "task_stage"], now.loc["dlh-017", "ref_kind"], now.loc["dlh-017", "ref_id"]) == (106.83, "menuju", "report", "R1")
    assert (now.loc["dlh-017", "accepted_at"], bool(now.loc["dlh-017", "is_free"]), now.loc["dlh-017", "area"]) == (datetime(2026, 1, 4, 23, 55), False, "31.74.01.1001")
    assert (bool(now.loc["bm-003", "is_free"]), now.loc["bm-003", "task"]) == (True, "patroli"), "a task that is done binds nobody"
    assert now.loc["sdm-1", "state"] == "tidak diketahui" and now.loc["sdm-1", "age_min"] == 126
    earlier = officers_now(answers, Filters(now=datetime(2026, 1, 4, 22, 20, tzinfo=UTC)))
    assert list(earlier["officer"]) == ["sdm-1"]
    assert set(officers_now(answers, at(0, 6, "31.73"))["officer"]) == {"sdm-1"}


def test_the_nearest_of_those_who_are_known(staffed: Warehouse, answers: Answers) -> None:
    near = nearest_officers(answers, at(0, 6, "31.73"), 106.82, -6.2, 5)
    assert list(near["officer"]) == ["bm-003", "dlh-017"], "nobody is sent whose place is not known"
    assert near["distance_m"].round().tolist() == [1105.0, 1105.0]
    assert list(nearest_officers(answers, at(0, 6), 106.829, -6.2, 1)["officer"]) == ["dlh-017"]
    assert nearest_officers(answers, at(5), 106.82, -6.2).empty
    with pytest.raises(QuestionError):
        nearest_officers(answers, at(0, 6), 200, -6.2)


def test_a_task_moves_on_and_never_back(staffed: Warehouse, answers: Answers, tmp_path: Path) -> None:
    head = TASKS.split("\n", 1)[0] + "\n"
    later = head + "T1,dlh-017,Angkut sampah,laporan,R1,2026-01-05 06:50:00,2026-01-05 06:55:00,2026-01-05 07:04:00,,2026-01-05 07:04:00\n"
    assert counts(put(staffed, "officers", tmp_path / "2.csv", later)) == (1, 0, 1, 0, 0)
    assert counts(put(staffed, "officers", tmp_path / "t.csv", TASKS)) == (4, 0, 0, 2, 2)
    now = officers_now(answers, at(0, 6)).set_index("officer")
    assert now.loc["dlh-017", "task_stage"] == "di_lokasi"
    assert officers_now(answers, at(0, 3)).set_index("officer").loc["dlh-017", "task_stage"] == "menuju", "as it was then"
