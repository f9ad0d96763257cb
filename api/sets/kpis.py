"""Readings of the key performance indicators."""

from __future__ import annotations

import pandas as pd

from api.dataset import EVERY, Column, DataSet
from api.words import AREA, AS_OF, PERIOD, Query, Word
from data.answers import Answers
from data.model import LEVELS
from data.queries.kpis import kpi_readings

_LEVEL = Word(
    "level",
    "a reading for every area of this level within the area; one for the area itself when not given",
    tuple(LEVELS.values()),
)


def _ask(answers: Answers, query: Query) -> pd.DataFrame:
    readings = kpi_readings(answers, query.filters, level=query.more.get("level"))
    return readings.assign(as_of=query.filters.moment)


DATA_SET = DataSet(
    name="kpis",
    title_id="Indikator kinerja",
    title_en="Key performance indicators",
    about_id="Nilai setiap KPI dengan rentang, target, jumlah data dan keadaannya. Nilai kosong berarti tidak ada data, bukan nol.",
    about_en="Value of each KPI with bounds, target, number of rows and state. A missing value means no data, not zero.",
    ask=_ask,
    columns=(
        Column("id", "text", "Kode KPI", "KPI code"),
        Column("indicator", "text", "Indikator", "Indicator"),
        Column("title_id", "text", "Nama", "Name in Indonesian"),
        Column("title_en", "text", "Nama dalam bahasa Inggris", "Name"),
        Column("area", "text", "Kode wilayah", "Code of the area"),
        Column("value", "number", "Nilai", "Value"),
        Column("lo", "number", "Batas bawah", "Lower bound"),
        Column("hi", "number", "Batas atas", "Upper bound"),
        Column("unit", "text", "Satuan", "Unit"),
        Column("target", "number", "Target", "Target"),
        Column("target_lo", "number", "Target, batas bawah", "Target, lower edge"),
        Column("target_kind", "text", "R resmi, S usulan", "R official, S suggested"),
        Column("target_source", "text", "Dasar target", "Source of the target in Indonesian"),
        Column("target_source_en", "text", "Dasar target dalam bahasa Inggris", "Source of the target"),
        Column("better", "text", "Arah yang baik", "Better when"),
        Column("score", "number", "Skor", "Score"),
        Column("n", "integer", "Jumlah data", "Rows"),
        Column("state", "text", "Keadaan", "State"),
        Column("newest_event_at", "moment", "Kejadian terbaru", "Newest event"),
        Column("as_of", "moment", "Keadaan per", "As of"),
        Column("previous", "number", "Nilai periode sebelumnya", "Value of the period before"),
        Column("formula", "text", "Rumus", "Formula in Indonesian"),
        Column("formula_en", "text", "Rumus dalam bahasa Inggris", "Formula"),
        Column("owner", "text", "Penanggung jawab", "Owner"),
        Column("sources", "texts", "Sumber", "Sources"),
        Column("is_simulated", "boolean", "Data simulasi", "Simulated"),
    ),
    words=(AREA, _LEVEL, *PERIOD, AS_OF),
    feeds=("citizen_reports", "cctv_incidents", "fires", "transit_realtime"),
    tables=EVERY,
)
