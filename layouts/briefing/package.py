"""A document as one package of files: the same contents give the same bytes, whatever the hour at which it was written."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import datetime

_DATES = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*(</)")


def settled(blob: bytes, stamp: datetime) -> bytes:
    """The same package with one date everywhere, embedded workbooks too: zip members carry the hour at which they were written."""
    made = io.BytesIO()
    said_at = f"{stamp:%Y-%m-%dT%H:%M:%SZ}".encode()
    with zipfile.ZipFile(io.BytesIO(blob)) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for member in old.infolist():
            content = old.read(member)
            if member.filename.endswith(".xlsx"):
                content = settled(content, stamp)
            elif member.filename == "docProps/core.xml":
                content = _DATES.sub(rb"\g<1>" + said_at + rb"\g<2>", content)
            new.writestr(zipfile.ZipInfo(member.filename, (1980, 1, 1, 0, 0, 0)), content, zipfile.ZIP_DEFLATED)
    return made.getvalue()
