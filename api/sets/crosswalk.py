"""The KPIs in the frames of others: an export for 100 Smart City, ISO 37120, U4SSC, SPBE and the SDG."""

from __future__ import annotations

import pandas as pd

from api.dataset import EVERY, Column, DataSet
from api.words import AREA, AS_OF, PERIOD, SOURCE, Query, Word
from data.answers import Answers
from data.kpis.catalogue import FRAMES
from data.queries.crosswalk import crosswalk

_FRAME = Word("frame", "one frame; every one when not given", FRAMES)


def _ask(answers: Answers, query: Query) -> pd.DataFrame:
    """Every KPI in the frame asked for."""
    return crosswalk(answers, query.filters, query.more.get("frame"))


DATA_SET = DataSet(
    name="crosswalk",
    title_id="Padanan KPI",
    title_en="Crosswalk of KPIs",
    about_id="Setiap KPI dalam kerangka 100 Smart City, ISO 37120, U4SSC, SPBE dan SDG dengan nilainya; – berarti tanpa padanan. Yang belum diperiksa disebut demikian.",
    about_en="Every KPI in the frames of 100 Smart City, ISO 37120, U4SSC, SPBE and the SDG with its value; – means no counterpart. What is not verified says so.",
    ask=_ask,
    columns=(
        Column("frame", "text", "Kerangka", "Frame"),
        Column("ref", "text", "Butir kerangka", "Item of the frame"),
        Column("is_verified", "boolean", "Butir sudah diperiksa", "The item was verified"),
        Column("reference", "text", "Rujukan", "Reference"),
        Column("kpi", "text", "KPI", "KPI"),
        Column("indicator", "text", "Indikator", "Indicator"),
        Column("title_id", "text", "Nama", "Name in Indonesian"),
        Column("title_en", "text", "Nama dalam bahasa Inggris", "Name"),
        Column("value", "number", "Nilai", "Value"),
        Column("unit", "text", "Satuan", "Unit"),
        Column("target", "number", "Sasaran", "Target"),
        Column("score", "number", "Skor", "Score"),
        Column("n", "integer", "Jumlah kasus", "Cases"),
        Column("state", "text", "Keadaan", "State"),
    ),
    words=(_FRAME, AREA, *PERIOD, AS_OF, SOURCE),
    feeds=(),
    tables=EVERY,
)
