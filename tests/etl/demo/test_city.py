"""The written files: the same bytes for the same seed, and a truth file that agrees with them."""

from __future__ import annotations

import csv
import hashlib
import json
from collections import Counter
from datetime import datetime, timedelta
from pathlib import Path

import pandas as pd
import pytest

from data.settings import Settings
from etl.demo import city
from etl.demo.places import reference


@pytest.fixture(scope="session")
def truth(written: Path) -> dict:
    return json.loads((written / city.TRUTH).read_text(encoding="utf-8"))


def _lines(path: Path) -> pd.DataFrame:
    return pd.read_csv(path, dtype=str, keep_default_na=False)


def _good(path: Path, key: str, event: str, now: datetime) -> pd.DataFrame:
    """The rows that a careful reader keeps: the bad ones out, the newest of each key."""
    rows = _lines(path)
    lon = pd.to_numeric(rows["bujur"], errors="coerce")
    rows = rows[
        (rows[key] != "")
        & lon.notna()
        & (lon >= 0)
        & (rows[event] <= f"{now + timedelta(hours=7):%Y-%m-%d %H:%M:%S}")
    ]
    rows = rows[~rows[key].str.endswith("N")]
    return rows.sort_values("waktu_ubah", kind="stable").drop_duplicates(key, keep="last")


def test_the_same_seed_gives_the_same_bytes(tmp_path: Path, now: datetime) -> None:
    folders = [
        city.write(tmp_path / name, now, Settings(demo_days=20, demo_seed=seed))
        for name, seed in (("a", 5), ("b", 5), ("c", 6))
    ]
    hashes = [
        {p.name: hashlib.sha256(p.read_bytes()).hexdigest() for p in sorted(folder.iterdir())}
        for folder in folders
    ]
    assert hashes[0] == hashes[1]
    assert set(hashes[0]) == {f.name for f in city.FILES} | {city.TRUTH}
    assert all(hashes[0][name] != hashes[2][name] for name in hashes[0] if name != "gtfs.zip")


def test_progress_is_told(tmp_path: Path, now: datetime) -> None:
    heard: list[tuple[str, float]] = []
    city.write(tmp_path / "kota", now, Settings(demo_days=2), lambda text, share: heard.append((text, share)))
    shares = [share for _, share in heard]
    assert shares == sorted(shares) and shares[-1] == 1.0 and all(text for text, _ in heard)


def test_the_header_of_each_file(written: Path) -> None:
    heads = {
        name: next(csv.reader((written / name).open(encoding="utf-8")))
        for name in ("crm_laporan.csv", "crm_tahapan.csv", "kamera.csv", "insiden_cctv.csv", "kebakaran.csv")
    }
    assert heads["crm_laporan.csv"] == [
        "no_laporan",
        "waktu_lapor",
        "waktu_ubah",
        "kategori",
        "kanal",
        "opd",
        "deskripsi",
        "bujur",
        "lintang",
        "tenggat",
        "privat",
        "pelapor",
        "foto_hash",
        "foto_url",
    ]
    assert heads["crm_tahapan.csv"] == [
        "no_laporan",
        "waktu",
        "waktu_catat",
        "tahap",
        "pelaku",
        "opd",
        "petugas",
        "hasil",
        "foto_bujur",
        "foto_lintang",
        "foto_waktu",
        "foto_hash",
        "foto_url",
    ]
    assert heads["kamera.csv"] == [
        "id_kamera",
        "nama",
        "pemilik",
        "bujur",
        "lintang",
        "url_stream",
        "url_foto",
        "status",
        "waktu_ubah",
    ]
    assert heads["insiden_cctv.csv"] == [
        "id_kejadian",
        "kamera",
        "jenis",
        "prioritas",
        "keyakinan",
        "alarm_palsu",
        "waktu_deteksi",
        "waktu_terima",
        "waktu_verifikasi",
        "waktu_tanggap",
        "waktu_kirim",
        "waktu_tiba",
        "waktu_selesai",
        "waktu_ubah",
        "bujur",
        "lintang",
    ]
    assert heads["kebakaran.csv"] == [
        "id_kejadian",
        "waktu_panggil",
        "waktu_berangkat",
        "waktu_tiba",
        "waktu_selesai",
        "objek",
        "penyebab",
        "alamat",
        "unit",
        "personel",
        "luka",
        "meninggal",
        "kerugian",
        "hasil",
        "kelurahan",
        "kecamatan",
        "kota",
        "bujur",
        "lintang",
        "waktu_ubah",
    ]


def test_the_truth_counts_what_the_files_hold(written: Path, truth: dict, now: datetime) -> None:
    for name, lines in truth["lines"].items():
        assert len(_lines(written / name)) == lines, name
    rows = _good(written / "crm_laporan.csv", "no_laporan", "waktu_lapor", now)
    assert len(rows) == truth["reports"]["n"]
    assert Counter(rows["kategori"]) == truth["reports"]["by_category"]
    assert Counter(rows["kanal"]) == truth["reports"]["by_channel"]
    assert (rows["privat"] == "ya").sum() == truth["reports"]["private"]
    assert (rows["bujur"].astype(float) == 0).sum() == truth["reports"]["unplaced"]
    assert rows["pelapor"].nunique() == truth["reports"]["reporters"]
    due = pd.to_datetime(rows["tenggat"]) - pd.to_datetime(rows["waktu_lapor"])
    assert (due == pd.Timedelta(days=7)).all()


