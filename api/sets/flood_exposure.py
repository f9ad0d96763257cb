"""Who is in the way of the water: kelurahan that told of floods after high water at a post."""

from __future__ import annotations

import pandas as pd

from api.dataset import Column, DataSet
from api.words import AREA, AS_OF, SOURCE, Query
from data.answers import Answers
from data.queries.floods import flood_in_the_way


def _ask(answers: Answers, query: Query) -> pd.DataFrame:
    return flood_in_the_way(answers, query.filters)


DATA_SET = DataSet(
    name="flood-exposure",
    title_id="Di jalan air",
    title_en="In the water's way",
    about_id="Per pos hulu: kelurahan yang tercatat banjir dalam waktu tempuh dan 24 jam setelah Siaga 1–3, k dari n kejadian. n = 0: tanpa catatan.",
    about_en="By upstream post: kelurahan with floods on record within the travel time and 24 hours after Siaga 1-3, k of n episodes. n = 0: no record.",
    ask=_ask,
    columns=(
        Column("post", "text", "Kunci pos", "Key of the post"),
        Column("name", "text", "Pos", "Post"),
        Column("river", "text", "Sungai", "River"),
        Column("from_h", "number", "Jendela mulai", "Window begins after", "h"),
        Column("to_h", "number", "Jendela selesai", "Window ends after", "h"),
        Column("episodes_n", "integer", "Kejadian dengan catatan (n)", "Episodes with a record (n)"),
        Column("since_at", "moment", "Jendela pertama", "First window"),
        Column("until_at", "moment", "Jendela terakhir selesai", "End of the last window"),
        Column("area", "text", "Kode kelurahan", "Code of the kelurahan"),
        Column("area_name", "text", "Kelurahan", "Kelurahan"),
        Column("people", "number", "Penduduk", "Residents"),
        Column("people_year", "integer", "Tahun penduduk", "Year of the residents"),
        Column("hits_n", "integer", "Kejadian dengan banjir (k)", "Episodes with a flood (k)"),
        Column("last_at", "moment", "Catatan terbaru", "Newest record"),
        Column("sources", "text", "Sumber catatan", "Sources of the record"),
    ),
    words=(AREA, AS_OF, SOURCE),
    feeds=("water_levels", "flood_reports", "flood_areas"),
    tables=("water_level", "flood_report", "flood_area", "area"),
)
