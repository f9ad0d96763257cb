"""A plain panel, declared: one question, one sentence, one table. Nothing to draw by hand for a feed whose figures are a list."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import pandas as pd
from dash import html

from data.answers import Answers
from layouts import formats, table
from layouts.panel import Asked, Drawing, Empty, Look
from layouts.words import _

Said = str | Callable[[pd.DataFrame], list[str]]


@dataclass(frozen=True, slots=True)
class Field:
    """One column: its head (a message id), the column of the answer (or a function that writes the cells), and how a number is written."""

    head: str
    cell: Said
    write: Callable[..., str] | None = None

    def cells(self, data: pd.DataFrame) -> list[str]:
        """The cells, one for each row."""
        if callable(self.cell):
            return self.cell(data)
        return [formats.NOTHING if formats.is_missing(v) else str(v) if self.write is None else self.write(v) for v in data[self.cell]]


@dataclass(frozen=True, slots=True)
class Sheet:
    """question (answers, asked) -> a frame; say: the sentence above the table; note: a line below it; empty: (why, what to do), message ids."""

    question: Callable[[Answers, Asked], pd.DataFrame]
    fields: tuple[Field, ...]
    say: Callable[[pd.DataFrame], str]
    empty: tuple[str, str]
    note: str = ""

    def ask(self, answers: Answers, asked: Asked) -> pd.DataFrame:
        """The answer, for Panel.ask."""
        return self.question(answers, asked)

    def draw(self, data: pd.DataFrame, look: Look) -> Drawing:
        """Sentence, table, note; for Panel.draw."""
        if not len(data):
            return Empty(_(self.empty[0]), _(self.empty[1]))
        said = self.say(data)
        below = [html.P(_(self.note), className="chart-note")] if self.note else []
        return html.Div([html.P(said, className="verdict"), table.drawn(self.rows(data, look), said), *below], className="listed")

    def rows(self, data: pd.DataFrame, _look: Look) -> table.Table:
        """The table alone, for Panel.rows."""
        if not len(data):
            return table.Table(tuple(_(f.head) for f in self.fields), ())
        cells = zip(*(f.cells(data) for f in self.fields), strict=True)
        return table.Table(tuple(_(f.head) for f in self.fields), tuple(cells), frozenset(n for n, f in enumerate(self.fields) if f.write is not None))
