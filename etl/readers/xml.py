"""XML records, such as Open311 GeoReport: parsed without entities, laid down as Parquet for the warehouse to read."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from xml.etree.ElementTree import Element, TreeBuilder
from xml.etree.ElementTree import ParseError as BadXml

import pyarrow as pa
import pyarrow.parquet as pq
from defusedxml import DefusedXmlException
from defusedxml.ElementTree import DefusedXMLParser

from data.errors import ParseError
from data.literals import literal
from data.warehouse import Session
from etl.blot import Hidden
from etl.feed import Feed, Mapping, Staged

MAX_BYTES = 64 << 20


def fits(file: Path, mapping: Mapping) -> bool:
    """Whether the file is called XML or begins like it; a broken head is then refused by name, not passed over."""
    with file.open("r", encoding="utf-8") as opened:
        return file.suffix == ".xml" or opened.read(4096).lstrip().startswith("<")


def stage(session: Session, file: Path, mapping: Mapping, feed: Feed) -> Staged:
    """One relation `rows`: each element named mapping.records, its children's text as our words.

    A field may be a child's name, a path of names below the record (`info/event`: the first one found), or
    `all:info/area/polygon`: the texts of all of them, one a line. Namespaces are left aside.
    Malformed XML, entities and documents of another kind are refused whole, with the line. Raises ParseError.
    """
    if file.stat().st_size > MAX_BYTES:
        raise ParseError(f"{file.name} is larger than {MAX_BYTES >> 20} MB.", "Ask for a shorter period, or for JSON.")
    records, root = _parsed(file, mapping.records)
    if not records:
        raise ParseError(f"{file.name}: there is no <{mapping.records}> in <{root}>.", "Check that the file is of this kind.")
    children = [{_name(c): (c.text or "").strip() or None for c in record} for record, _ in records]
    if missing := [n for n in mapping.needs if not any(n in c for c in children)]:
        raise ParseError(f"{file.name}: no <{mapping.records}> has <{'>, <'.join(missing)}>.", "Write a mapping for this export.")
    known = {path for word, path in mapping.fields.items() if word not in feed.persons}  # what has no word of ours, such as a caller's name, goes no further
    raw = [json.dumps({k: v for k, v in c.items() if k in known}, ensure_ascii=False) for c in children]
    words = {w: pa.array(_column([e for e, _ in records], children, path), pa.string()) for w, path in mapping.fields.items()}
    laid = file.with_suffix(".parquet")
    try:
        pq.write_table(pa.table({**words, "line_": pa.array([line for _, line in records], pa.int64()), "raw_": pa.array(raw, pa.string())}), laid)
        session.execute(f"create or replace temp table xml_rows as from read_parquet({literal(str(laid.resolve()))})")
    finally:
        laid.unlink(missing_ok=True)
    return Staged(
        {"rows": "select * exclude (line_, raw_), rowid as row_id from xml_rows"}, {"rows": (*mapping.fields, "row_id")},
        lines={"rows": "select rowid + 1 as record_no, line_ as line_no, raw_ as raw from xml_rows where rowid + 1 in (select record_no from wanted_records)"},
        hides={"rows": Hidden()},
    )


class _Numbered(TreeBuilder):
    """Builds the tree, and keeps the wanted elements with the line on which each begins."""

    def __init__(self, wanted: str) -> None:
        super().__init__()
        self.wanted = wanted
        self.found: list[tuple[Element, int]] = []
        self.line: Callable[[], int] = lambda: 0

    def start(self, tag: str, attrs: dict[str, str], /) -> Element:
        element = super().start(tag, attrs)
        if _name(element) == self.wanted:
            self.found.append((element, self.line()))
        return element


def _parsed(file: Path, wanted: str) -> tuple[list[tuple[Element, int]], str]:
    """The wanted elements with their lines, and the root's name. The text is UTF-8 already, whatever its head declares."""
    builder = _Numbered(wanted)
    parser = DefusedXMLParser(target=builder, forbid_dtd=True)
    builder.line = lambda: int(parser.parser.CurrentLineNumber)
    try:
        parser.feed(file.read_text(encoding="utf-8"))
        return builder.found, _name(parser.close())
    except BadXml as error:
        line, column = error.position
        raise ParseError(f"{file.name}, line {line}, column {column + 1}: malformed XML ({str(error).split(':')[0]}).", "Ask the publisher for a whole file; nothing was loaded.") from error
    except DefusedXmlException as error:
        raise ParseError(f"{file.name} declares entities or a DTD ({type(error).__name__}).", "Such XML can swell without end; ask for a plain export.") from error


def _column(records: list[Element], children: list[dict[str, str | None]], path: str) -> list[str | None]:
    """The text of one field for each record."""
    if "/" not in path and not path.startswith("all:"):
        return [child.get(path) for child in children]
    steps = path.removeprefix("all:").split("/")
    found = [_texts(record, steps) for record in records]
    return [("\n".join(texts) if path.startswith("all:") else texts[0]) if texts else None for texts in found]


def _texts(record: Element, steps: list[str]) -> list[str]:
    """The texts that stand at the end of a path of names, in the order of the document; empty ones are left out."""
    reached = [record]
    for step in steps:
        reached = [child for element in reached for child in element if _name(child) == step]
    return [text for element in reached if (text := (element.text or "").strip())]


def _name(element: Element) -> str:
    return str(element.tag).rsplit("}", 1)[-1]
