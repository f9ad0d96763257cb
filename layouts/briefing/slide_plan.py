"""What stands on which slide: the blocks of a page below and beside each other, as many as can be read, in as few slides as that takes.

Heights are inches, sizes points. Letters are counted for a typeface wider than ours, which is not installed everywhere.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from layouts.briefing.pdf import NUMERIC
from layouts.briefing.shapes import Block, Page, Prose, Table, written
from layouts.charts.shapes import Map
from layouts.charts.spec import Chart

WIDE, ROOM = 12.333, 5.35
GAP, HEAD = 0.16, 0.34  # between two bands; a band's own heading
SIZES = (14.0, 13.0, 12.0, 11.0, 10.0)
PER_INCH = 112.0  # letters of one point to an inch
MOST_SLIDES = 2  # of one table; the workbook holds the rest
LEAST_ROWS = 5  # of a table that is cut to fit below others
NARROW = 6  # columns of a table that can stand beside another block
TEXT, LEAD = 14.0, 18.0
LONGEST = 160  # letters of one cell
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


@dataclass(frozen=True, slots=True)
class Slide:
    """The pieces of one slide, placed, and the size of the text in its tables."""

    pieces: tuple[Piece, ...]
    size: float


def planned(page: Page) -> list[Slide]:
    """The slides of a page; details are left to paper and workbook."""
    slides: list[list[tuple[Piece, ...]]] = []
    for band in _bands([b for b in page.blocks if not (isinstance(b, Table) and b.is_detail)]):
        for part in _parts(band):
            free = ROOM - _used(slides[-1], SIZES[-1]) - GAP - HEAD if slides else 0.0
            fitting = part if _tall(part, SIZES[-1]) <= free else _cut(part, free)
            if fitting:
                slides[-1].append(fitting)
            else:
                slides.append([part])
    return [_placed(bands) for bands in slides]


def lines_of(text: str, width: float, size: float) -> int:
    """Lines that a text takes in a width of inches."""
    return max(1, -(-len(text) // max(4, int(width * PER_INCH / size))))


def row_height(row: Sequence[str], rooms: Sequence[float], size: float) -> float:
    """Inches of a table's row: as high as its fullest cell; `rooms` are the columns without their margins."""
    return max(lines_of(cell, room, size) for cell, room in zip(row, rooms, strict=True)) * size * 0.0182 + 0.06


def margins(block: Table) -> list[float]:
    """Inches left and right of each column's text: words keep away from the figures before them."""
    right = [c.kind in NUMERIC for c in block.columns]
    return [0.24 if after and not own else 0.12 for own, after in zip(right, [False, *right], strict=False)]


def widths_of(piece: Piece, size: float) -> list[float]:
    """Inches of each column: as declared, but no narrower than its longest word, as far as there is room."""
    assert isinstance(piece.block, Table)
    columns = piece.block.columns
    words = [max((len(word) for cell in cells for word in cell.split(" ")), default=1) for cells in zip(*piece.rows, strict=True)] or [1] * len(columns)
    heads = [1.12 * max(len(word) for word in c.title.split(" ") or [""]) for c in columns]  # bold is wider
    least = [max(word, head) * size / PER_INCH + room + 0.06 for word, head, room in zip(words, heads, margins(piece.block), strict=True)]
    fixed: set[int] = set()
    while True:
        free = piece.width - sum(least[n] for n in fixed)
        total = sum(c.width for n, c in enumerate(columns) if n not in fixed) or 1.0
        widths = [least[n] if n in fixed else free * c.width / total for n, c in enumerate(columns)]
        narrow = {n for n, width in enumerate(widths) if n not in fixed and width < least[n]}
        if not narrow:
            return widths if free > 0 else [piece.width * need / sum(least) for need in least]
        fixed |= narrow


def rooms_of(piece: Piece, size: float) -> list[float]:
    """Inches that the text of each column has."""
    assert isinstance(piece.block, Table)
    return [width - margin for width, margin in zip(widths_of(piece, size), margins(piece.block), strict=True)]


def _bands(blocks: Sequence[Block]) -> list[tuple[Piece, ...]]:
    """Blocks in their order; a narrow table takes a narrow one, or a chart of bars, beside it."""
    bands: list[tuple[Piece, ...]] = []
    left = list(blocks)
    while left:
        first, *rest = left
        if rest and _is_narrow(first) and (_is_narrow(rest[0]) or (isinstance(rest[0], Chart) and rest[0].kind == "bar")) and _tall(pair := _beside(first, rest[0]), SIZES[-1]) + HEAD <= ROOM:
            bands.append(pair)
            left = rest[1:]
        else:
            bands.append((_piece(first, WIDE),))
            left = rest
    return bands


def _beside(first: Block, second: Block) -> tuple[Piece, Piece]:
    half = (WIDE - 0.3) / 2
    return _piece(first, half), replace(_piece(second, half), left=half + 0.3)


def _is_narrow(block: Block) -> bool:
    return isinstance(block, Table) and len(block.columns) <= NARROW and 0 < len(block.rows) <= 12


