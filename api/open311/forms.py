"""One answer, two forms: the same records as JSON, or as XML written by the standard library's own writer."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Literal, cast
from xml.etree import ElementTree as ET

from fastapi import Request, Response

from api.answer import as_json, pack, wants_gzip
from api.problem import not_found

Form = Literal["json", "xml"]
Record = Mapping[str, object]
# Characters that XML 1.0 cannot hold, not even escaped.
_UNFIT = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def form_of(text: str) -> Form:
    """json or xml, from the end of the address. Raises Refusal 404."""
    if text not in ("json", "xml"):
        raise not_found(f"There is no form {text!r}.", "Ask for .json or .xml.")
    return cast(Form, text)


def respond(
    request: Request, form: Form, records: Sequence[Record] | Record, root: str, row: str = ""
) -> Response:
    """Records (or one) in the form asked for. `root` and `row` name the XML elements."""
    if form == "json":
        return as_json(records, request)
    top = ET.Element(root)
    if isinstance(records, Mapping):
        _fill(top, records)
    else:
        for record in records:  # at most 1,000: the most that GeoReport gives at once
            _fill(ET.SubElement(top, row), record)
    content = ET.tostring(top, encoding="utf-8", xml_declaration=True)
    headers = {"Cache-Control": "no-cache", "Vary": "Accept-Encoding"}
    body = pack(content, "text/xml; charset=utf-8", headers, wants_gzip(request))
    return Response(body.content, headers=body.headers, media_type=body.media_type)


def _fill(element: ET.Element, record: Record) -> None:
    for name, value in record.items():
        child = ET.SubElement(element, name)
        if isinstance(value, Mapping):
            _fill(child, value)
        elif isinstance(value, (list, tuple)):
            for each in value:
                part = ET.SubElement(child, name.removesuffix("s"))
                if isinstance(each, Mapping):
                    _fill(part, each)
                else:
                    part.text = str(each)
        elif value is not None:
            child.text = str(value).lower() if isinstance(value, bool) else _UNFIT.sub("", str(value))
