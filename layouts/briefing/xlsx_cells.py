"""How a workbook's cells are written: safe text, number formats, widths of columns and lines of rows."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import datetime

from layouts import formats
from layouts.briefing.shapes import Cell, Column
from layouts.charts import xlsx as charts

WIDEST = 60
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")
MOST_TEXT = 32_000  # Excel's own limit is 32,767


def text(said: str) -> str:
    """Text that a cell can hold: without control signs, within Excel's limit. It is written as a string, so a leading = stays one."""
    return _CONTROL.sub(" ", said)[:MOST_TEXT]


def number_format(column: Column, digits: int) -> str:
    """Excel's format of a column of numbers, in the document's language where the program heeds it. Shares are in % already, so the sign is text."""
    plain = "#,##0" + ("." + "0" * digits if digits else "")
    if column.kind == "signed":
        least = 0.5 * 10**-digits  # what rounds to nothing has no sign
        return ";".join((f"[>={least:g}]{charts.localised('+' + plain)}", f"[<=-{least:g}]{charts.localised('-' + plain)}", charts.localised(plain)))
    return charts.localised(plain) + ('"%"' if column.kind == "percent" else "")


def clock_mark() -> str:
    """What stands between hours and minutes in the document's language."""
    return formats.clock(datetime(2026, 1, 1))[2]


def lines_of(row: Sequence[Cell], widths: Sequence[float]) -> int:
    """Lines that the longest text of a row takes in its column."""
    return max((-(-len(cell) // max(4, int(w * 1.02))) for cell, w in zip(row, widths, strict=False) if isinstance(cell, str) and cell), default=1)


def width_of(column: Column, values: Iterable[Cell]) -> float:
    longest = max((len(v) if isinstance(v, str) else 18 if isinstance(v, datetime) else 11 for v in values), default=8)
    return float(min(WIDEST, max(9, longest + 2, len(column.title) // 2 + 4)))
