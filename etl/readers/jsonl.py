"""JSON, one object a line. A line that is not JSON is quarantined by itself."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from data.errors import ParseError
from data.literals import literal
from data.warehouse import Session
from etl.blot import Hidden, shape_sql
from etl.feed import Feed, Mapping, Staged
from etl.readers.csv import quoted

MAX_LINE = 4 << 20
KEPT = 10_000  # characters of a record that cannot be read
SLICE = 64 << 20
NEWLINE = 10
# One name twice in an object: readers disagree on which one counts, so neither is believed.
TWICE = "len(json_keys(raw)) <> len(list_distinct(json_keys(raw)))"


def reason(mapping: Mapping) -> str:
    """SQL of why a record cannot be read, or null. A record is an object; an array where the mapping names places ($[0])."""
    kind = "ARRAY" if any(path.startswith("$[") for path in mapping.fields.values()) else "OBJECT"
    broken = f"not coalesce(json_valid(raw), false) or json_type(raw) <> '{kind}'"
    return f"case when length(raw) > {MAX_LINE} then 'json:line_too_long' when {broken} then 'json:unreadable' when {TWICE} then 'json:duplicate_key' end"


def fits(file: Path, mapping: Mapping) -> bool:
    """Whether the first line is an object with the columns that the mapping needs."""
    with file.open("r", encoding="utf-8") as opened:
        head = opened.readline(1 << 20)
    try:
        found = json.loads(head)
    except ValueError:
        return False
    return isinstance(found, dict) and set(mapping.needs) <= set(found)


def stage(session: Session, file: Path, mapping: Mapping, feed: Feed) -> Staged:
    """One relation `rows` with our words as columns. Raises ParseError when no line is an object."""
    laid = file.with_suffix(".parquet")
    try:
        pq.write_table(_lines(file), laid)
        read = f"select line_no, rtrim(raw, chr(10) || chr(13)) as raw from read_parquet({literal(str(laid.resolve()))})"
        session.execute(
            f"create or replace temp table json_lines as "
            f"select row_number() over (order by line_no) as record_no, line_no, raw from ({read}) where trim(raw, chr(9) || ' ') <> ''"
        )
    finally:
        laid.unlink(missing_ok=True)
    return staged(session, file, mapping, feed, "json_lines")


def _lines(file: Path) -> pa.Table:
    """(line_no, raw) of every line, its break included: the file's own bytes, cut where the breaks are."""
    data = np.memmap(file, dtype=np.uint8, mode="r")
    breaks = [np.flatnonzero(data[at : at + SLICE] == NEWLINE) + at + 1 for at in range(0, len(data), SLICE)]
    cuts = np.concatenate([np.zeros(1, dtype=np.int64), *breaks])
    cuts = cuts if cuts[-1] == len(data) else np.append(cuts, len(data))
    texts = pa.LargeStringArray.from_buffers(len(cuts) - 1, pa.py_buffer(cuts.astype(np.int64)), pa.py_buffer(data))
    return pa.table({"line_no": np.arange(1, len(cuts)), "raw": texts})


def staged(session: Session, file: Path, mapping: Mapping, feed: Feed, table: str) -> Staged:
    """A table (record_no, line_no, raw JSON) as staged words; shared with documents that hold an array. Raises ParseError."""
    why = reason(mapping)
    session.execute(
        f"create or replace temp table {table}_good as select record_no, line_no, raw from (select *, {why} as reason from {table}) where reason is null order by record_no"
    )
    (total, good) = session.one(f"select (select count(*) from {table}), (select count(*) from {table}_good)")
    if total == 0:
        raise ParseError(f"{file.name} holds no record.", "Ask the publisher for the file again; the last good data stays.")
    if good:
        (keys,) = session.one(f"select list_distinct(flatten(list(json_keys(raw)))) from (select raw from {table}_good limit 1000)")
        if missing := sorted(set(mapping.needs) - set(keys)):
            raise ParseError(f"{file.name}: no record has {', '.join(missing)}; they have {', '.join(sorted(keys)[:40])}.", "Write a mapping for this export.")
    words = ", ".join(f"json_extract_string(raw, {literal(path)}) as {quoted(word)}" for word, path in mapping.fields.items())
    rejects = f"select record_no as line_no, reason, raw from (select *, {why} as reason from {table}) where reason is not null"
    lines = f"select record_no, line_no, {_kept(mapping, feed)} as raw from {table} where record_no in (select record_no from wanted_records)"
    return Staged(
        {"rows": f"select {words}, record_no as row_id from {table}_good"}, {"rows": (*mapping.fields, "row_id")}, {"rows": rejects}, {"rows": lines}, hides={"rows": Hidden()}
    )


def _kept(mapping: Mapping, feed: Feed) -> str:
    """SQL of what is kept of a bad record: the values that a word of ours names, under their paths; of what cannot be read, its shape."""
    paths = sorted({path for word, path in mapping.fields.items() if word not in feed.persons})
    cut = "raw"
    for path in mapping.drops:
        cut = f"json_merge_patch({cut}, {literal(_removal(path))})"
    values = ", ".join(f"{literal(path.removeprefix('$').removeprefix('.'))}, json_extract({cut}, {literal(path)})" for path in paths)
    return f"case when length(raw) <= {MAX_LINE} and json_valid(raw) then json_object({values})::varchar else {shape_sql(f'left(raw, {KEPT})')} end"


def _removal(path: str) -> str:
    """`$.event.plate` -> `{"event": {"plate": null}}`: the merge patch (RFC 7396) that takes the value away."""
    patch: object = None
    for name in reversed(path.removeprefix("$.").split(".")):
        patch = {name: patch}
    return json.dumps(patch)
