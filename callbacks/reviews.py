"""The one wire that writes: a reviewer's verdict goes into the append-only table."""

from __future__ import annotations

from datetime import datetime

from dash import MATCH, Dash, Input, Output, State, ctx, html
from dash.development.base_component import Component

from callbacks.shown import shown
from data.answers import Answers
from data.clock import now
from data.model import Filters
from data.queries.integrity import FOLLOW_UP, integrity_case
from data.reviews import LEAST_NOTE, LONGEST_NAME, LONGEST_NOTE, Review, keep_review
from layouts import ids, states
from layouts.words import _


def register(app: Dash, answers: Answers) -> None:
    """Give the app the callback of the review form."""

    @app.callback(
        Output(ids.review("said", MATCH), "children"), Input(ids.review("send", MATCH), "n_clicks"),
        State(ids.review("verdict", MATCH), "value"), State(ids.review("note", MATCH), "value"), State(ids.review("who", MATCH), "value"),
        prevent_initial_call=True,
    )  # fmt: skip
    async def send(clicks: int | None, verdict: str, note: str | None, who: str | None) -> Component | None:
        if not clicks:
            return None
        return await shown(states.failed, kept, answers, str(ctx.triggered_id["what"]), verdict, note or "", who or "", now())


def kept(answers: Answers, what: str, verdict: str, note: str, who: str, moment: datetime) -> Component:
    """Write the review of `source/report_id` with the flags that it carries now, and say so. Raises QuestionError."""
    if len(who.strip()) < 2:
        return html.P(["◆ ", _("Tulis nama peninjau, dua huruf atau lebih.")], className="warning")
    if verdict == FOLLOW_UP and len(note.strip()) < LEAST_NOTE:
        return html.P(["◆ ", _("Tulis catatan: apa yang perlu ditindaklanjuti.")], className="warning")
    if len(note) > LONGEST_NOTE or len(who) > LONGEST_NAME:
        return html.P(["◆ ", _("Terlalu panjang: catatan {note} huruf, nama {name} huruf paling banyak.", note=LONGEST_NOTE, name=LONGEST_NAME)], className="warning")
    source, _sep, report_id = what.partition("/")
    _about, found = integrity_case(answers, Filters(now=moment), source, report_id)
    keep_review(answers.warehouse, Review(source, report_id, verdict, who, note, tuple(found["rule"])), moment)
    return html.P(_("Tersimpan. Daftar diperbarui sendiri."), className="calm")
