"""CSV files as they really come: each gives a clear error, or quarantined rows with reason, line and raw text."""

from __future__ import annotations

from pathlib import Path

import pytest

from data.errors import BatchRefused, ParseError
from data.warehouse import Warehouse
from etl.blot import shape
from tests.etl.crm_files import HEAD, bad, bring, good, incoming, many, reports, rows

FILE = "laporan.csv"


def refused(warehouse: Warehouse, file: Path, content: bytes | str) -> str:
    """The message of a file that is refused whole; nothing of it may stay anywhere."""
    with pytest.raises(ParseError) as error:
        bring(warehouse, file, content)
    assert file.name in error.value.message and error.value.hint
    assert reports(warehouse) == set() and bad(warehouse) == [] and incoming(warehouse) == []
    return error.value.message


def test_a_missing_column_names_itself_and_what_is_there(warehouse: Warehouse, tmp_path: Path) -> None:
    from etl.feed import Mapping
    from etl.feeds import feed

    crm = next(m for m in feed("citizen_reports").mappings() if m.name == "crm")
    assert isinstance(crm, Mapping)
    with pytest.raises(ParseError, match=r"laporan.csv, line 1: the column 'kategori' is missing; it has no_laporan, waktu_lapor"):
        bring(warehouse, tmp_path / FILE, rows(good(1)).replace("kategori", "jenis"), mapping=crm)
    assert "fits none of the forms of citizen_reports" in refused(warehouse, tmp_path / FILE, rows(good(1)).replace("kategori", "jenis"))


def test_empty_files_are_refused(warehouse: Warehouse, tmp_path: Path) -> None:
    assert "is empty" in refused(warehouse, tmp_path / FILE, "")
    refused(warehouse, tmp_path / FILE, "\n\n")


def test_a_header_alone_is_an_empty_batch(warehouse: Warehouse, tmp_path: Path) -> None:
    batch = bring(warehouse, tmp_path / FILE, HEAD + "\n")
    assert (batch.state, batch.counts.read) == ("loaded", 0)


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le-mark", "cp1252"])
def test_encodings_come_out_the_same(warehouse: Warehouse, tmp_path: Path, encoding: str) -> None:
    text = rows(good(1, deskripsi="Café Ragusa – “es krim”"))
    content = b"\xff\xfe" + text.encode("utf-16-le") if encoding.endswith("mark") else text.encode(encoding)
    assert bring(warehouse, tmp_path / FILE, content).counts.inserted == 1
    with warehouse.working() as session:
        assert session.one("select description from report") == ("Café Ragusa – “es krim”",)
        (notices,) = session.one("select notices from batch")
    assert ("encoding:" in notices) == (encoding != "utf-8-sig")


def test_one_broken_byte_does_not_spoil_the_rest(warehouse: Warehouse, tmp_path: Path) -> None:
    content = rows(good(1, deskripsi="Café, é, ü".replace(",", "")), good(2, deskripsi="x?x")).encode().replace(b"x?x", b"x\xffx")
    bring(warehouse, tmp_path / FILE, content)
    with warehouse.working() as session:
        assert session.rows("select description from report order by report_id") == [("Café é ü",), ("x\ufffdx",)]
        assert "encoding:utf-8 with broken bytes" in session.one("select notices from batch")[0]


@pytest.mark.parametrize("breaks", ["\r\n", "\r"])
def test_line_breaks_of_other_systems(warehouse: Warehouse, tmp_path: Path, breaks: str) -> None:
    bring(warehouse, tmp_path / FILE, rows(*many(6), good(7, bujur="x")).replace("\n", breaks))
    assert len(reports(warehouse)) == 6
    assert bad(warehouse) == [(8, {"type:lon"}, good(7, bujur="x"))]


def test_mixed_line_breaks_lose_no_row(warehouse: Warehouse, tmp_path: Path) -> None:
    lines = [HEAD, *many(6), good(7, deskripsi="kata\rlain"), good(8, bujur="x")]
    content = "".join(line + ("\r\n" if n % 2 else "\n") for n, line in enumerate(lines))
    assert bring(warehouse, tmp_path / FILE, content).counts.read == 8
    assert bad(warehouse) == [(9, {"type:lon"}, good(8, bujur="x"))]
    with warehouse.working() as session:
        assert session.one("select description from report where report_id = 'L7'") == ("kata lain",)


def test_lines_and_raw_text_are_exact_after_quoted_breaks_and_empty_lines(warehouse: Warehouse, tmp_path: Path) -> None:
    long = good(2, deskripsi='"satu\n\ndua, ""tiga""\n"')
    wrong = good(3, deskripsi='"empat\nlima"', lintang="selatan")
    content = rows(*many(20, 10), long, "", "", wrong, "L4,terlalu,sedikit", good(5, deskripsi='5" pipa'), good(6) + ",terlalu,banyak", good(7, waktu_lapor="kemarin"))
    assert bring(warehouse, tmp_path / FILE, content).counts.quarantined == 4
    assert bad(warehouse) == [
        (28, {"type:lat"}, wrong),
        (30, {"csv:missing_columns"}, shape("L4,terlalu,sedikit")),  # whose columns nobody can tell: a name may stand in any
        (32, {"csv:too_many_columns"}, shape(good(6) + ",terlalu,banyak")),
        (33, {"type:created_at", "required:created_at"}, good(7, waktu_lapor="kemarin")),
    ]
    with warehouse.working() as session:
        assert session.one("select description from report where report_id = 'L2'") == ('satu\n\ndua, "tiga"\n',)
        assert session.one("select description from report where report_id = 'L5'") == ('5" pipa',)


