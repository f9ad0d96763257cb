"""Prices of ten staples against their own last 28 days."""

from __future__ import annotations

import pandas as pd
from dash import html

from data.answers import Answers
from data.kpis.catalogue import target_of
from data.queries.economy import food_now
from layouts import formats, table
from layouts.panel import Asked, Drawing, Empty, Look
from layouts.panels.gates import plain
from layouts.words import _, either


def limit_pct() -> float:
    """The deviation beyond which a price stands out: the target of EC1."""
    target = target_of("EC1")
    return float(target) if isinstance(target, int | float) else float("inf")


def ask(answers: Answers, asked: Asked) -> pd.DataFrame:
    """The rows of `food_now`."""
    return plain(food_now(answers, asked.filters), "markets_n")


def draw(data: pd.DataFrame, look: Look) -> Drawing:
    """The widest deviation in a sentence, and the ten in a table."""
    known = data[data["price_rp"].notna()]
    if not len(known):
        return Empty(_("Belum ada harga pangan dari sedikitnya 5 pasar dalam seminggu terakhir."), _("Muat berkas: python -m etl load food_prices BERKAS"))
    note = html.P(_("Median pasar hari terakhir terhadap median 28 hari sebelumnya, seluruh Jakarta; ▲ lebih dari {n}%.", n=formats.number(limit_pct())), className="chart-note")
    return html.Div([html.P(message(data), className="verdict"), table.drawn(rows(data, look), _("Harga pangan")), note], className="listed")


def message(data: pd.DataFrame) -> str:
    """The commodity that moved most."""
    known = data[data["price_rp"].notna()]
    worst = known.iloc[0]
    if formats.is_missing(worst["deviation_pct"]):
        return _("Belum ada 28 hari untuk dibandingkan.")
    sign = "▲ " if worst["deviation_pct"] > limit_pct() else ""
    return sign + _("{name} {change} dari biasanya; {n} dari {of} bahan diketahui.", name=either(worst["title_id"], worst["title_en"]), change=_signed(worst["change_pct"]), n=formats.number(known["commodity"].nunique()), of=formats.number(data["commodity"].nunique()))


def _signed(value: float) -> str:
    text = formats.percent(value)
    return f"+{text}" if not formats.is_missing(value) and value > 0 else text


def rows(data: pd.DataFrame, _look: Look) -> table.Table:
    """The widest deviation first."""
    heads = (_("Bahan"), _("Harga"), _("Biasanya"), _("Perubahan"), _("pasar"), _("Hari"))
    said = [
        (
            either(r.title_id, r.title_en) + f" / {r.unit}", formats.rupiah(r.price_rp), formats.rupiah(r.usual_rp),
            ("▲ " if r.deviation_pct > limit_pct() else "") + _signed(r.change_pct), formats.number(r.markets_n), formats.NOTHING if formats.is_missing(r.day_on) else formats.day(pd.Timestamp(r.day_on).date()),
        )
        for r in data.itertuples()
    ]  # fmt: skip
    return table.Table(heads, tuple(said), frozenset({1, 2, 3, 4}))
