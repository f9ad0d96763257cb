"""Start-ups and their level."""

from __future__ import annotations

from api.dataset import Column, DataSet
from api.words import AREA, AS_OF, SOURCE
from data.queries.economy import startups_list

DATA_SET = DataSet(
    name="startups",
    title_id="Usaha rintisan",
    title_en="Start-ups",
    about_id="Usaha rintisan dengan tingkat, bidang, kota dan programnya. Pendiri tidak diterbitkan.",
    about_en="Start-ups with level, field, kota and programme. Founders are not published.",
    ask=lambda answers, query: startups_list(answers, query.filters),
    columns=(
        Column("source", "text", "Sumber", "Source"),
        Column("startup_id", "text", "Nomor", "Number"),
        Column("name", "text", "Nama usaha", "Name of the company"),
        Column("level", "text", "Tingkat: ide, purwarupa, awal, tumbuh, matang", "Level: idea, prototype, early, growing, mature"),
        Column("field", "text", "Bidang", "Field"),
        Column("area", "text", "Kode wilayah", "Code of the area"),
        Column("area_name", "text", "Wilayah", "Area"),
        Column("founded", "integer", "Tahun berdiri", "Founded in"),
        Column("programme", "text", "Program", "Programme"),
        Column("updated_at", "moment", "Diperbarui", "Updated at"),
    ),
    words=(AREA, AS_OF, SOURCE),
    feeds=("startups",),
    tables=("startup", "area"),
)
