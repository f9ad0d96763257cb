"""The drawer of origins: `origin:page/panel/option` asks the panel's question again and tells how it was answered. A slow panel is
asked quickly: what it leaves out then is the same questions at earlier moments. The header and the map's legend are places of their own."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

from dash.development.base_component import Component

from data import schema
from data.answers import Answers, question
from data.errors import QuestionError
from data.trail import Step, recording
from layouts import origin
from layouts.drawers.elsewhere import PLACES
from layouts.panel import Look, Page, Panel
from layouts.words import _


@cache
def _pages() -> dict[str, Page]:
    from layouts.pages import found  # here: pages lead to panels, and some of them to drawers

    return {page.name: page for page in found()}


def opened(answers: Answers, key: str, look: Look) -> tuple[str, Component]:
    """Title and content for `page/panel/option`. Raises QuestionError for a panel that does not exist."""
    page, _sep, rest = key.partition("/")
    name, _sep, option = rest.partition("/")
    if (place := PLACES.get(f"{page}/{name}")) is not None:
        with recording() as noted:
            place.asks(answers, replace(look.asked, option=option))
        return _("Asal angka: {title}", title=_(place.title)), origin.origin(answers, look, origin.Told(place.feeds, (), noted))
    panel = next((p for p in _pages()[page].all_panels if p.name == name), None) if page in _pages() else None
    if panel is None:
        raise QuestionError(f"There is no panel {key!r}.", "Reload the page.")
    look = replace(look, asked=panel.asked(look.asked.choice, look.asked.now, _pages()[page].narrows, option, panel.is_slow))
    steps = asked_by(answers, panel, look)
    return _("Asal angka: {title}", title=_(panel.title)), origin.origin(answers, look, origin.Told(panel.asked_of(look.asked).feeds, panel.needs, steps))


def asked_by(answers: Answers, panel: Panel, look: Look) -> list[Step]:
    """The steps by which a panel is answered. What was asked meanwhile is not told to an outer recording."""
    with recording() as steps:
        panel.answer(answers, look.asked)
    return [*steps, *declared(panel)]


def declared(panel: Panel) -> list[Step]:
    """Questions that the browser asks for the panel by itself (a list that scrolls): known by name, not by an answer."""
    return [Step(name, sql, (), schema.tables_in(sql), 0, None) for name, sql in ((n, question(n)) for n in panel.asks)]
