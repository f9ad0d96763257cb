"""An address that no page has: what was asked for, what is nearest to it, and every way on."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from difflib import SequenceMatcher
from itertools import groupby
from typing import TypeVar

from dash import dcc, html
from dash.development.base_component import Component

from layouts.panel import Page
from layouts.wall.tour import Tour
from layouts.words import LANGUAGES, _, either, speaking

NEAR, MOST = 0.5, 4  # how much of an address or a title must be alike, and how many are named
LONGEST = 120  # letters of an address that are shown
WALL = "/wall/"
T = TypeVar("T")


def missing(path: str, pages: Sequence[Page], tours: Sequence[Tour]) -> Component:
    """The page for `path`: for a wall the walls that there are, else the nearest pages; then all pages, the list of reports and the open data."""
    is_wall = path.startswith(WALL) or path == WALL.rstrip("/")
    name = path.removeprefix(WALL).strip("/")
    title = _("Tidak ada dinding bernama {name}.", name=name[:LONGEST]) if is_wall and name != "wall" else _("Tidak ada halaman di alamat ini.")
    shown = path if len(path) <= LONGEST else path[:LONGEST] + "…"
    like = [] if is_wall else nearest(path, [(page, _names(page)) for page in pages])
    near = [html.H3(_("Yang paling mirip")), html.Ul([html.Li(_link(page)) for page in like])] if like else []
    walls = [html.H3(_("Dinding")), html.Ul([html.Li([html.A(either(t.title_id, t.title_en), href=t.path), _path(t.path)]) for t in tours])]
    return html.Section(
        [
            html.H2(title), html.P([_("Yang diminta:"), " ", html.Code(shown)], className="quiet"), *near, *(walls if is_wall else []),
            number_form(), html.H3(_("Semua halaman")), html.Div(_all(pages), className="lost-pages"), *([] if is_wall else walls),
            html.P([_("Data terbuka:"), " ", html.A("/api/v1/", href="/api/v1/")], className="quiet"),
        ],
        className="panel lost",
    )  # fmt: skip


def nearest(asked: str, known: Iterable[tuple[T, Collection[str]]]) -> list[T]:
    """Of what is known by some names those whose name is most like what was asked for, the most alike first."""
    scored = sorted(((max(_alike(asked.strip("/").lower(), name) for name in names), thing) for thing, names in known), key=lambda pair: -pair[0])
    return [thing for share, thing in scored[:MOST] if share >= NEAR]


def number_form() -> html.Form:
    """A field for the number of a report; it goes to the report's page, and works without a script."""
    field = dcc.Input(name="id", type="search", required=True, maxLength=100, placeholder=_("nomor, atau sumber:nomor"), autoComplete="off")
    said = html.Label([html.Span(_("Nomor laporan")), field])
    links = dcc.Link(_("Cari di daftar laporan"), href="/reports")
    return html.Form([said, html.Button(_("Buka laporan"), type="submit"), links], action="/report", method="get", className="number-form")


def _names(page: Page) -> set[str]:
    titles = set()
    for language in LANGUAGES:
        with speaking(language):
            titles.add(_(page.title).lower())
    return {page.path.strip("/"), page.name, *titles}


def _alike(asked: str, key: str) -> float:
    is_part = len(asked) > 2 and len(key) > 2 and (asked in key or key in asked)
    return max(SequenceMatcher(None, asked, key).ratio(), 0.8 if is_part else 0.0)


def _all(pages: Sequence[Page]) -> list[Component]:
    listed = sorted((page for page in pages if page.is_listed), key=lambda page: (page.group != "", page.group))
    return [html.Div([*([html.H4(_(group))] if group else []), html.Ul([html.Li(_link(page)) for page in held])]) for group, held in groupby(listed, key=lambda page: page.group)]


def _link(page: Page) -> html.Span:
    return html.Span([dcc.Link(_(page.title), href=page.path), _path(page.path)])


def _path(path: str) -> html.Span:
    return html.Span(f" {path}", className="quiet")
