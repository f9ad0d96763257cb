"""Travel times of road corridors."""

from __future__ import annotations

from api.dataset import Column, DataSet
from api.words import AS_OF, PERIOD, SOURCE
from data.queries.traffic import travel_times

DATA_SET = DataSet(
    name="travel-times",
    title_id="Waktu tempuh koridor",
    title_en="Travel times of corridors",
    about_id="Koridor jalan menurut arah: jam puncak hari kerja terhadap jalan lengang.",
    about_en="Road corridors by direction: peak hours of working days against the free road.",
    ask=lambda answers, query: travel_times(answers, query.filters),
    columns=(
        Column("source", "text", "Sumber", "Source"),
        Column("corridor_id", "text", "Nomor", "Number"),
        Column("name", "text", "Koridor", "Corridor"),
        Column("from_name", "text", "Dari", "From"),
        Column("to_name", "text", "Ke", "To"),
        Column("length_m", "number", "Panjang", "Length", "m"),
        Column("free_s", "number", "Jalan lengang", "Free road", "s"),
        Column("peak_s", "number", "Rata-rata jam puncak", "Mean of peak hours", "s"),
        Column("travel_index", "number", "Indeks waktu tempuh", "Travel time index"),
        Column("peak_n", "integer", "Bacaan jam puncak", "Readings of peak hours"),
        Column("now_s", "number", "Bacaan terbaru", "Newest reading", "s"),
        Column("seen_at", "moment", "Waktu bacaan terbaru", "Time of the newest reading"),
    ),
    words=(*PERIOD, AS_OF, SOURCE),
    feeds=("travel_times",),
    tables=("corridor_time", "peak_hour", "holiday", "area"),
)
