"""How closings were rated, by day and agency."""

from __future__ import annotations

from functools import partial

from api.dataset import Column, DataSet
from api.pages import listed
from api.words import AREA, AS_OF, PAGED, PERIOD, SOURCE
from data.queries.services import ratings_list

DATA_SET = DataSet(
    name="ratings",
    title_id="Nilai tindak lanjut",
    title_en="Follow-up ratings",
    about_id="Penutupan, yang dinilai dan jumlah nilainya menurut hari dan SKPD.",
    about_en="Closings, how many were rated and the sum of the ratings, by day and agency.",
    ask=partial(listed, ratings_list),
    columns=(
        Column("source", "text", "Sumber", "Source"),
        Column("day_at", "moment", "Hari", "Day"),
        Column("agency", "text", "SKPD", "Agency"),
        Column("area", "text", "Kode wilayah", "Code of the area"),
        Column("closed_n", "integer", "Ditutup", "Closed"),
        Column("rated_n", "integer", "Dinilai", "Rated"),
        Column("score_sum", "number", "Jumlah nilai, 1–5 masing-masing", "Sum of the ratings, 1 to 5 each"),
    ),
    words=(AREA, *PERIOD, AS_OF, SOURCE, *PAGED),
    feeds=("ratings",),
    tables=("rating_day", "area"),
)
