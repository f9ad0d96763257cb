"""Plate readers against the tax register: arrears by corridor and day, how often readers err, and a meter of what is kept of plates."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd
from dash import html

from data.answers import Answers
from data.queries.economy import plate_privacy, plate_tax
from layouts import formats, money, table
from layouts.panel import Asked, Drawing, Empty, Look
from layouts.panels.gates import plain
from layouts.words import _, mark

NUMBERS = ("read_n", "error_pct", "vehicles_n", "registered_n", "due_n", "due_pct", "owed_rp")


@dataclass(frozen=True, slots=True)
class Plates:
    """The rows of `plate_tax`, and the one of `plate_privacy`."""

    rows: pd.DataFrame
    kept: pd.Series


def ask(answers: Answers, asked: Asked) -> Plates:
    """Both."""
    return Plates(plain(plate_tax(answers, asked.filters), *NUMBERS), plate_privacy(answers, asked.filters).iloc[0])


def draw(data: Plates, look: Look) -> Drawing:
    """A sentence, the meter, the table."""
    if not len(data.rows):
        return Empty(_("Belum ada bacaan pelat dalam rentang ini."), _("Muat berkas: python -m etl load vehicle_tax BERKAS, lalu plate_reads BERKAS"))
    said = html.P(message(data.rows), className="verdict")
    return html.Div([said, meter(data), table.drawn(rows(data, look), _("Pelat dan pajak")), html.P(_(NOTE), className="chart-note")], className="listed")


NOTE = mark("Pendapatan potensial: tunggakan kendaraan yang terlihat, hanya bila sedikitnya 10 penunggak. Kendaraan dihitung sekali per hari.")


def message(found: pd.DataFrame) -> str:
    """The share of the groups that may be shown, and how often readers err."""
    known = found[found["due_n"].notna()]
    if not len(known):
        return _("Belum ada kelompok yang cukup besar untuk ditampilkan.")
    share = 100 * known["due_n"].sum() / known["registered_n"].sum()
    error = (known["error_pct"] * known["read_n"]).sum() / known["read_n"].sum()
    words = {"share": formats.percent(share), "n": formats.number(known["registered_n"].sum()), "owed": formats.rupiah(known["owed_rp"].sum()), "error": formats.percent(error)}
    return _("{share} dari {n} kendaraan-hari menunggak; potensi {owed}; {error} bacaan gagal.", **words)


def meter(data: Plates) -> html.Dl:
    """What is kept of plates, in five figures."""
    kept, hidden = data.kept, int(data.rows["is_suppressed"].sum())
    said = [
        (_("pelat tersimpan"), formats.number(0)),
        (_("kunci berganti"), _("tiap hari")),
        (_("kunci dimusnahkan setelah"), formats.span(float(kept["key_days"]) * 86_400)),
        (_("hari yang kuncinya sudah tiada"), _("{n} dari {of}", n=formats.number(kept["days_n"] - kept["live_n"]), of=formats.number(kept["days_n"]))),
        (_("kelompok disembunyikan (< {n})", n=formats.number(kept["least_n"])), _("{n} dari {of}", n=formats.number(hidden), of=formats.number(len(data.rows)))),
    ]  # fmt: skip
    return html.Dl([html.Div([html.Dt(name), html.Dd(value)]) for name, value in said], className="meter", **{"aria-label": _("Meter privasi")})


def rows(data: Plates, _look: Look) -> table.Table:
    """By day and corridor; groups that may not be shown stand there without figures."""
    unit = money.Unit.of(data.rows["owed_rp"])
    heads = (_("Hari"), _("Koridor"), _("kendaraan"), _("menunggak"), _("% menunggak"), unit.head(_("potensi")), _("% gagal baca"))
    said = [
        (
            formats.day(pd.Timestamp(r.day_on).date()), r.corridor if not r.is_suppressed else f"◌ {r.corridor}", formats.number(r.vehicles_n), formats.number(r.due_n),
            formats.percent(r.due_pct), unit.write(r.owed_rp), formats.percent(r.error_pct),
        )
        for r in data.rows.itertuples()
    ]  # fmt: skip
    return table.Table(heads, tuple(said), frozenset(range(2, 7)))
