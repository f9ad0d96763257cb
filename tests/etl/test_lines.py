"""Records are found apart from the reader: against Python's own csv module, against DuckDB's reader, and in the file's order."""

from __future__ import annotations

import csv
import io
import random
from datetime import datetime
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from data.errors import BatchRefused, CityError, ParseError
from data.warehouse import Warehouse
from etl import lines
from etl.blot import shape
from etl.engine import load
from etl.feed import Mapping, Staged
from etl.feeds import feed, feeds
from etl.staging import type_rows
from tests.etl.crm_files import bad, good, rows

QUIET = {"deadline": None, "suppress_health_check": [HealthCheck.function_scoped_fixture]}
QUOTED = st.text(st.sampled_from('ab,;"\n é'), max_size=8).map(lambda text: '"' + text.replace('"', '""') + '"')
STRAY = st.text(st.sampled_from('ab"é '), max_size=6).map(lambda text: "a" + text)  # a quote inside is a sign like any other
RECORD = st.lists(st.one_of(QUOTED, STRAY, st.just("")), min_size=3, max_size=3).map(",".join)
LINES = st.lists(st.one_of(RECORD, st.just("")), min_size=1, max_size=12)  # some of them empty


@settings(max_examples=150, **QUIET)
@given(LINES, st.sampled_from(["\n", "\r\n"]), st.booleans())
def test_records_stand_where_they_were_written(tmp_path: Path, written: list[str], breaks: str, is_ended: bool) -> None:
    text = breaks.join(["a,b,c", *written]) + (breaks if is_ended else "")
    file = tmp_path / "t.csv"
    file.write_bytes(text.encode())
    found, expected, line = lines.survey(file), [], 2
    for record in written:
        if record:
            expected.append((line, record))
        line += record.count("\n") + 1
    assert [(int(found.lines[n]), found.text(n, 100)) for n in found.rows] == expected
    assert len([r for r in csv.reader(io.StringIO(text, newline="")) if r]) == len(expected) + 1  # Python reads it so, too
    assert lines.count_lines(file) == text.count("\n") + (not text.endswith("\n"))
    assert found.open_line == 0


@settings(max_examples=60, **QUIET)
@given(st.text(st.sampled_from('ab,"\n'), max_size=60))
def test_what_is_called_plain_is_plain(tmp_path: Path, text: str) -> None:
    file = tmp_path / "t.csv"
    file.write_text("a,b,c\n" + text)
    if lines.is_plain(file):
        assert (text.count('"') % 2) == 0


def test_long_records_are_never_called_plain(tmp_path: Path) -> None:
    for inside in ("x" * (3 << 20), '"' + "x\n" * (2 << 20) + '"', '"' + '""\n' * (1 << 20) + '"'):
        (tmp_path / "t.csv").write_text("a,b\n" + "1,2\n" * 10 + f"1,{inside}\n" + "1,2\n" * 10)
        assert not lines.is_plain(tmp_path / "t.csv")


def test_wanted_rows_are_found_among_refused_and_empty_ones(tmp_path: Path) -> None:
    file = tmp_path / "t.csv"
    file.write_text('a,b\n1,1\n\n2\n3,"x\ny"\n4\n5,5\n')
    found = lines.locate(lines.survey(file), np.array([1, 2]), np.array([3, 5]), 3, 3)
    assert found.to_pydict() == {
        "is_refused": [True, True, False, False], "nth": [3, 5, 1, 2], "line_no": [4, 7, 5, 8], "raw": ["2", "4", '3,"', None],
    }


MAPPING = Mapping("uji", "csv", "uji", fields={"report_id": "a", "created_at": "b", "description": "c"}, needs=("a", "b", "c"))
FIRST = "".join(f'P{n},2026-01-02 08:00:00,"teks {n}"\n' for n in range(60))
CELL = st.one_of(QUOTED, STRAY, st.just("2026-01-02 08:00:00"), st.text(st.sampled_from('x1,"\n'), max_size=5))


