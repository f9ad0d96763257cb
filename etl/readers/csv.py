"""CSV: DuckDB's own reader, every column text. The header is read here, so that a wrong file is named at once."""

from __future__ import annotations

import csv
import io
import itertools
from collections import Counter
from collections.abc import Collection
from pathlib import Path

import numpy as np

from data.errors import ParseError
from data.literals import literal
from data.warehouse import Session
from etl import lines
from etl.blot import Hidden, hidden_columns
from etl.feed import Feed, Mapping, Staged

MAX_LINE = 2 << 20  # bytes; a longer record is quarantined, not loaded. The reader takes sixteen times this for a buffer
_serial = itertools.count()


def header(file: Path) -> tuple[list[str], str]:
    """(column names, delimiter) of the first record. Raises ParseError."""
    with file.open("r", encoding="utf-8", newline="") as opened:
        head = opened.read(1 << 18)
    if not head.strip():
        raise ParseError(f"{file.name} is empty.", "Ask the publisher for the file again.")
    if "\0" in head.split("\n", 1)[0]:
        raise ParseError(f"{file.name} holds zero bytes in its first lines: it is no text, or UTF-16 without a mark.", "Save it as CSV in UTF-8.")
    delimiter = lines.delimiter_of(head.split("\n", 1)[0])
    try:
        names = [n.strip() for n in next(csv.reader(io.StringIO(head), delimiter=delimiter))]
    except (csv.Error, StopIteration) as error:
        raise ParseError(f"The header of {file.name} cannot be read: {error}", "Check the first line.") from error
    if twice := sorted(n for n, times in Counter(names).items() if times > 1):
        raise ParseError(f"{file.name}, line 1: the columns {', '.join(map(repr, twice))} stand there twice.", "Rename one of them.")
    return names, delimiter


def quoted(name: str) -> str:
    """A column name as an SQL identifier."""
    return '"' + name.replace('"', '""') + '"'


def fits(file: Path, mapping: Mapping) -> bool:
    """Whether the header has the columns that the mapping needs."""
    try:
        names, _ = header(file)
    except ParseError:
        return False
    return set(mapping.needs or mapping.fields.values()) <= set(names)


def may_stay(file: Path, mapping: Mapping, feed: Feed) -> bool:
    """Whether every column has a word of ours that is none of persons."""
    return not hidden_columns(header(file)[0], mapping.fields, feed.persons)


def stage(session: Session, file: Path, mapping: Mapping, feed: Feed) -> Staged:
    """One relation `rows` with our words as columns. Raises ParseError for a missing column, an empty file, a bad header."""
    names, delimiter = header(file)
    if not names:
        raise ParseError(f"{file.name}, line 1 is empty where the names of the columns should stand.", "Take the empty lines away.")
    wanted = set(mapping.needs) or set(mapping.fields.values())
    if missing := sorted(wanted - set(names)):
        raise ParseError(
            f"{file.name}, line 1: the column {', '.join(map(repr, missing))} is missing; it has {', '.join(names[:40])}.",
            f"Load the export that {mapping.name!r} describes, or write a mapping for this one.",
        )
    readable, too_long = guarded(file, len(names), delimiter)
    serial = next(_serial)
    columns = ", ".join(f"{literal(n)}: 'VARCHAR'" for n in names)
    read = (
        f"read_csv({literal(str(readable.resolve()))}, auto_detect = false, header = true, delim = {literal(delimiter)}, quote = '\"', escape = '\"', "
        f"columns = {{{columns}}}, max_line_size = {MAX_LINE}, store_rejects = true, rejects_table = 'rejects_{serial}', rejects_scan = 'scans_{serial}')"
    )
    words = {w: c for w, c in mapping.fields.items() if c in names}
    chosen = ", ".join(f"{quoted(c)} as {quoted(w)}" for w, c in words.items())
    hidden = hidden_columns(names, mapping.fields, feed.persons)
    unknown = sorted(set(names) - set(mapping.fields.values()) - {""})
    rejects = (
        f"select line as line_no, case when line - 1 in ({', '.join(map(str, too_long or (-1,)))}) then 'csv:line_too_long' else case error_type::varchar when 'TOO MANY COLUMNS' then 'csv:too_many_columns' when 'MISSING COLUMNS' then 'csv:missing_columns' "
        f"when 'LINE SIZE OVER MAXIMUM' then 'csv:line_too_long' when 'UNQUOTED VALUE' then 'csv:quote' else 'csv:unreadable' end end as reason, csv_line as raw "
        f"from rejects_{serial} qualify row_number() over (partition by line order by column_idx) = 1"
    )
    return Staged(
        relations={"rows": f"select {chosen} from {read}"},
        words={"rows": tuple(words)},
        rejects={"rows": rejects},
        lines={"rows": file},
        notices=(f"unmapped_columns: {', '.join(unknown)}",) if unknown else (),
        hides={"rows": Hidden(hidden, len(names), delimiter)} if hidden else {},
    )


def guarded(file: Path, columns: int, delimiter: str) -> tuple[Path, Collection[int]]:
    """(file that the reader can take, numbers of the records that are too long for it).

    The reader drops a record larger than its buffer without a word, and guesses after a quote that is never closed. So
    such a record is taken out here, with a line in its place that the reader refuses. Raises ParseError for the quote.
    """
    if lines.is_plain(file):
        return file, ()
    records = lines.survey(file)
    if records.open_line:
        raise ParseError(f"{file.name}, line {records.open_line:,}: a quote is opened here and never closed.", "Close it, or double it where it is a sign of the text; nothing was loaded.")
    too_long = np.flatnonzero(records.ends - records.starts > MAX_LINE)
    if not len(too_long):
        return file, ()
    cut = file.with_name(f"{file.stem}.cut{file.suffix}")
    with cut.open("wb") as out:
        done = 0
        for number in too_long:
            out.write(records.data[done : records.starts[number]].data)
            out.write(delimiter.join("x" * (columns + 1)).encode())
            done = int(records.ends[number])
        out.write(records.data[done:].data)
    return cut, tuple(int(n) for n in too_long)
