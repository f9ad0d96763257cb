"""How much room words take on a slide: lines of a text, widths of columns, heights of rows. Inches; sizes are points.

Letters are counted for a typeface wider than ours, which is not installed everywhere.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from layouts.briefing.pdf import NUMERIC
from layouts.briefing.shapes import Block, Table

WIDE = 12.333
PER_INCH = 112.0  # letters of one point to an inch
Rows = tuple[tuple[str, ...], ...]
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f]")


@dataclass(frozen=True, slots=True)
class Piece:
    """A block, or a part of a table: its rows as text, which part of how many, and where it stands; its heading is HEAD above `top`."""

    block: Block
    width: float = WIDE
    rows: Rows = ()
    part: int = 1
    parts: int = 1
    left: float = 0.0
    top: float = 0.0
    height: float = 0.0


def said(text: str, longest: int = 400) -> str:
    """Text that XML can hold, cut with an ellipsis."""
    plain = _CONTROL.sub(" ", text)
    return plain if len(plain) <= longest else plain[: longest - 1] + "…"


def lines_of(text: str, width: float, size: float) -> int:
    """Lines that a text takes in a width of inches: it breaks between words, and a word too long for a line within itself."""
    room = max(4, int(width * PER_INCH / size))
    if len(text) <= room:
        return 1
    lines, used = 1, 0
    for word in text.split(" "):
        if used and used + 1 + len(word) > room:
            lines, used = lines + 1, 0
        used += len(word) + (1 if used else 0)
        lines, used = (lines + (used - 1) // room, (used - 1) % room + 1) if used > room else (lines, used)
    return lines


def row_height(row: Sequence[str], rooms: Sequence[float], size: float) -> float:
    """Inches of a table's row: as high as its fullest cell; `rooms` are the columns without their margins."""
    return max(lines_of(cell, room, size) for cell, room in zip(row, rooms, strict=True)) * size * 0.0182 + 0.06


def margins(block: Table) -> list[float]:
    """Inches left and right of each column's text: words keep away from the figures before them."""
    right = [c.kind in NUMERIC for c in block.columns]
    return [0.24 if after and not own else 0.12 for own, after in zip(right, [False, *right], strict=False)]


def widths_of(piece: Piece, size: float) -> list[float]:
    """Inches of each column: what its words need, then what its longest cell needs as far as there is room, then what is declared."""
    assert isinstance(piece.block, Table)
    columns = piece.block.columns
    held = list(zip(*piece.rows, strict=True)) or [("",)] * len(columns)
    spare = [room + 0.06 for room in margins(piece.block)]
    heads = [1.25 * max(len(word) for word in c.title.split(" ") or [""]) for c in columns]  # bold is wider
    words = [max((len(word) for cell in cells for word in cell.split(" ")), default=1) for cells in held]
    least = [max(word, head) * size / PER_INCH + room for word, head, room in zip(words, heads, spare, strict=True)]
    whole = [max(low, max(map(len, cells), default=1) * size / PER_INCH + room) for low, cells, room in zip(least, held, spare, strict=True)]
    free = piece.width - sum(least)
    if free <= 0:
        return [piece.width * need / sum(least) for need in least]
    wanted = [high - low for low, high in zip(least, whole, strict=True)]
    given = [0.0] * len(columns)
    for left, n in enumerate(sorted(range(len(columns)), key=wanted.__getitem__)):  # small wishes first: one long column wraps, not all
        given[n] = min(wanted[n], (free - sum(given)) / (len(columns) - left))
    rest = (free - sum(given)) / sum(c.width for c in columns)
    return [low + more + rest * c.width for low, more, c in zip(least, given, columns, strict=True)]


def rooms_of(piece: Piece, size: float) -> list[float]:
    """Inches that the text of each column has."""
    assert isinstance(piece.block, Table)
    return [width - margin for width, margin in zip(widths_of(piece, size), margins(piece.block), strict=True)]
