"""The menu of pages: one bar, in which pages of one group stand under one title that opens."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from dash import dcc, html
from dash.development.base_component import Component

from layouts import ids
from layouts.panel import Page
from layouts.words import _


def menu(pages: Sequence[Page]) -> html.Nav:
    """Listed pages in their order; a group stands where its first page would. A group of one page needs no title."""
    listed = [page for page in pages if page.is_listed]
    first = {page.group: nth for nth, page in reversed(list(enumerate(listed)))}
    ordered = sorted(listed, key=lambda page: (first[page.group] if page.group else listed.index(page), listed.index(page)))
    parts = [_part(title, list(held)) for title, held in groupby(ordered, key=lambda page: page.group or page.path)]
    return html.Nav(parts, **{"aria-label": _("Halaman")})


def _part(title: str, held: list[Page]) -> Component:
    links = [dcc.Link(_(page.title), href=page.path, id=ids.nav(page.path), className="nav") for page in held]
    if len(links) == 1:
        return links[0]
    return html.Details([html.Summary(_(title)), html.Div(links, className="menu-links")], className="menu")
