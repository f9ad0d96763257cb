"""What headways beyond their limit may cost the operator, by corridor."""

from __future__ import annotations

from typing import Any

import pandas as pd
from dash import html

from data.answers import Answers
from data.queries.headways import headway_fines
from layouts import formats, money
from layouts.options import Choices
from layouts.panel import Asked, Drawing, Look
from layouts.panels.headways import asked_span, name_of, nothing
from layouts.words import _, mark

OPTIONS: tuple[Choices, ...] = ((("24", mark("24 jam")), ("168", mark("7 hari")), ("720", mark("30 hari"))),)


def ask(answers: Answers, asked: Asked) -> pd.DataFrame:
    """The columns of `headway_fines` for the hours chosen."""
    return headway_fines(answers, asked_span(asked, OPTIONS).filters)


def draw(data: pd.DataFrame, _look: Look) -> Drawing:
    """The sum in a sentence, a row per corridor, and on what it rests."""
    if not len(data):
        return nothing()
    unit = money.Unit.of(data["exposure_idr"])
    heads = (_("Koridor"), _("Di luar batas"), _("dari"), unit.head(_("Paparan denda")))
    head = html.Tr([html.Th(text, scope="col", className="num" if n else "") for n, text in enumerate(heads)])
    whole = html.Table([html.Thead(head), html.Tbody([_row(row, unit) for row in data.itertuples()])], className="figures fines-table")
    said = _("Paparan {sum} sejak {when}", sum=formats.rupiah(data["exposure_idr"].sum(min_count=1)), when=formats.moment(data["from_at"].iloc[0].to_pydatetime()))
    return html.Div([html.Figcaption(said), html.Div(whole, className="scroll", tabIndex=0), html.P(basis(data), className="chart-note")], className="listed")


def basis(data: pd.DataFrame) -> str:
    """On what the rupiah rest."""
    first = data.iloc[0]
    if first["basis"] == "porsi":
        return _("Perkiraan: tarif per pelanggaran tidak terbit; denda jarak antarbus setahun ({year}) dibagi menurut pelanggaran dan lamanya rentang. Pengawasan resmi memakai sampel.", year=int(first["year"]))
    return _("Pelanggaran × tarif per pelanggaran.") if first["basis"] == "tarif" else _("Dasar denda tidak diketahui.")


def _row(row: Any, unit: money.Unit) -> html.Tr:
    long = "" if formats.is_missing(row.route_long_name) else row.route_long_name
    name = html.Td([html.B(name_of(row)), html.Span(f" {long}", className="quiet")], className="cut")
    cells = (formats.number(row.breach_n), formats.number(row.n), unit.write(row.exposure_idr))
    return html.Tr([name, *(html.Td(cell, className="num") for cell in cells)])
