"""Calls to the fire brigade."""

from __future__ import annotations

from functools import partial

from api.dataset import Column, DataSet
from api.pages import listed
from api.words import AREA, AS_OF, PAGED, PERIOD, SOURCE
from data.queries.fires import fires_list

DATA_SET = DataSet(
    name="fires",
    title_id="Panggilan pemadam kebakaran",
    title_en="Fire brigade calls",
    about_id="Panggilan pemadam kebakaran dengan waktu tanggap, korban dan kerugian. Alamat tidak diterbitkan.",
    about_en="Calls to the fire brigade with response time, casualties and loss. Addresses are not published.",
    ask=partial(listed, fires_list),
    columns=(
        Column("source", "text", "Sumber", "Source"),
        Column("call_id", "text", "Nomor kejadian", "Call number"),
        Column("called_at", "moment", "Waktu panggilan", "Called at"),
        Column("departed_at", "moment", "Waktu berangkat", "Departed at"),
        Column("arrived_at", "moment", "Waktu tiba", "Arrived at"),
        Column("cleared_at", "moment", "Waktu selesai", "Cleared at"),
        Column("waited_min", "number", "Dari panggilan sampai tiba", "From call to arrival", "min"),
        Column("object", "text", "Objek", "Object"),
        Column("cause", "text", "Penyebab", "Cause"),
        Column("units", "integer", "Unit", "Units"),
        Column("crew", "integer", "Personel", "Crew"),
        Column("injured", "integer", "Luka", "Injured"),
        Column("dead", "integer", "Meninggal", "Dead"),
        Column("loss_rp", "number", "Kerugian", "Loss", "IDR"),
        Column("outcome", "text", "Hasil: fire, rescue, cancelled", "Outcome: fire, rescue, cancelled"),
        Column("kelurahan", "text", "Kelurahan menurut sumber", "Kelurahan as written"),
        Column("kecamatan", "text", "Kecamatan menurut sumber", "Kecamatan as written"),
        Column("kota", "text", "Kota menurut sumber", "Kota as written"),
        Column("area", "text", "Kode wilayah", "Code of the area"),
        Column("lon", "number", "Bujur", "Longitude", "deg"),
        Column("lat", "number", "Lintang", "Latitude", "deg"),
    ),
    words=(AREA, *PERIOD, AS_OF, SOURCE, *PAGED),
    feeds=("fires",),
    tables=("fire_call", "area"),
    geometry="point",
)
