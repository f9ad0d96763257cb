"""Calls that are open now, what burned and why, what was lost, and at what hours."""

from __future__ import annotations

import pandas as pd
from dash import html

from data.answers import Answers
from data.queries.fire_times import fire_hours, fire_losses
from data.queries.fires import fires_open
from layouts import formats, table
from layouts.charts.spec import Chart, Series, column
from layouts.options import chosen
from layouts.panel import Asked, Drawing, Empty, Look
from layouts.panels import cases, heat
from layouts.panels.fire_clocks import KIND_OPTIONS, NOBODY
from layouts.words import _, mark

STEPS = {"menunggu": mark("▲ belum berangkat"), "menuju": mark("menuju lokasi"), "di_lokasi": mark("di lokasi")}
SHOWN_CAUSES = 12


def ask_open(answers: Answers, asked: Asked) -> pd.DataFrame:
    """The rows of `fires_open`."""
    return fires_open(answers, asked.filters)


def draw_open(data: pd.DataFrame, look: Look) -> Drawing:
    """How many are on, and the list."""
    if not len(data):
        return html.P(_("Tidak ada panggilan yang sedang ditangani."), className="calm")
    waiting = int(data["arrived_at"].isna().sum())
    said = _("{n} panggilan sedang ditangani; {waiting} belum dicapai.", n=formats.number(len(data)), waiting=formats.number(waiting))
    return html.Div([html.P(said, className="verdict"), table.drawn(rows_open(data, look), _("Sedang ditangani"))], className="listed")


def rows_open(data: pd.DataFrame, look: Look) -> table.Table:
    """Those that nobody has reached first."""
    heads = (_("Sejak panggilan"), _("Keadaan"), _("Objek"), _("Tempat"), _("unit"), _("Panggilan"))
    moment = pd.Timestamp(look.asked.filters.moment)
    cells = [
        (formats.span((moment - r.called_at).total_seconds()), _(STEPS[r.step]), _text(r.object), _text(r.area_name), formats.number(r.units), formats.moment(r.called_at.to_pydatetime()))
        for r in data.itertuples()
    ]
    return table.Table(heads, tuple(cells), frozenset({0, 4}))


def ask_causes(answers: Answers, asked: Asked) -> pd.DataFrame:
    """The rows of `fire_losses`."""
    return fire_losses(answers, asked.filters)


def draw_causes(data: pd.DataFrame, _look: Look) -> Drawing:
    """Fires by cause; what was lost in the notes."""
    if not len(data):
        return Empty(_(NOBODY[0]), _(NOBODY[1]))
    shown = data.head(SHOWN_CAUSES)
    names = tuple(_("tidak diketahui") if cause == cases.UNKNOWN else str(cause) for cause in shown["cause"])
    total, named = int(data["n"].sum()), data[data["cause"] != cases.UNKNOWN]
    message = _("Sebab belum tercatat untuk {n} kebakaran.", n=formats.number(total))
    if len(named):
        words = {"cause": str(named["cause"].iloc[0]), "share": formats.percent(100 * named["n"].iloc[0] / total, 0), "n": formats.number(total)}
        message = _("Terbanyak karena {cause}: {share} dari {n} kebakaran.", **words)
    return Chart("bar", (Series(_("kebakaran"), names, column(shown["n"])),), message, x_title=_("penyebab"), y_title=_("kebakaran"), unit=_("kebakaran"), x_kind="category", digits=0, notes=(lost(data),))


def lost(data: pd.DataFrame) -> str:
    """Persons and rupiah, and of how many fires the loss is known."""
    words = {
        "injured": formats.number(data["injured"].sum()), "dead": formats.number(data["dead"].sum()), "loss": formats.rupiah(float(data["loss_rp"].sum())) if data["told_n"].sum() else formats.NOTHING,
        "told": formats.number(data["told_n"].sum()), "n": formats.number(data["n"].sum()),
    }  # fmt: skip
    return _("Luka {injured}, meninggal {dead}, kerugian {loss} (dinyatakan untuk {told} dari {n} kebakaran).", **words)


def ask_hours(answers: Answers, asked: Asked) -> pd.DataFrame:
    """The rows of `fire_hours` of the kind chosen."""
    (kind,) = chosen(asked.option, KIND_OPTIONS)
    return fire_hours(answers, asked.filters, kind)


def draw_hours(data: pd.DataFrame, _look: Look) -> Drawing:
    """When calls come."""
    if not len(data):
        return Empty(_(NOBODY[0]), _(NOBODY[1]))
    said = heat.sentence(data, _("panggilan"))
    return html.Div([html.P(said, className="verdict"), heat.drawn(data, _("Panggilan menurut hari dan jam"))], className="heat-with-note")


def rows_hours(data: pd.DataFrame, _look: Look) -> table.Table:
    """Hours downwards, days across."""
    return heat.rows(data)


def _text(value: object) -> str:
    return formats.NOTHING if formats.is_missing(value) else str(value)
