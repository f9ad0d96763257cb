"""What stands on which slide: the blocks of a page below and beside each other, as many as can be read, in as few slides as that takes.

Heights are inches, sizes points.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from layouts.briefing.shapes import Block, Page, Prose, Table, written
from layouts.briefing.slide_room import WIDE, Piece, Rows, lines_of, rooms_of, row_height, said
from layouts.charts.shapes import Map
from layouts.charts.spec import Chart

ROOM = 5.35
GAP, HEAD = 0.16, 0.34  # between two bands; a band's own heading
SIZES = (14.0, 13.0, 12.0, 11.0, 10.0)
MOST_SLIDES = 2  # of one table; the workbook holds the rest
LEAST_ROWS, MOST_OF = 5, 0.7  # of a table that is cut to fit below others, and which part of it: less has a slide of its own
NARROW = 6  # columns of a table that can stand beside another block
TEXT, LEAD = 14.0, 18.0
LONGEST = 160  # letters of one cell


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


def _bands(blocks: Sequence[Block]) -> list[tuple[Piece, ...]]:
    """Blocks in their order, those that go beside each other in pairs."""
    bands: list[tuple[Piece, ...]] = []
    left = list(blocks)
    while left:
        first, *rest = left
        if rest and _go_beside(first, rest[0]) and _tall(pair := _beside(first, rest[0]), SIZES[-1]) + HEAD <= ROOM:
            bands.append(pair)
            left = rest[1:]
        else:
            bands.append((_piece(first, WIDE),))
            left = rest
    return bands


def _go_beside(first: Block, second: Block) -> bool:
    """A narrow table and another or a chart of bars; two short pieces of prose."""
    if isinstance(first, Prose):
        return isinstance(second, Prose) and not first.is_lead
    return _is_narrow(first) and (_is_narrow(second) or (isinstance(second, Chart) and second.kind == "bar"))


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
    """An extract cut to the room that is left, when that still holds most of its rows."""
    piece = band[0]
    if len(band) > 1 or piece.parts > 1 or not isinstance(piece.block, Table) or piece.block.most is None:
        return None
    for n in range(len(piece.rows) - 1, max(LEAST_ROWS, round(MOST_OF * len(piece.rows))) - 1, -1):
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
