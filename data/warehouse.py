"""The only file that imports duckdb: who holds the warehouse, and how everybody asks it.

One process owns the file (`Warehouse.own`); any other (`Warehouse.join`) finds the owner through the state folder and
speaks DuckDB's Quack protocol to it on loopback, or opens the file itself when nobody holds it. A `Session` hides which.
"""

from __future__ import annotations

import secrets
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd
import pyarrow as pa

from data import literals, owner, schema
from data.errors import WarehouseError
from data.faults import Busy, explained
from data.literals import bind, literal
from data.settings import Settings

pd.set_option("mode.copy_on_write", True)
NEWBORN_S = 5.0
# How DuckDB writes its blocks. Before this one a text column with nulls is written so that each row's text is made anew when it is
# read: an area cost eight times as much as it does now.
STORAGE = "v1.5.0"


class Session:
    """One line to the warehouse with temporary tables of its own. Not for use by two threads at once."""

    def __init__(self, connection: duckdb.DuckDBPyConnection, remote: bool) -> None:
        self._connection = connection
        self._remote = remote

    def _run(self, sql: str, params: Mapping[str, object] | None) -> duckdb.DuckDBPyConnection:
        try:
            if self._remote:
                text = bind(sql, params or {})
                return self._connection.execute("from quack_query_by_name('warehouse', ?)", [text])
            wanted = set(literals.names(sql)) if params else set()
            return self._connection.execute(sql, {k: v for k, v in (params or {}).items() if k in wanted} or None)
        except duckdb.Error as error:
            raise explained(str(error)) from error

    def execute(self, sql: str, params: Mapping[str, object] | None = None) -> None:
        """Run statements for their effect."""
        self._run(sql, params)

    def rows(self, sql: str, params: Mapping[str, object] | None = None) -> list[tuple[Any, ...]]:
        """All rows as tuples: for small answers."""
        return self._run(sql, params).fetchall()

    def one(self, sql: str, params: Mapping[str, object] | None = None) -> tuple[Any, ...]:
        """The first row. Raises WarehouseError when there is none."""
        rows = self.rows(sql, params)
        if not rows:
            raise WarehouseError("The warehouse gave no row where one was due.", f"The question was: {sql[:200]}")
        return rows[0]

    def frame(self, sql: str, params: Mapping[str, object] | None = None) -> pd.DataFrame:
        """The answer as a DataFrame with the column names of the SELECT."""
        return self._run(sql, params).df()

    def arrow(self, sql: str, params: Mapping[str, object] | None = None) -> pa.Table:
        """The answer as an Arrow table."""
        return self._run(sql, params).to_arrow_table()

    def transact(self, statements: Sequence[str], params: Mapping[str, object] | None = None) -> None:
        """All of the statements or none, in one transaction (and, over Quack, in one call). Raises Conflict, WarehouseError."""
        try:
            if self._remote:
                self._run(";\n".join(["begin", *statements, "commit"]), params)
                return
            self._run("begin", None)
            for statement in statements:
                self._run(statement, params)
            self._run("commit", None)
        except WarehouseError:
            self._rollback()
            raise

    def _rollback(self) -> None:
        try:
            self._run("rollback", None)
        except WarehouseError:
            return  # the failed statement already ended the transaction

    def close(self) -> None:
        """End the line; its temporary tables go with it."""
        self._connection.close()


class Warehouse:
    """The warehouse, owned or joined. Use `session()` for work of one's own, or pass it to data.answers.ask."""

    def __init__(self, settings: Settings, base: duckdb.DuckDBPyConnection | None, remote: owner.Owner | None) -> None:
        self.settings = settings
        self._base = base
        self._owner = remote
        self._threads = threading.local()
        self._served: owner.Owner | None = None

    @classmethod
    def own(cls, settings: Settings, wait: float = 20.0) -> Warehouse:
        """Open the file, bring its schema up to date, and serve other processes. Raises WarehouseError."""
        warehouse = cls(settings, _open(settings, wait), None)
        port, token = owner.free_port(), secrets.token_hex(16)
        assert warehouse._base is not None
        warehouse._base.execute(f"call quack_serve('quack:127.0.0.1:{port}', token := '{token}')")
        warehouse._served = owner.announce(settings.var, port, token)
        return warehouse

    @classmethod
    def join(cls, settings: Settings, wait: float = 20.0) -> Warehouse:
        """Speak to the owner when there is one, else open the file for oneself. Raises WarehouseError."""
        deadline = time.monotonic() + wait
        while True:
            if found := owner.find(settings.var):
                joined = cls(settings, None, found)
                try:
                    joined.session().close()
                    return joined
                except WarehouseError:
                    pass  # the note is of an owner that died: the file is free, or soon will be
            try:
                return cls(settings, _open(settings, 0.0), None)
            except Busy:  # its owner may be about to say where it listens, so both are tried again
                if time.monotonic() > deadline:
                    raise
                time.sleep(0.1)

    @property
    def is_remote(self) -> bool:
        return self._owner is not None

    def session(self) -> Session:
        """A new line with temporary tables of its own; the caller closes it."""
        if self._owner is None:
            assert self._base is not None
            return Session(self._base.cursor(), remote=False)
        connection = duckdb.connect(":memory:", config={"allow_unsigned_extensions": True})
        try:
            _load_extensions(connection, ("httpfs", "quack"))
            connection.execute(f"create secret (type quack, token '{self._owner.token}')")
            connection.execute(f"attach 'quack:127.0.0.1:{self._owner.port}' as warehouse")
            connection.execute("from quack_query_by_name('warehouse', 'select 1')")
        except duckdb.Error as error:
            connection.close()
            raise WarehouseError(
                f"The owner of the warehouse (process {self._owner.pid}) does not answer on port {self._owner.port}.",
                "Start the server again, or stop it to work on the file directly.",
            ) from error
        return Session(connection, remote=True)

    @contextmanager
    def working(self) -> Iterator[Session]:
        """A session for a `with` block."""
        session = self.session()
        try:
            yield session
        finally:
            session.close()

    def here(self) -> Session:
        """This thread's own session, kept: for questions, which leave nothing behind."""
        if not hasattr(self._threads, "session"):
            self._threads.session = self.session()
        session: Session = self._threads.session
        return session

    def rest(self) -> None:
        """Give back the memory that the file's pages take: nothing more will be read soon. Does nothing to an owner elsewhere."""
        if self._base is not None:
            self._base.execute("set memory_limit = '16MB'")  # lets go of what is not in use
            self._base.execute(f"set memory_limit = {literal(self.settings.memory)}")

    def close(self) -> None:
        """Stop serving and let the file go."""
        if self._served:
            owner.retire(self.settings.var, self._served)
            assert self._base is not None
            self._base.execute(f"call quack_stop('quack:127.0.0.1:{self._served.port}')")
        if self._base is not None:
            self._base.close()


