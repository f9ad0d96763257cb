"""Flood pumps and whether they can run."""

from __future__ import annotations

import pandas as pd

from api.dataset import Column, DataSet
from api.words import AREA, AS_OF, SOURCE, Query
from data.answers import Answers
from data.queries.living import pumps_now


def _ask(answers: Answers, query: Query) -> pd.DataFrame:
    """Every pump at the moment."""
    return pumps_now(answers, query.filters)


DATA_SET = DataSet(
    name="pumps",
    title_id="Pompa banjir",
    title_en="Flood pumps",
    about_id="Setiap pompa dengan keadaan terbaru; keadaan yang lebih tua dari sehari tidak disebut.",
    about_en="Every pump with its newest state; one older than a day is not told.",
    ask=_ask,
    columns=(
        Column("source", "text", "Sumber", "Source"),
        Column("pump_id", "text", "Nomor pompa", "Number of the pump"),
        Column("name", "text", "Nama", "Name"),
        Column("state", "text", "Keadaan: jalan, siap, perbaikan, rusak", "State: jalan (runs), siap (ready), perbaikan (repair), rusak (broken)"),
        Column("told_state", "text", "Keadaan terakhir yang disebut", "State last told"),
        Column("capacity_m3s", "number", "Debit", "Flow", "m3/s"),
        Column("updated_at", "moment", "Waktu laporan", "Told at"),
        Column("age_min", "number", "Umur laporan", "Age", "min"),
        Column("area", "text", "Kode wilayah", "Code of the area"),
        Column("lon", "number", "Bujur", "Longitude", "deg"),
        Column("lat", "number", "Lintang", "Latitude", "deg"),
    ),
    words=(AREA, AS_OF, SOURCE),
    feeds=("pumps",),
    tables=("pump_state", "pump_change", "area"),
    geometry="point",
)
