"""Traffic as Waze for Cities sees it: jams, unusual slowness, alerts."""

from __future__ import annotations

from api.dataset import Column, DataSet
from api.words import AREA, AS_OF, SOURCE
from data.queries.traffic import jams_now

DATA_SET = DataSet(
    name="traffic",
    title_id="Lalu lintas",
    title_en="Traffic",
    about_id="Kemacetan, kelambatan yang tidak lazim dan laporan pengguna dari potret terbaru; kosong bila potretnya lebih tua dari 30 menit.",
    about_en="Jams, unusual slowness and users' alerts of the newest snapshot; empty when that is more than 30 minutes old.",
    ask=lambda answers, query: jams_now(answers, query.filters),
    columns=(
        Column("kind", "text", "Jenis: macet, tidak_lazim, laporan", "Kind: jam, irregularity, alert"),
        Column("source", "text", "Sumber", "Source"),
        Column("id", "text", "Nomor", "Number"),
        Column("seen_at", "moment", "Waktu potret", "Time of the snapshot"),
        Column("published_at", "moment", "Waktu pertama terbit", "First published at"),
        Column("street", "text", "Jalan", "Street"),
        Column("level", "number", "Tingkat, 0 lancar sampai 5 tertutup", "Level, 0 free to 5 blocked"),
        Column("speed_kmh", "number", "Kecepatan", "Speed", "km/h"),
        Column("length_m", "number", "Panjang", "Length", "m"),
        Column("delay_s", "number", "Kelambatan", "Delay", "s"),
        Column("is_blocked", "boolean", "Jalan tertutup", "Road blocked"),
        Column("alert_kind", "text", "Jenis laporan", "Kind of the alert"),
        Column("alert_subkind", "text", "Rincian laporan", "Subkind of the alert"),
        Column("reliability", "integer", "Keandalan, 0 sampai 10", "Reliability, 0 to 10"),
        Column("confidence", "integer", "Keyakinan, 0 sampai 10", "Confidence, 0 to 10"),
        Column("area", "text", "Kode kelurahan", "Code of the kelurahan"),
        Column("area_name", "text", "Kelurahan", "Kelurahan"),
        Column("lon", "number", "Bujur", "Longitude", "deg"),
        Column("lat", "number", "Lintang", "Latitude", "deg"),
        Column("geometry", "shape", "Garis jalan", "Line of the road"),
    ),
    words=(AREA, AS_OF, SOURCE),
    feeds=("traffic",),
    tables=("traffic_jam", "traffic_alert", "traffic_irregularity", "area"),
    geometry="shape",
)
