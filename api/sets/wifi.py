"""Public Wi-Fi by site."""

from __future__ import annotations

import pandas as pd

from api.dataset import Column, DataSet
from api.words import AREA, AS_OF, PERIOD, SOURCE, Query
from data.answers import Answers
from data.queries.people import wifi


def _ask(answers: Answers, query: Query) -> pd.DataFrame:
    """Rows of the period."""
    return wifi(answers, query.filters, "site")


DATA_SET = DataSet(
    name="wifi",
    title_id="JakWifi dan serat optik",
    title_en="Public Wi-Fi and fibre",
    about_id="Setiap titik: bagian waktu hidup pada hari yang dilaporkan, hari tanpa laporan, kecepatan, jaringan.",
    about_en="Every site: its share of time up on days that reported, days without a report, speed, link.",
    ask=_ask,
    columns=(
        Column("source", "text", "Sumber", "Source"),
        Column("key", "text", "Sumber dan nomor titik", "Source and number of the site"),
        Column("name", "text", "Nama", "Name"),
        Column("kind", "text", "Jenis", "Kind"),
        Column("link", "text", "Jaringan: serat, nirkabel, seluler", "Link: serat (fibre), nirkabel (radio), seluler (cellular)"),
        Column("up_pct", "number", "Hidup", "Up", "%"),
        Column("days_n", "integer", "Hari", "Days"),
        Column("silent_n", "integer", "Hari tanpa laporan", "Days without a report"),
        Column("down_mbps", "number", "Median unduh", "Median download", "Mbit/s"),
        Column("up_mbps", "number", "Median unggah", "Median upload", "Mbit/s"),
        Column("devices_n", "integer", "Perangkat terbanyak", "Most devices"),
        Column("newest_on", "day", "Hari terbaru", "Newest day"),
        Column("area", "text", "Kode wilayah", "Code of the area"),
        Column("lon", "number", "Bujur", "Longitude", "deg"),
        Column("lat", "number", "Lintang", "Latitude", "deg"),
    ),
    words=(AREA, *PERIOD, AS_OF, SOURCE),
    feeds=("wifi",),
    tables=("wifi_day", "area"),
    geometry="point",
)
