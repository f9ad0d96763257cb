"""What narrows a whole page of reports: the controls above its panels, their words, and what a panel says that cannot heed them.

A page names them (`Page.narrows`); each control writes its value into the choices, and so into the URL (assets/choices.js). Questions get
them as `$narrow` (data/answers.py); the source, which every page knows, is chosen beside them.
"""

from __future__ import annotations

from collections.abc import Iterable

import dash_mantine_components as dmc
from dash import html

from data.answers import Answers
from data.queries.open_data import sources_known
from data.queries.report_table import table_words
from layouts import ids
from layouts.choice import Choice
from layouts.words import _, either, mark

TITLES = {"category": mark("kategori"), "agency": mark("dinas"), "channel": mark("kanal"), "source": mark("sumber")}
EVERY = {"category": mark("semua kategori"), "agency": mark("semua dinas"), "channel": mark("semua kanal"), "source": mark("semua sumber kota ini")}
FEED = "citizen_reports"


def bar(narrows: Iterable[str], choice: Choice) -> html.Div:
    """One control for each of `narrows` and for the source, with what the URL names; the words come when it stands."""
    controls = [_control(word, getattr(choice, word)) for word in (*narrows, "source")]
    return html.Div([html.Span(_("seluruh halaman hanya untuk")), *controls], className="narrow-bar", role="group", **{"aria-label": _("Saring seluruh halaman")})


def _control(word: str, value: str) -> dmc.Select:
    return dmc.Select(
        id=ids.narrow(word), data=[{"value": value, "label": value}] if value else [], value=value or None, placeholder=_(EVERY[word]), clearable=True, searchable=True, limit=80,
        size="xs", className=f"choice-narrow choice-{word}", nothingFoundMessage=_("Tidak ditemukan"), comboboxProps={"shadow": "none"}, **{"aria-label": _(TITLES[word])},
    )  # fmt: skip


def words(answers: Answers, word: str) -> dict[str, str]:
    """What can be chosen: key -> title, in reading order."""
    if word == "source":
        found = sources_known(answers)
        return {name: name for name in found.loc[found["feed"] == FEED, "source"]}
    found = table_words(answers)
    own = found[found["kind"] == word]
    return dict(zip(own["word"], [either(a, b) for a, b in zip(own["title_id"], own["title_en"], strict=True)], strict=True))


def choices(answers: Answers, word: str, value: str) -> list[dict[str, str]]:
    """The same for a control; what the URL names and nobody knows stands among them, so that it can be seen and taken back."""
    known = words(answers, word)
    if value:
        known.setdefault(value, value)
    return [{"value": key, "label": title} for key, title in known.items()]


def said(answers: Answers, word: str, value: str) -> str:
    """The title of a value that was chosen."""
    return words(answers, word).get(value, value)


def unheeded(names: Iterable[str]) -> str:
    """`tanpa saringan kategori, kanal`: what is chosen on the page and plays no part in a panel."""
    return _("tanpa saringan {names}", names=", ".join(_(TITLES[name]) for name in names))
