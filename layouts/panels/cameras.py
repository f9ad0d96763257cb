"""How available cameras are, by kota or by owner: the share of the time that is known, and the number of cameras behind it."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pandas as pd
from dash import html

from data.answers import Answers
from data.queries.cameras import cameras_availability
from layouts import formats, table
from layouts.options import chosen
from layouts.panel import Asked, Drawing, Empty, Look
from layouts.words import _, mark

OPTIONS = ((("kota", mark("kota")), ("pemilik", mark("pemilik"))), (("24h", mark("24 jam")), ("7d", mark("7 hari"))))
TARGET_PCT = 95.0  # of KPI L4


def ask(answers: Answers, asked: Asked) -> pd.DataFrame:
    """The columns of `cameras_availability`, over the last day or week before the moment asked for."""
    by, window = chosen(asked.option, OPTIONS)
    until = asked.filters.as_of or asked.filters.now
    filters = replace(asked.filters, since=until - (timedelta(days=1) if window == "24h" else timedelta(days=7)), until=until)
    return cameras_availability(answers, filters, by)


def draw(data: pd.DataFrame, look: Look) -> Drawing:
    """A sentence and one row per group, the worst first."""
    if not len(data):
        return Empty(_("Belum ada kamera untuk pilihan ini."), _("Pilih semua Jakarta, atau muat berkas: python -m etl load cameras BERKAS"))
    heads = (_("Pemilik") if chosen(look.asked.option, OPTIONS)[0] == "pemilik" else _("Kota"), "P", "n", _("luring kini"), _("gambar tiba"))
    head = html.Tr([html.Th(text, className="num" if n else "", scope="col") for n, text in enumerate(heads)])
    whole = html.Table([html.Thead(head), html.Tbody([_row(row) for row in data.itertuples()])], className="figures")
    note = html.P(_("P: bagian waktu daring menurut sumber. Gambar tiba: percobaan layar yang berhasil."), className="chart-note")
    return html.Div([html.Figcaption(message(data), className="availability-head"), html.Div(whole, className="scroll", tabIndex=0), note], className="listed")


def message(data: pd.DataFrame) -> str:
    """The whole in one sentence: how many are off now, and which group is the worst."""
    off, known = int(data["offline_n"].sum()), int((data["offline_n"] + data["online_n"]).sum())
    if not known:
        return _("Keadaan {n} kamera tidak diketahui: sumbernya tidak menyebutkannya.", n=formats.number(data["cameras_n"].sum()))
    said = _("{off} dari {n} kamera luring ({share})", off=formats.number(off), n=formats.number(known), share=formats.percent(100 * off / known))
    rated = data[data["online_pct"].notna()]
    if not len(rated):
        return said + "."
    named = rated[rated["name"].notna()]  # cameras of nobody's kota are a row, but no place to send somebody
    worst = (named if len(named) else rated).iloc[0]
    return said + "; " + _("terendah {name}, {share}.", name=_name(worst["name"]), share=formats.percent(worst["online_pct"]))


def _row(row: Any) -> html.Tr:
    is_low = not formats.is_missing(row.online_pct) and row.online_pct < TARGET_PCT
    sign = html.Span("◆ ", className="warning", title=_("di bawah sasaran {share}", share=formats.percent(TARGET_PCT, 0))) if is_low else ""
    tries = formats.NOTHING if not row.tries_n else f"{formats.percent(row.tries_ok_pct)} ({formats.number(row.tries_n)})"
    cells = [formats.percent(row.online_pct), formats.number(row.known_n), formats.number(row.offline_n), tries]
    return html.Tr([html.Td([sign, _name(row.name)], className="long"), *(html.Td(cell, className="num") for cell in cells)])


def _name(name: object) -> str:
    if formats.is_missing(name):
        return _("tanpa kota atau pemilik")
    return str(name).replace("Kota Administrasi ", "").replace("Kabupaten Administrasi ", "")


def rows(data: pd.DataFrame, _look: Look) -> table.Table:
    """The same, with all counts."""
    heads = (_("Kelompok"), _("Kamera"), _("daring"), _("luring"), _("tidak diketahui"), _("P (%)"), "n", _("luring lebih dari separuh waktu"), _("percobaan"), _("berhasil (%)"))
    columns = [
        [_name(name) for name in data["name"]], data["cameras_n"], data["online_n"], data["offline_n"], data["unknown_n"], data["online_pct"], data["known_n"],
        data["mostly_off_n"], data["tries_n"], data["tries_ok_pct"],
    ]  # fmt: skip
    count = formats.number
    return table.table_of(heads, columns, (None, count, count, count, count, formats.percent, count, count, count, formats.percent))
