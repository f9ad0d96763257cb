"""How a thing on the map tells everything known about it: one declaration for each kind, one way to draw it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

import pandas as pd
from dash import dcc, html
from dash.development.base_component import Component

from data.answers import Answers
from data.queries.open_data import sources_known
from layouts import formats
from layouts.panel import Look
from layouts.words import _

Said = str | Component | None
Row = tuple[str, Callable[[Any], Said]]  # title (message id), what is said of the row; None leaves the line out
Find = Callable[[Answers, Look, str, str], pd.DataFrame]  # (answers, look, source, id) -> one row or none
More = Callable[[Answers, Look, Any], list[Component]]


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of thing.

    find     its row by source and id
    title    its name; rows its lines
    clocks   (title, column) of the moments of its life; those that are set stand in a timeline, oldest first
    seen     the column that says how old the knowledge is
    page     (address, title) of the page that tells more
    api      (data set, words of the query) of its record in the open data
    more     lists that need other questions: who is nearest, what happened
    is_beside  True: the browser's own moving lines stay above (a bus)
    """

    find: Find
    title: Callable[[Any], str]
    rows: tuple[Row, ...]
    api: Callable[[Any], tuple[str, dict[str, str]]]
    seen: str = ""
    clocks: tuple[tuple[str, str], ...] = ()
    page: tuple[str, str] | None = None
    more: tuple[More, ...] = ()
    is_beside: bool = False


def opener(kind: Kind) -> Callable[[Answers, str, Look], tuple[str, Component]]:
    """What `KINDS` holds: (answers, `source/id`, look) -> title and content."""

    def opened(answers: Answers, key: str, look: Look) -> tuple[str, Component]:
        source, _sep, name = key.partition("/")
        found = kind.find(answers, look, source, name)
        if not len(found):
            return name, html.P(_("Tidak ada lagi: datanya telah berganti atau hilang dari sumbernya."), className="thing quiet")
        return _drawn(kind, answers, look, next(found.astype(object).where(found.notna(), None).itertuples()))

    return opened


def _drawn(kind: Kind, answers: Answers, look: Look, row: Any) -> tuple[str, Component]:
    lines = [(_(title), said) for title, say in kind.rows if (said := say(row)) not in (None, "")]
    source = str(getattr(row, "source", "") or "")
    lines += _provenance(answers, look, row, kind.seen, source)
    listed = html.Dl([part for title, said in lines for part in (html.Dt(title), html.Dd(said))])
    content: list[Component] = [listed, *timeline(row, kind.clocks)]
    for more in kind.more:
        content += more(answers, look, row)
    return kind.title(row), html.Div([*content, _foot(kind, row)], className="thing is-beside" if kind.is_beside else "thing")


def _provenance(answers: Answers, look: Look, row: Any, seen: str, source: str) -> list[tuple[str, Said]]:
    moment = getattr(row, seen, None) if seen else None
    lines: list[tuple[str, Said]] = []
    if moment is not None:
        lines.append((_("Umur data"), f"{formats.age_of(moment, look.asked.now)} · {formats.moment(moment)}"))
    if source:
        known = sources_known(answers)
        is_simulated = source.startswith("simulasi") or bool(known.loc[known["source"] == source, "is_simulated"].any())
        mark = html.Span(_("DATA SIMULASI"), className="chip simulated") if is_simulated else None
        lines.append((_("Sumber"), html.Span([source, " ", mark] if mark else source)))
    return lines


def timeline(row: Any, clocks: Sequence[tuple[str, str]]) -> list[Component]:
    """The moments that are set, oldest first, each with the time since the one before."""
    known = sorted(((getattr(row, column), _(title)) for title, column in clocks if getattr(row, column, None) is not None), key=lambda one: one[0])
    if not known:
        return []
    steps, before = [], None
    for moment, title in known:
        later = f" (+{formats.span((moment - before).total_seconds())})" if before is not None else ""
        steps.append(html.Li([html.Span(title), html.Span(formats.moment(moment) + later)]))
        before = moment
    return [html.H4(_("Urutan kejadian")), html.Ol(steps)]


def near_list(title: str, found: pd.DataFrame, say: Callable[[Any], str], none: str) -> list[Component]:
    """Things near a point with their distance in a straight line."""
    items = [html.Li([html.Span(say(one)), html.Span(distance(one.distance_m))]) for one in found.astype(object).where(found.notna(), None).itertuples()]
    return [html.H4(title), html.Ul(items) if items else html.P(none, className="quiet")]


def distance(metres: float) -> str:
    """`350 m`, `2,4 km`, in a straight line."""
    return f"{formats.number(round(metres, -1))} m" if metres < 1000 else f"{formats.number(metres / 1000, 1)} km"


def number(column: str, unit: str = "", digits: int = 0) -> Callable[[Any], Said]:
    """A line of a number with its unit; left out when it is not known."""

    def say(row: Any) -> Said:
        value = getattr(row, column)
        return None if value is None else f"{formats.number(float(value), digits)} {_(unit) if unit else ''}".strip()

    return say


def words(column: str) -> Callable[[Any], Said]:
    """A line of the source's own words."""

    def say(row: Any) -> Said:
        value = getattr(row, column)
        return None if value is None else str(value)

    return say


def place(row: Any) -> Said:
    """Degrees north and east."""
    if row.lon is None or row.lat is None:
        return _("tanpa letak")
    return f"{formats.number(float(row.lat), 5)}; {formats.number(float(row.lon), 5)}"


def _foot(kind: Kind, row: Any) -> html.Footer:
    name, asked = kind.api(row)
    query = urlencode({word: value for word, value in asked.items() if value})
    record = html.A(_("data terbuka (JSON)"), href=f"/{name}" + (f"?{query}" if query else ""), target="_blank")
    page = [dcc.Link(_(kind.page[1]), href=kind.page[0])] if kind.page else []
    return html.Footer([*page, record])