def test_the_truth_agrees_with_the_stage_log(written: Path, truth: dict, now: datetime) -> None:
    steps = _lines(written / "crm_tahapan.csv").drop_duplicates()
    limit = f"{now + timedelta(hours=7):%Y-%m-%d %H:%M:%S}"
    steps = steps[(steps["no_laporan"] != "") & (steps["waktu"] <= limit)]
    last = steps.sort_values(["no_laporan", "waktu", "waktu_catat"]).groupby("no_laporan").tail(1)
    closed = last[last["tahap"] == "selesai"]
    assert Counter(closed["hasil"]) == truth["reports"]["closed_by_outcome"]
    assert truth["reports"]["n"] - len(closed) == truth["reports"]["open"]


def test_the_dirty_rows_are_there(written: Path, truth: dict, now: datetime) -> None:
    rows, dirty = _lines(written / "crm_laporan.csv"), truth["dirty"]["crm_laporan.csv"]
    assert set(dirty) == {"future", "swapped", "missing_id", "broken_number", "duplicate", "older"}
    assert 0.0015 < sum(dirty.values()) / len(rows) < 0.0025
    lon = pd.to_numeric(rows["bujur"], errors="coerce")
    assert (rows["no_laporan"] == "").sum() == dirty["missing_id"]
    assert lon.isna().sum() == dirty["broken_number"]
    assert (lon < -1).sum() == dirty["swapped"]
    assert (rows["waktu_lapor"] > f"{now + timedelta(days=1):%Y-%m-%d}").sum() == dirty["future"]
    assert rows.duplicated().sum() == dirty["duplicate"]
    again = rows[(rows["no_laporan"] != "")].drop_duplicates()
    assert again["no_laporan"].duplicated().sum() == dirty["older"]


def test_true_times_and_second_reports(truth: dict) -> None:
    close, first = truth["times_h"]["close"]["category"], truth["times_h"]["first_action"]["agency"]
    assert close["parkir_liar"]["p50_h"] < close["jalan"]["p50_h"] < close["jalan"]["p90_h"]
    assert first["BPBD"]["p50_h"] < first["Inspektorat"]["p50_h"]
    assert sum(row["n"] for row in close.values()) == truth["reports"]["n"]
    by_area = truth["second_reports"]
    assert list(by_area) == reference("kelurahan")["code"]
    assert sum(row["n"] for row in by_area.values()) == truth["reports"]["n"]
    share = sum(row["second"] for row in by_area.values()) / truth["reports"]["n"]
    assert 0.055 < share < 0.07


def test_incidents(written: Path, truth: dict, now: datetime) -> None:
    rows = _good(written / "insiden_cctv.csv", "id_kejadian", "waktu_deteksi", now)
    assert len(rows) == truth["incidents"]["n"]
    assert 200 < len(rows) / 90 < 290
    types = reference("incident_type")
    assert not set(rows["jenis"]) & {"pengenalan_wajah", "baca_pelat", "hitung_orang", "hitung_kendaraan"}
    priority = dict(zip(types["event_type"], types["priority"], strict=True))
    assert (rows["jenis"].map(priority) == rows["prioritas"]).all()
    assert abs((rows["alarm_palsu"] == "ya").mean() - 0.12) < 0.02
    clocks = rows[
        [
            f"waktu_{name}"
            for name in ("deteksi", "terima", "verifikasi", "tanggap", "kirim", "tiba", "selesai")
        ]
    ].apply(pd.to_datetime)
    filled = clocks.ffill(axis=1)
    assert (filled.diff(axis=1).iloc[:, 1:] >= pd.Timedelta(0)).all().all()
    assert clocks["waktu_selesai"].isna().any()  # still going on
    assert set(rows["kamera"]) <= set(_lines(written / "kamera.csv")["id_kamera"])


def test_fires(written: Path, truth: dict, now: datetime) -> None:
    rows = _good(written / "kebakaran.csv", "id_kejadian", "waktu_panggil", now)
    assert len(rows) == truth["fires"]["n"]
    assert (rows["waktu_panggil"] != "").all()  # no call that is still to come
    assert 3.5 < len(rows) / 90 < 6.5
    response = (
        pd.to_datetime(rows["waktu_tiba"]) - pd.to_datetime(rows["waktu_panggil"])
    ).dt.total_seconds() / 60
    assert 5 <= response.median() <= 6
    assert response.max() > 15
    assert set(rows["hasil"]) <= {"fire", "rescue", "cancelled"}
    assert (rows.loc[rows["hasil"] == "cancelled", "waktu_tiba"] == "").all()
    assert set(rows["kelurahan"]) <= set(reference("kelurahan")["kelurahan"])


def test_every_source_says_that_it_is_simulated() -> None:
    assert all(file.source.startswith("simulasi_") for file in city.FILES)
