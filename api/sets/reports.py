"""Citizen reports, without what could name a citizen."""

from __future__ import annotations

from functools import partial

from api.dataset import Column, DataSet
from api.pages import listed
from api.words import AREA, AS_OF, CATEGORY, PAGED, PERIOD, SOURCE, STATUS
from data.queries.reports import reports_list

DATA_SET = DataSet(
    name="reports",
    title_id="Laporan warga",
    title_en="Citizen reports",
    about_id="Laporan warga dengan tahap CRM, status dan waktu penanganan. Laporan privat tanpa isi dan tempat.",
    about_en="Citizen reports with CRM stage, status and handling times. Private reports come without text and place.",
    ask=partial(listed, reports_list),
    columns=(
        Column("source", "text", "Sumber", "Source"),
        Column("report_id", "text", "Nomor laporan", "Report number"),
        Column("created_at", "moment", "Waktu lapor", "Reported at"),
        Column("updated_at", "moment", "Waktu ubah", "Updated at"),
        Column("category", "text", "Kategori", "Category"),
        Column("category_raw", "text", "Kategori menurut sumber", "Category as the source says"),
        Column("agency", "text", "Perangkat daerah", "Agency"),
        Column("channel", "text", "Kanal", "Channel"),
        Column("description", "text", "Isi laporan", "Text of the report"),
        Column("lon", "number", "Bujur", "Longitude", "deg"),
        Column("lat", "number", "Lintang", "Latitude", "deg"),
        Column("area", "text", "Kode kelurahan", "Code of the kelurahan"),
        Column("place", "text", "Letak: inside, outside, none", "Place: inside, outside, none"),
        Column("sla_due_at", "moment", "Tenggat", "Due at"),
        Column("is_private", "boolean", "Laporan privat", "Private report"),
        Column("stage", "text", "Tahap CRM", "CRM stage"),
        Column("status", "text", "Status", "Status"),
        Column("outcome", "text", "Hasil", "Outcome"),
        Column("first_action_at", "moment", "Tindakan petugas pertama", "First action by an officer"),
        Column("first_closed_at", "moment", "Selesai pertama kali", "First closed at"),
        Column("last_closed_at", "moment", "Selesai terakhir", "Last closed at"),
        Column("is_late", "boolean", "Lewat tenggat", "Past its due time"),
        Column("refused_n", "integer", "Tindak lanjut ditolak", "Times the follow-up was refused"),
    ),
    words=(AREA, *PERIOD, AS_OF, SOURCE, CATEGORY, STATUS, *PAGED),
    feeds=("citizen_reports",),
    tables=("report", "report_event", "area"),
    geometry="point",
    is_about_people=True,
)