@settings(max_examples=60, **QUIET)
@given(st.lists(st.lists(CELL, min_size=1, max_size=4).map(",".join), max_size=10))
def test_good_and_bad_rows_are_all_rows(warehouse: Warehouse, tmp_path: Path, body: list[str]) -> None:
    """Whatever stands in a file: it is refused with a reason, or every record of it is in the counts and every bad one in quarantine."""
    file = tmp_path / "t.csv"
    file.write_text("a,b,c\n" + FIRST + "\n".join(body) + "\n")
    with warehouse.working() as session:
        before = session.one("select count(*) from quarantine")[0]
        session.execute("delete from report")
        session.execute("delete from quarantine")
    records = lines.survey(file)
    try:
        batch = load(warehouse, feed("citizen_reports"), file, mapping=MAPPING)
    except (ParseError, BatchRefused) as error:
        assert "t.csv" in error.message and error.hint
        return
    with warehouse.working() as session:
        loaded, held = session.one("select (select count(*) from report), (select count(*) from quarantine)")
        raws = session.rows("select line_no, raw from quarantine")
    assert batch.counts.holds() and batch.counts.read == len(records.rows)
    assert (loaded, held) == (batch.counts.inserted, batch.counts.quarantined) and before >= 0
    known = {int(records.lines[n]): records.text(n, 10_000) for n in records.rows}
    assert all(known[line] == raw for line, raw in raws)


@settings(max_examples=60, **QUIET)
@given(st.binary(max_size=200))
def test_any_bytes_are_loaded_or_refused_in_words(warehouse: Warehouse, tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "t.csv"
    for head in (b"", b"a,b,c\n"):
        file.write_bytes(head + content)
        try:
            assert load(warehouse, feed("citizen_reports"), file, mapping=MAPPING).counts.holds()
        except CityError as error:
            assert error.message and error.hint


def test_rows_keep_the_order_of_a_large_file(warehouse: Warehouse, tmp_path: Path) -> None:
    """The reader works in several threads; line numbers and "the later line wins" stand on the order being kept."""
    draw, written, expected, line = random.Random(7), [], [], 2
    for n in range(60_000):
        kind = draw.random()
        record = good(n, deskripsi=f'"dua\nbaris {n}"') if kind < 0.1 else good(n, bujur="x") if kind < 0.11 else "kurang" if kind < 0.12 else good(n)
        if record == "kurang" or ",x," in record:
            expected.append((line, {"csv:missing_columns"} if record == "kurang" else {"type:lon"}, shape(record) if record == "kurang" else record))
        written.append(record)
        line += record.count("\n") + 1
    file = tmp_path / "besar.csv"
    file.write_text(rows(*written))
    load(warehouse, feed("citizen_reports"), file)
    assert bad(warehouse) == expected


CSV_TABLES = [(f.name, m.name, t.name) for f in feeds().values() for m in f.mappings() if m.reader == "csv" for t in f.tables if t.rows == "rows"]


@pytest.mark.parametrize(("feed_name", "mapping_name", "table_name"), CSV_TABLES)
def test_rows_of_every_csv_feed_keep_the_order_of_the_file(warehouse: Warehouse, feed_name: str, mapping_name: str, table_name: str) -> None:
    """A join, also one that a long `in (…)` is turned into, gives rows in any order: then they must be put in order again."""
    one = feed(feed_name)
    mapping = next(m for m in one.mappings() if m.name == mapping_name)
    table = next(t for t in one.tables if t.name == table_name)
    words = tuple(mapping.fields)
    staged = Staged({"rows": f"select {', '.join(f'range::varchar as {w}' for w in words)} from range(9)"}, {"rows": words})
    with warehouse.working() as session:
        said: list[str] = []
        run = session.execute

        def heard(sql: str, params: object = None) -> None:
            said.append(sql)
            run(sql, params)  # type: ignore[arg-type]

        session.execute = heard  # type: ignore[method-assign,assignment]
        params = {"loaded_at": datetime(2026, 1, 1), "source": "", "batch": 0, "person_key": ""}
        type_rows(session, one, mapping, staged, table, params)
        plan = str(session.rows("explain " + said[-1], params)).upper()
    assert "JOIN" not in plan or said[-1].endswith("order by row_order")
