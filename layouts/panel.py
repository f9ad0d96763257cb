"""The shapes in which a page is declared: panels with a question and a drawing, and the states that a panel can be in."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import Any

from dash.development.base_component import Component

from data.answers import Answers
from data.model import Filters
from layouts.charts.spec import Chart
from layouts.choice import Choice
from layouts.options import Choices
from layouts.table import Table
from layouts.theme import Theme

BEGINNING = datetime(2000, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Asked:
    """What a panel's question gets: the filters of the page, the choice behind them, and the panel's own option."""

    filters: Filters
    choice: Choice
    now: datetime
    option: str = ""
    is_quick: bool = False  # the first drawing of a slow panel: leave out what takes long, a second one follows at once
    unheeded: tuple[str, ...] = ()  # what is chosen on the page and plays no part in this panel

    @property
    def whole(self) -> Filters:
        """The same question without a beginning: a backlog is counted however long ago its cases came in."""
        return replace(self.filters, since=BEGINNING)


@dataclass(frozen=True, slots=True)
class Room:
    """On a wall charts are SVG: how wide and high one may be, in units of which its smallest type has 11."""

    width: float = 720.0
    height: float = 250.0

    @classmethod
    def of(cls, told: object) -> Room | None:
        """From what a wall says with its wish for a drawing, {"wall": true, "w", "h"}; None on a desk."""
        if not isinstance(told, dict) or not told.get("wall"):
            return None
        wide, high = told.get("w"), told.get("h")
        if not isinstance(wide, int | float) or not isinstance(high, int | float):
            return cls()
        return cls(min(max(float(wide), 160.0), 4000.0), min(max(float(high), 90.0), 3000.0))


@dataclass(frozen=True, slots=True)
class Look:
    """What a drawing gets beside its data. `scale` is the size of type against the desk's 16 px; `room` is of a chart on a wall."""

    theme: Theme
    asked: Asked
    scale: float = 1.0
    room: Room | None = None


@dataclass(frozen=True, slots=True)
class Empty:
    """Nothing to draw: why, and what to do."""

    why: str
    what_to_do: str


@dataclass(frozen=True, slots=True)
class TooFew:
    """Cases are there, but fewer than a statement needs."""

    n: int


Drawing = Component | Chart | Empty | TooFew
Ask = Callable[[Answers, Asked], Any]
Draw = Callable[[Any, Look], Drawing]


@dataclass(frozen=True, slots=True)
class Panel:
    """One panel. `ask` gives data, `draw` makes of it a component, a chart or a state; titles are message ids.

    needs    core tables that the question reads: a new version of one of them redraws the panel
    feeds    feeds whose newest event is the panel's age
    rows     the same figures as a table, for the "tabel" switch (a chart brings its own)
    is_history  True: what is drawn stays true when the feed has expired; else it is withdrawn and "—" stands there
    is_slow  the panel is drawn quickly first, then with everything: see Asked.is_quick
    options  rows of choices above the drawing: Asked.option holds what is chosen, see layouts/options.py
    only_with  rows of these that act only with one value of another row, see options.buttons
    pace_s   seconds between two redraws at least
    narrows  which feeds stand behind what is asked for now, where `feeds` are those of everything that may be asked for
    ignores  which of NARROWS its question cannot heed: it is asked without them, and the panel's foot says so
    asks     questions that the browser asks for the panel by itself, by name: for its origin, see layouts/origin.py
    """

    name: str
    title: str
    ask: Ask
    draw: Draw
    needs: tuple[str, ...] = ()
    feeds: tuple[str, ...] = ()
    rows: Callable[[Any, Look], Table] | None = None
    has_chart: bool = False
    is_history: bool = True
    is_slow: bool = False
    pace_s: int = 5
    options: tuple[Choices, ...] = ()
    only_with: Mapping[int, tuple[int, str]] | None = None
    ignores: tuple[str, ...] = ()
    asks: tuple[str, ...] = ()
    narrows: Callable[[Asked], tuple[str, ...]] | None = None

    def asked(self, choice: Choice, now: datetime, narrows: Collection[str] = (), option: str = "", is_quick: bool = False) -> Asked:
        """What it is asked for a choice, on a page that can be narrowed by `narrows`. Raises QuestionError."""
        unheeded = tuple(name for name in narrows if name in self.ignores and getattr(choice, name))
        heeded = [name for name in narrows if name not in self.ignores]
        return Asked(choice.filters(now, heeded), choice, now, option, is_quick, unheeded)

    def answer(self, answers: Answers, asked: Asked) -> Any:
        """What `ask` gives, all of it at the versions of the tables at which it began: one look at them, not one for each of its questions."""
        with answers.standing():
            return self.ask(answers, asked)

    def asked_of(self, asked: Asked) -> Panel:
        """The panel with the feeds of what is asked for, and no others."""
        return self if self.narrows is None else replace(self, feeds=self.narrows(asked))


@dataclass(frozen=True, slots=True)
class Page:
    """One page: its address, its panels, and the CSS grid in which they stand (`areas` names panels; `grid` is its class).

    narrows    which of NARROWS can be chosen above its panels (with the source): see layouts/narrow.py
    indicator  one of the six (data.kpis.catalogue.INDICATORS): the page gets the panels of its KPIs, see layouts/panels/kpi_cards.py
    """

    name: str
    path: str
    title: str
    panels: tuple[Panel, ...]
    grid: str = ""
    order: int = 50
    group: str = ""  # title of the menu under which it stands; none: in the bar itself
    indicator: str = ""
    narrows: tuple[str, ...] = ()
    is_listed: bool = True  # stands in the menu; a page of one case does not
    parts: tuple[Callable[[str, str], Component], ...] = field(default=())  # (language, tile URL) -> what stands beside the panels: the map
    above: tuple[Panel, ...] = ()  # panels of the page's indicator, given by layouts.pages.found(): above its own grid, and below it
    below: tuple[Panel, ...] = ()

    @property
    def all_panels(self) -> tuple[Panel, ...]:
        """Its panels as they stand from top to bottom, those of its indicator among them."""
        return (*self.above, *self.panels, *self.below)

    def panel(self, name: str) -> Panel:
        """The panel of that name. Raises KeyError."""
        return {panel.name: panel for panel in self.all_panels}[name]
