"""Plates: read, met with the register, and gone. A search over every table and every file of the state folder finds none."""

from __future__ import annotations

import json
import os
import stat
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pyarrow as pa
import pytest

from data.errors import BatchRefused, ParseError
from data.warehouse import Warehouse
from etl.engine import load
from etl.feeds import feed
from etl.plate_keys import KEY_DAYS, PlateKeys, hashed, plain
from etl.receive import receive
from tests.etl.square_city import counts, lay_squares, put, reasons, remarks

AT = datetime(2026, 1, 7, 12, tzinfo=UTC)
PLANTED = ("B1234XYZ", "B 1234 XYZ", "b-1234-xyz", "B5678QRS", "B 5678 QRS", "D77ZZ", "D 77 ZZ", "B4321KLM", "B 4321 KLM", "F9090GH", "F 9090 GH", "Rahayu", "Kenongo")
REGISTER = """\
nomor_polisi,nama_pemilik,alamat,jenis,jatuh_tempo,terutang_rp,per_waktu
B 1234 XYZ,Sri Rahayu,Jl. Kenongo 3,mobil,2025-06-01,2400000,2026-01-06 08:00:00
B 5678 QRS,Sri Rahayu,Jl. Kenongo 4,motor,2026-08-01,0,2026-01-06 08:00:00
D 77 ZZ,Sri Rahayu,Jl. Kenongo 5,motor,lusa,300000,2026-01-06 08:00:00
bukan pelat,Sri Rahayu,Jl. Kenongo 6,motor,2026-08-01,1,2026-01-06 08:00:00
"""
READS = """\
waktu,kamera,koridor,pelat,keyakinan,bujur,lintang
2026-01-06 07:00:00,K1,Sudirman,B1234XYZ,0.98,106.82,-6.2
2026-01-06 09:00:00,K2,Sudirman,b-1234-xyz,97,106.82,-6.2
2026-01-07 07:00:00,K1,Sudirman,B 1234 XYZ,0.98,106.82,-6.2
2026-01-06 07:05:00,K1,Sudirman,B5678QRS,0.99,106.82,-6.2
2026-01-06 07:06:00,K1,Sudirman,B4321KLM,0.41,106.82,-6.2
2026-01-06 07:07:00,K1,Sudirman,KA,0.9,106.82,-6.2
2025-12-20 07:00:00,K1,Sudirman,F9090GH,0.9,106.82,-6.2
2026-01-06 07:08:00,F 9090 GH,dekat F9090GH,F9090GH,0.9,106.82,-6.2
2026-01-06 07:09:00,K1,Sudirman,F9090GH,0.9,-6.2,106.82
F9090GH,2026-01-06 07:09:00,K1
"""


@pytest.fixture
def city(warehouse: Warehouse, tmp_path: Path) -> Warehouse:
    lay_squares(warehouse)
    assert counts(put(warehouse, "vehicle_tax", tmp_path / "r.csv", REGISTER, loaded_at=AT)) == (4, 2, 0, 0, 2)
    assert counts(put(warehouse, "plate_reads", tmp_path / "b.csv", READS, loaded_at=AT)) == (10, 7, 0, 0, 3)
    return warehouse


def everything(warehouse: Warehouse) -> str:
    """Every row of every table, temporary ones too, and every byte below the state folder."""
    with warehouse.working() as session:
        session.execute("checkpoint")
        tables = [t for (t,) in session.rows("select table_name from duckdb_tables()")]
        text = "\n".join(str(session.rows(f'select to_json(t)::varchar from "{t}" t')) for t in tables if t not in ("area", "kelurahan"))
    files = [f for f in warehouse.settings.var.rglob("*") if f.is_file()]
    return text + "".join(f"{f}\n" + f.read_bytes().decode("latin-1") for f in files)


def test_reads_meet_the_register_and_the_rest_is_named(city: Warehouse) -> None:
    assert reasons(city) == [(4, ["required:due_on", "type:due_on"]), (5, ["format:plate"]), (8, ["key:day"]), (10, ["swapped:lon_lat"]), (11, ["csv:missing_columns"])]
    assert remarks(city)["unknown:plate"] == 1
    with city.working() as session:
        rows = session.rows("select camera_id, corridor, strftime(read_at, '%d %H:%M'), is_readable, is_registered, is_due, owed_rp, area from plate_read order by read_at")
    due, none = (True, True, True, 2_400_000.0), (False, None, False, 0.0)
    assert [row[2:7] for row in rows] == [
        ("06 00:00", *due), ("06 00:05", True, True, False, 0.0), ("06 00:06", False, False, False, 0.0), ("06 00:07", *none),
        ("06 00:08", True, False, False, 0.0), ("06 02:00", *due), ("07 00:00", *due),
    ]  # fmt: skip
    assert rows[4][:2] == ("[pelat]", "dekat [pelat]"), "a plate in another column is blotted out"
    assert {row[7] for row in rows} == {"31.74.01.1001"}


def test_a_vehicle_is_one_within_a_day_and_another_on_the_next(city: Warehouse) -> None:
    with city.working() as session:
        days = session.rows("select (read_at + interval 7 hour)::date::varchar, list_distinct(list(plate_key)) from plate_read where is_due group by 1 order by 1")
        (register,) = session.one("select list(plate_key) from vehicle_tax")
    assert [len(found) for _day, found in days] == [1, 1] and days[0][1] != days[1][1]
    assert not set(register) & {days[0][1][0], days[1][1][0]}, "the register's hash is no read's"


def test_no_plate_and_no_owner_is_left_anywhere(city: Warehouse) -> None:
    kept = everything(city)
    assert [word for word in PLANTED if word.lower() in kept.lower()] == []
    assert list((city.settings.var / "incoming").iterdir()) == []


