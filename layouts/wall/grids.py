"""How the cells of a wall page stand: rows of names for a shape of screen, as a CSS grid."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

# Shape of the screen -> columns and rows of monitors; a grid on several monitors has its lines on their edges.
SHAPES = {"16:9": (1, 1), "32:9": (2, 1), "48:9": (3, 1), "3x3": (3, 3)}


@dataclass(frozen=True, slots=True)
class Grid:
    """Rows of cell names, the same name over a rectangle; `columns` and `rows` are their shares."""

    cells: tuple[tuple[str, ...], ...]
    columns: tuple[float, ...]
    rows: tuple[float, ...]

    @property
    def css(self) -> str:
        """The value of `grid-template`, without rows and columns that could not shrink."""
        lines = [f"{_quoted(row)} minmax(0, {share:g}fr)" for row, share in zip(self.cells, self.rows, strict=True)]
        return f"{' '.join(lines)} / {' '.join(f'minmax(0, {share:g}fr)' for share in self.columns)}"


def _quoted(row: Sequence[str]) -> str:
    return f'"{" ".join(row)}"'


def grid_of(told: object, cells: Sequence[str]) -> Grid:
    """{"areas": ["a b", "a c"], "columns": [1, 2], "rows": [1, 1]}; shares may be missing. Raises ValueError saying what is wrong."""
    if not isinstance(told, Mapping) or not isinstance(told.get("areas"), list) or not told["areas"]:
        raise ValueError("a layout needs areas")
    rows = tuple(tuple(str(line).split()) for line in told["areas"])
    width = len(rows[0])
    if any(len(row) != width for row in rows):
        raise ValueError("the rows of its areas have different lengths")
    named = {name for row in rows for name in row}
    if named != set(cells):
        raise ValueError(f"its areas name {', '.join(sorted(named ^ set(cells)))}, its panels do not, or the other way round")
    for name in sorted(named):
        if not _is_rectangle(name, rows):
            raise ValueError(f"{name} is no rectangle")
    return Grid(rows, _shares(told.get("columns"), width), _shares(told.get("rows"), len(rows)))


def _is_rectangle(name: str, rows: Sequence[Sequence[str]]) -> bool:
    found = [(y, x) for y, row in enumerate(rows) for x, cell in enumerate(row) if cell == name]
    ys, xs = {y for y, _ in found}, {x for _, x in found}
    return len(found) == (max(ys) - min(ys) + 1) * (max(xs) - min(xs) + 1)


def _shares(told: object, n: int) -> tuple[float, ...]:
    if told is None:
        return (1.0,) * n
    if not isinstance(told, list) or len(told) != n or not all(isinstance(v, int | float) and v > 0 for v in told):
        raise ValueError(f"shares must be {n} numbers above 0")
    return tuple(float(v) for v in told)


def even(cells: Sequence[str], columns: int) -> Grid:
    """The cells in reading order, in so many columns; the last one fills what its row leaves."""
    columns = max(1, min(columns, len(cells)))
    rows = [list(cells[n : n + columns]) for n in range(0, len(cells), columns)]
    rows[-1] += [rows[-1][-1]] * (columns - len(rows[-1]))
    return Grid(tuple(map(tuple, rows)), (1.0,) * columns, (1.0,) * len(rows))


def for_shape(shape: str, cells: Sequence[str], declared: Mapping[str, Grid]) -> Grid:
    """The declared layout for a shape, else one that suits its width; on nine monitors the first cell is the largest."""
    if shape in declared:
        return declared[shape]
    if shape == "3x3":
        return nine(cells)
    return even(cells, {"16:9": 2 if len(cells) <= 4 else 3, "32:9": 4, "48:9": 6}[shape])


def nine(cells: Sequence[str]) -> Grid:
    """Up to nine cells on 3 x 3 monitors with every edge on a bezel."""
    first, rest = cells[0], list(cells[1:])
    if len(rest) > 5:
        return even(cells, 3)
    if not rest:
        rows = [[first] * 3] * 3
    elif len(rest) <= 3:
        side = [rest[min(n, len(rest) - 1)] for n in range(3)]
        rows = [[first, first, name] for name in side]
    else:
        last = rest[2:] if len(rest) == 5 else [rest[2], rest[3], rest[3]]
        rows = [[first, first, rest[0]], [first, first, rest[1]], last]
    return Grid(tuple(map(tuple, rows)), (1.0,) * 3, (1.0,) * 3)
