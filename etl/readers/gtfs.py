"""A GTFS zip: each file into a temporary table of text, and what the files say about one another, all in SQL."""

from __future__ import annotations

import csv
import zipfile
import zlib
from pathlib import Path

from data.errors import ParseError
from data.literals import literal
from data.warehouse import Session
from etl.feed import Feed, Mapping, Staged
from etl.readers import archive
from etl.readers.csv import MAX_LINE, quoted
from etl.readers.gtfs_files import ASIDE, PARTS, Part

BINARY = True


def fits(file: Path, mapping: Mapping) -> bool:
    """Whether agency.txt names what the mapping needs (a time zone, an agency). A zip that cannot say so is left for `stage` to judge."""
    try:
        with zipfile.ZipFile(file) as opened:
            name = next(n for n in opened.namelist() if n.rsplit("/", 1)[-1] == "agency.txt")
            with opened.open(name) as stream:
                head = stream.read(1 << 16).decode("utf-8", "replace").lower()
    except (
        zipfile.BadZipFile,
        zlib.error,
        StopIteration,
        OSError,
        RuntimeError,
        NotImplementedError,
        EOFError,
        ValueError,
    ):
        return True
    return all(need.lower() in head for need in mapping.needs)


def stage(session: Session, file: Path, mapping: Mapping, feed: Feed) -> Staged:
    """One relation for each file of the schedule, under the file's name; an optional file that is not there has no rows.

    Raises ParseError naming the member for a zip that is not safe, a missing file, an empty one, a missing column.
    """
    unpacked = archive.unpack(file, file.with_suffix(".d"), {part.file for part in PARTS})
    headers = {
        part.file: header(unpacked.files[part.file], file, part)
        for part in PARTS
        if part.file in unpacked.files
    }
    _complete(file, headers)
    rejects: dict[str, str] = {}
    for part in PARTS:
        names = headers.get(part.file) or []
        if names:
            session.execute(_table(part, unpacked.files[part.file], names))
            rejects[part.file] = _rejects(part)
        else:
            empty = ", ".join(f"{quoted(word)} varchar" for word in part.loaded)
            session.execute(f"create or replace temp table {part.table} ({empty})")
    _filled(session, file)
    _find_twice(session, [part for part in PARTS if headers.get(part.file)])
    return Staged(
        relations={part.file: f"select *, rowid as row_id from {part.table}" for part in PARTS},
        words={part.file: (*part.loaded, "row_id") for part in PARTS},
        rejects=rejects,
        lines={part.file: unpacked.files[part.file] for part in PARTS if headers.get(part.file)},
        notices=_notices(unpacked.notices, headers),
    )


def header(text: Path, zip_file: Path, part: Part) -> list[str]:
    """Column names of one member; none at all when an optional member is empty. Raises ParseError naming the member."""
    with text.open("r", encoding="utf-8-sig", errors="replace", newline="") as opened:
        first = opened.readline(1 << 16)
    if not first.strip():
        if part.required:
            raise ParseError(
                f"{zip_file.name}: {part.file} is empty.",
                "Ask the publisher for a whole schedule; the last good one stays.",
            )
        return []
    names = [name.strip().lower() for name in next(csv.reader([first]))]
    names = [name or f"unnamed {nth}" for nth, name in enumerate(names)]
    if twice := sorted({name for name in names if names.count(name) > 1}):
        raise ParseError(
            f"{zip_file.name}: {part.file}, line 1: the column {', '.join(twice)} stands there twice.",
            "Rename one of them.",
        )
    if missing := [name for name in part.needs if name not in names]:
        raise ParseError(
            f"{zip_file.name}: {part.file}, line 1: the column {', '.join(missing)} is missing; it has {', '.join(names[:30])}.",
            "Ask the publisher for a valid GTFS schedule; the last good one stays.",
        )
    return names


def _complete(file: Path, headers: dict[str, list[str]]) -> None:
    """Raises ParseError when a file is missing without which there is no schedule."""
    missing = [part.file for part in PARTS if part.required and part.file not in headers]
    if not headers.get("calendar.txt") and not headers.get("calendar_dates.txt"):
        missing.append("calendar.txt (or calendar_dates.txt)")
    if missing:
        found = ", ".join(sorted(headers)) or "none of a schedule's files"
        raise ParseError(
            f"{file.name}: {', '.join(missing)} is missing; the archive holds {found}.",
            "Ask the publisher for a whole schedule; the last good one stays.",
        )