def _open(settings: Settings, wait: float) -> duckdb.DuckDBPyConnection:
    connection = _connected(settings, time.monotonic() + wait)
    try:
        _load_extensions(connection, ("spatial", "httpfs", "quack"))
        connection.execute("load icu; set global TimeZone = 'UTC'")
        schema.migrate(Session(connection, remote=False))
        # From here on SQL can read the state folder and the reference tables, and nothing else of this machine.
        allowed = [str(settings.var.resolve()), str(schema.REFERENCE.resolve())]
        connection.execute(f"set allowed_directories = {literal(allowed)}")
        connection.execute("set enable_external_access = false")
    except BaseException:
        connection.close()
        raise
    return connection


def _connected(settings: Settings, deadline: float) -> duckdb.DuckDBPyConnection:
    """The file, opened; waits for it while another process holds it. Raises Busy, WarehouseError."""
    file = settings.warehouse_file
    try:
        (settings.var / "incoming").mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise WarehouseError(f"The state folder {settings.var} cannot be used: {error.strerror}.", "Set CITY_VAR to a folder of your own.") from error
    while True:
        try:
            return _raised(duckdb.connect(str(file), config=_config(settings)), settings)
        except duckdb.Error as error:
            if "lock on file" not in str(error) and not _is_being_made(file, error):
                raise WarehouseError(f"The warehouse {file} cannot be opened: {error}", "Restore it from a copy, or move it away to begin anew.") from error
            if time.monotonic() > deadline:
                raise Busy(f"The warehouse {file} is held by another program: {error}", "Stop that one, or let it serve.") from error
            time.sleep(0.2)


def _raised(connection: duckdb.DuckDBPyConnection, settings: Settings) -> duckdb.DuckDBPyConnection:
    """The same file, from now on written as STORAGE says. DuckDB raises a file that is attached by name, with its first write; what
    stands is written anew by a migration. Raises duckdb.Error when another process takes the file in between."""
    (found,) = connection.execute("select tags['storage_version'] from duckdb_databases() where database_name = current_database()").fetchall()[0]
    if found == f"{STORAGE}+":
        return connection
    connection.close()
    with duckdb.connect(":memory:") as by_name:
        by_name.execute(f"attach {literal(str(settings.warehouse_file))} as older (storage_version '{STORAGE}')")
        by_name.execute("create table older.raised as select 1; checkpoint older; drop table older.raised; checkpoint older")
    return duckdb.connect(str(settings.warehouse_file), config=_config(settings))


def _is_being_made(file: Path, error: duckdb.Error) -> bool:
    """A file without a head that was written to a moment ago, or is gone since: another process is at its first bytes."""
    try:
        return "not a valid DuckDB database" in str(error) and time.time() - file.stat().st_mtime < NEWBORN_S
    except OSError:
        return not file.exists()


def _config(settings: Settings) -> dict[str, str | bool | int | float | list[str]]:
    return {
        "memory_limit": settings.memory, "threads": settings.threads, "storage_compatibility_version": STORAGE,
        "dynamic_or_filter_threshold": 1024,  # rows of a page are found by where they lie: 200 of them at once (plainly 50)
        "autoinstall_known_extensions": False, "allow_unsigned_extensions": True, "temp_directory": str(settings.var / "spill"),
    }


def _load_extensions(connection: duckdb.DuckDBPyConnection, names: tuple[str, ...]) -> None:
    """Load extensions from their wheels: nothing is downloaded, nothing is written to the home folder."""
    files = _signed()
    for name in names:
        connection.execute(f"load '{files[name]}'")


@cache
def _signed() -> dict[str, Path]:
    """The extensions' files, their signatures checked once in this process: that reads 130 MB and takes half a second.

    Every other connection may then skip the check: it loads these very files, and after that no others (its SQL has no
    access to files outside the state folder). Raises WarehouseError.
    """
    found = {}
    with duckdb.connect(":memory:") as strict:
        for name in ("spatial", "httpfs", "quack"):
            spec = find_spec(f"duckdb_extension_{name}")
            if spec is None or spec.origin is None:
                raise WarehouseError(f"The DuckDB extension {name} is not installed.", "Run: pip install -r requirements.txt")
            found[name] = Path(spec.origin).parent / "extensions" / f"v{duckdb.__version__}" / f"{name}.duckdb_extension"
            strict.execute(f"load '{found[name]}'")
    return found
