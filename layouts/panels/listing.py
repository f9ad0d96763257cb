"""A plain panel, declared: one question, one sentence, one table. Nothing of it is written twice."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import pandas as pd
from dash import html

from data.answers import Answers
from layouts import table
from layouts.panel import Asked, Drawing, Empty, Look
from layouts.words import _

Cell = Callable[[pd.DataFrame], list[str]]


def written(write: Callable[..., str], name: str) -> Cell:
    """A column of which each value is written by `write`."""
    return lambda data: [write(value) for value in data[name]]


def plain(name: str) -> Cell:
    """A column of text as it is; what is missing is a dash."""
    return lambda data: list(data[name].astype("object").where(data[name].notna(), "—").astype(str))


def spoken(name: str, words: dict[str, str]) -> Cell:
    """A column of keys, each said by its message id."""
    return lambda data: [_(words[value]) if value in words else str(value) for value in data[name]]


@dataclass(frozen=True, slots=True)
class Listing:
    """question  (answers, asked) -> rows
    heads     (title as message id, cells of the rows); those of `numeric` stand to the right
    say       the sentence over the table, from the rows
    nothing   why there is no row, and what to do (message ids)
    """

    question: Callable[[Answers, Asked], pd.DataFrame]
    heads: tuple[tuple[str, Cell], ...]
    say: Callable[[pd.DataFrame], str]
    nothing: tuple[str, str]
    numeric: frozenset[int] = frozenset()

    def ask(self, answers: Answers, asked: Asked) -> pd.DataFrame:
        """The rows."""
        return self.question(answers, asked)

    def draw(self, data: pd.DataFrame, look: Look) -> Drawing:
        """The sentence and the table; or why there is nothing."""
        if not len(data):
            return Empty(_(self.nothing[0]), _(self.nothing[1]))
        said = self.say(data)
        return html.Div([html.P(said, className="verdict"), table.drawn(self.rows(data, look), said)], className="listed")

    def rows(self, data: pd.DataFrame, _look: Look) -> table.Table:
        """The same rows as figures."""
        cells = [write(data) for _title, write in self.heads]
        return table.Table(tuple(_(title) for title, _write in self.heads), tuple(zip(*cells, strict=True)), self.numeric)
