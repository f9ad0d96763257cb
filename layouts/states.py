"""The states of a panel in which there is no drawing: empty, too few, expired, error, not allowed."""

from __future__ import annotations

from datetime import datetime

from dash import dcc, html
from dash.development.base_component import Component

from layouts import formats
from layouts.panel import Empty
from layouts.words import _


def empty(state: Empty, past: datetime | None = None) -> html.Div:
    """Why there is nothing, and what to do; of a past moment first that nothing newer is counted: there may be plenty now."""
    said = [html.P(state.why, className="state-why")]
    if past:
        said.append(html.P(_("Yang ditanyakan adalah keadaan per {moment}; yang lebih baru tidak dihitung. Hapus tanggalnya untuk melihat kini.", moment=formats.moment(past)), className="state-do"))
    return html.Div([*said, html.P(state.what_to_do, className="state-do")], className="state state-empty")


def too_few(n: int) -> html.Div:
    """Cases, but not enough of them."""
    return html.Div(html.P(_("n = {n}, terlalu sedikit data", n=formats.number(n)), className="state-why"), className="state state-few hatched")


def expired(since: datetime | None) -> html.Div:
    """The figures are withdrawn: since when, and where to look."""
    when = formats.moment(since) if since else _("awal")
    said = [
        html.P(formats.NOTHING, className="state-dash"),
        html.P(_("kedaluwarsa: data terakhir {when}", when=when), className="state-why"),
        html.P(dcc.Link(_("Lihat kesehatan sumber data"), href="/feeds"), className="state-do"),
    ]
    return html.Div(said, className="state state-expired hatched")


def failed(message: str, hint: str, number: str) -> html.Div:
    """What happened, what to do next, and the number of the request for whoever looks into it."""
    said = [
        html.P([html.Span("▲ ", className="sign"), message], className="state-why"),
        html.P(hint, className="state-do"),
        html.P(_("nomor permintaan {number}", number=number), className="state-number"),
    ]
    return html.Div(said, className="state state-error", role="alert")


def not_allowed() -> html.Div:
    """A right is missing."""
    return html.Div(html.P(_("di luar kewenangan Anda"), className="state-why"), className="state state-forbidden")


def failed_panel(message: str, hint: str, number: str) -> list[Component]:
    """The error as the content of a panel."""
    return [failed(message, hint, number)]


def failed_areas(message: str, hint: str, number: str) -> list[dict[str, object]]:
    """The error as the only, unselectable choice of an area."""
    return [{"value": "", "label": f"▲ {message} {hint} ({number})", "disabled": True}]


def failed_marks(message: str, hint: str, number: str) -> tuple[list[Component], str]:
    """The error in the header, where age and sources stand otherwise."""
    return [html.Span(f"▲ {message}", className="breach", title=f"{hint} ({number})")], ""


def failed_drawer(message: str, hint: str, number: str) -> tuple[str, Component]:
    """The error in the drawer."""
    return _("Tidak dapat ditampilkan"), failed(message, hint, number)
