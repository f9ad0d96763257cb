"""Yearly statistics."""

from __future__ import annotations

import pandas as pd

from api.dataset import Column, DataSet
from api.words import AREA, AS_OF, SOURCE, Query, Word
from data.answers import Answers
from data.queries.economy import statistics_list

_SERIES = Word("series", "one series by its key, such as tpt; every one when not given")


def _ask(answers: Answers, query: Query) -> pd.DataFrame:
    """What was published by the moment."""
    return statistics_list(answers, query.filters, query.more.get("series"))


DATA_SET = DataSet(
    name="statistics",
    title_id="Statistik tahunan",
    title_en="Yearly statistics",
    about_id="Deret tahunan menurut wilayah: pengangguran, IPM, ruang terbuka hijau, dan lainnya.",
    about_en="Yearly series by area: unemployment, human development, green space, and others.",
    ask=_ask,
    columns=(
        Column("source", "text", "Sumber", "Source"),
        Column("series", "text", "Kunci deret", "Key of the series"),
        Column("title_id", "text", "Deret", "Series in Indonesian"),
        Column("title_en", "text", "Deret dalam bahasa Inggris", "Series"),
        Column("area", "text", "Kode wilayah", "Code of the area"),
        Column("area_name", "text", "Wilayah", "Area"),
        Column("year", "integer", "Tahun", "Year"),
        Column("value", "number", "Nilai, dalam satuannya", "Value, in its unit"),
        Column("unit", "text", "Satuan", "Unit"),
        Column("publisher", "text", "Penerbit", "Publisher"),
        Column("published_at", "moment", "Waktu terbit", "Published at"),
    ),
    words=(_SERIES, AREA, AS_OF, SOURCE),
    feeds=("statistics",),
    tables=("statistic", "area"),
)
