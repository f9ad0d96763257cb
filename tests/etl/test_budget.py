"""The budget: one line a row, or two drafts in one; absorption against the cash plan; and the published draft of 2015."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from data.answers import Answers
from data.model import Filters
from data.queries.budget import (
    budget_absorption,
    budget_curve,
    budget_deviations,
    budget_list,
    budget_versions,
)
from data.queries.kpis import kpi_readings
from data.warehouse import Warehouse
from etl.engine import load
from etl.feeds import feed
from tests.etl.square_city import counts, put, reasons, remarks

LINES = """\
no_dokumen,fase,jenis,tahun,bulan,tanggal,kode_skpd,skpd,kode_kegiatan,kegiatan,nilai_rp
A1,apbd,belanja,2026,,,1.01,Dinas Satu,1.01.1,Jalan,Rp 3.100.000.000
K1,kas,belanja,2026,1,,1.01,Dinas Satu,1.01.1,Jalan,1000000000
K2,kas,belanja,2026,2,,1.01,Dinas Satu,1.01.1,Jalan,"2,8 M"
K3,kas,pendapatan,2026,1,,1.02,Bapenda,1.02.1,Pajak,500 Jt
S1,realisasi,belanja,2026,1,2026-01-20 10:00:00,1.01,Dinas Satu,1.01.1,Jalan,900000000
S2,realisasi,belanja,2026,2,2026-02-03 10:00:00,1.01,Dinas Satu,1.01.1,Jalan,"100,000,000"
S3,realisasi,pendapatan,2026,1,2026-01-30 10:00:00,1.02,Bapenda,1.02.1,Pajak,600000000
,realisasi,belanja,2026,2,2026-02-04 10:00:00,1.01,Dinas Satu,1.01.1,Jalan,seratus
B1,janji,belanja,2026,,,1.01,Dinas Satu,1.01.1,Jalan,1
B2,realisasi,belanja,2026,2,2029-02-04 10:00:00,1.01,Dinas Satu,1.01.1,Jalan,1
B3,kas,belanja,2026,13,,1.01,Dinas Satu,1.01.1,Jalan,1
"""
DRAFTS = """\
no,kode_skpd,nama_skpd,kode_kegiatan,nama_kegiatan,hasil_pembahasan,hasil_pemprov_version,flag
1,1.01,DINAS  SATU,1,Jalan,"495,000,000","550,000,000",Perfect match
2,1.01,Dinas Satu,2,Taman,"20,000",,Not found in Pemprov version based on kode & nama kegiatan
3,1.01,Dinas Satu,,Alat,"7,000",Too many variants,Matched by nama kegiatan
4,1.01,Dinas Satu,,Meja,"7,000","1,000/2,000",Matched by nama kegiatan
5,1.01,Dinas Satu,5,Pagar,0,"90,000",Perfect match
6,1.01,Dinas Satu,6,Kursi,"1,000",seribu,Perfect match
"""
MID_FEBRUARY = datetime(2026, 2, 14, 17, tzinfo=UTC)  # half of the 28 days are over in Jakarta


def asked(moment: datetime = MID_FEBRUARY) -> Filters:
    return Filters(now=moment)


def test_lines_of_every_phase(warehouse: Warehouse, answers: Answers, tmp_path: Path) -> None:
    batch = put(warehouse, "budget", tmp_path / "a.csv", LINES, loaded_at=MID_FEBRUARY)
    assert counts(batch) == (11, 7, 0, 0, 4)
    assert reasons(warehouse) == [(9, ["required:amount_rp", "type:amount_rp"]), (10, ["unknown:phase"]), (11, ["future:booked_at"]), (12, ["range:month", "required:booked_at"])]
    assert counts(put(warehouse, "budget", tmp_path / "a.csv", LINES + " \n", loaded_at=MID_FEBRUARY))[1:3] == (0, 0)
    with warehouse.working() as session:
        assert session.one("select max(newest_event_at) from batch") == (datetime(2026, 2, 3, 3),), "the newest payment, not the plan of months ahead"
    listed = budget_list(answers, Filters(now=MID_FEBRUARY, since=datetime(2025, 12, 1, tzinfo=UTC)))
    assert dict(zip(listed["line_id"], listed["amount_rp"], strict=True)) == {"A1": 3.1e9, "K1": 1e9, "K2": 2.8e9, "K3": 5e8, "S1": 9e8, "S2": 1e8, "S3": 6e8}


def test_absorption_is_measured_against_the_plan_to_date(warehouse: Warehouse, answers: Answers, tmp_path: Path) -> None:
    put(warehouse, "budget", tmp_path / "a.csv", LINES, loaded_at=MID_FEBRUARY)
    (row,) = budget_absorption(answers, asked()).itertuples()
    assert (row.planned_rp, row.realised_rp) == (pytest.approx(1e9 + 1.4e9), 1e9), "January whole, half of February"
    assert row.ceiling_pct == pytest.approx(100 / 3.1)
    now = kpi_readings(answers, asked()).set_index("id")
    assert now.loc["G7", "value"] == pytest.approx(100 / 2.4) and now.loc["G7", "state"] == "ok" and now.loc["G7", "n"] == 1
    assert now.loc["EC5", "value"] == pytest.approx(120)
    assert kpi_readings(answers, asked(datetime(2026, 1, 31, 17, tzinfo=UTC))).set_index("id").loc["G7", "value"] == pytest.approx(90)
    curve = budget_curve(answers, asked()).set_index("month")
    assert list(curve["planned_rp"].head(3)) == [1e9, 3.8e9, 3.8e9] and list(curve["realised_rp"].dropna()) == [9e8, 1e9]
    assert kpi_readings(answers, asked(datetime(2027, 2, 1, tzinfo=UTC))).set_index("id").loc["G7", "state"] == "kedaluwarsa"


def test_two_drafts_in_one_row(warehouse: Warehouse, answers: Answers, tmp_path: Path) -> None:
    assert counts(put(warehouse, "budget", tmp_path / "r.csv", DRAFTS)) == (6, 5, 0, 0, 1)
    assert reasons(warehouse) == [(7, ["type:executive_amount"])]
    assert remarks(warehouse)["none:executive"] == 2
    (row,) = budget_versions(answers, asked()).itertuples()
    assert (row.agency, row.executive_rp, row.council_rp, row.council_only_n, row.executive_only_n, row.unclear_n) == ("Dinas Satu", 550_090_000, 495_034_000, 1, 1, 2)
    worst = budget_deviations(answers, asked())
    assert list(zip(worst["activity"], worst["delta_rp"], worst["side"], strict=True)) == [("Jalan", -55e6, "keduanya"), ("Pagar", -9e4, "pemprov"), ("Taman", 2e4, "dprd")]
    assert list(budget_deviations(answers, asked(), "dprd")["activity"]) == ["Taman"]


@pytest.mark.opendata
def test_the_draft_of_2015(warehouse: Warehouse, answers: Answers, open_data: Path) -> None:
    file = open_data / "budget" / "rapbd_dki_2015_pemprov_vs_dprd.csv.gz"
    assert counts(load(warehouse, feed("budget"), file)) == (16716, 16716, 0, 0, 0)
    assert counts(load(warehouse, feed("budget"), file)) == (16716, 0, 0, 16716, 0)
    found = budget_versions(answers, asked())
    assert (len(found), found["n"].sum(), found["council_only_n"].sum(), found["unclear_n"].sum()) == (681, 16716, 5529, 325)
    assert (found["council_rp"].sum(), found["executive_rp"].sum()) == (45_193_365_578_481, 38_210_847_076_692)
    assert budget_deviations(answers, asked()).iloc[0]["delta_rp"] == -1_854_487_593_222
