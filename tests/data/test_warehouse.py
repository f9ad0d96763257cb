"""One owner, everyone else over Quack: the note, the door, transactions, and what SQL may not touch."""

from __future__ import annotations

import json
import os
import stat
import subprocess
import sys
import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from data import owner
from data.errors import WarehouseError
from data.faults import Busy, Conflict
from data.settings import Settings
from data.warehouse import Session, Warehouse

ROOT = Path(__file__).parents[2]


@pytest.fixture(params=["owned", "joined"])
def line(request: pytest.FixtureRequest, warehouse: Warehouse) -> Iterator[Session]:
    """A session of the owner, and one that speaks to the owner over Quack: they must behave alike."""
    if request.param == "owned":
        with warehouse.working() as session:
            yield session
        return
    joined = Warehouse.join(warehouse.settings)
    assert joined.is_remote and not warehouse.is_remote
    with joined.working() as session:
        yield session
    joined.close()


def test_values_rows_frames_and_arrow(line: Session) -> None:
    line.execute("create table t as select 1 as a, 'x''y' as b")
    assert line.rows("select a, b from t where b = $b", {"b": "x'y", "other": 3}) == [(1, "x'y")]
    assert line.one("select $a + 1", {"a": 2}) == (3,)
    assert list(line.frame("select a as satu from t").columns) == ["satu"] and line.arrow("select b from t").to_pydict() == {"b": ["x'y"]}
    with pytest.raises(WarehouseError, match="gave no row where one was due"):
        line.one("select 1 where false")


def test_a_list_of_statements_is_done_whole_or_not_at_all(line: Session) -> None:
    line.execute("create table t (i integer)")
    line.transact(["insert into t values ($a)", "insert into t values (2)"], {"a": 1})
    for wrong in ("insert into nowhere values (1)", "select error('stop')", "insert into t values ('x')"):
        with pytest.raises(WarehouseError):
            line.transact(["insert into t values (3)", "delete from t where i = 1", wrong])
        assert line.rows("select i from t order by 1") == [(1,), (2,)]
    line.transact(["delete from t"])  # the line is of use afterwards
    assert line.rows("select i from t") == []


def test_two_writers_of_one_row_meet_in_a_conflict(warehouse: Warehouse, line: Session) -> None:
    line.execute("create table t as select 1 as i")
    with warehouse.working() as other:
        other.execute("begin; update t set i = 2")
        with pytest.raises(Conflict):
            line.transact(["update t set i = 3"])
        other.execute("commit")
    line.transact(["update t set i = i + 10"])
    assert line.one("select i from t") == (12,)


def test_a_conflict_is_not_seen_in_the_words_of_the_data(line: Session) -> None:
    with pytest.raises(WarehouseError) as error:
        line.execute("select 'conflict of interest'::integer")
    assert not isinstance(error.value, Conflict)


def test_sql_reads_the_state_folder_and_nothing_else(line: Session, warehouse: Warehouse, tmp_path: Path) -> None:
    (tmp_path / "rahasia.csv").write_text("a\n1\n")
    inside = (warehouse.settings.var / "incoming" / "a.csv").resolve()
    inside.write_text("a\n1\n")
    assert line.rows(f"from read_csv('{inside}')") == [(1,)]
    for sql in (
        f"from read_csv('{tmp_path}/rahasia.csv')", "from read_text('/etc/passwd')", f"from '{inside.parent}/../../../rahasia.csv'", f"copy (select 1) to '{tmp_path}/x.csv'",
        f"attach '{tmp_path}/x.duckdb'", "from read_csv('https://example.org/a.csv')", "install httpfs", "set enable_external_access = true", f"set allowed_directories = ['{tmp_path}']",
    ):
        with pytest.raises(WarehouseError):
            line.execute(sql)
    assert not (tmp_path / "x.csv").exists() and not (tmp_path / "x.duckdb").exists()


def test_temporary_tables_are_a_lines_own(warehouse: Warehouse) -> None:
    with warehouse.working() as one, warehouse.working() as two:
        one.execute("create temp table mine as select 1 as i")
        with pytest.raises(WarehouseError):
            two.rows("select * from mine")


def test_the_note_is_for_its_user_alone_and_goes_with_the_owner(settings: Settings) -> None:
    warehouse = Warehouse.own(settings)
    note = settings.var / "owner.json"
    assert stat.S_IMODE(note.stat().st_mode) == 0o600 and json.loads(note.read_text())["pid"] == os.getpid()
    assert len(owner.find(settings.var).token) >= 32  # type: ignore[union-attr]
    warehouse.close()
    assert not note.exists() and list(settings.var.glob("owner*")) == []


