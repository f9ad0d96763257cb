"""Warnings in force (CAP 1.2)."""

from __future__ import annotations

import pandas as pd

from api.dataset import Column, DataSet
from api.words import AREA, AS_OF, SOURCE, Query, Word
from data.answers import Answers
from data.queries.warnings import warnings_active

_EXERCISES = Word("exercises", "true: exercises as well, marked by is_exercise and banner", ("true", "false"))


def _ask(answers: Answers, query: Query) -> pd.DataFrame:
    return warnings_active(answers, query.filters, exercises=query.more.get("exercises") == "true")


DATA_SET = DataSet(
    name="warnings",
    title_id="Peringatan dini",
    title_en="Warnings",
    about_id="Peringatan dini yang berlaku (CAP 1.2) dan menyentuh wilayah itu, terberat lebih dulu. Sebutkan sumbernya: kolom attribution.",
    about_en="Warnings in force (CAP 1.2) that touch the area, the gravest first. Name their origin: the column attribution.",
    ask=_ask,
    columns=(
        Column("source", "text", "Sumber", "Source"),
        Column("attribution", "text", "Sebutkan sebagai", "Name it as"),
        Column("sender", "text", "Pengirim", "Sender"),
        Column("identifier", "text", "Nomor", "Identifier"),
        Column("sent_at", "moment", "Waktu kirim", "Sent at"),
        Column("msg_type", "text", "Jenis pesan: Alert, Update", "Message type: Alert, Update"),
        Column("is_exercise", "boolean", "Latihan", "Exercise"),
        Column("banner", "text", "LATIHAN pada latihan", "LATIHAN on an exercise"),
        Column("event", "text", "Kejadian", "Event"),
        Column("category", "text", "Kategori", "Category"),
        Column("severity", "text", "Keparahan", "Severity"),
        Column("severity_id", "text", "Nama keparahan", "Name of the severity in Indonesian"),
        Column("urgency", "text", "Kemendesakan", "Urgency"),
        Column("certainty", "text", "Kepastian", "Certainty"),
        Column("effective_at", "moment", "Berlaku mulai", "Effective at"),
        Column("onset_at", "moment", "Perkiraan mulai", "Onset at"),
        Column("expires_at", "moment", "Berakhir", "Expires at"),
        Column("is_begun", "boolean", "Sudah mulai", "Has begun"),
        Column("headline", "text", "Judul", "Headline"),
        Column("description", "text", "Uraian", "Description"),
        Column("instruction", "text", "Anjuran", "Instruction"),
        Column("area_desc", "text", "Wilayah menurut sumber", "Area as written"),
        Column("web", "text", "Halaman sumber", "Page of the source"),
        Column("lon", "number", "Bujur", "Longitude", "deg"),
        Column("lat", "number", "Lintang", "Latitude", "deg"),
        Column("geometry", "shape", "Wilayah", "Area"),
    ),
    words=(_EXERCISES, AREA, AS_OF, SOURCE),
    feeds=("warnings",),
    tables=("warning", "area"),
    geometry="shape",
)