def _filled(session: Session, file: Path) -> None:
    """Raises ParseError for a schedule in which nothing runs: it must not take the place of one that does."""
    counts = ", ".join(f"(select count(*) from {part.table})" for part in PARTS if part.required)
    empty = [
        part.file
        for part, n in zip((p for p in PARTS if p.required), session.one(f"select {counts}"), strict=True)
        if n == 0
    ]
    if empty:
        raise ParseError(
            f"{file.name}: {', '.join(empty)} has no rows.",
            "Ask the publisher for a whole schedule; the last good one stays.",
        )


def _table(part: Part, text: Path, names: list[str]) -> str:
    """The file as a table of text. A column that the standard has and the file lacks is null."""
    columns = ", ".join(f"{literal(name)}: 'VARCHAR'" for name in names)
    chosen = ", ".join(
        quoted(word) if word in names else f"null::varchar as {quoted(word)}" for word in part.loaded
    )
    return (
        f"create or replace temp table {part.table} as select {chosen} from read_csv({literal(str(text.resolve()))}, auto_detect = false, "
        f"header = true, delim = ',', quote = '\"', escape = '\"', columns = {{{columns}}}, max_line_size = {MAX_LINE}, "
        f"store_rejects = true, rejects_table = 'bad_{part.table}', rejects_scan = 'scan_{part.table}')"
    )


def _rejects(part: Part) -> str:
    return (
        "select line as line_no, case error_type::varchar when 'TOO MANY COLUMNS' then 'csv:too_many_columns' when 'MISSING COLUMNS' then 'csv:missing_columns' "
        "when 'LINE SIZE OVER MAXIMUM' then 'csv:line_too_long' when 'UNQUOTED VALUE' then 'csv:quote' else 'csv:unreadable' end as reason, csv_line as raw "
        f"from bad_{part.table} qualify row_number() over (partition by line order by column_idx) = 1"
    )


def _find_twice(session: Session, parts: list[Part]) -> None:
    """Leave `gtfs_twice` (file, row_id): rows whose key stands on an earlier row that says something else.

    A plain repetition of a row is left for the merge to count. Most schedules repeat nothing, so this is asked first.
    """
    session.execute("create or replace temp table gtfs_twice (file varchar, row_id bigint)")
    suspects = " union all ".join(
        f"select {literal(part.file)} from {part.table} having count(*) <> count(distinct hash({', '.join(f'trim({w})' for w in part.key)}))"
        for part in parts
    )
    repeated = {file for (file,) in session.rows(suspects)}
    for part in parts:
        if part.file in repeated:
            session.execute(_twice(part))


def _twice(part: Part) -> str:
    key = ", ".join(f"trim({word}) as k{nth}" for nth, word in enumerate(part.key))
    same = " and ".join(f"trim(t.{word}) is not distinct from k.k{nth}" for nth, word in enumerate(part.key))
    said, before = (", ".join(f"{alias}.{word}" for word in part.loaded) for alias in ("t", "f"))
    return (
        f"insert into gtfs_twice with k as (select {key}, min(rowid) as nth from {part.table} group by all having count(*) > 1) "
        f"select {literal(part.file)}, t.rowid from {part.table} t join k on {same} join {part.table} f on f.rowid = k.nth "
        f"where t.rowid > k.nth and row({said}) is distinct from row({before})"
    )


def _notices(found: tuple[str, ...], headers: dict[str, list[str]]) -> tuple[str, ...]:
    """New columns, empty files, and members that are neither loaded nor of the standard."""
    known = {part.file: {*part.loaded, *part.known} for part in PARTS}
    columns = [
        f"new_column:{file}:{name}"
        for file, names in headers.items()
        for name in names
        if name not in known[file]
    ]
    empty = [f"empty_file:{file}" for file, names in headers.items() if not names]
    return (*(note for note in found if note.removeprefix("ignored_file:") not in ASIDE), *empty, *columns)
