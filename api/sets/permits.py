"""Permits, without who asked and without the point."""

from __future__ import annotations

from functools import partial

from api.dataset import Column, DataSet
from api.pages import listed
from api.words import AREA, AS_OF, PAGED, PERIOD, SOURCE
from data.queries.services import permits_list

DATA_SET = DataSet(
    name="permits",
    title_id="Perizinan",
    title_en="Permits",
    about_id="Izin yang diajukan dengan tenggat dan putusannya; tanpa pemohon dan tanpa titik.",
    about_en="Permits asked for with term and decision; without applicant and without a point.",
    ask=partial(listed, permits_list),
    columns=(
        Column("source", "text", "Sumber", "Source"),
        Column("permit_id", "text", "Nomor izin", "Number"),
        Column("kind", "text", "Jenis", "Kind"),
        Column("applied_at", "moment", "Diajukan", "Applied at"),
        Column("decided_at", "moment", "Diputuskan", "Decided at"),
        Column("decision", "text", "Putusan: terbit, tolak", "Decision: granted, refused"),
        Column("sla_days", "number", "Tenggat", "Term", "d"),
        Column("due_at", "moment", "Jatuh tempo", "Due at"),
        Column("area", "text", "Kode wilayah", "Code of the area"),
    ),
    words=(AREA, *PERIOD, AS_OF, SOURCE, *PAGED),
    feeds=("permits",),
    tables=("permit", "area"),
)
