"""A sortable grid: what a cell says is written here, in the words of the request; what it sorts by goes along beside it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from math import isinf

import dash_ag_grid as dag
import pandas as pd

from layouts import formats
from layouts.drawers.feed import GRID_ID
from layouts.meanings import meaning
from layouts.words import language

LETTER, ROOM = 6.7, 22  # pixels of an average letter, and of what stands around a cell's text
WIDE = "%mwMW"
SHORTEST = 0.6  # of the width wished for, that a column of text keeps when the panel is narrow: its cells tell the rest when pointed at
TAB = {"tabToNextCell": {"function": "false"}}  # one Tab leaves a grid, arrows go from cell to cell: a list of thousands would hold the keyboard
NEVER = 1e300  # sorts behind every number: JSON has no infinity


@dataclass(frozen=True, slots=True)
class Column:
    """One column: `said` is what stands there; with `order` (numbers) it is set to the right and sorted by these."""

    name: str
    head: str
    said: Sequence[str]
    order: Sequence[float] | None = None
    width: int = 90  # pixels wished for by text; a number takes what it needs; what is left over is shared in proportion
    links: Sequence[str] | None = None  # where each cell leads; one such column in a grid
    opens: Sequence[str] | None = None  # what each cell opens in the drawer: `kpi:G1/31.73`

    @property
    def least(self) -> int:
        """Pixels that it cannot do without: its longest cell, and the longest word of its head, which is broken between words."""
        longest = max([*map(_letters, self.said), *(_letters(word) + 1 for word in self.head.split())], default=0)
        is_text = self.order is None and self.links is None  # the number of a case is never cut
        return round(min(SHORTEST * self.width if is_text else max(self.width, 130), LETTER * longest + ROOM))

    @classmethod
    def of(cls, name: str, head: str, values: pd.Series, write: Callable[[float | None], str]) -> Column:
        """A column of numbers, written by `write`; a missing one sorts last."""
        return cls(name, head, [write(v) for v in values], list(values.fillna(float("inf"))))

    @classmethod
    def count(cls, name: str, head: str, values: pd.Series) -> Column:
        """A column of counts."""
        return cls.of(name, head, values, formats.number)


def grid(columns: Sequence[Column]) -> dag.AgGrid:
    """The grid, filling its panel. Sorting is done in the browser."""
    said = {f"{c.name}_said": list(c.said) for c in columns if c.order is not None}
    order = {c.name: _finite(c.order) if c.order is not None else list(c.said) for c in columns}
    leads = {f"{c.name}_href": list(c.links) for c in columns if c.links is not None}
    opens = {f"{c.name}_opens": list(c.opens) for c in columns if c.opens is not None}
    options: dict[str, object] = {"enableCellTextSelection": True, "theme": {"function": "themeQuartz"}, **TAB}
    if language() == "id":
        options["localeText"] = GRID_ID
    return dag.AgGrid(
        rowData=pd.DataFrame({**order, **said, **leads, **opens}).to_dict("records"), columnDefs=[_definition(c) for c in columns], dashGridOptions=options,
        defaultColDef={"sortable": True, "resizable": True, "wrapHeaderText": True, "autoHeaderHeight": True}, columnSize="responsiveSizeToFit", className="raw-grid sorted-grid",
        style={"height": "100%"},
    )  # fmt: skip


def _definition(column: Column) -> dict[str, object]:
    plain: dict[str, object] = {"field": column.name, "headerName": column.head, "width": column.width if column.order is None else column.least, "minWidth": column.least, "headerTooltip": meaning(column.head)}
    if column.links is not None:
        plain["cellRenderer"] = "CityLink"  # of assets/grid_cells.js
    if column.opens is not None:
        plain["cellRenderer"] = "CityOpener"
    if column.order is None:
        return {**plain, "tooltipField": column.name}
    return {**plain, "type": "rightAligned", "valueFormatter": {"function": f"params.data.{column.name}_said"}, "sortingOrder": ["desc", "asc", None]}


def _letters(text: str) -> float:
    """How many average letters a text is wide: a `%` or an `m` counts for more than one."""
    return len(text) + 0.7 * sum(text.count(c) for c in WIDE)


def _finite(values: Iterable[float]) -> list[float]:
    return [NEVER if isinf(v) else v for v in map(float, values)]