def test_a_quote_that_is_never_closed_is_refused_with_its_line(warehouse: Warehouse, tmp_path: Path) -> None:
    message = refused(warehouse, tmp_path / FILE, rows(*many(3), good(4, deskripsi='"tidak ditutup'), *many(3000, 5)))
    assert "line 5" in message and "never closed" in message


def test_text_after_a_closed_quote_is_one_bad_row(warehouse: Warehouse, tmp_path: Path) -> None:
    bring(warehouse, tmp_path / FILE, rows(*many(5), good(6, deskripsi='"a"b'), good(7)))
    assert bad(warehouse) == [(7, {"csv:quote"}, shape(good(6, deskripsi='"a"b')))]


@pytest.mark.parametrize("text", ["x" * (50 << 20), '"' + "baris\n" * (5 << 20) + '"'], ids=["one line of 50 MB", "a quoted text of 30 MB"])
def test_a_giant_record_is_quarantined_and_its_neighbours_stay(warehouse: Warehouse, tmp_path: Path, text: str) -> None:
    bring(warehouse, tmp_path / FILE, rows(*many(5), good(6, deskripsi=text), good(7), "L8,kurang"))
    assert reports(warehouse) == {f"L{n}" for n in (1, 2, 3, 4, 5, 7)}
    giant, short = bad(warehouse)
    assert giant[:2] == (7, {"csv:line_too_long"}) and giant[2] == shape(good(6, deskripsi=text)[:10_000])
    assert short == (9 + text.count("\n"), {"csv:missing_columns"}, shape("L8,kurang"))


@pytest.mark.parametrize("delimiter", [";", "\t", "|"])
def test_other_delimiters(warehouse: Warehouse, tmp_path: Path, delimiter: str) -> None:
    bring(warehouse, tmp_path / FILE, rows(*many(6), good(7, lintang="x")).replace(",", delimiter))
    assert len(reports(warehouse)) == 6 and bad(warehouse)[0][:2] == (8, {"type:lat"})


def test_header_names_that_stand_twice_or_are_no_text(warehouse: Warehouse, tmp_path: Path) -> None:
    from etl.feeds import feed

    crm = next(m for m in feed("citizen_reports").mappings() if m.name == "crm")
    with pytest.raises(ParseError, match=r"line 1: the columns 'opd' stand there twice"):
        bring(warehouse, tmp_path / FILE, rows(good(1)).replace("kanal", "opd"), mapping=crm)
    with pytest.raises(ParseError, match="zero bytes"):
        bring(warehouse, tmp_path / FILE, rows(good(1)).encode("utf-16-le"), mapping=crm)


def test_zero_bytes_in_a_row_are_text_like_any_other(warehouse: Warehouse, tmp_path: Path) -> None:
    bring(warehouse, tmp_path / FILE, rows(*many(5), good(6, deskripsi="nol\0nol"), good(7, bujur="\0")))
    assert "L6" in reports(warehouse) and bad(warehouse)[0][:2] == (8, {"type:lon"})


def test_too_many_bad_rows_refuse_the_batch_and_keep_the_last_good_data(warehouse: Warehouse, tmp_path: Path) -> None:
    bring(warehouse, tmp_path / FILE, rows(*many(40)))
    with pytest.raises(BatchRefused, match=r"laporan.csv: 10 of 40 rows are bad \(type:lon × 10\); the limit is 20%"):
        bring(warehouse, tmp_path / FILE, rows(*many(30, 100), *(good(n, bujur="x") for n in range(10))))
    assert reports(warehouse) == {f"L{n}" for n in range(1, 41)}
    assert len(bad(warehouse)) == 10
    with warehouse.working() as session:
        assert session.one("select state, read_rows, quarantined, inserted from batch order by batch desc limit 1") == ("refused", 40, 40, 0)
    assert incoming(warehouse) == []  # it has a column of persons


def test_the_same_bad_file_again_is_booked_but_its_rows_stand_there_once(warehouse: Warehouse, tmp_path: Path) -> None:
    for _ in range(2):
        batch = bring(warehouse, tmp_path / FILE, rows(*many(9), good(10, bujur="x")).replace(",pelapor", "").replace(",0,,", ",0,"))
    assert batch.counts.duplicate == 9 and batch.counts.quarantined == 1
    assert len(bad(warehouse)) == 1 and len(incoming(warehouse)) == 1  # each of its columns is known, and none holds persons: it stays to be looked at
