"""Air quality: the ISPU of each station's newest whole day, and its newest hour beside it."""

from __future__ import annotations

from api.dataset import Column, DataSet
from api.words import AREA, AS_OF, SOURCE
from data.queries.air import air_now

DATA_SET = DataSet(
    name="air-quality",
    title_id="Kualitas udara",
    title_en="Air quality",
    about_id="ISPU setiap stasiun (PermenLHK P.14/2020) dari hari penuh terbarunya. Indeks satu jam hanya indikatif dan bukan ISPU.",
    about_en="ISPU of every station (PermenLHK P.14/2020) for its newest whole day. An index of one hour is indicative and no ISPU.",
    ask=lambda answers, query: air_now(answers, query.filters),
    columns=(
        Column("source", "text", "Sumber", "Source"),
        Column("station", "text", "Kode stasiun", "Code of the station"),
        Column("name", "text", "Stasiun", "Station"),
        Column("state", "text", "Keadaan: ok, tidak diketahui", "State: ok, not known"),
        Column("day_on", "day", "Hari", "Day"),
        Column("ispu", "number", "ISPU, 0 sampai 500", "ISPU, 0 to 500"),
        Column("is_above_scale", "boolean", "Di atas skala", "Above the scale"),
        Column("category", "text", "Kategori", "Category"),
        Column("title_id", "text", "Nama kategori", "Name of the category in Indonesian"),
        Column("title_en", "text", "Nama kategori dalam bahasa Inggris", "Name of the category"),
        Column("critical", "text", "Parameter kritis", "Critical pollutant"),
        Column("pollutants_n", "integer", "Jumlah parameter", "Pollutants"),
        Column("hours_n", "integer", "Jam sah paling sedikit", "Fewest valid hours", "h"),
        Column("method", "text", "Cara: hitung, terbit", "Method: computed, as published"),
        Column("hour_at", "moment", "Jam terbaru", "Newest hour"),
        Column("hour_pm25", "number", "PM2.5 satu jam", "PM2.5 of one hour", "ug/m3"),
        Column("hour_pm10", "number", "PM10 satu jam", "PM10 of one hour", "ug/m3"),
        Column("hour_index", "number", "Indeks satu jam, indikatif", "Index of one hour, indicative"),
        Column("hour_note", "text", "Catatan jam", "Note on the hour"),
        Column("is_hour_stale", "boolean", "Jam usang", "Stale hour"),
        Column("area", "text", "Kode kelurahan", "Code of the kelurahan"),
        Column("lon", "number", "Bujur", "Longitude", "deg"),
        Column("lat", "number", "Lintang", "Latitude", "deg"),
    ),
    words=(AREA, AS_OF, SOURCE),
    feeds=("air_quality",),
    tables=("air_quality", "area"),
    geometry="point",
)
