"""The menu: groups in the order of their first page, pages of one case left out, a group of one page without a title."""

from __future__ import annotations

from typing import Any

from dash import dcc, html

from layouts.menu import menu
from layouts.pages import found
from layouts.panel import Page


def page(name: str, group: str = "", **given: Any) -> Page:
    return Page(name, f"/{name}", name, (), group=group, **given)


def test_groups_stand_where_their_first_page_would_and_hold_all_of_theirs() -> None:
    pages = (page("a"), page("b", "G"), page("hidden", "G", is_listed=False), page("c"), page("d", "G"), page("e", "alone"))
    parts = menu(pages).children
    assert [type(part) for part in parts] == [dcc.Link, html.Details, dcc.Link, dcc.Link]
    assert [link.href for link in parts[1].children[1].children] == ["/b", "/d"]
    assert [parts[0].href, parts[2].href, parts[3].href] == ["/a", "/c", "/e"]


def test_every_listed_page_of_the_house_stands_in_the_menu_once_and_the_bar_stays_short() -> None:
    parts = menu(found()).children
    links = [link.href for part in parts for link in (part.children[1].children if isinstance(part, html.Details) else [part])]
    assert sorted(links) == sorted(page.path for page in found() if page.is_listed)
    assert len(parts) <= 6
