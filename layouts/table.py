"""A table of figures: what it says, and how it is drawn in the small form behind a panel's "tabel" switch."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from dash import html

from layouts import formats
from layouts.charts.spec import Chart
from layouts.words import _

Writer = Callable[..., str]
SHORT = 22  # letters of a cell of text that stay in one line, as a moment does; a longer one may be broken, so that the table fits its panel
MOST = 1000  # rows shown; beyond that the table says how many there are


@dataclass(frozen=True, slots=True)
class Table:
    """Headings, and rows of written cells. `numeric` are the columns set to the right."""

    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    numeric: frozenset[int] = frozenset()


def table_of(heads: Sequence[str], columns: Sequence[Sequence[object]], writers: Sequence[Writer | None]) -> Table:
    """A table from columns of values: a writer makes a number of a cell, None leaves it as text."""
    written = [
        [formats.NOTHING if formats.is_missing(cell) else str(cell) if writer is None else writer(cell) for cell in cells]
        for cells, writer in zip(columns, writers, strict=True)
    ]
    return Table(tuple(heads), tuple(zip(*written, strict=True)), frozenset(n for n, w in enumerate(writers) if w is not None))


def chart_table(chart: Chart) -> Table:
    """The figures of a chart: one row per x, one column per series, with its interval when it has one."""
    xs = list(dict.fromkeys(x for series in chart.series for x in series.x))

    def writer(value: float | None) -> str:
        return formats.number(value, chart.digits)

    def cells(series_index: int) -> list[str]:
        series = chart.series[series_index]
        found = {x: n for n, x in enumerate(series.x)}
        said = []
        for x in xs:
            n = found.get(x)
            text = formats.NOTHING if n is None else writer(series.y[n])
            if n is not None and series.lo and series.hi and series.y[n] is not None:
                text += f" ({writer(series.lo[n])}–{writer(series.hi[n])})"
            said.append(text)
        return said

    def head(x: object) -> str:
        return formats.day(x) if chart.x_kind == "time" else writer(x) if isinstance(x, float) else str(x)  # type: ignore[arg-type]

    columns = [[head(x) for x in xs], *(cells(n) for n in range(len(chart.series)))]
    names = [f"{s.name} ({chart.unit})" if chart.unit else s.name for s in chart.series]
    return Table((chart.x_title, *names), tuple(zip(*columns, strict=True)), frozenset(range(1, len(names) + 1)))


def drawn(table: Table, label: str) -> html.Article:
    """The table, scrolling inside its panel: one component, whose cells `assets/figures.js` draws.

    A cell of its own for Dash costs the browser time at every update of any other: with some thousand of them a page stands still
    for minutes. The element is of a kind that nothing else uses, so that React never keeps it for something else.
    """
    cut = _("{shown} dari {all} baris", shown=formats.number(MOST), all=formats.number(len(table.rows))) if len(table.rows) > MOST else ""
    told = {"label": label, "heads": table.heads, "numeric": sorted(table.numeric), "short": SHORT, "rows": table.rows[:MOST], "cut": cut}
    return html.Article(className="scroll", tabIndex=0, **{"data-figures": json.dumps(told, ensure_ascii=False)})
