"""Plates are veiled between reading and checking: what goes on is a keyed hash of the day, and what the tax register says of it.

A plate stands in the file, in the reader's temporary tables and in this process, and nowhere else: the reader's tables are dropped
here, bad lines keep no text, and the file lies in a closed folder. The hash of the register and that of a read never meet
in the warehouse, so neither can be led back to the other.
"""

from __future__ import annotations

import os
from datetime import datetime, timedelta
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from data.literals import literal
from data.warehouse import Session
from etl.feed import Mapping, Staged
from etl.plate_keys import PlateKeys, hashed, plain
from etl.staging import Filler

STRAY = r"(?i)\b[a-z]{1,2}[ .-]?[0-9]{1,4}[ .-]?[a-z]{1,3}\b"  # a plate in a column where none should be
READ_AT = "coalesce({zone:read_at}, make_timestamp((try_cast({read_epoch} as double) * 1e6)::bigint))"
WIB = timedelta(hours=7)
LPR = "NFV4-LPR"


def veil_reads(session: Session, staged: Staged, mapping: Mapping, var: Path, moment: datetime) -> None:
    """In place of `plate`: plate_key (of the read's day), is_known_day, is_registered, is_due, owed_rp, all as text."""
    fill = Filler(mapping, set(staged.words["rows"]))
    rows = _taken(session, staged, fill, f"strftime({READ_AT} + interval 7 hour, '%Y-%m-%d')")
    if "event_type" in rows.column_names and len(rows) != len(reads := rows.filter(pc.equal(rows["event_type"], LPR))):
        rows = reads  # a webhook tells of other events too
        staged.lines.pop("rows", None)  # and a read's number is then no longer that of its record
    keys, today = PlateKeys(var), (moment + WIB).date()
    keys.clear(today)
    plates, day = plain(_texts(rows, "plate")), _texts(rows, "day_")
    tokens, known = pa.nulls(len(rows), pa.string()), pa.array([False] * len(rows))
    for each in pc.unique(day.drop_null()).to_pylist():
        is_day = pc.fill_null(pc.equal(day, each), False)
        key = keys.read_key(each, today)
        if key:
            tokens = pc.if_else(is_day, hashed(plates, key), tokens)
            known = pc.or_(known, is_day)
    told = _register(session, keys, plates, day, var)
    _given(session, staged, rows, {"plate_key": tokens, "is_known_day": known, **told}, var)


def veil_register(session: Session, staged: Staged, mapping: Mapping, var: Path, moment: datetime) -> None:
    """In place of `plate`: plate_key under the month's key, and key_id, that month."""
    rows = _taken(session, staged, Filler(mapping, set(staged.words["rows"])), "''")
    keys, today = PlateKeys(var), (moment + WIB).date()
    keys.clear(today)
    month = today.replace(day=1).isoformat()
    found = hashed(plain(_texts(rows, "plate")), keys.register_key(month))
    _given(session, staged, rows, {"plate_key": found, "key_id": pa.array([month] * len(rows), pa.string())}, var)


def _texts(rows: pa.Table, name: str) -> pa.Array:
    """A column in one piece; nulls where there is none."""
    return rows[name].combine_chunks().cast(pa.string()) if name in rows.column_names else pa.nulls(len(rows), pa.string())


def _taken(session: Session, staged: Staged, fill: Filler, day: str) -> pa.Table:
    """The staged rows with `day_`; what the reader laid down is dropped, and what it refused keeps its place and reason alone."""
    words = staged.words["rows"]
    renamed = ", ".join(f'"{w}" as {fill.column(w)}' for w in words)
    back = ", ".join(f'{fill.column(w)} as "{w}"' for w in words)
    rows = session.arrow(f"select {back}, {fill(day)} as day_ from (select {renamed} from ({staged.relations['rows']}))")
    refused = staged.rejects.get("rows")
    session.execute(f"create or replace temp table veiled_rejects as {f'select line_no, reason, null::varchar as raw from ({refused})' if refused else _NONE}")
    staged.rejects["rows"] = "select line_no, reason, raw from veiled_rejects"
    lines = staged.lines.get("rows")
    if isinstance(lines, str):
        (n,) = session.one("select count(*) from veiled_rejects")
        session.execute(f"create or replace temp table wanted_records as select unnest(range(1, {len(rows) + int(n) + 1})) as record_no")
        session.execute(f"create or replace temp table veiled_lines as select record_no, line_no, null::varchar as raw from ({lines})")
        staged.lines["rows"] = "select record_no, line_no, raw from veiled_lines where record_no in (select record_no from wanted_records)"
    for (name,) in session.rows("select table_name from duckdb_tables() where temporary and not starts_with(table_name, 'veiled_')"):
        session.execute(f'drop table if exists "{name}"')
    return rows


