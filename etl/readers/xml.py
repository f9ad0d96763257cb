"""XML records, such as Open311 GeoReport: parsed without entities, laid down as Parquet for the warehouse to read."""

from __future__ import annotations

from pathlib import Path
from xml.etree.ElementTree import Element, ParseError as BadXml

import pyarrow as pa
import pyarrow.parquet as pq
from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring

from data.errors import ParseError
from data.literals import literal
from data.warehouse import Session
from etl.feed import Feed, Mapping, Staged

MAX_BYTES = 64 << 20


def fits(file: Path, mapping: Mapping) -> bool:
    """Whether the file is called XML or begins like it; a broken head is then refused by name, not passed over."""
    with file.open("r", encoding="utf-8") as opened:
        return file.suffix == ".xml" or opened.read(4096).lstrip().startswith("<")


def stage(session: Session, file: Path, mapping: Mapping, feed: Feed) -> Staged:
    """One relation `rows`: each element named mapping.records, its children's text as our words.

    Malformed XML, entities and documents of another kind are refused whole, with the line. Raises ParseError.
    """
    if file.stat().st_size > MAX_BYTES:
        raise ParseError(f"{file.name} is larger than {MAX_BYTES >> 20} MB.", "Ask for a shorter period, or for JSON.")
    try:
        root = fromstring(file.read_bytes(), forbid_dtd=True)
    except BadXml as error:
        line, column = error.position
        raise ParseError(f"{file.name}, line {line}, column {column + 1}: malformed XML ({str(error).split(':')[0]}).", "Ask the publisher for a whole file; nothing was loaded.") from error
    except DefusedXmlException as error:
        raise ParseError(f"{file.name} declares entities or a DTD ({type(error).__name__}).", "Such XML can swell without end; ask for a plain export.") from error
    records = [e for e in root.iter() if _name(e) == mapping.records]
    if not records:
        raise ParseError(f"{file.name}: there is no <{mapping.records}> in <{_name(root)}>.", "Check that the file is of this kind.")
    children = [{_name(c): (c.text or "").strip() or None for c in record} for record in records]
    if missing := [n for n in mapping.needs if not any(n in c for c in children)]:
        raise ParseError(f"{file.name}: no <{mapping.records}> has <{'>, <'.join(missing)}>.", "Write a mapping for this export.")
    table = pa.table({w: pa.array([c.get(path) for c in children], pa.string()) for w, path in mapping.fields.items()})
    laid = file.with_suffix(".parquet")
    pq.write_table(table, laid)
    session.execute(f"create or replace temp table xml_rows as from read_parquet({literal(str(laid.resolve()))})")
    laid.unlink()
    return Staged({"rows": "from xml_rows"}, {"rows": tuple(mapping.fields)})


def _name(element: Element) -> str:
    return str(element.tag).rsplit("}", 1)[-1]
