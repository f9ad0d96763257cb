"""CSV (RFC 4180, UTF-8, CRLF) that is safe to open in a spreadsheet.

A text cell that a spreadsheet would run as a formula gets an apostrophe in front; so does such a place inside a text,
after a separator, because a spreadsheet set to Indonesian splits at semicolons, quotes or not. Numbers that are
numbers by type are never touched: -6.2 is a latitude.
"""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from api.dataset import Column
from api.formats.cells import plain

_SIGNS = "=+\\-@\uff1d\uff0b\uff0d\uff20"  # = + - @ and their full-width twins
_START = rf"^[\s,;\"]*[{_SIGNS}\t\r\n]"
# A run of blanks and separators, taken whole from its beginning: a long one is walked once, not once per character.
_INSIDE = rf"(?<![\s,;\"])([^\S\t\r\n]*+[,;\"\t\r\n][\s,;\"]*+)(?=[{_SIGNS}])"


def safe(text: pd.Series) -> pd.Series:
    """Texts that no spreadsheet runs: an apostrophe before each start of a formula. Missing stays missing."""
    inside = text.str.replace(_INSIDE, r"\1'", regex=True)
    starts = text.str.contains(_START, regex=True).fillna(False).astype(bool)
    return inside.mask(starts, "'" + inside)


def encode(frame: pd.DataFrame, columns: Sequence[Column], zone: str, sources: Sequence[str]) -> bytes:
    """A header row and the rows. Lists are joined by `|`, missing is empty, booleans are true and false.

    A CSV has no envelope: where no column names the source of a row, a last column `source` names those of the answer.
    """
    out = plain(frame, columns, zone)
    for column in columns:
        if column.kind == "texts":
            out[column.name] = out[column.name].map("|".join, na_action="ignore").astype("string[python]")
        if column.kind == "boolean":
            out[column.name] = out[column.name].astype("string[python]").str.lower()
        if column.kind in ("text", "texts", "shape"):
            out[column.name] = safe(out[column.name].astype("string[python]"))
    if not {"source", "sources"} & set(out.columns):
        out["source"] = "|".join(sources)
    out.columns = list(safe(pd.Series(list(out.columns), dtype="string[python]")))
    text: str = out.to_csv(index=False, lineterminator="\r\n")
    return text.encode()
