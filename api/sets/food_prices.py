"""Prices of staple food."""

from __future__ import annotations

import pandas as pd

from api.dataset import Column, DataSet
from api.words import AREA, PERIOD, SOURCE, Query, Word
from data.answers import Answers
from data.queries.economy import food_prices

_COMMODITY = Word("commodity", "one commodity by its key, such as beras_medium; every one when not given")


def _ask(answers: Answers, query: Query) -> pd.DataFrame:
    """Prices of the period."""
    return food_prices(answers, query.filters, query.more.get("commodity"))


DATA_SET = DataSet(
    name="food-prices",
    title_id="Harga pangan",
    title_en="Food prices",
    about_id="Harga bahan pokok menurut hari: median, terendah dan tertinggi di antara pasar.",
    about_en="Prices of staple food by day: median, lowest and highest over the markets.",
    ask=_ask,
    columns=(
        Column("source", "text", "Sumber", "Source"),
        Column("commodity", "text", "Kunci bahan", "Key of the commodity"),
        Column("title_id", "text", "Bahan", "Commodity in Indonesian"),
        Column("title_en", "text", "Bahan dalam bahasa Inggris", "Commodity"),
        Column("unit", "text", "Satuan", "Unit"),
        Column("day_on", "day", "Hari", "Day"),
        Column("price_rp", "number", "Harga, median", "Price, median", "IDR"),
        Column("lowest_rp", "number", "Terendah", "Lowest", "IDR"),
        Column("highest_rp", "number", "Tertinggi", "Highest", "IDR"),
        Column("markets_n", "integer", "Pasar", "Markets"),
    ),
    words=(_COMMODITY, AREA, *PERIOD, SOURCE),
    feeds=("food_prices",),
    tables=("food_price", "area"),
)