def test_a_note_of_a_dead_process_or_a_broken_one_is_passed_over(settings: Settings) -> None:
    Warehouse.own(settings).close()
    with subprocess.Popen([sys.executable, "-c", ""]) as gone:
        gone.wait()
    for text in (json.dumps({"pid": gone.pid, "port": 1, "token": "x"}), "{", "[]", '{"pid": "a"}', json.dumps({"pid": os.getpid(), "port": owner.free_port(), "token": "x"})):
        (settings.var / "owner.json").write_text(text)
        joined = Warehouse.join(settings, wait=1)
        assert not joined.is_remote
        joined.close()


def test_a_wrong_token_opens_nothing(warehouse: Warehouse) -> None:
    found = owner.find(warehouse.settings.var)
    assert found
    with pytest.raises(WarehouseError, match="does not answer"):
        Warehouse(warehouse.settings, None, replace(found, token="salah")).session()


OWN = "import sys; from pathlib import Path; from data.settings import Settings; from data.warehouse import Warehouse; w = Warehouse.own(Settings(var=Path(sys.argv[1]))); print('up', flush=True); sys.stdin.read(); w.close()"


def test_another_process_owns_it(settings: Settings) -> None:
    """It cannot be owned twice, it can be joined, and after a kill it is free again."""
    process = subprocess.Popen([sys.executable, "-c", OWN, str(settings.var)], cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    assert process.stdout and process.stdout.readline() == "up\n"
    with pytest.raises(Busy) as error:
        Warehouse.own(settings, wait=0.3)
    assert "held by another program" in error.value.message and error.value.hint
    joined = Warehouse.join(settings)
    with joined.working() as session:
        session.execute("create table t as select 7 as i")
    process.kill()
    process.wait()
    with pytest.raises(WarehouseError, match="does not answer") as gone:
        joined.session()
    assert str(process.pid) in gone.value.message and gone.value.hint
    again = Warehouse.join(settings, wait=5)
    assert not again.is_remote
    with again.working() as session:
        assert session.one("select i from t") == (7,)
    again.close()


def test_two_processes_that_start_at_once_both_get_in(settings: Settings) -> None:
    """One opens the file first; the other waits for its note, and speaks to it."""
    code = OWN.replace("Warehouse.own(", "Warehouse.join(").replace("print('up', flush=True); sys.stdin.read()", "print(w.session().one('select count(*) from report'))")
    starting = subprocess.Popen([sys.executable, "-c", OWN, str(settings.var)], cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    joining = [subprocess.Popen([sys.executable, "-c", code, str(settings.var)], cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) for _ in range(2)]
    for process in joining:
        out, err = process.communicate(timeout=60)
        assert out == "(0,)\n", err
    starting.communicate("", timeout=60)
    assert starting.returncode == 0


def test_a_damaged_file_is_named_at_once(settings: Settings) -> None:
    settings.var.mkdir()
    settings.warehouse_file.write_bytes(b"block lock" * 1000)
    for way in (Warehouse.own, Warehouse.join):
        with pytest.raises(WarehouseError, match="cannot be opened") as error:
            way(settings)
        assert "Restore it from a copy" in error.value.hint and not isinstance(error.value, Busy)


def test_a_state_folder_of_any_name_or_of_none(tmp_path: Path) -> None:
    odd = Settings(var=tmp_path / "o'brien \"kota\" ü")
    Warehouse.own(odd).close()
    (tmp_path / "berkas").write_text("")
    with pytest.raises(WarehouseError, match="cannot be used") as error:
        Warehouse.own(Settings(var=tmp_path / "berkas" / "var"))
    assert "CITY_VAR" in error.value.hint


def test_a_file_at_its_first_bytes_is_waited_for_and_an_old_ruin_is_named(tmp_path: Path) -> None:
    settings = Settings(var=tmp_path / "var", demo="off", memory="500MB")
    settings.var.mkdir()
    settings.warehouse_file.write_bytes(b"\0" * 4096)
    threading.Timer(0.5, settings.warehouse_file.unlink).start()  # as if its maker had gone on and finished
    Warehouse.join(settings).close()
    settings.warehouse_file.write_bytes(b"\0" * 4096)
    os.utime(settings.warehouse_file, (1, 1))
    with pytest.raises(WarehouseError, match="cannot be opened"):
        Warehouse.join(settings)
