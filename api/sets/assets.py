"""Provincial assets."""

from __future__ import annotations

import pandas as pd

from api.dataset import Column, DataSet
from api.words import AREA, SOURCE, Query
from data.answers import Answers
from data.queries.services import assets_list


def _ask(answers: Answers, query: Query) -> pd.DataFrame:
    return assets_list(answers, query.filters)


DATA_SET = DataSet(
    name="assets",
    title_id="Aset daerah",
    title_en="Provincial assets",
    about_id="Register aset dengan kondisi, pemegang dan jadwal pemeliharaan.",
    about_en="The register of assets with condition, holder and maintenance.",
    ask=_ask,
    columns=(
        Column("source", "text", "Sumber", "Source"),
        Column("asset_id", "text", "Nomor", "Number"),
        Column("name", "text", "Nama", "Name"),
        Column("kind", "text", "Jenis", "Kind"),
        Column("holder", "text", "Pemegang", "Holder"),
        Column("condition", "text", "Kondisi: baik, rusak_ringan, rusak_berat", "Condition: good, slightly or badly damaged"),
        Column("value_rp", "number", "Nilai", "Value", "IDR"),
        Column("acquired_year", "integer", "Tahun perolehan", "Year of acquisition"),
        Column("maintained_at", "moment", "Pemeliharaan terakhir", "Last maintenance"),
        Column("due_at", "moment", "Pemeliharaan berikut", "Next maintenance"),
        Column("overdue_days", "number", "Lewat jadwal", "Overdue", "d"),
        Column("area", "text", "Kode wilayah", "Code of the area"),
        Column("lon", "number", "Bujur", "Longitude", "deg"),
        Column("lat", "number", "Lintang", "Latitude", "deg"),
    ),
    words=(AREA, SOURCE),
    feeds=("assets",),
    tables=("asset", "area"),
    geometry="point",
)