def _piece(block: Block, width: float) -> Piece:
    if not isinstance(block, Table):
        return Piece(block, width)
    rows = tuple(tuple(said(written(cell, c), LONGEST) for cell, c in zip(row, block.columns, strict=True)) for row in block.printed())
    return Piece(block, width, rows)


def said(text: str, longest: int = 400) -> str:
    """Text that XML can hold, cut with an ellipsis."""
    plain = _CONTROL.sub(" ", text)
    return plain if len(plain) <= longest else plain[: longest - 1] + "…"


def _tall(band: Sequence[Piece], size: float) -> float:
    return max(_height(piece, size) for piece in band)


def _used(bands: Sequence[tuple[Piece, ...]], size: float) -> float:
    """Bands below each other, each with its heading; a single block's is the slide's title."""
    return sum(_tall(band, size) + HEAD + GAP for band in bands) - GAP - (HEAD if len(bands[0]) == 1 else 0.0)


def _height(piece: Piece, size: float) -> float:
    """What a piece needs at least."""
    block = piece.block
    if isinstance(block, Table):
        rooms = rooms_of(piece, size)
        return sum(row_height(row, rooms, size) for row in (tuple(c.title for c in block.columns), *piece.rows))
    if isinstance(block, Chart):
        return 0.75 + 0.24 * len({str(x) for s in block.series for x in s.x}) * len(block.series) if block.kind == "bar" else 2.9
    if isinstance(block, Map):
        return ROOM
    if isinstance(block, Prose):
        letters = LEAD if block.is_lead else TEXT
        return sum(lines_of(s.text, piece.width - 0.3, letters) * letters * 0.0172 + 0.1 for s in block.sentences)
    return 0.4 + 0.28 * lines_of(block.text, piece.width, 16.0)


def _parts(band: tuple[Piece, ...]) -> list[tuple[Piece, ...]]:
    """The band, or a long table over at most MOST_SLIDES slides."""
    piece = band[0]
    if len(band) > 1 or not isinstance(piece.block, Table) or _tall(band, SIZES[-1]) <= ROOM:
        return [band]
    stacks = stacked(piece)[:MOST_SLIDES]
    return [(replace(piece, rows=rows, part=n, parts=len(stacks)),) for n, rows in enumerate(stacks, 1)]


def _cut(band: tuple[Piece, ...], free: float) -> tuple[Piece, ...] | None:
    """An extract cut to the room that is left, when that still holds some rows."""
    piece = band[0]
    if len(band) > 1 or piece.parts > 1 or not isinstance(piece.block, Table) or piece.block.most is None:
        return None
    for n in range(len(piece.rows) - 1, LEAST_ROWS - 1, -1):
        fewer = (replace(piece, rows=piece.rows[:n]),)
        if _tall(fewer, SIZES[-1]) <= free:
            return fewer
    return None


def stacked(piece: Piece) -> list[Rows]:
    """The rows of a table in stacks that each fill a slide, of about the same height: no slide is left with a last row or two."""
    assert isinstance(piece.block, Table)
    rows, rooms = piece.rows, rooms_of(piece, SIZES[-1])
    heights = [row_height(row, rooms, SIZES[-1]) for row in rows]
    room = ROOM - row_height([c.title for c in piece.block.columns], rooms, SIZES[-1])
    most = len(_filled(rows, heights, room))
    lows = [sum(heights) / most + n * max(heights) / 4 for n in range(8)] if most > 1 else []
    even = (_filled(rows, heights, low) for low in lows if low < room)  # the lowest stacks that need no slide more
    return next((stacks for stacks in even if len(stacks) == most), None) or _filled(rows, heights, room)


def _filled(rows: Rows, heights: Sequence[float], room: float) -> list[Rows]:
    stacks: list[list[tuple[str, ...]]] = []
    used = room + 1
    for row, tall in zip(rows, heights, strict=True):
        if used + tall > room:
            stacks.append([])
            used = 0.0
        stacks[-1].append(row)
        used += tall
    return [tuple(stack) for stack in stacks]


def _placed(bands: Sequence[tuple[Piece, ...]]) -> Slide:
    """The largest text that fits, and what is left over given to the drawings."""
    size = next((s for s in SIZES if _used(bands, s) <= ROOM), SIZES[-1])
    drawings = sum(any(_is_drawing(p) for p in band) for band in bands)
    extra = max(0.0, ROOM - _used(bands, size)) / drawings if drawings else 0.0
    pieces: list[Piece] = []
    top = -HEAD if len(bands[0]) == 1 else 0.0
    for band in bands:
        tall = _tall(band, size) + (min(extra, max(_stretch(p) for p in band if _is_drawing(p))) if any(_is_drawing(p) for p in band) else 0.0)
        pieces += [replace(p, top=top + HEAD, height=tall if _is_drawing(p) else _height(p, size)) for p in band]
        top += tall + HEAD + GAP
    return Slide(tuple(pieces), size)


def _stretch(piece: Piece) -> float:
    """How much higher than it needs a drawing may become: a single bar is not to be a wall."""
    return 2.6 * (_height(piece, SIZES[-1]) - 0.7) if isinstance(piece.block, Chart) and piece.block.kind == "bar" else ROOM


def _is_drawing(piece: Piece) -> bool:
    return isinstance(piece.block, Chart | Map)
