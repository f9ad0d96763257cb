"""A panel's own choices (a stage, a grouping): rows of buttons above its drawing, kept in the panel's option store.

The store holds the chosen values joined by a stroke, `close/week`. assets/options.js puts a button's value there, and into the
URL as `?pilih=<panel>:<option>,…`, so that a link and the back button bring it again.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from urllib.parse import parse_qs

from dash import html

from layouts.words import _

Choices = tuple[tuple[str, str], ...]  # (value, title as a message id), the first is the default


def picked(search: str) -> dict[str, str]:
    """Panel -> option, from the part of a URL after the path: `?pilih=trend:close/month,league:agency`."""
    words = parse_qs(search.lstrip("?")).get("pilih", [""])[0]
    return {name: option for name, colon, option in (part.partition(":") for part in words.split(",")) if colon}


def chosen(option: str, choices: Sequence[Choices]) -> tuple[str, ...]:
    """One value for each row of choices; what is missing or unknown is the row's first."""
    given = [*option.split("/"), *([""] * len(choices))]
    return tuple(given[n] if given[n] in dict(row) else row[0][0] for n, row in enumerate(choices))


def buttons(option: str, choices: Sequence[Choices], only_with: Mapping[int, tuple[int, str]] | None = None) -> html.Div:
    """The rows of buttons; the chosen ones are pressed. `only_with` (row -> another row, a value of it): a row that acts only while
    the other is on that value is not shown without it."""
    now, needs = chosen(option, choices), only_with or {}
    shown = [n for n in range(len(choices)) if n not in needs or now[needs[n][0]] == needs[n][1]]
    rows = [html.Div([_button(n, value, title, now) for value, title in choices[n]], className="options-row", role="group") for n in shown]
    return html.Div(rows, className="options")


def _button(row: int, value: str, title: str, now: tuple[str, ...]) -> html.Button:
    then = "/".join(value if n == row else kept for n, kept in enumerate(now))
    return html.Button(_(title), className="option", **{"data-option": then, "aria-pressed": str(now[row] == value).lower()})
