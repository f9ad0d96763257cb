"""What the map's scripts say, in the language of the request; `{n}` and the like are filled in the browser."""

from __future__ import annotations

from layouts.words import _, language


def words() -> dict[str, str]:
    """Key of assets/map/*.js -> text."""
    return {
        "locale": "id-ID" if language() == "id" else "en-GB",
        **_spans(),
        **_measures(),
        **_things(),
        **_drawer(),
        **_signs(),
        **_notes(),
    }


def measures() -> dict[str, str]:
    """Measure -> its name, for the switch."""
    return {name.removeprefix("m_"): text for name, text in _measures().items() if name.startswith("m_")}


def _spans() -> dict[str, str]:
    return {
        "s": _("{n} dtk", n="{n}"),
        "m": _("{n} mnt", n="{n}"),
        "h": _("{n} jam", n="{n}"),
        "d": _("{n} hari", n="{n}"),
        "ago": _("{age} lalu", age="{age}"),
    }


def _measures() -> dict[str, str]:
    return {
        "m_reports_per_10k": _("Laporan per 10.000 penduduk"), "m_overdue_open": _("Laporan terbuka lewat batas"),
        "m_close_p90_h": _("P90 waktu penyelesaian"), "m_on_time_pct": _("Selesai tepat waktu"), "m_incidents": _("Insiden CCTV"),
        "m_second_per_100": _("Laporan kedua per 100 laporan pertama"), "u_second_per_100": "",
        "u_reports_per_10k": "", "u_overdue_open": "", "u_close_p90_h": _(" jam"), "u_on_time_pct": "%", "u_incidents": "",
    }  # fmt: skip


def _things() -> dict[str, str]:
    return {
        "aria": _("Peta Jakarta. Panah menggeser, tambah dan kurang memperbesar; isi lapisan tertulis di bawah peta."),
        "in": _("perbesar"), "out": _("perkecil"), "sea": _("Teluk Jakarta"), "bus": _("Bus"), "report": _("Laporan warga"), "kmh": _("km/jam"),
        "reports_here": _("{n} laporan, {late} lewat batas"), "few": _("terlalu sedikit (n = {n})"),
        "s_brt": "BRT", "s_non_brt": _("Non-BRT"), "s_rail": _("Rel"), "s_null": "",
        "p_tinggi": _("▲ tinggi"), "p_sedang": _("◆ sedang"), "p_rendah": _("rendah"),
        "c_online": _("menyala"), "c_offline": _("◆ padam"), "c_unknown": _("◌ tidak diketahui"),
        "late": _("▲ lewat batas"), "not_late": _("belum lewat batas, atau selesai"),
    }  # fmt: skip


def _drawer() -> dict[str, str]:
    return {
        "d_route": _("Rute"), "d_bus_id": _("Nomor bus"), "d_service": _("Layanan"), "d_speed": _("Kecepatan"), "d_bearing": _("Arah"),
        "d_trip": _("Perjalanan"), "d_seen": _("Terlihat"), "d_place": _("Letak"), "d_source": _("Sumber"), "d_priority": _("Prioritas"),
        "d_detected": _("Terdeteksi"), "d_acknowledged": _("Ditanggapi"), "d_camera": _("Kamera"), "d_area": _("Wilayah"), "d_id": _("Nomor"),
        "d_category": _("Kategori"), "d_created": _("Dilaporkan"), "d_state": _("Keadaan"), "d_owner": _("Pemilik"), "d_status": _("Status"),
        "d_updated": _("Diperbarui"), "d_note": _("Catatan"), "d_task": _("Tugas"), "d_since": _("Sejak"), "simulated": _("DATA SIMULASI"), "closer": _("Perbesar peta untuk melihat satu per satu."),
        "gridded": _("Rentang waktu ini panjang: laporan digabung per petak di server."),
    }  # fmt: skip


def _signs() -> dict[str, str]:
    return {
        "t_gate": _("Pintu air {name}", name="{name}"), "t_fire": _("Kebakaran"), "t_rescue": _("Penyelamatan"), "t_rw": _("RW tergenang"), "t_flood": _("Laporan banjir"),
        "t_jam": _("Kemacetan"), "siaga": _("Siaga {n}", n="{n}"), "g_nolimit": _("tanpa batas siaga"), "g_unknown": _("◌ tidak diketahui"), "ispu": "ISPU",
        "f_menunggu": _("pemadam belum berangkat"), "f_menuju": _("pemadam menuju lokasi"), "f_di_lokasi": _("pemadam di lokasi"),
        "waiting": _("{age} sejak panggilan", age="{age}"), "waited": _("tiba setelah {age}", age="{age}"),
        "blocked": _("jalan tertutup"), "level": _("tingkat {n} dari 5", n="{n}"), "until": _("sampai {when}", when="{when}"), "approximate": _("letak perkiraan"),
        "officer": _("Petugas"), "free": _("bebas"), "o_ditugaskan": _("ditugaskan"), "o_menuju": _("menuju lokasi"), "o_di_lokasi": _("di lokasi"),
        "broken": _("rusak berat"), "maintain": _("pemeliharaan lewat {n} hari", n="{n}"),
    }  # fmt: skip


def _notes() -> dict[str, str]:
    return {
        "late_n": _("{n} lewat batas"), "off_n": _("{n} padam"), "expired": _("{n} tanpa kabar 10 mnt"), "failed": _("gagal dimuat"),
        "past": _("keadaan lampau: bus dan insiden langsung disembunyikan"), "only_now": _("hanya keadaan kini"), "reports_together": _("{n} laporan dikelompokkan per petak layar, titik jingga = lewat batas", n="{n}"),
        "reports_cells": _("laporan digabung per petak {m} m"), "cut": _("{name}: {n} dari {total}", name="{name}", n="{n}", total="{total}"), "together": _("{n} {name} dikelompokkan", n="{n}", name="{name}"),
        "unplaced": _("{name}: {n} tanpa letak", name="{name}", n="{n}"), "absent": _("tidak dimuat"), "empty": _("kosong"), "absent_why": _("data {feed} belum pernah dimuat", feed="{feed}"),
        "coast": _("garis pantai = batas luar gabungan wilayah"), "on_of": _("{n}/{total}", n="{n}", total="{total}"),
        "cameras_together": _("{n} kamera dikelompokkan sampai diperbesar", n="{n}"), "schematic": _("batas skematik"),
        "no_tiles": _("peta dasar tidak terjangkau, dipakai lapisan kota"), "sources": _("sumber:"),
        "unknown": _("tak terukur ({n})"), "outlier": _("jauh lebih buruk dari wilayah lain ({n})"),
    }  # fmt: skip
