"""Procurements: OCDS packages put together release by release, the portal's list, flags and KPIs worked out by hand."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

import pandas as pd
import pytest

from data.answers import Answers
from data.model import Filters
from data.queries.kpis import kpi_readings
from data.queries.tenders import tender_buyers, tender_cycle, tender_flags, tender_rules, tenders_list
from data.warehouse import Warehouse
from etl.engine import load
from etl.feeds import feed
from tests.etl.square_city import counts, put, reasons, remarks

NOW = datetime(2026, 6, 1, tzinfo=UTC)
YEAR = Filters(now=NOW, since=datetime(2025, 6, 1, tzinfo=UTC))
BIDS = [("disqualified", 90), ("valid", 100), ("valid", 104), ("withdrawn", 1), ("valid", 120)]
LPSE = [
    ["1", "Server <b>&amp; rak</b> <span class='label'>Tender Ulang</span>", "Pemda", "Tender Sudah Selesai", "22,1 M", "x", "Tender Cepat", "y", "Pengadaan Barang - TA 2020", "3", "Rp 20.000.000.136,00", None, None, "0"],
    ["2", "Jalan", "Pemda", "Tender Sudah Selesai", "325 Jt", "x", "Lelang Rahasia", "y", "Pekerjaan Konstruksi - TA 2013", "1", "Nilai Kontrak belum dibuat", None, None, "0"],
    ["3", "Kajian", "Pemda", "Upload Dokumen Penawaran", "100 Jt", "x", "Seleksi Umum", "y", "Jasa Konsultansi Badan Usaha Konstruksi - TA 2019", "1", "Nilai Kontrak belum dibuat", None, None, "0"],
]  # fmt: skip


def release(n: int, day: str, **more: object) -> dict[str, object]:
    return {"ocid": f"ocds-{n}", "date": f"{day}T10:00:00+07:00", **more}


def tender(closes: str, bidders: int | None = None, currency: str = "IDR", method: str = "open") -> dict[str, object]:
    return {
        "title": "Jalan", "procurementMethod": method, "mainProcurementCategory": "works", "status": "active", "value": {"amount": 1e9, "currency": currency}, "numberOfTenderers": bidders,
        "tenderPeriod": {"startDate": "2026-03-01T00:00:00+07:00", "endDate": f"{closes}T00:00:00+07:00"}, "items": [{"classification": {"id": "45"}}, {"classification": {"id": "45"}}],
    }  # fmt: skip


def bids() -> dict[str, object]:
    return {"details": [{"status": status, "value": {"amount": amount}, "tenderers": [{"name": "PT Nama Orang"}]} for status, amount in BIDS]}


def package(*releases: dict[str, object]) -> str:
    return json.dumps({"uri": "x", "releases": [*releases]})


def test_releases_are_put_together(warehouse: Warehouse, answers: Answers, tmp_path: Path) -> None:
    first = release(1, "2026-03-01", buyer={"name": "Dinas Satu"}, tender=tender("2026-03-11"))
    second = release(1, "2026-04-20", bids=bids(), awards=[{"date": "2026-04-15T00:00:00+07:00", "suppliers": [{"id": "S1", "name": "PT Nama Orang"}]}], contracts=[{"dateSigned": "2026-04-20T00:00:00+07:00", "value": {"amount": 9e8}}])
    usd, odd = release(2, "2026-03-02", tender=tender("2026-03-31", 1, "USD")), release(3, "2026-03-02", tender=tender("2026-03-31", 2, method="lelang"))
    text = package(second, first, usd, odd, release(4, "2027-01-01", tender=tender("2026-03-20", 1)))
    assert counts(put(warehouse, "tenders", tmp_path / "r.json", text, loaded_at=NOW)) == (5, 3, 0, 0, 2)
    assert reasons(warehouse) == [(4, ["unknown:method"]), (5, ["future:released_at"])] and remarks(warehouse)["unknown:value"] == 1
    assert counts(put(warehouse, "tenders", tmp_path / "r2.json", text + " ", loaded_at=NOW)) == (5, 0, 0, 3, 2)
    one = tender_flags(answers, YEAR).set_index("tender_id").loc["ocds-1"]
    assert (one["buyer"], one["bid_days"], one["bidder_n"], one["value_rp"], one["contract_rp"]) == ("Dinas Satu", 10, 4, 1e9, 9e8), "the withdrawn bid was none"
    assert one["r003"] and one["r036"] and not one["r018"] and pd.isna(one["r024"]), "one price gap is no population"
    before = tender_flags(answers, Filters(now=NOW, since=YEAR.since, as_of=datetime(2026, 4, 1, tzinfo=UTC))).set_index("tender_id").loc["ocds-1"]
    assert pd.isna(before["r036"]) and pd.isna(before["signed_at"]), "what was not told yet is not known"
    assert list(tenders_list(answers, YEAR)["tender_id"]) == ["ocds-1", "ocds-2"]
    with warehouse.working() as session:
        assert session.one("select count(*) from tender_release where starts_with(tender_release::varchar, 'x') or tender_release::varchar ilike '%nama orang%'") == (0,), "names of bidders stay outside"


def test_a_record_package(warehouse: Warehouse, tmp_path: Path) -> None:
    text = json.dumps({"records": [{"ocid": "ocds-9", "compiledRelease": release(9, "2026-03-01", tender=tender("2026-03-31", 2))}]})
    assert counts(put(warehouse, "tenders", tmp_path / "p.json", text, loaded_at=NOW)) == (1, 1, 0, 0, 0)


def test_flags_need_a_population_and_the_kpis_are_by_hand(warehouse: Warehouse, answers: Answers, tmp_path: Path) -> None:
    """Thirty tenders: each third has one bidder; ten were signed after 20 days, ten after 60, ten are under way."""
    lines = []
    for n in range(30):
        signed = ("2026-04-20 00:00:00", "2026-05-30 00:00:00", "")[n // 10]
        price = json.dumps([{"value": {"amount": 100}}, {"value": {"amount": 130 + n if n else 100}}]).replace('"', '""')
        lines.append(f'T{n},2026-05-31 00:00:00,Paket,Dinas {n % 2},open,goods,active,1000000,2026-03-31 00:00:00,2026-05-20 00:00:00,{1 if n % 3 == 0 else 3},"{price}",{signed},S{n},"[""K{n % 2}""]"')
    head = "kode_tender,waktu_rilis,paket,skpd,metode,jenis,status,pagu_rp,pengumuman,batas_penawaran,penawar,penawaran,kontrak,penyedia,kelas_barang\n"
    put(warehouse, "tenders", tmp_path / "t.csv", head + "\n".join(lines) + "\n", loaded_at=NOW)
    found = tender_flags(answers, YEAR)
    rules = tender_rules(found).set_index("rule")
    assert rules["known_n"].to_dict() == {"r003": 30, "r018": 30, "r024": 30, "r036": 30, "r048": 30}
    assert rules["flagged_n"].to_dict() == {"r003": 0, "r018": 10, "r024": 1, "r036": 0, "r048": 0}
    assert tender_buyers(found).set_index("buyer")["flagged_n"].to_dict() == {"Dinas 0": 5, "Dinas 1": 5}
    now = kpi_readings(answers, Filters(now=NOW)).set_index("id")
    assert (round(now.loc["G8", "value"], 2), now.loc["G8", "n"], now.loc["G8", "state"]) == (33.33, 30, "ok")
    assert (now.loc["EC8", "value"], now.loc["EC8", "n"]) == (60, 30), "half of all, also of those that have no contract yet"
    (cycle,) = tender_cycle(answers, Filters(now=NOW)).itertuples()
    assert (cycle.key, cycle.p50_h / 24, cycle.n) == ("goods", 60, 30) and pd.isna(cycle.p90_h)


def test_the_portal_list(warehouse: Warehouse, answers: Answers, tmp_path: Path) -> None:
    text = json.dumps({"draw": "1", "recordsTotal": 3, "data": LPSE})
    assert counts(put(warehouse, "tenders", tmp_path / "l.json", text)) == (3, 2, 0, 0, 1) and reasons(warehouse) == [(2, ["unknown:method"])]
    found = tender_flags(answers, Filters(now=NOW, source="lpse_bandung")).set_index("tender_id")
    assert (found.loc["1", "title"], found.loc["1", "value_rp"], found.loc["1", "contract_rp"]) == ("Server & rak Tender Ulang", 22.1e9, 20_000_000_136)
    assert found.loc["3", "category"] == "services" and found[["r003", "r018", "r024", "r036", "r048"]].isna().all(axis=None)
    assert not len(tender_flags(answers, Filters(now=NOW))), "another city is left out unless it is asked for"


@pytest.mark.opendata
def test_the_list_of_bandung(warehouse: Warehouse, answers: Answers, open_data: Path) -> None:
    file = open_data / "tenders" / "lpse_kota-bandung.json.gz"
    assert counts(load(warehouse, feed("tenders"), file)) == (3952, 3952, 0, 0, 0)
    assert counts(load(warehouse, feed("tenders"), file)) == (3952, 0, 0, 3952, 0)
    found = tender_flags(answers, Filters(now=NOW, source="lpse_bandung"))
    assert (len(found), found["contract_rp"].notna().sum(), found["value_rp"].isna().sum(), (found["method"] == "limited").sum()) == (3952, 181, 0, 3)
    assert not found["title"].str.contains("<").any()
