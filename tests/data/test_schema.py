"""The schema: a fresh warehouse is current, an older one moves forward once, a newer one is refused."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from data import schema
from data.errors import WarehouseError
from data.settings import Settings
from data.warehouse import Session, Warehouse
from tests.etl.crm_files import bring, many, rows


@pytest.fixture
def session(warehouse: Warehouse) -> Iterator[Session]:
    with warehouse.working() as line:
        yield line


def versions(session: Session) -> list[int]:
    return [v for (v,) in session.rows("select version from schema_version order by applied_at, version")]


@pytest.fixture
def steps(tmp_path: Path) -> Path:
    """Two migrations, in a folder of their own."""
    folder = tmp_path / "migrations"
    folder.mkdir()
    (folder / "9001_colour.sql").write_text("alter table report add column colour varchar; update report set colour = 'merah'")
    (folder / "9002_colours.sql").write_text("update report set colour = colour || '!'")
    (folder / "notes.sql").write_text("this is no migration")
    return folder


def test_a_fresh_warehouse_has_everything_and_is_current(session: Session) -> None:
    newest = max([n for n, _ in schema.migrations()], default=0)
    assert versions(session) == [newest]
    tables = {t for (t,) in session.rows("select table_name from duckdb_tables() where not internal")}
    assert {"report", "report_event", "area", "camera", "incident", "fire_call", "batch", "quarantine", "attempt", "source", "category", "stage"} <= tables
    assert {t for (t,) in session.rows("select table_name from table_version")} == tables


def test_every_view_is_listed_and_every_table_found_in_it() -> None:
    assert {f.stem for f in schema.VIEWS.glob("*.sql")} == set(schema.VIEW_ORDER)
    assert schema.tables_in("select * from reports(null)") >= {"report", "report_event", "stage"}
    assert schema.tables_in("select 1 as reporting") == frozenset()


def test_an_older_warehouse_moves_forward_once_and_in_order(warehouse: Warehouse, session: Session, steps: Path, tmp_path: Path) -> None:
    bring(warehouse, tmp_path / "a.csv", rows(*many(3)))
    schema.migrate(session, steps)
    schema.migrate(session, steps)
    assert session.rows("select distinct colour from report") == [("merah!",)] and versions(session)[-2:] == [9001, 9002]
    assert bring(warehouse, tmp_path / "a.csv", rows(*many(4))).counts.inserted == 1  # and goes on as before


def test_a_migration_that_fails_changes_nothing(warehouse: Warehouse, steps: Path, tmp_path: Path) -> None:
    bring(warehouse, tmp_path / "a.csv", rows(*many(3)))
    (steps / "9002_colours.sql").write_text("update report set colour = 'hijau'; delete from batch; select * from nowhere")
    with warehouse.working() as session, pytest.raises(WarehouseError):
        schema.migrate(session, steps)
    with warehouse.working() as session:
        assert versions(session)[-1] == 9001
        assert session.one("select any_value(colour), (select count(*) from batch) from report") == ("merah", 1)
        (steps / "9002_colours.sql").write_text("update report set colour = 'hijau'")
        schema.migrate(session, steps)
        assert versions(session)[-1] == 9002 and session.one("select any_value(colour) from report") == ("hijau",)


def test_a_newer_warehouse_is_refused_and_left_alone(settings: Settings) -> None:
    warehouse = Warehouse.own(settings)
    with warehouse.working() as session:
        session.execute("insert into schema_version values (9999, now()::timestamp)")
    warehouse.close()
    for way in (Warehouse.own, Warehouse.join):
        with pytest.raises(WarehouseError, match="has schema 9999, this program knows up to") as error:
            way(settings)
        assert "Update the program" in error.value.hint
    import duckdb

    with duckdb.connect(str(settings.warehouse_file)) as plain:  # nobody holds it
        assert plain.execute("select max(version) from schema_version").fetchone() == (9999,)


def test_an_older_file_is_written_anew_in_todays_storage(settings: Settings) -> None:
    """Areas with nulls are then read by their place in the dictionary; the rows and their order are what they were."""
    import duckdb

    settings.warehouse_file.parent.mkdir(parents=True, exist_ok=True)
    with duckdb.connect(str(settings.warehouse_file), config={"storage_compatibility_version": "v1.0.0"}) as plain:
        plain.execute((schema.HERE / "warehouse.sql").read_text() + (schema.HERE / "report.sql").read_text())
        plain.execute("insert into schema_version values (2, now()::timestamp)")
        plain.execute("""insert into report by name
            select 's' as source, 'R' || (i * 7919 % 5000) as report_id, timestamp '2026-01-01' + to_minutes(i) as created_at, created_at as updated_at, 'lampu' as category,
                   case when i % 50 > 0 then '31.73.05.' || (1001 + i % 7) end as area, 'inside' as place, false as is_private, 1 as batch from range(5000) r(i)""")
        plain.execute("insert into report_event by name select source, report_id, created_at as event_at, created_at as known_at, 'menunggu' as stage, 1 as batch from report")
        before = [plain.execute(f"from {table}").fetchall() for table in ("report", "report_event")]
        assert not plain.execute("select 1 from pragma_storage_info('report') where compression = 'DICT_FSST'").fetchall()
    for _start in range(2):
        warehouse = Warehouse.own(settings)
        with warehouse.working() as session:
            assert versions(session)[-1] == schema.migrations()[-1][0]
            assert [session.rows(f"from {table}") for table in ("report", "report_event")] == before
            session.execute("checkpoint")
            written = session.rows("select distinct compression from pragma_storage_info('report') where column_name = 'area' and segment_type = 'VARCHAR'")
            assert written == [("DICT_FSST",)]
        warehouse.close()


def test_what_was_made_of_the_same_files_is_not_made_again(settings: Settings) -> None:
    warehouse = Warehouse.own(settings)
    with warehouse.working() as session:
        session.execute("delete from stage; drop table schema_made")  # as a program without the stamp left it
    warehouse.close()
    for _start in range(2):
        warehouse = Warehouse.own(settings)
        with warehouse.working() as session:
            (stages,) = session.one("select count(*) from stage")
            assert stages > 5, "made anew, because nothing said of what it was made"
            asked: list[str] = []
            schema.migrate(Listening(session, asked))
            assert not [sql for sql in asked if "create" in sql] and len(asked) <= 5
        warehouse.close()


class Listening:
    """A session that keeps what it is asked."""

    def __init__(self, session: Session, asked: list[str]) -> None:
        self._session, self._asked = session, asked

    def execute(self, sql: str) -> None:
        self._asked.append(sql)
        self._session.execute(sql)

    def rows(self, sql: str) -> list[tuple[object, ...]]:
        self._asked.append(sql)
        return self._session.rows(sql)
