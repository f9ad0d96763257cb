"""A plain panel, declared: one question, one sentence, one table. Nothing to draw by hand for a feed whose figures are a list."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

import pandas as pd
from dash import html

from data.answers import Answers
from layouts import formats, money, table
from layouts.formats import short_name
from layouts.panel import Asked, Drawing, Empty, Look
from layouts.spans import Unit
from layouts.words import _

AREA = "area_name"  # the column of an answer that names a place: written short, as in a grid
Cells = Callable[[pd.DataFrame], list[str]]


def spoken(name: str, words: dict[str, str]) -> Cells:
    """A column of keys, each said by its message id; a key without words as it is."""
    return lambda data: [_(words[value]) if value in words else str(value) for value in data[name]]


@dataclass(frozen=True, slots=True)
class Field:
    """One column: its head (a message id), the column of the answer (or a function that writes the cells), how a number is written, and
    whether it is set to the right (unless said otherwise: when it is written as a number). `is_hours`: a time, `is_rupiah`: an amount,
    in the unit that all such columns share."""

    head: str
    cell: str | Cells
    write: Callable[..., str] | None = None
    is_number: bool | None = None
    is_hours: bool = False
    is_rupiah: bool = False

    @property
    def has_unit(self) -> bool:
        """Its unit is chosen from the values and stands in the head."""
        return self.is_hours or self.is_rupiah

    @property
    def is_right(self) -> bool:
        """Set to the right."""
        return self.has_unit or self.write is not None if self.is_number is None else self.is_number

    def cells(self, data: pd.DataFrame) -> list[str]:
        """The cells, one for each row."""
        if callable(self.cell):
            return self.cell(data)
        write = self.write or (short_name if self.cell == AREA else str)
        return [formats.NOTHING if formats.is_missing(v) else write(v) for v in data[self.cell]]


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
        times = Unit.of(*(data[str(f.cell)] for f in self.fields if f.is_hours))
        amounts = money.Unit.of(*(data[str(f.cell)] for f in self.fields if f.is_rupiah))
        unit_of = {f: amounts if f.is_rupiah else times for f in self.fields if f.has_unit}
        fields = [replace(f, head=unit_of[f].head(_(f.head)), write=unit_of[f].write) if f in unit_of else replace(f, head=_(f.head)) for f in self.fields]
        cells = zip(*(f.cells(data) for f in fields), strict=True)
        return table.Table(tuple(f.head for f in fields), tuple(cells), frozenset(n for n, f in enumerate(self.fields) if f.is_right))
