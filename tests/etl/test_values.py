"""Values that are wrong, and what becomes of them: a reason for each, and no more reasons than there are faults."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest

from data.warehouse import Warehouse
from tests.etl.crm_files import bad, bring, good, many, reports, rows
from tests.etl.square_city import lay_squares, remarks

LOADED = datetime(2026, 1, 10, 0, 0)
KNOWN = many(40, 100)


@pytest.mark.parametrize(
    ("words", "reasons"),
    [
        ({"bujur": "x"}, {"type:lon"}),
        ({"bujur": "NaN"}, {"type:lon"}),
        ({"lintang": "Infinity"}, {"type:lat"}),
        ({"bujur": "-6.2", "lintang": "106.8"}, {"swapped:lon_lat"}),
        ({"lintang": "-96.2"}, {"range:lon_lat"}),
        ({"bujur": "206.8"}, {"range:lon_lat"}),
        ({"waktu_lapor": "2026-01-12 08:00:00"}, {"future:created_at"}),
        ({"waktu_ubah": "2027-01-12 08:00:00"}, {"future:updated_at"}),
        ({"waktu_lapor": "1970-01-01 00:00:00"}, {"too_old:created_at"}),
        ({"waktu_lapor": "1767316800000"}, {"type:created_at", "required:created_at"}),
        ({"waktu_lapor": "infinity"}, {"type:created_at", "required:created_at"}),
        ({"waktu_ubah": "kemarin"}, {"type:updated_at"}),
        ({"tenggat": "31/12/2026"}, {"type:sla_due_at"}),
        ({"tenggat": "infinity"}, {"type:sla_due_at"}),
        ({"tenggat": "290309-12-22 (BC) 00:00:00"}, {"type:sla_due_at"}),
        ({"privat": "barangkali"}, {"type:is_private"}),
        ({"no_laporan": "  "}, {"required:report_id"}),
        ({"bujur": "x", "lintang": "y", "waktu_lapor": ""}, {"type:lon", "type:lat", "required:created_at"}),
    ],
)
def test_wrong_values_go_to_quarantine_with_exactly_these_reasons(warehouse: Warehouse, tmp_path: Path, words: dict[str, str], reasons: set[str]) -> None:
    wrong = good(1, **words)
    bring(warehouse, tmp_path / "laporan.csv", rows(*KNOWN, wrong), loaded_at=LOADED)
    assert bad(warehouse) == [(42, reasons, wrong)]


def test_places_outside_without_and_nowhere_are_counted_not_dropped(warehouse: Warehouse, tmp_path: Path) -> None:
    lay_squares(warehouse)
    lines = [good(1), good(2, bujur="0", lintang="0.000"), good(3, bujur="", lintang=""), good(4, bujur="110.4", lintang="-7.8"), good(5, bujur="106.88", lintang="-6.15")]
    bring(warehouse, tmp_path / "laporan.csv", rows(*lines))
    with warehouse.working() as session:
        found = session.rows("select report_id, place, area, lon is null from report order by 1")
    assert found == [
        ("L1", "inside", "31.73.05.1001", False), ("L2", "none", None, True), ("L3", "none", None, True),
        ("L4", "outside", None, False), ("L5", "inside", "31.74.01.1002", False),
    ]
    assert remarks(warehouse) == {"none:place": 2}


def test_unknown_categories_are_kept_as_new_and_counted(warehouse: Warehouse, tmp_path: Path) -> None:
    bring(warehouse, tmp_path / "laporan.csv", rows(good(1, kategori="Ubur-ubur terbang"), good(2, kategori="JALAN"), good(3, kanal="telepati")))
    with warehouse.working() as session:
        assert session.rows("select category, category_raw, channel from report order by report_id") == [
            ("lain_baru", "Ubur-ubur terbang", "jaki"), ("jalan", "JALAN", "jaki"), ("jalan", "jalan", "lain"),
        ]
    assert remarks(warehouse) == {"new:category": 1}


def test_a_new_column_is_a_notice(warehouse: Warehouse, tmp_path: Path) -> None:
    text = rows(good(1)).replace("foto_hash\n", "foto_hash,warna\n").replace("0,,\n", "0,,,biru\n")
    bring(warehouse, tmp_path / "laporan.csv", text)
    with warehouse.working() as session:
        assert '"unmapped_columns: warna"' in session.one("select notices from batch")[0]


def test_the_newest_of_one_key_in_one_file_wins_and_the_rest_are_duplicates(warehouse: Warehouse, tmp_path: Path) -> None:
    lines = [good(1, deskripsi="kedua", waktu_ubah="2026-01-03 00:00:00"), good(1, deskripsi="ketiga", waktu_ubah="2026-01-04 00:00:00"), good(1, deskripsi="pertama")]
    batch = bring(warehouse, tmp_path / "laporan.csv", rows(*lines, good(2, deskripsi="a"), good(2, deskripsi="b")))
    assert (batch.counts.inserted, batch.counts.duplicate) == (2, 3)
    with warehouse.working() as session:  # of equal clocks the later line is the newer one
        assert session.rows("select report_id, description from report order by 1") == [("L1", "ketiga"), ("L2", "b")]


def test_milliseconds_where_seconds_are_meant(warehouse: Warehouse, tmp_path: Path) -> None:
    event = '{{"event": {{"analytic_id": "NFV4-VC", "stream_id": "s", "timestamp": {0}, "pipeline_data": {{"confidence": {1}}}}}}}'
    records = [*(event.format(1617084988 + n, 0.9) for n in range(8)), event.format(1617084988000, 0.9), event.format(1617085988, 1.9)]
    bring(warehouse, tmp_path / "kejadian.json", "[" + ",".join(records) + "]", "cctv_incidents")
    assert [(n, r) for n, r, _ in bad(warehouse)] == [(9, {"epoch:milliseconds", "required:detected_at"}), (10, {"range:confidence"})]


@pytest.mark.parametrize(
    ("text", "gone", "mark"),
    [
        ("hubungi 0812-3456-7890 segera", "3456", "[telepon]"),
        ("hubungi +62 812 3456 7890", "3456", "[telepon]"),
        ("wa 081234567890", "0812345", "[telepon]"),
        ("NIK 3173051203900001", "31730512", "[NIK]"),
        ("surat ke budi.s@example.co.id", "budi", "[surel]"),
        ("mobil B 1234 XYZ parkir", "1234", "[pelat]"),
        ("motor AB-12-C", "AB-12", "[pelat]"),
    ],
)
def test_personal_data_of_a_bad_line_goes_no_further(warehouse: Warehouse, tmp_path: Path, text: str, gone: str, mark: str) -> None:
    bring(warehouse, tmp_path / "laporan.csv", rows(*many(8), good(9, deskripsi=text, bujur="x")))
    ((_, _, raw),) = bad(warehouse)
    assert gone not in raw and mark in raw and raw.startswith("L9,2026-01-02 08:00:00,")


def test_a_plate_or_a_face_stays_out_of_bad_rows_as_well(warehouse: Warehouse, tmp_path: Path) -> None:
    event = '{{"event": {{"analytic_id": "NFV4-LPR", "stream_id": "s", "timestamp": {0}, "primary_text": "NAMA", "secondary_text": "KA99ZZ", "pipeline_data": {{"plate_number": "KA99ZZ", "face_id": "77712345", "confidence": 0.5}}}}}}'
    records = [*(event.format(1617084988 + n) for n in range(8)), event.format(1617084988000)]
    bring(warehouse, tmp_path / "kejadian.json", "[" + ",".join(records) + "]", "cctv_incidents")
    ((_, _, raw),) = bad(warehouse)
    assert "NFV4-LPR" in raw and not any(word in raw for word in ("KA99ZZ", "77712345", "NAMA"))


def test_names_from_outside_are_only_names(warehouse: Warehouse, tmp_path: Path) -> None:
    for name in ("'; drop table report; --.csv", 'a "b" c.csv', "$source $batch.csv", "100%.csv", "b\udcff.csv", "baris\nbaru.csv"):
        batch = bring(warehouse, tmp_path / name, rows(*many(9), good(10, bujur="$source ' \" ; --")), source="a'b")
        assert batch.source == "a'b"
    with warehouse.working() as session:
        origins = [o for (o,) in session.rows("select origin from batch order by batch")]
        assert session.one("select count(*), count(distinct source) from report") == (9, 1)
    assert origins == ["'; drop table report; --.csv", 'a "b" c.csv', "$source $batch.csv", "100%.csv", "b?.csv", "barisbaru.csv"]
    assert len(reports(warehouse)) == 9
