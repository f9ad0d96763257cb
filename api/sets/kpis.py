"""Readings of the key performance indicators."""

from __future__ import annotations

from data.queries.kpis import kpi_readings

from api.dataset import Column, DataSet
from api.words import AREA, AS_OF, PERIOD

DATA_SET = DataSet(
    name="kpis",
    title_id="Indikator kinerja", title_en="Key performance indicators",
    about_id="Nilai setiap KPI dengan rentang, target, jumlah data dan keadaannya. Nilai kosong berarti tidak ada data, bukan nol.",
    about_en="Value of each KPI with bounds, target, number of rows and state. A missing value means no data, not zero.",
    ask=lambda answers, query: kpi_readings(answers, query.filters),
    columns=(
        Column("id", "text", "Kode KPI", "KPI code"),
        Column("indicator", "text", "Indikator", "Indicator"),
        Column("title_id", "text", "Nama", "Name in Indonesian"),
        Column("title_en", "text", "Nama dalam bahasa Inggris", "Name"),
        Column("value", "number", "Nilai", "Value"),
        Column("lo", "number", "Batas bawah", "Lower bound"),
        Column("hi", "number", "Batas atas", "Upper bound"),
        Column("unit", "text", "Satuan", "Unit"),
        Column("target", "number", "Target", "Target"),
        Column("target_kind", "text", "R resmi, S usulan", "R official, S suggested"),
        Column("better", "text", "Arah yang baik", "Better when"),
        Column("score", "number", "Skor", "Score"),
        Column("n", "integer", "Jumlah data", "Rows"),
        Column("state", "text", "Keadaan", "State"),
        Column("newest_event_at", "moment", "Kejadian terbaru", "Newest event"),
        Column("previous", "number", "Nilai periode sebelumnya", "Value of the period before"),
        Column("sources", "texts", "Sumber", "Sources"),
        Column("is_simulated", "boolean", "Data simulasi", "Simulated"),
    ),
    words=(AREA, *PERIOD, AS_OF),
    feeds=("citizen_reports", "cctv_incidents", "fires", "transit_realtime"), tables=(),
)