def test_the_same_files_twice_change_nothing(city: Warehouse, tmp_path: Path) -> None:
    assert counts(put(city, "vehicle_tax", tmp_path / "r.csv", REGISTER, loaded_at=AT)) == (4, 0, 0, 2, 2)
    assert counts(put(city, "plate_reads", tmp_path / "b.csv", READS, loaded_at=AT)) == (10, 0, 0, 7, 3)


def test_a_refused_file_and_a_broken_one_leave_nothing(warehouse: Warehouse, tmp_path: Path) -> None:
    lay_squares(warehouse)
    bad = "waktu,kamera,pelat\n" + "kapan,K1,B1234XYZ\n" * 20
    with pytest.raises(BatchRefused):
        put(warehouse, "plate_reads", tmp_path / "b.csv", bad, loaded_at=AT)
    with pytest.raises(ParseError) as refused:
        put(warehouse, "plate_reads", tmp_path / "c.json", '[{"analytic_id": "NFV4-LPR", "stream_id": 1, "plate_number": "B1234XYZ"', loaded_at=AT)
    assert "B1234XYZ" not in str(refused.value) + everything(warehouse)
    assert list((warehouse.settings.var / "incoming").iterdir()) == []


def test_what_a_killed_load_left_is_cleared_by_the_next(warehouse: Warehouse, tmp_path: Path) -> None:
    lay_squares(warehouse)
    left = warehouse.settings.var / "incoming" / "tertutup-999999999-00"
    left.mkdir(parents=True)
    (left / "draft").write_text("B1234XYZ")
    put(warehouse, "plate_reads", tmp_path / "b.csv", READS, loaded_at=AT)
    assert not left.exists()


def test_webhooks_and_xml_of_readers(warehouse: Warehouse, tmp_path: Path) -> None:
    lay_squares(warehouse)
    event = {"analytic_id": "NFV4-LPR", "stream_id": "s1", "timestamp": 1767745000, "primary_text": "x", "secondary_text": "B1234XYZ", "pipeline_data": {"plate_number": "B1234XYZ", "confidence": 0.9}}
    other = {"analytic_id": "NFV4-VC", "stream_id": "s1", "timestamp": 1767745000, "pipeline_data": {}}
    moment = int((datetime.now(UTC) - timedelta(hours=1)).timestamp())
    body = json.dumps([{"event": {**e, "timestamp": moment}} for e in (event, other)]).encode()
    law = receive(warehouse, "plate_reads", body, "application/json")
    assert (law["inserted"], law["quarantined"]) == (1, 0)
    alert = "<EventNotificationAlert><channelName>K9</channelName><dateTime>2026-01-07T08:00:00+07:00</dateTime><ANPR><licensePlate>B4321KLM</licensePlate><confidenceLevel>95</confidenceLevel></ANPR></EventNotificationAlert>"
    assert counts(put(warehouse, "plate_reads", tmp_path / "a.xml", alert, loaded_at=AT)) == (1, 1, 0, 0, 0)
    with warehouse.working() as session:
        assert session.rows("select camera_id, is_readable, confidence from plate_read order by camera_id") == [("K9", True, 0.95), ("s1", True, 0.9)]
    assert [word for word in PLANTED if word.lower() in everything(warehouse).lower()] == []


@pytest.mark.opendata
def test_the_webhook_sample(warehouse: Warehouse, open_data: Path) -> None:
    sample = open_data / "cctv/visionaire_v4_webhook_samples_redacted.json"
    with pytest.raises(BatchRefused):  # its one reading is of 2021, and the key of that day is long destroyed
        load(warehouse, feed("plate_reads"), sample, loaded_at=AT)
    loaded = load(warehouse, feed("plate_reads"), sample, loaded_at=datetime(2021, 4, 28, tzinfo=UTC))
    assert counts(loaded) == (1, 1, 0, 0, 0)
    with warehouse.working() as session:
        assert session.one("select is_readable, plate_key, round(confidence, 2) from plate_read") == (False, "", 0.93), "KA is no plate"


def test_keys_are_ours_alone_and_die(tmp_path: Path) -> None:
    keys, today = PlateKeys(tmp_path), date(2026, 1, 10)
    key = keys.read_key("2026-01-09", today)
    assert key and len(key) == 32 and key == PlateKeys(tmp_path).read_key("2026-01-09", today) != keys.read_key("2026-01-10", today)
    assert stat.S_IMODE(os.stat(tmp_path / "keys" / "baca-2026-01-09").st_mode) == 0o600 and stat.S_IMODE(os.stat(tmp_path / "keys").st_mode) == 0o700
    keys.clear(today + timedelta(days=KEY_DAYS - 2))
    assert keys.read_key("2026-01-09", today) == key
    keys.clear(today + timedelta(days=KEY_DAYS - 1))
    assert not (tmp_path / "keys" / "baca-2026-01-09").exists() and (tmp_path / "keys" / "baca-2026-01-10").exists()
    assert keys.read_key("2026-01-01", today) is None and keys.read_key("2026-01-12", today) is None and keys.read_key("x", today) is None


def test_a_hash_is_hmac_sha256_of_the_bare_plate() -> None:
    bare = plain(pa.array(["b 1234-xyz", "B1234XYZ", "KA", None, "1234"]))
    assert bare.to_pylist() == ["B1234XYZ", "B1234XYZ", None, None, None]
    # RFC 4231, test case 2, in its first 128 bits.
    assert hashed(pa.array(["what do ya want for nothing?", None]), b"Jefe").to_pylist() == ["5bdcc146bf60754e6a042426089575c7", None]
