"""Where the vehicles of public transport are now."""

from __future__ import annotations

from api.dataset import Column, DataSet
from api.words import AREA, AS_OF, SOURCE
from data.queries.transit import vehicles_now

DATA_SET = DataSet(
    name="vehicles",
    title_id="Posisi kendaraan",
    title_en="Vehicle positions",
    about_id="Posisi terbaru setiap kendaraan angkutan umum (GTFS-Realtime), dengan rute dan umur posisinya.",
    about_en="The newest position of every public transport vehicle (GTFS-Realtime), with its route and the age of the fix.",
    ask=lambda answers, query: vehicles_now(answers, query.filters),
    columns=(
        Column("source", "text", "Sumber", "Source"),
        Column("vehicle_id", "text", "Kendaraan", "Vehicle"),
        Column("label", "text", "Nomor lambung", "Label"),
        Column("route_id", "text", "Rute", "Route"),
        Column("route_short_name", "text", "Nama rute", "Route name"),
        Column("route_color", "text", "Warna rute", "Route colour"),
        Column("service_class", "text", "Layanan: brt, non_brt, rail", "Service: brt, non_brt, rail"),
        Column("trip_id", "text", "Perjalanan", "Trip"),
        Column("lon", "number", "Bujur", "Longitude", "deg"),
        Column("lat", "number", "Lintang", "Latitude", "deg"),
        Column("bearing", "number", "Arah", "Bearing", "deg"),
        Column("speed_ms", "number", "Kecepatan", "Speed", "m/s"),
        Column("seen_at", "moment", "Waktu posisi", "Time of the fix"),
        Column("is_stale", "boolean", "Posisi usang", "Stale fix"),
    ),
    words=(AREA, AS_OF, SOURCE),
    feeds=("transit_realtime",),
    tables=("vehicle_position", "transit_route", "transit_trip", "realtime_header", "area"),
    geometry="point",
)
