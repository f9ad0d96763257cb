"""Incidents seen by cameras and their operators."""

from __future__ import annotations

from functools import partial

from api.dataset import Column, DataSet
from api.pages import listed
from api.words import AREA, AS_OF, PAGED, PERIOD, SOURCE
from data.queries.incidents import incidents_list

DATA_SET = DataSet(
    name="incidents",
    title_id="Insiden CCTV",
    title_en="CCTV incidents",
    about_id="Insiden dari kamera CCTV dengan waktu deteksi, tanggap dan selesai. Tanpa wajah dan tanpa pelat.",
    about_en="Incidents from CCTV cameras with the times of detection, acknowledgement and clearing. No faces, no plates.",
    ask=partial(listed, incidents_list),
    columns=(
        Column("source", "text", "Sumber", "Source"),
        Column("incident_id", "text", "Nomor insiden", "Incident number"),
        Column("event_type", "text", "Jenis", "Type"),
        Column("title_id", "text", "Nama jenis", "Name of the type in Indonesian"),
        Column("title_en", "text", "Nama jenis dalam bahasa Inggris", "Name of the type"),
        Column("priority", "text", "Prioritas", "Priority"),
        Column("confidence", "number", "Keyakinan, 0 sampai 1", "Confidence, 0 to 1"),
        Column("is_false_alarm", "boolean", "Alarm palsu", "False alarm"),
        Column("detected_at", "moment", "Waktu deteksi", "Detected at"),
        Column("received_at", "moment", "Waktu terima", "Received at"),
        Column("verified_at", "moment", "Waktu verifikasi", "Verified at"),
        Column("acknowledged_at", "moment", "Waktu tanggap", "Acknowledged at"),
        Column("dispatched_at", "moment", "Waktu kirim", "Dispatched at"),
        Column("on_scene_at", "moment", "Waktu tiba", "On the scene at"),
        Column("cleared_at", "moment", "Waktu selesai", "Cleared at"),
        Column("camera_id", "text", "Kamera", "Camera"),
        Column("camera_name", "text", "Nama kamera", "Name of the camera"),
        Column("area", "text", "Kode kelurahan", "Code of the kelurahan"),
        Column("area_name", "text", "Kelurahan", "Kelurahan"),
        Column("lon", "number", "Bujur", "Longitude", "deg"),
        Column("lat", "number", "Lintang", "Latitude", "deg"),
    ),
    words=(AREA, *PERIOD, AS_OF, SOURCE, *PAGED),
    feeds=("cctv_incidents",),
    tables=("incident", "camera", "area"),
    geometry="point",
)
