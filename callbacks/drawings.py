"""From a choice on the screen to what is shown: the one place where panels, marks and drawers are asked and drawn."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from dash import html
from dash.development.base_component import Component

from data.answers import Answers
from data.queries import areas as areas_asked
from data.queries import feeds as feeds_asked
from data.trail import recording
from layouts import drawers, frame, narrow, options, shell
from layouts.choice import Choice
from layouts.health import limits_of, sources_of
from layouts.origin import Told, origin
from layouts.panel import Asked, Look, Page, Panel, Room
from layouts.theme import THEMES
from layouts.wall.frame import wall
from layouts.wall.tour import Tour
from layouts.words import _, language


def page(declared: Page | Tour, tile_url: str, search: str = "") -> Component:
    """The frames of a page, or of all pages of a wall's tour, still without figures. `tile_url` goes to the parts that draw a base map,
    `search` (of the URL) names the options of panels."""
    if isinstance(declared, Tour):
        return wall(declared, tile_url)
    picks = options.picked(search)

    def frames(panels: Sequence[Panel]) -> list[Component]:
        return [frame.panel(declared.name, panel, option=picks.get(panel.name)) for panel in panels]

    bar = [narrow.bar(declared.narrows, Choice.from_search(search))] if declared.narrows else []
    own = html.Div([*frames(declared.panels), *(part(language(), tile_url) for part in declared.parts)], className=f"grid grid-{declared.name}")
    if not declared.indicator:
        return html.Div([*bar, own], className="narrowed") if bar else own
    return html.Div([*frames(declared.above), own, html.Div(frames(declared.below), className="grid grid-kpis")], className="of-indicator")


NOT_ALL = -1  # in place of a version: this drawing is not the whole, ask again at once


@dataclass(frozen=True, slots=True)
class Wanted:
    """One drawing of one panel: what was chosen, and how it is to be shown."""

    panel: Panel
    choice: Choice
    theme: str = "dark"
    scale: float = 1.0
    is_table: bool = False
    option: str = ""
    is_quick: bool = False
    room: Room | None = None
    narrows: tuple[str, ...] = ()  # what the panel's page can be narrowed by


def panel(answers: Answers, wanted: Wanted, now: datetime) -> list[Component]:
    """What a panel shows now. Raises CityError."""
    is_quick = wanted.is_quick and wanted.panel.is_slow
    asked = wanted.panel.asked(wanted.choice, now, wanted.narrows, wanted.option, is_quick)
    # Versions before the question: should a load come between, the page sees a newer version and asks again.
    versions = dict.fromkeys(wanted.panel.needs, NOT_ALL) if is_quick else answers.versions()
    declared = wanted.panel.asked_of(asked)
    fresh = sources_of(feeds_asked.feed_health(answers, now), declared.feeds)
    limits = limits_of(feeds_asked.feed_limits(answers), declared.feeds)
    data = declared.answer(answers, asked)
    look = Look(THEMES[wanted.theme], asked, wanted.scale, wanted.room)
    return frame.filled(declared, data, look, fresh, versions, wanted.is_table, limits)


def areas(answers: Answers, choice: Choice) -> list[dict[str, object]]:
    """The choices of the area filter."""
    return shell.area_options(areas_asked.areas_list(answers), choice.area)


def narrowed(answers: Answers, word: str, value: str | None) -> list[dict[str, str]]:
    """The choices of one control above a page's panels."""
    return narrow.choices(answers, word, value or "")


def marks(answers: Answers, choice: Choice, now: datetime) -> tuple[list[Component], str]:
    """The marks of the header, and the state of every source for the beat script."""
    fresh = sources_of(feeds_asked.feed_health(answers, now))
    known = areas_asked.areas_list(answers)["code"]
    stray = [frame.stray(choice)] if len(known) and choice.area not in set(known) else []
    return [*stray, *frame.marks(fresh, choice.filters(now), now)], fresh.key


def drawer(answers: Answers, what: str, choice: Choice, now: datetime, theme: str) -> tuple[str, Component]:
    """Title and content of the drawer for `kind:key`. Raises CityError."""
    kind, _sep, key = what.partition(":")
    look = Look(THEMES[theme], Asked(choice.filters(now), choice, now, key))
    with recording() as steps:
        title, content = drawers.KINDS[kind](answers, key, look)
    if not steps or kind in drawers.TELL_ORIGIN:
        return title, content
    return title, html.Div([content, html.Details([html.Summary(_("Asal angka")), origin(answers, look, Told((), (), steps))], className="origin-below")])
