"""Field officers: where they are and whether they are free, under pseudonyms alone."""

from __future__ import annotations

from api.dataset import Column, DataSet
from api.words import AREA, AS_OF, SOURCE
from data.queries.officers import officers_now

# What an officer is doing for whom stays inside: task words are free text, and the number of a case beside a position
# would tell the place of a private report.
DATA_SET = DataSet(
    name="officers",
    title_id="Petugas lapangan",
    title_en="Field officers",
    about_id="Posisi terbaru setiap petugas dalam dua belas jam terakhir, dengan nama samaran dinasnya. Tanpa nama dan tanpa nomor kasus.",
    about_en="The newest position of every officer in the last twelve hours, under their agency's pseudonym. No names, no case numbers.",
    ask=lambda answers, query: officers_now(answers, query.filters),
    columns=(
        Column("source", "text", "Sumber", "Source"),
        Column("officer", "text", "Nama samaran", "Pseudonym"),
        Column("agency", "text", "Dinas", "Agency"),
        Column("state", "text", "Keadaan: ok, tidak diketahui", "State: ok, not known"),
        Column("seen_at", "moment", "Waktu posisi", "Time of the fix"),
        Column("age_min", "number", "Umur posisi", "Age of the fix", "min"),
        Column("accuracy_m", "number", "Ketelitian", "Accuracy", "m"),
        Column("is_free", "boolean", "Tanpa tugas", "Without a task"),
        Column(
            "ref_kind", "text", "Jenis tugas: report, incident, fire", "Kind of task: report, incident, fire"
        ),
        Column(
            "task_stage",
            "text",
            "Tahap: ditugaskan, menuju, di_lokasi",
            "Stage: assigned, under way, on the spot",
        ),
        Column("assigned_at", "moment", "Ditugaskan", "Assigned at"),
        Column("accepted_at", "moment", "Diterima", "Accepted at"),
        Column("arrived_at", "moment", "Tiba", "Arrived at"),
        Column("area", "text", "Kode kelurahan", "Code of the kelurahan"),
        Column("area_name", "text", "Kelurahan", "Kelurahan"),
        Column("lon", "number", "Bujur", "Longitude", "deg"),
        Column("lat", "number", "Lintang", "Latitude", "deg"),
    ),
    words=(AREA, AS_OF, SOURCE),
    feeds=("officers",),
    tables=("officer_position", "officer_task", "area"),
    geometry="point",
)
