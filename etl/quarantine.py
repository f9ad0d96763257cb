"""Rows that could not be loaded: their reasons, line numbers and raw text, gathered in the temp table `bad_rows`."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from data.errors import ParseError
from data.literals import literal
from data.warehouse import Session
from etl import blot
from etl import lines as physical
from etl.blot import NOT_KEPT, Hidden
from etl.feed import Staged
from etl.lines import Records
from etl.staging import Typed

KEPT_RAW = 10_000
KEPT_LINES = 100_000  # of one batch; beyond it a bad row keeps its values, not its line


def collect(session: Session, staged: Staged, typed: list[Typed], keeps_raw: bool = True, persons: tuple[str, ...] = ()) -> tuple[dict[str, int], dict[str, int]]:
    """Fill `bad_rows` (part, line_no, reasons, raw); gives rows read and rows bad by core table. Counted tables only.

    keeps_raw False: a bad row is told by its typed columns alone, which name no person; one that could not be read, by nothing.
    persons: typed columns that are left out there.
    Raises ParseError when a CSV file holds another number of rows than its reader gave and refused.
    """
    session.execute("create or replace temp table bad_rows (part varchar, line_no bigint, reasons varchar[], raw varchar)")
    read, bad = {}, {}
    for rows in typed:
        if not rows.table.is_counted:
            continue
        name, part = rows.table.name, rows.table.rows
        total, wrong = session.one(f"select count(*), count(*) filter (bad_ <> 0) from {rows.name}")
        rejected = _rejects(session, staged, part)
        read[name], bad[name] = total + rejected, wrong + rejected
        lines = staged.lines.get(part)
        records = None if isinstance(lines, str) or lines is None or rows.table.where else _counted(lines, total + rejected, wrong + rejected > 0)
        if wrong or rejected:
            _write(session, staged, rows, records, keeps_raw, persons)
    return read, bad


def _rejects(session: Session, staged: Staged, part: str) -> int:
    sql = staged.rejects.get(part)
    session.execute(f"create or replace temp table rejected as {sql or 'select 0::bigint as line_no, null::varchar as reason, null::varchar as raw where false'}")
    (n,) = session.one("select count(*) from rejected")
    return int(n)


def _counted(file: Path, claimed: int, is_wanted: bool) -> Records | None:
    """The records of the file, when they are wanted or do not agree at once with what the reader claims."""
    if not is_wanted and physical.count_lines(file) == claimed + 1:
        return None
    records = physical.survey(file)
    if len(records.rows) != claimed:
        where = f", line {records.open_line:,}: a quote is opened here and never closed" if records.open_line else f" has {len(records.rows):,} rows, of which the reader found {claimed:,}"
        raise ParseError(f"{file.name}{where}.", "Its quotes are broken; ask the publisher for a whole file. Nothing was loaded.")
    return records


def _write(session: Session, staged: Staged, rows: Typed, records: Records | None, keeps_raw: bool, persons: tuple[str, ...]) -> None:
    """Each bad row with its reasons, the line that it begins on, and its text as it came."""
    reasons = ", ".join(f"case when bad_ & {1 << i} <> 0 then {literal(c.rule)} end" for i, c in enumerate(rows.checks))
    typed_text = f"json_merge_patch(to_json(s)::json, {literal(json.dumps(dict.fromkeys(persons)))})" if persons else "to_json(s)"
    session.execute(
        f"""create or replace temp table wrong as
        select false as is_refused, rowid::bigint as nth, list_filter([{reasons}], x -> x is not null) as reasons, ({typed_text})::varchar as typed_text
        from {rows.name} s where bad_ <> 0
        union all select true, line_no::bigint - 1, [reason], raw from rejected"""
    )
    lines, hidden = staged.lines.get(rows.table.rows), staged.hides.get(rows.table.rows)
    if records:
        _found_in_file(session, records, hidden)
    elif isinstance(lines, str):
        _found_by_sql(session, lines)
    else:
        session.execute("create or replace temp table found_lines as select is_refused, nth, nth + 1 as line_no, null::varchar as raw from wrong")
    came = f"coalesce(f.raw, case when w.is_refused then {literal(NOT_KEPT)} else w.typed_text end)" if hidden else "coalesce(f.raw, w.typed_text)"
    raw = came if keeps_raw else f"case when w.is_refused then {literal(NOT_KEPT)} else w.typed_text end"
    session.execute(
        f"insert into bad_rows select {literal(rows.table.rows)}, f.line_no, w.reasons, {_redacted(f'left({raw}, {KEPT_RAW})')} "
        f"from wrong w join found_lines f on f.is_refused = w.is_refused and f.nth = w.nth"
    )


def _found_in_file(session: Session, records: Records, hidden: Hidden | None) -> None:
    """The temp table found_lines (is_refused, nth, line_no, raw), from the file itself; what is hidden is blotted out."""
    wanted = session.arrow("select is_refused, nth from wrong order by is_refused, nth")
    refused, numbers = wanted["is_refused"].to_numpy(zero_copy_only=False), wanted["nth"].to_numpy()
    laid = records.file.with_suffix(f".{os.urandom(4).hex()}.parquet")
    try:
        found = physical.locate(records, numbers[~refused], numbers[refused], KEPT_RAW, KEPT_LINES)
        pq.write_table(_blotted(found, hidden) if hidden else found, laid)
        session.execute(f"create or replace temp table found_lines as from read_parquet({literal(str(laid.resolve()))})")
    finally:
        laid.unlink(missing_ok=True)


def _blotted(found: pa.Table, hidden: Hidden) -> pa.Table:
    """The lines without what is hidden; of those that the reader refused, whose columns nobody knows, only the shape."""
    pairs = zip(found["is_refused"].to_pylist(), found["raw"].to_pylist(), strict=True)
    kept = [text and (blot.shape(text) if is_refused else blot.without(text, hidden)) for is_refused, text in pairs]
    return found.set_column(found.schema.get_field_index("raw"), "raw", pa.array(kept, pa.string()))


def _found_by_sql(session: Session, lines: str) -> None:
    """The same by the reader's SQL. A good row's number among the good ones, plus the refused ones before it, is its number."""
    session.execute(
        """create or replace temp table numbered as
        with before as (select nth + 1 - row_number() over (order by nth) as good_before, row_number() over (order by nth) as refused_n from wrong where is_refused),
        steps as (select good_before, max(refused_n) as refused_n from before group by good_before)
        select w.is_refused, w.nth, w.nth + 1 as record_no from wrong w where w.is_refused
        union all select w.is_refused, w.nth, w.nth + 1 + coalesce(s.refused_n, 0)
        from (from wrong where not is_refused) w asof left join steps s on w.nth >= s.good_before"""
    )
    session.execute(f"create or replace temp table wanted_records as select distinct record_no from numbered order by 1 limit {KEPT_LINES}")
    session.execute(
        f"""create or replace temp table found_lines as
        select n.is_refused, n.nth, coalesce(l.line_no, n.record_no) as line_no, l.raw from numbered n left join ({lines}) l on l.record_no = n.record_no"""
    )


# Raw lines may carry columns that no core table has: a caller's phone, an identity number, a plate. They go no further.
_PERSONAL = (
    (r"[\w.+-]+@[\w-]+\.[\w.]+", "[surel]"),
    (r"(\+62|\b62|\b0)[ .-]?8([ .-]?[0-9]){7,11}\b", "[telepon]"),
    (r"\b[0-9]{16}\b", "[NIK]"),
    (r"\b[A-Z]{1,2}[ -]?[0-9]{1,4}[ -]?[A-Z]{1,3}\b", "[pelat]"),
)


def _redacted(sql: str) -> str:
    for pattern, mark in _PERSONAL:
        sql = f"regexp_replace({sql}, {literal(pattern)}, {literal(mark)}, 'g')"
    return sql


def worst(session: Session) -> str:
    """The three commonest reasons with their counts, for a message."""
    rows = session.rows("select r, count(*) as n from (select unnest(reasons) as r from bad_rows) group by r order by n desc, r limit 3")
    return ", ".join(f"{reason} × {n:,}" for reason, n in rows) or "-"
