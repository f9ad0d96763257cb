"""Small cells of a document marked Umum: a count of 1 to 4 may point at a person, so that it is written `<5`, in sheets as well.

A column in which one count alone is hidden loses its next smallest too (`*`), or its sum would give it away. A share that gives a
hidden count away by arithmetic is left out. Differences between two tables, or between two documents, are not guarded.
"""

from __future__ import annotations

from dataclasses import replace

from layouts.briefing.shapes import Block, Cell, Column, Contents, Page, Prose, Sentence, Table
from layouts.charts.shapes import Map
from layouts.words import _

LEAST = 5
FEW, HELD = "<5", "*"
OF_REPORTS = frozenset({"briefing_cube", "briefing_backlog", "response_times", "response_trend"})
OF_KPIS = frozenset({"kpi_readings", "smart100"})


def is_small(n: float, least: int = LEAST) -> bool:
    """Is it a count that must not be told: 1 up to least - 1. With least 0 none is."""
    return 0 < n < least


def hidden(said: Contents) -> Contents:
    """The contents without their small cells, and page one says so."""
    pages = [replace(page, blocks=tuple(_block(b) for b in page.blocks)) for page in said.pages]
    metadata = tuple((k, FEW if k == _("Laporan dalam periode") and isinstance(v, int) and is_small(v) else v) for k, v in said.metadata)
    return replace(said, pages=(_told(pages[0]), *pages[1:]), metadata=metadata)


def _told(page: Page) -> Page:
    text = _("Dokumen Umum: jumlah 1 sampai 4 ditulis {few}; {held} ditahan agar selisihnya tidak mengungkapkan yang lain; bagian yang mengungkapkannya dikosongkan.", few=FEW, held=HELD)
    return replace(page, blocks=(*page.blocks, Prose(_("Jumlah kecil"), (Sentence(text),))))


def _block(block: Block) -> Block:
    if isinstance(block, Map):
        areas = tuple(replace(a, value=None, n=None) if a.state != "spot" and is_small(a.n or 0) else a for a in block.areas)
        return replace(block, areas=areas)
    if not isinstance(block, Table):
        return block
    asked = {part.strip() for part in block.question.split(",")}
    return _of_kpis(block) if asked <= OF_KPIS else _of_reports(block) if asked & OF_REPORTS else block


def _of_kpis(block: Table) -> Table:
    """A KPI that rests on 1 to 4 cases keeps its name and target; its value, interval and change go."""
    at = [c.title for c in block.columns].index("n") if any(c.title == "n" for c in block.columns) else None
    target = _("Target")
    rows = [
        tuple(FEW if n == at else None if c.kind in ("number", "signed") and c.title != target else cell for n, (cell, c) in enumerate(zip(row, block.columns, strict=True)))
        if at is not None and _count(row[at]) and is_small(float(row[at] or 0)) else row  # type: ignore[arg-type]
        for row in block.rows
    ]  # fmt: skip
    return replace(block, rows=tuple(rows))


def _of_reports(block: Table) -> Table:
    held = {(r, n) for n, column in enumerate(block.columns) if column.kind == "int" for r in _held(block, n)}
    return replace(block, rows=tuple(_row(row, block.columns, {n for at, n in held if at == r}) for r, row in enumerate(block.rows)))


def _held(block: Table, n: int) -> list[int]:
    """The row whose count is hidden so that one small count is not the only one missing in its column."""
    counts = [(float(row[n]), r) for r, row in enumerate(block.rows) if _count(row[n])]  # type: ignore[arg-type]
    small, others = [c for c in counts if is_small(c[0])], sorted(c for c in counts if c[0] >= LEAST)
    return [others[0][1]] if len(small) == 1 and others else []


def _row(row: tuple[Cell, ...], columns: tuple[Column, ...], held: set[int]) -> tuple[Cell, ...]:
    counts = {n: float(cell) for n, cell in enumerate(row) if _count(cell)}  # type: ignore[arg-type]
    few = {n for n, count in counts.items() if is_small(abs(count))}
    gone = few | held
    secret = {counts[n] for n in gone}
    tells = any(_gives_away(float(cell), n, secret) for cell, c in zip(row, columns, strict=True) if c.kind == "percent" and isinstance(cell, (int, float)) for n in counts.values())
    is_bare = bool(gone) and (min(counts) in gone or any(columns[n].kind != "int" for n in gone))

    def shown(n: int, cell: Cell) -> Cell:
        kind = columns[n].kind
        if n in gone and not (kind == "signed" and n in few):
            return HELD if n in held else FEW
        left_out = (kind == "percent" and tells) or (kind == "signed" and (tells or is_bare)) or (kind == "number" and is_bare and n not in counts)
        return None if left_out else cell

    return tuple(shown(n, cell) for n, cell in enumerate(row))


def _count(cell: Cell) -> bool:
    return isinstance(cell, int) and not isinstance(cell, bool)


def _gives_away(pct: float, n: float, secret: set[float]) -> bool:
    """Is a share of `n` a small count, all but a small count, or one that is hidden."""
    part = round(pct * n / 100)
    return abs(pct * n / 100 - part) < 1e-6 and (is_small(part) or is_small(n - part) or part in secret)
