"""A JSON or GeoJSON document that holds an array of records."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

from data.errors import ParseError
from data.literals import literal
from data.warehouse import Session
from etl.feed import Feed, Mapping, Staged
from etl.readers import jsonl

MAX_BYTES = 512 << 20


def fits(file: Path, mapping: Mapping) -> bool:
    """Whether the document begins like one and names what the mapping needs in its first megabyte."""
    with file.open("r", encoding="utf-8") as opened:
        head = opened.read(1 << 20)
    return head.lstrip()[:1] in ("{", "[") and all(f'"{need}"' in head for need in mapping.needs)


def stage(session: Session, file: Path, mapping: Mapping, feed: Feed) -> Staged:
    """One relation `rows` with our words as columns. A document that is not JSON is refused whole, with line and column."""
    if file.stat().st_size > MAX_BYTES:
        raise ParseError(f"{file.name} is larger than {MAX_BYTES >> 20} MB.", "Ask for one record a line (JSONL).")
    records = mapping.records or "$[*]"
    text = f"(select content from read_text({literal(str(file.resolve()))}))"
    (valid,) = session.one(f"select json_valid(content) from {text}")
    if not valid:
        raise _located(file)
    for need in mapping.needs:
        (stands,) = session.one(f"select contains(content, $need) from {text}", {"need": f'"{need}"'})
        if not stands:
            raise ParseError(f"{file.name}: no record has {need!r}.", f"Load the export that {mapping.name!r} describes, or write a mapping for this one.")
    (kind,) = session.one(f"select json_type(content) from {text}")
    found = "[content::json]" if kind == "OBJECT" and records == "$[*]" else f"json_extract(content, {literal(records)})"
    array = f"(select unnest({found}) as raw from {text})"
    session.execute(
        f"create or replace temp table json_records as select n as record_no, n as line_no, raw from (select row_number() over () as n, raw::varchar as raw from {array})"
    )
    return jsonl.staged(session, file, replace(mapping, needs=()), feed, "json_records")


def _located(file: Path) -> ParseError:
    """The same document read by Python's parser, for the place of the fault. It takes NaN, which JSON does not have."""
    def refuse(name: str) -> None:
        raise ValueError(f"{name} is not a JSON number")

    try:
        json.loads(file.read_text(encoding="utf-8"), parse_constant=refuse)
    except json.JSONDecodeError as error:
        return ParseError(f"{file.name}, line {error.lineno}, column {error.colno}: {error.msg}.", "Ask the publisher for a whole file; nothing was loaded.")
    except (ValueError, RecursionError) as error:
        return ParseError(f"{file.name}: {error}.", "Ask the publisher for valid JSON; nothing was loaded.")
    return ParseError(f"{file.name} is not valid JSON.", "Ask the publisher for valid JSON; nothing was loaded.")
