"""Drawers of what the city owns and plans: assets of its register, zones of its plan."""

from __future__ import annotations

from typing import Any

from data.queries import services
from layouts import formats
from layouts.drawers.hazards import one, whole
from layouts.drawers.thing import Kind, Said, number, place, words
from layouts.words import _, mark

GOVERNANCE = ("/governance", mark("Tata kelola"))
KINDS = {"tanah": mark("tanah"), "gedung": mark("gedung"), "kendaraan": mark("kendaraan"), "alat": mark("alat"), "jalan_jembatan": mark("jalan dan jembatan")}
CONDITIONS = {"baik": mark("baik"), "rusak_ringan": mark("rusak ringan"), "rusak_berat": mark("▲ rusak berat")}


def _told(known: dict[str, str], key: object) -> Said:
    return None if key is None else _(known[str(key)]) if str(key) in known else str(key)


def _due(row: Any) -> Said:
    if row.due_at is None:
        return _("tanpa jadwal")
    late = "▲ " + _("lewat {n} hari", n=formats.number(row.overdue_days)) + " · " if row.overdue_days > 0 else ""
    return late + formats.day(row.due_at)


def _on_time(row: Any) -> Said:
    if not row.matured_n:
        return None
    return _("{share} dari {n} yang tenggatnya lewat", share=formats.percent(100 * row.on_time_n / row.matured_n), n=formats.number(row.matured_n))


ASSET = Kind(
    find=lambda answers, look, source, name: one(services.assets_list(answers, whole(look)), "asset_id", source, name),
    title=lambda row: str(row.name or row.asset_id),
    rows=(
        (mark("Jenis"), lambda row: _told(KINDS, row.kind)), (mark("Pemegang"), words("holder")), (mark("Kondisi"), lambda row: _told(CONDITIONS, row.condition)),
        (mark("Pemeliharaan berikutnya"), _due), (mark("Dipelihara terakhir"), lambda row: None if row.maintained_at is None else formats.day(row.maintained_at)),
        (mark("Nilai"), lambda row: None if row.value_rp is None else formats.rupiah(row.value_rp)), (mark("Tahun perolehan"), lambda row: None if row.acquired_year is None else str(int(row.acquired_year))),
        (mark("Wilayah"), words("area_name")), (mark("Letak"), place), (mark("Nomor"), words("asset_id")),
    ),
    page=GOVERNANCE, api=lambda row: ("api/v1/assets", {"source": row.source, "area": row.area or ""}),
)  # fmt: skip

ZONE = Kind(
    find=lambda answers, look, source, name: services.zone_one(answers, look.asked.filters, source, name),
    title=lambda row: _("Zona {code}", code=row.code),
    rows=(
        (mark("Peruntukan"), lambda row: row.land_use or _("tidak diketahui")), (mark("Luas"), number("area_km2", "km²", 2)),
        (mark("Izin diajukan pada rentang"), number("n")), (mark("Tepat waktu"), _on_time), (mark("Masih terbuka"), number("open_n")),
        (mark("Lewat batas"), lambda row: ("▲ " if row.overdue_n else "") + formats.number(row.overdue_n)), (mark("ditolak"), number("refused_n")),
        (mark("Wilayah"), words("area_name")), (mark("Nomor"), words("zone_id")),
    ),
    page=GOVERNANCE, api=lambda row: ("api/v1/zoning", {"source": row.source, "area": row.area or ""}),
)  # fmt: skip
