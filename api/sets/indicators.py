"""The six indicators of the smart city."""

from __future__ import annotations

import pandas as pd

from api.dataset import Column, DataSet
from api.sets.kpis import DATA_SET as KPIS
from api.words import AREA, AS_OF, PERIOD, Query
from data.answers import Answers
from data.queries.kpis import indicator_scores


def _ask(answers: Answers, query: Query) -> pd.DataFrame:
    frame = indicator_scores(answers, query.filters)
    return frame.assign(
        counts=frame["scored_n"].astype("Int64").astype("string")
        + "/"
        + frame["total_n"].astype("Int64").astype("string")
    )


DATA_SET = DataSet(
    name="indicators",
    title_id="Enam indikator",
    title_en="The six indicators",
    about_id="Skor keenam indikator kota cerdas, dengan berapa KPI yang dapat dinilai.",
    about_en="Scores of the six smart-city indicators, with how many of their KPIs could be scored.",
    ask=_ask,
    columns=(
        Column("indicator", "text", "Indikator", "Indicator"),
        Column("title_id", "text", "Nama", "Name in Indonesian"),
        Column("title_en", "text", "Nama dalam bahasa Inggris", "Name"),
        Column("score", "number", "Skor", "Score"),
        Column("scored_n", "integer", "KPI yang dinilai", "KPIs scored"),
        Column("total_n", "integer", "Jumlah KPI", "KPIs"),
        Column("counts", "text", "Dinilai/jumlah", "Scored/all"),
        Column("coverage_pct", "number", "Cakupan", "Coverage", "%"),
        Column("state", "text", "Keadaan", "State"),
    ),
    words=(AREA, *PERIOD, AS_OF),
    feeds=KPIS.feeds,
    tables=KPIS.tables,
)
