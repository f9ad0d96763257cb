"""Dengue by kecamatan and week. No patient is in it."""

from __future__ import annotations

import pandas as pd

from api.dataset import Column, DataSet
from api.words import AREA, AS_OF, PERIOD, SOURCE, Query
from data.answers import Answers
from data.queries.living import dengue_open


def _ask(answers: Answers, query: Query) -> pd.DataFrame:
    """Rows of the period."""
    return dengue_open(answers, query.filters)


DATA_SET = DataSet(
    name="dengue",
    title_id="Demam berdarah (DBD)",
    title_en="Dengue",
    about_id="Kasus terkonfirmasi menurut kecamatan dan minggu; dua minggu terakhir sementara. Jumlah 1 sampai 4 tidak disebut.",
    about_en="Confirmed cases by kecamatan and week; the last two weeks are provisional. Counts of 1 to 4 are not told.",
    ask=_ask,
    columns=(
        Column("source", "text", "Sumber", "Source"),
        Column("area", "text", "Kode kecamatan", "Code of the kecamatan"),
        Column("area_name", "text", "Kecamatan", "Kecamatan"),
        Column("week_on", "day", "Minggu mulai", "Week begins"),
        Column("confirmed_n", "integer", "Kasus", "Cases"),
        Column("dead_n", "integer", "Meninggal", "Dead"),
        Column("is_provisional", "boolean", "Masih sementara", "Still provisional"),
    ),
    words=(AREA, *PERIOD, AS_OF, SOURCE),
    feeds=("dengue",),
    tables=("dengue_week", "area"),
)
