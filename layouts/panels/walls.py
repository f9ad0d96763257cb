"""The wall screens: which live, which are frozen, which are gone, and since when."""

from __future__ import annotations

from typing import Any

import pandas as pd
from dash import html

from data.answers import Answers
from data.queries.walls import wall_screens
from layouts import formats
from layouts.panel import Asked, Drawing, Empty, Look
from layouts.words import _, many, mark

STATES = {
    "hidup": ("", "ok", mark("hidup"), ""),
    "beku": ("▲", "mati", mark("beku"), mark("Soket terbuka, tetapi tidak ada gambar baru: muat ulang layarnya, periksa peramban dan kartu grafisnya.")),
    "hilang": ("▲", "mati", mark("hilang"), mark("Tidak terhubung: periksa daya, jaringan, dan peramban layar itu.")),
}
EXAMPLE = "/wall/kota?nama=lobi"


def ask(answers: Answers, _asked: Asked) -> pd.DataFrame:
    """One row per wall, those in need first."""
    return wall_screens(answers)


def draw(data: pd.DataFrame, look: Look) -> Drawing:
    """A table: state, since when, what is shown, the newest picture, memory, and what to do."""
    if not len(data):
        return Empty(_("Belum ada layar dinding yang melapor."), _("Buka {path} di layar dinding; lihat docs/wall.md.", path=EXAMPLE))
    heads = (_("Layar"), _("Keadaan"), _("Sejak"), _("Tur"), _("Halaman kini"), _("Gambar terakhir"), _("Memori, MB"), _("Yang perlu dilakukan"))
    head = html.Tr([html.Th(text, className="num" if n == 6 else "", scope="col") for n, text in enumerate(heads)])
    body = [_row(row, look) for row in data.itertuples()]
    return html.Div([html.P(_summary(data)), html.Div(html.Table([html.Thead(head), html.Tbody(body)], className="figures health"), className="scroll", tabIndex=0)])


def _summary(data: pd.DataFrame) -> str:
    counts = data["state"].value_counts()
    said = many("{n} layar hidup", int(counts.get("hidup", 0)))
    bad = [f"{counts[state]} {_(STATES[state][2])}" for state in ("beku", "hilang") if state in counts]
    return f"{said}; {', '.join(bad)}." if bad else f"{said}."


def _row(row: Any, look: Look) -> html.Tr:
    sign, kind, word, act = STATES[row.state]
    state = html.Span([html.Span(f"{sign} ", className="sign") if sign else "", _(word)], className=f"feed-state is-{kind}")
    page = f"{row.page} · {_('jeda')}" if row.is_paused else row.page
    return html.Tr(
        [
            html.Td(row.wall_id), html.Td(state), html.Td(formats.moment(row.since_at, seconds=True)), html.Td(row.tour), html.Td(page),
            html.Td(_age(row.painted_at, look)), html.Td(formats.number(row.heap_mb), className="num"), html.Td(_(act) if act else formats.NOTHING, className="what-to-do"),
        ]
    )  # fmt: skip


def _age(value: Any, look: Look) -> Any:
    if formats.is_missing(value):
        return formats.NOTHING
    at = pd.Timestamp(value).to_pydatetime()
    return html.Time(formats.age_of(at, look.asked.now), className="age", dateTime=f"{at.isoformat()}Z", title=formats.moment(at, seconds=True))
