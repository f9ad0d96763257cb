"""The tables of a dossier: counts, alarms with who answered, incidents, fire calls, gates, buses, warnings, reports."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from layouts import formats
from layouts.briefing.dossier_line import STEPS, SUBJECTS, when
from layouts.briefing.shapes import Column, Table, cells, table
from layouts.words import _, either, mark

PRIORITIES = {"tinggi": mark("tinggi"), "sedang": mark("sedang"), "rendah": mark("rendah")}
OUTCOMES = {"fire": mark("kebakaran"), "rescue": mark("penyelamatan"), "cancelled": mark("dibatalkan")}
FEEDS = {
    "laporan": "citizen_reports", "kamera": "cctv_incidents", "kebakaran": "fire_calls", "pintu_air": "water_levels", "banjir": "flood_areas", "bus": "gtfs_realtime",
    "peringatan": "warnings",
}  # fmt: skip
PRINTED = 100


def count_table(line: pd.DataFrame, alarms: pd.DataFrame, feeds: pd.DataFrame, is_watched: bool) -> Table:
    """How many entries each subject has on the line, its first and last; a subject whose source was never loaded, and alarms that nothing watched, say so."""
    loaded = set(feeds[feeds["source"].notna()]["feed"])
    rows = []
    for subject, name in SUBJECTS.items():
        events = alarms["raised_at"] if subject == "alarm" else line.loc[line["subject"] == subject, "event_at"]
        is_blind = subject == "alarm" and not is_watched
        is_gone = subject in FEEDS and FEEDS[subject] in set(feeds["feed"]) and FEEDS[subject] not in loaded
        n = float(line.loc[line["subject"] == subject, "value"].sum()) if subject == "laporan" else len(events)
        rows.append(cells(_(name), None if is_gone or is_blind else int(n), events.min() if len(events) else None, events.max() if len(events) else None, _("sumber belum dimuat") if is_gone else _("belum dijaga") if is_blind else ""))
    columns = (Column(_("Bidang"), width=2), Column(_("Jumlah catatan"), "int"), when(_("Pertama")), when(_("Terakhir")), Column(_("Keterangan"), width=1.6))
    return table("hitungan", _("Dalam angka"), columns, rows, "dossier_timeline, dossier_alarms", note=_("Laporan: banyaknya laporan. Alarm: yang dinaikkan. Lainnya: langkah yang tercatat di garis waktu."))


def alarm_table(alarms: pd.DataFrame) -> Table:
    """Each alarm raised: when, what, who acknowledged it after how many minutes and with what words, when it was normal again."""
    took = (alarms["acknowledged_at"] - alarms["raised_at"]).dt.total_seconds() / 60 if len(alarms) else pd.Series(dtype=float)
    rows = [
        cells(r.raised_at, either(r.title_id, r.title_en), r.name, _(PRIORITIES.get(r.priority, str(r.priority))), r.value, r.threshold, r.acknowledged_at,
              _("belum ditanggapi") if formats.is_missing(r.acknowledged_by) else r.acknowledged_by, minutes, r.note, r.returned_at)
        for r, minutes in zip(alarms.itertuples(), took, strict=True)
    ]  # fmt: skip
    columns = (
        when(_("Dinaikkan")), Column(_("Alarm"), width=1.6), Column(_("Pada"), width=1.6), Column(_("Prioritas")), Column(_("Nilai"), "number"), Column(_("Batas"), "number"),
        when(_("Ditanggapi")), Column(_("Oleh"), width=1.3), Column(_("Menit"), "number"), Column(_("Catatan"), width=1.6), when(_("Normal lagi")),
    )  # fmt: skip
    return table("alarm", _("Alarm dan siapa yang menanggapi"), columns, rows, "dossier_alarms", most=PRINTED)


def incident_table(incidents: pd.DataFrame) -> Table:
    """Camera incidents begun in the window, oldest first, with every clock."""
    rows = [
        cells(r.detected_at, either(r.title_id, r.title_en), _(PRIORITIES.get(r.priority, r.priority)), r.camera_name if not formats.is_missing(r.camera_name) else r.camera_id, r.area_name,
              r.acknowledged_at, r.dispatched_at, r.on_scene_at, r.cleared_at, _("ya") if r.is_false_alarm else _("tidak"))
        for r in incidents.iloc[::-1].itertuples()
    ]  # fmt: skip
    columns = (
        when(_("Terdeteksi")), Column(_("Jenis"), width=1.5), Column(_("Prioritas")), Column(_("Kamera"), width=1.8), Column(_("Kelurahan"), width=1.5),
        *(when(_(t)) for t in (mark("Ditanggapi"), mark("Petugas dikirim"), mark("Tiba di lokasi"), mark("Selesai ditangani"))), Column(_("Alarm palsu")),
    )  # fmt: skip
    return table("kamera", _("Kejadian dari kamera"), columns, rows, "incidents_list", most=PRINTED)


def fire_table(fires: pd.DataFrame) -> Table:
    """Fire calls of the window, oldest first."""
    rows = [
        cells(r.called_at, _(OUTCOMES.get(r.outcome, r.outcome)), r.object, r.cause, r.address, r.kecamatan, r.units, r.departed_at, r.arrived_at, r.waited_min, r.cleared_at, r.injured, r.dead)
        for r in fires.iloc[::-1].itertuples()
    ]  # fmt: skip
    columns = (
        when(_("Panggilan")), Column(_("Jenis"), width=1.2), Column(_("Objek"), width=1.4), Column(_("Penyebab"), width=1.2), Column(_("Alamat"), width=1.7), Column(_("Kecamatan"), width=1.3),
        Column(_("Unit"), "int", width=0.7), when(_("Berangkat")), when(_("Tiba")), Column(_("Menit"), "number", width=0.8), when(_("Selesai")),
        Column(_("Luka"), "int", width=0.7), Column(_("Meninggal"), "int", width=1.1),
    )  # fmt: skip
    return table("kebakaran", _("Panggilan pemadam"), columns, rows, "fires_list", most=PRINTED)


def gate_table(gates: pd.DataFrame) -> Table:
    """Posts with their lowest and highest level and the gravest siaga."""
    rows = [cells(r.name, r.river, r.n, r.low_cm, r.high_cm, r.high_at, r.worst_siaga if formats.is_missing(r.worst_siaga) else int(r.worst_siaga), r.watched_at, r.source) for r in gates.itertuples()]
    columns = (
        Column(_("Pos"), width=2), Column(_("Sungai"), width=1.3), Column(_("Bacaan"), "int"), Column(_("Terendah, cm"), "number", 0), Column(_("Tertinggi, cm"), "number", 0),
        when(_("Tertinggi pada")), Column(_("Siaga terparah"), "int"), when(_("Siaga 3 sejak")), Column(_("Sumber"), width=1.5),
    )  # fmt: skip
    return table("pintu_air", _("Tinggi muka air"), columns, rows, "dossier_gates", note=_("Siaga 1 paling berat, 4 normal; kosong: pos tanpa batas yang diketahui."))


def bus_table(buses: pd.DataFrame) -> Table:
    """Regularity by route in the window; buses are of the whole city."""
    rows = [
        cells(r.route_short_name if not formats.is_missing(r.route_short_name) else r.route_id, r.route_long_name, r.n, r.judged_n, r.breach_n, r.within_pct, r.p90_min, r.ewt_min, r.bunched_n, r.gap_n, r.source)
        for r in buses.itertuples()
    ]  # fmt: skip
    columns = (
        Column(_("Rute")), Column(_("Nama"), width=2.4), Column(_("Jarak dibaca"), "int"), Column(_("Dinilai"), "int"), Column(_("Di luar batas"), "int"), Column(_("Dalam batas"), "percent"),
        Column(_("P90, menit"), "number"), Column(_("Tunggu lebih, menit"), "number"), Column(_("Beriringan"), "int"), Column(_("Umpan diam"), "int"), Column(_("Sumber"), width=1.5),
    )  # fmt: skip
    return table("bus", _("Jarak antarkendaraan menurut rute"), columns, rows, "headways", most=PRINTED, note=_("Seluruh kota, apa pun wilayah berkas ini."))


def warning_table(warnings: pd.DataFrame) -> Table:
    """Warnings sent in the window."""
    rows = [cells(r.event_at, either(str(r.name_id), str(r.name_en)), _(STEPS.get(r.step, r.step)), r.detail, r.source) for r in warnings.itertuples()]
    columns = (when(_("Dikirim")), Column(_("Peringatan"), width=3), Column(_("Jenis pesan")), Column(_("Wilayah"), width=2.5), Column(_("Sumber"), width=1.5))
    return table("peringatan", _("Peringatan dini"), columns, rows, "dossier_timeline", most=PRINTED)


def report_table(reports: pd.DataFrame, titles: Mapping[str, tuple[str, str]]) -> Table:
    """Every report of the window, without its words."""
    rows = [
        cells(r.created_at, r.report_id, either(*titles[r.category]) if r.category in titles else r.category, r.agency, r.area_name, _("ditutup") if r.status == "closed" else _("terbuka"), r.first_action_at, r.last_closed_at, r.source)
        for r in reports.itertuples()
    ]  # fmt: skip
    columns = (
        when(_("Masuk")), Column(_("Nomor"), width=1.7), Column(_("Kategori"), width=1.6), Column(_("Perangkat daerah"), width=2.2), Column(_("Wilayah"), width=1.4), Column(_("Keadaan")),
        when(_("Tindakan pertama")), when(_("Selesai")), Column(_("Sumber"), width=1.4),
    )  # fmt: skip
    return table("laporan", _("Laporan warga"), columns, rows, "dossier_reports", most=PRINTED, note=_("Tanpa isi laporan; laporan tertutup hanya menyebut kecamatan."))
