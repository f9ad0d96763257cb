"""Social aid by kecamatan, programme and month. No person is in it."""

from __future__ import annotations

import pandas as pd

from api.dataset import Column, DataSet
from api.words import AREA, AS_OF, PERIOD, SOURCE, Query
from data.answers import Answers
from data.queries.people import social_aid_open


def _ask(answers: Answers, query: Query) -> pd.DataFrame:
    """Rows of the period."""
    return social_aid_open(answers, query.filters)


DATA_SET = DataSet(
    name="social-aid",
    title_id="Bantuan sosial",
    title_en="Social aid",
    about_id="Penerima yang direncanakan, dibayar, menerima dan terlambat menurut kecamatan, program dan bulan. Jumlah 1 sampai 4 tidak disebut.",
    about_en="Recipients planned, paid, reached and late by kecamatan, programme and month. Counts of 1 to 4 are not told.",
    ask=_ask,
    columns=(
        Column("source", "text", "Sumber", "Source"),
        Column("programme", "text", "Program", "Programme"),
        Column("area", "text", "Kode kecamatan", "Code of the kecamatan"),
        Column("area_name", "text", "Kecamatan", "Kecamatan"),
        Column("month_on", "day", "Bulan", "Month"),
        Column("planned_n", "integer", "Rencana penerima", "Recipients planned"),
        Column("paid_n", "integer", "Dibayar", "Paid"),
        Column("reached_n", "integer", "Menerima", "Reached"),
        Column("late_n", "integer", "Dibayar terlambat", "Paid late"),
        Column("planned_rp", "number", "Rencana", "Planned", "IDR"),
        Column("paid_rp", "number", "Dibayar", "Paid", "IDR"),
    ),
    words=(AREA, *PERIOD, AS_OF, SOURCE),
    feeds=("social_aid",),
    tables=("social_aid", "area"),
)
