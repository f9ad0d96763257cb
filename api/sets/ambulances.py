"""Ambulances: from the call to the scene. No call of its own leaves the house."""

from __future__ import annotations

import pandas as pd

from api.dataset import WAITS, Column, DataSet
from api.words import AREA, AS_OF, PERIOD, SOURCE, Query, Word
from data.answers import Answers
from data.queries.living import ambulance_times

_BY = Word("by", "what the rows stand for; area (one level below) when not given", ("area", "hour", "priority", "all"))


def _ask(answers: Answers, query: Query) -> pd.DataFrame:
    """Rows of the period."""
    by = query.more.get("by", "area")
    return ambulance_times(answers, query.filters, by, None if by == "priority" else 1)


DATA_SET = DataSet(
    name="ambulances",
    title_id="Ambulans",
    title_en="Ambulances",
    about_id="Waktu dari panggilan sampai tiba (Kaplan-Meier) menurut wilayah, jam, prioritas atau semua; prioritas 1 kecuali menurut prioritas. Tanpa pasien dan tanpa panggilan satu per satu.",
    about_en="Time from the call to the scene (Kaplan-Meier) by area, hour, priority or all; priority 1 unless by priority. No patients and no single calls.",
    ask=_ask,
    columns=(
        Column("key", "text", "Kelompok", "Group"),
        Column("n", "integer", "Panggilan", "Calls"),
        Column("open", "integer", "Belum tiba", "Not there yet"),
        *WAITS,
        Column("competing_pct", "number", "Batal", "Cancelled", "%"),
    ),
    words=(_BY, AREA, *PERIOD, AS_OF, SOURCE),
    feeds=("ambulance_calls",),
    tables=("ambulance_call", "area"),
)
