"""Partners' rides between kecamatan by hour."""

from __future__ import annotations

from api.dataset import Column, DataSet
from api.words import AREA, PERIOD, SOURCE
from data.queries.economy import partner_trips

DATA_SET = DataSet(
    name="partner-trips",
    title_id="Perjalanan mitra",
    title_en="Partners' rides",
    about_id="Perjalanan mitra menurut jam, asal dan tujuan kecamatan. Jumlah di bawah 10 perjalanan tidak diberi angka.",
    about_en="Partners' rides by hour, kecamatan of origin and destination. Sums of fewer than 10 rides have no figure.",
    ask=lambda answers, query: partner_trips(answers, query.filters),
    columns=(
        Column("source", "text", "Sumber", "Source"),
        Column("partner", "text", "Mitra", "Partner"),
        Column("mode", "text", "Moda", "Mode"),
        Column("hour_at", "moment", "Jam", "Hour"),
        Column("area", "text", "Kode kecamatan asal", "Code of the kecamatan of origin"),
        Column("destination", "text", "Kode kecamatan tujuan", "Code of the kecamatan of destination"),
        Column("is_suppressed", "boolean", "Disembunyikan", "Suppressed"),
        Column("trips_n", "integer", "Perjalanan", "Rides"),
    ),
    words=(AREA, *PERIOD, SOURCE),
    feeds=("partner_trips",),
    tables=("partner_trip", "area"),
)
