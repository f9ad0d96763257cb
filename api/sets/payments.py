"""Payments at public places: how much is paid without cash."""

from __future__ import annotations

import pandas as pd

from api.dataset import Column, DataSet
from api.words import AREA, PERIOD, SOURCE, Query, Word
from data.answers import Answers
from data.queries.economy import payments_by

_BY = Word("by", "rows by place_kind (when not given), method, hour of the day in Jakarta, day, or area (kota)", ("place_kind", "method", "hour", "day", "area"))


def _ask(answers: Answers, query: Query) -> pd.DataFrame:
    """Payments of the period."""
    by = query.more.get("by", "place_kind")
    assert by in ("place_kind", "method", "hour", "day", "area")
    return payments_by(answers, query.filters, by)  # type: ignore[arg-type]


DATA_SET = DataSet(
    name="payments",
    title_id="Pembayaran nontunai",
    title_en="Cashless payments",
    about_id="Transaksi JakartaOne, uang elektronik, QRIS, kartu dan tunai di tempat umum, dijumlah. Tanpa nomor kartu dan tanpa orang.",
    about_en="Payments by JakartaOne, e-money, QRIS, card and cash at public places, added up. No card numbers, no persons.",
    ask=_ask,
    columns=(
        Column("key", "text", "Kelompok", "Group"),
        Column("paid_n", "integer", "Transaksi", "Payments"),
        Column("cashless_n", "integer", "Transaksi nontunai", "Payments without cash"),
        Column("cashless_pct", "number", "Bagian nontunai", "Share without cash", "%"),
        Column("value_rp", "number", "Nilai", "Value", "IDR"),
        Column("cashless_rp", "number", "Nilai nontunai", "Value without cash", "IDR"),
    ),
    words=(_BY, AREA, *PERIOD, SOURCE),
    feeds=("payments",),
    tables=("payment", "area"),
)
