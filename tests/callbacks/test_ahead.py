"""Before anybody looks: slow panels are asked once, the first page's first, and a failure of one stops no other."""

from __future__ import annotations

import threading
from datetime import UTC, datetime

from callbacks.ahead import Ahead
from data.answers import Answers
from data.errors import QuestionError
from layouts import pages
from layouts.panel import Asked, Page, Panel

NOW = datetime(2026, 11, 21, 13, 22, 14, tzinfo=UTC)


def page(name: str, order: int, *panels: Panel, is_listed: bool = True) -> Page:
    return Page(name=name, path=f"/{name}", title=name, panels=panels, order=order, is_listed=is_listed)


def panel(name: str, told: list[str], is_slow: bool = True, fails: bool = False) -> Panel:
    def ask(_answers: Answers, asked: Asked) -> None:
        told.append(f"{name} {asked.is_quick} {asked.choice.area}")
        if fails:
            raise QuestionError("It cannot be answered.", "Try later.")

    return Panel(name, name, ask, lambda _data, _look: None, is_slow=is_slow)  # type: ignore[arg-type,return-value]


def test_slow_panels_are_asked_in_the_order_of_their_pages(answers: Answers) -> None:
    told: list[str] = []
    given = (page("b", 20, panel("cards", told)), page("a", 0, panel("six", told, fails=True), panel("quick", told, is_slow=False)), page("c", 30, panel("one", told), is_listed=False))
    ahead = Ahead(answers, given, lambda: NOW, pause_s=0.0).start()
    ahead._thread.join(timeout=10)
    assert told == ["six False 31", "cards False 31"]
    ahead.stop()


def test_it_ends_when_it_is_told_to(answers: Answers) -> None:
    told: list[str] = []
    ahead = Ahead(answers, (page("a", 0, panel("six", told)),), lambda: NOW, pause_s=60.0).start()
    ahead.stop()
    assert not told and not ahead._thread.is_alive() and ahead._thread not in threading.enumerate()


def test_the_six_indicators_come_first_of_the_pages_that_are(answers: Answers) -> None:
    asked = Ahead(answers, pages.found(), lambda: NOW)._panels
    assert asked[0].name == "indicators" and [p.name for p in asked].count("kpi_cards") == 6
