"""Vehicles seen and in arrears, by corridor and day: groups of ten at least, and no plate."""

from __future__ import annotations

from api.dataset import Column, DataSet
from api.words import AREA, PERIOD, SOURCE
from data.queries.economy import plate_tax

DATA_SET = DataSet(
    name="plate-tax",
    title_id="Pelat dan pajak kendaraan",
    title_en="Plates and vehicle tax",
    about_id="Kendaraan yang terlihat dan menunggak pajak menurut koridor dan hari. Kelompok di bawah 10 kendaraan tidak diberi angka; pelat tidak disimpan.",
    about_en="Vehicles seen and in arrears by corridor and day. Groups of fewer than 10 vehicles have no figures; plates are not kept.",
    ask=lambda answers, query: plate_tax(answers, query.filters),
    columns=(
        Column("corridor", "text", "Koridor", "Corridor"),
        Column("day_on", "day", "Hari", "Day"),
        Column("is_suppressed", "boolean", "Disembunyikan", "Suppressed"),
        Column("read_n", "integer", "Bacaan", "Reads"),
        Column("error_pct", "number", "Bacaan gagal", "Reads that failed", "%"),
        Column("vehicles_n", "integer", "Kendaraan", "Vehicles"),
        Column("registered_n", "integer", "Dikenal register", "Known to the register"),
        Column("due_n", "integer", "Menunggak", "In arrears"),
        Column("due_pct", "number", "Bagian menunggak", "Share in arrears", "%"),
        Column("owed_rp", "number", "Pendapatan potensial", "Potential revenue", "IDR"),
    ),
    words=(AREA, *PERIOD, SOURCE),
    feeds=("plate_reads", "vehicle_tax"),
    tables=("plate_read", "area"),
)
