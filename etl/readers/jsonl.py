"""JSON, one object a line. A line that is not JSON is quarantined by itself."""

from __future__ import annotations

import json
from pathlib import Path

from data.errors import ParseError
from data.literals import literal
from data.warehouse import Session
from etl.feed import Feed, Mapping, Staged
from etl.readers.csv import quoted

MAX_LINE = 4 << 20
BROKEN = "not coalesce(json_valid(raw), false) or json_type(raw) <> 'OBJECT'"
# One name twice in an object: readers disagree on which one counts, so neither is believed.
TWICE = "len(json_keys(raw)) <> len(list_distinct(json_keys(raw)))"


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
    read = (
        f"read_csv({literal(str(file.resolve()))}, auto_detect = false, header = false, delim = '\x01', quote = '', escape = '', "
        f"columns = {{'raw': 'VARCHAR'}}, max_line_size = {MAX_LINE}, null_padding = true)"
    )
    numbered = f"select row_number() over () as line_no, raw from {read}"
    session.execute(
        f"create or replace temp table json_lines as select row_number() over (order by line_no) as record_no, line_no, raw from ({numbered}) where trim(raw) <> ''"
    )
    return staged(session, file, mapping, "json_lines")


def staged(session: Session, file: Path, mapping: Mapping, table: str) -> Staged:
    """A table (record_no, line_no, raw JSON) as staged words; shared with documents that hold an array. Raises ParseError."""
    session.execute(f"create or replace temp table {table}_good as select * from {table} where not ({BROKEN}) and not ({TWICE}) order by record_no")
    (total, good) = session.one(f"select (select count(*) from {table}), (select count(*) from {table}_good)")
    if total == 0:
        raise ParseError(f"{file.name} holds no record.", "Ask the publisher for the file again; the last good data stays.")
    if good:
        (keys,) = session.one(f"select list_distinct(flatten(list(json_keys(raw)))) from (select raw from {table}_good limit 1000)")
        if missing := sorted(set(mapping.needs) - set(keys)):
            raise ParseError(f"{file.name}: no record has {', '.join(missing)}; they have {', '.join(sorted(keys)[:40])}.", "Write a mapping for this export.")
    words = ", ".join(f"json_extract_string(raw, {literal(path)}) as {quoted(word)}" for word, path in mapping.fields.items())
    rejects = f"select record_no + 1 as line_no, case when {BROKEN} then 'json:unreadable' else 'json:duplicate_key' end as reason, raw from {table} where {BROKEN} or {TWICE}"
    dropped = "raw"
    for path in mapping.drops:
        dropped = f"json_merge_patch({dropped}, {literal(_removal(path))})"
    lines = f"select record_no, line_no, ({dropped})::varchar as raw from {table} where record_no in (select record_no from wanted_records)"
    return Staged({"rows": f"select {words} from {table}_good"}, {"rows": tuple(mapping.fields)}, {"rows": rejects}, {"rows": lines})


def _removal(path: str) -> str:
    """`$.event.plate` -> `{"event": {"plate": null}}`: the merge patch (RFC 7396) that takes the value away."""
    patch: object = None
    for name in reversed(path.removeprefix("$.").split(".")):
        patch = {name: patch}
    return json.dumps(patch)
