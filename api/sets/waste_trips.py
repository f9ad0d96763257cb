"""Waste pick-up by collection point."""

from __future__ import annotations

import pandas as pd

from api.dataset import Column, DataSet
from api.words import AREA, AS_OF, PERIOD, SOURCE, Query
from data.answers import Answers
from data.queries.living import waste_trips


def _ask(answers: Answers, query: Query) -> pd.DataFrame:
    """Rows of the period."""
    return waste_trips(answers, query.filters, "point")


DATA_SET = DataSet(
    name="waste-trips",
    title_id="Pengangkutan sampah",
    title_en="Waste pick-up",
    about_id="Setiap TPS: ritasi rencana dan selesai dalam rentang.",
    about_en="Every collection point: trips planned and done in the period.",
    ask=_ask,
    columns=(
        Column("source", "text", "Sumber", "Source"),
        Column("key", "text", "Sumber dan nomor TPS", "Source and number of the point"),
        Column("name", "text", "Nama", "Name"),
        Column("planned_n", "integer", "Rencana", "Planned"),
        Column("done_n", "integer", "Selesai", "Done"),
        Column("done_pct", "number", "Selesai dari rencana", "Done of planned", "%"),
        Column("missed_days_n", "integer", "Hari tanpa angkutan", "Days without a trip"),
        Column("tonnes", "number", "Berat", "Weight", "t"),
        Column("newest_on", "day", "Hari terbaru", "Newest day"),
        Column("area", "text", "Kode wilayah", "Code of the area"),
        Column("lon", "number", "Bujur", "Longitude", "deg"),
        Column("lat", "number", "Lintang", "Latitude", "deg"),
    ),
    words=(AREA, *PERIOD, AS_OF, SOURCE),
    feeds=("waste_trips",),
    tables=("waste_day", "area"),
    geometry="point",
)