_NONE = "select 0::bigint as line_no, null::varchar as reason, null::varchar as raw where false"


def _register(session: Session, keys: PlateKeys, plates: pa.Array, day: pa.Array, var: Path) -> dict[str, pa.Array]:
    """What the register says of each plate. Only hashes under the register's key go to the warehouse, each once and in no order of reads."""
    months = [month for (month,) in session.rows("select distinct key_id from vehicle_tax where key_id is not null")]
    unique = pc.unique(plates.drop_null())
    found: dict[str, tuple[float, str]] = {}
    for month in months:
        inner = hashed(unique, keys.register_key(month))
        said = _asked(session, pa.table({"n": pa.array(range(len(unique)), pa.int64()), "plate_key": inner}).sort_by("plate_key"), month, var)
        found |= {unique[n].as_py(): (owed, due) for n, owed, due in said}
    order = pc.index_in(plates, value_set=pa.array(list(found), pa.string()))
    is_found = pc.and_(pc.is_valid(plates), pc.is_valid(order))
    owed = pa.array([o for o, _d in found.values()], pa.float64()).take(order)
    due = pa.array([d for _o, d in found.values()], pa.string()).take(order)
    is_due = pc.and_(pc.fill_null(pc.greater(owed, 0.0), False), pc.fill_null(pc.less(due, day), False))
    known = pc.if_else(pc.is_valid(plates), is_found, pa.scalar(None, pa.bool_())) if months else pa.nulls(len(plates), pa.bool_())
    return {"is_registered": known, "is_due": pc.and_(is_due, is_found), "owed_rp": pc.if_else(is_due, owed, 0.0)}


def _asked(session: Session, wanted: pa.Table, month: str, var: Path) -> list[tuple[int, float, str]]:
    """(n, rupiah owed, day due) of the hashes that the register of a month has."""
    sql = "select p.n, max(t.owed_rp), min(t.due_on)::varchar from {0} p join vehicle_tax t on t.plate_key = p.plate_key and t.key_id = $month group by p.n"
    found: list[tuple[int, float, str]] = _through_file(session, wanted, var, lambda read: session.rows(sql.format(read), {"month": month}))
    return found


def _given(session: Session, staged: Staged, rows: pa.Table, made: dict[str, pa.Array], var: Path) -> None:
    """The rows without plates as the staged relation."""
    kept = [w for w in staged.words["rows"] if w != "plate"]
    texts = {w: rows[w] if w == "row_id" else pc.replace_substring_regex(rows[w].cast(pa.string()), STRAY, "[pelat]") for w in kept}
    table = pa.table({**texts, **{name: values.cast(pa.string()) for name, values in made.items()}})
    _through_file(session, table, var, lambda read: session.execute(f"create or replace temp table veiled_rows as select * from {read}"))
    staged.relations["rows"] = "select * from veiled_rows"
    staged.words["rows"] = tuple(table.column_names)


def _through_file(session: Session, table: pa.Table, var: Path, use):  # type: ignore[no-untyped-def]
    """Lend a table, in which no plate stands, to a session that may be in another process."""
    file = var / "incoming" / f"veiled-{os.getpid()}-{os.urandom(6).hex()}.parquet"
    try:
        pq.write_table(table, file)
        return use(f"read_parquet({literal(str(file.resolve()))})")
    finally:
        file.unlink(missing_ok=True)

