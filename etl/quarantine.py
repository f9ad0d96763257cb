"""Rows that could not be loaded: their reasons, line numbers and raw text, gathered in the temp table `bad_rows`."""

from __future__ import annotations

import os
from pathlib import Path

import pyarrow.parquet as pq

from data.literals import literal
from data.warehouse import Session
from etl.feed import Staged
from etl import lines as physical
from etl.staging import Typed

KEPT_RAW = 10_000
KEPT_LINES = 100_000  # of one batch; beyond it a bad row keeps its values, not its line


def collect(session: Session, staged: Staged, typed: list[Typed]) -> tuple[dict[str, int], dict[str, int]]:
    """Fill `bad_rows` (part, line_no, reasons, raw); gives rows read and rows bad by core table. Counted tables only."""
    session.execute("create or replace temp table bad_rows (part varchar, line_no bigint, reasons varchar[], raw varchar)")
    read, bad = {}, {}
    for rows in typed:
        if not rows.table.is_counted:
            continue
        name, part = rows.table.name, rows.table.rows
        total, wrong = session.one(f"select count(*), count(*) filter (bad_ <> 0) from {rows.name}")
        rejected = _rejects(session, staged, part)
        read[name], bad[name] = total + rejected, wrong + rejected
        if wrong or rejected:
            _write(session, staged, rows)
    return read, bad


def _rejects(session: Session, staged: Staged, part: str) -> int:
    sql = staged.rejects.get(part)
    session.execute(f"create or replace temp table rejected as {sql or 'select 0::bigint as line_no, null::varchar as reason, null::varchar as raw where false'}")
    (n,) = session.one("select count(*) from rejected")
    return int(n)


def _write(session: Session, staged: Staged, rows: Typed) -> None:
    """A row's number among the accepted ones, plus the rejected ones before it, is its number in the file."""
    reasons = ", ".join(f"case when bad_ & {1 << i} <> 0 then {literal(c.rule)} end" for i, c in enumerate(rows.checks))
    part = literal(rows.table.rows)
    session.execute(
        f"""create or replace temp table wrong as
        with shifts as (select line_no - 1 as record_no, row_number() over (order by line_no) as nth from rejected),
        before as (select record_no - nth as accepted_before, nth from shifts)
        select s.rowid + 1 + coalesce((select max(b.nth) from before b where b.accepted_before <= s.rowid), 0) as record_no,
               list_filter([{reasons}], x -> x is not null) as reasons, to_json(s)::varchar as typed_text
        from {rows.name} s where bad_ <> 0
        union all select line_no - 1, [reason], raw from rejected"""
    )
    if lines := staged.lines.get(rows.table.rows):
        session.execute(f"create or replace temp table wanted_records as select distinct record_no from wrong order by 1 limit {KEPT_LINES}")
        session.execute(f"create or replace temp table found_lines as {_found(session, lines)}")
        session.execute(
            f"insert into bad_rows select {part}, coalesce(f.line_no, w.record_no + 1), w.reasons, {_redacted('left(coalesce(f.raw, w.typed_text), ' + str(KEPT_RAW) + ')')} "
            f"from wrong w left join found_lines f on f.record_no = w.record_no"
        )
    else:
        session.execute(f"insert into bad_rows select {part}, record_no, reasons, {_redacted(f'left(typed_text, {KEPT_RAW})')} from wrong")


def _found(session: Session, lines: str | Path) -> str:
    """SQL of (record_no, line_no, raw) for the wanted records."""
    if isinstance(lines, str):
        return lines
    wanted = [n for (n,) in session.rows("select record_no from wanted_records order by 1")]
    laid = lines.with_suffix(f".{os.urandom(4).hex()}.parquet")
    pq.write_table(physical.locate(lines, wanted, KEPT_RAW), laid)
    session.execute(f"create or replace temp table physical_lines as from read_parquet({literal(str(laid.resolve()))})")
    laid.unlink()
    return "from physical_lines"


# Raw lines may carry columns that no core table has: a caller's phone, an identity number, a plate. They go no further.
_PERSONAL = (
    (r"[\w.+-]+@[\w-]+\.[\w.]+", "[surel]"),
    (r"(\+62|62|\b0)8[0-9]{7,11}\b", "[telepon]"),
    (r"\b[0-9]{16}\b", "[NIK]"),
    (r"\b[A-Z]{1,2} ?[0-9]{3,4} ?[A-Z]{2,3}\b", "[pelat]"),
)


def _redacted(sql: str) -> str:
    for pattern, mark in _PERSONAL:
        sql = f"regexp_replace({sql}, {literal(pattern)}, {literal(mark)}, 'g')"
    return sql


def worst(session: Session) -> str:
    """The three commonest reasons with their counts, for a message."""
    rows = session.rows("select r, count(*) as n from (select unnest(reasons) as r from bad_rows) group by r order by n desc, r limit 3")
    return ", ".join(f"{reason} × {n:,}" for reason, n in rows) or "-"
