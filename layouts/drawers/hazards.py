"""Drawers of what threatens: flood gates, floods, air, fires, jams, warnings."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pandas as pd
from dash import html
from dash.development.base_component import Component

from data.answers import Answers
from data.model import PROVINCE, Filters
from data.queries import air, facilities, fires, floods, officers, traffic, warnings, water
from data.queries.nearness import nearest
from layouts import chips, formats
from layouts.drawers.thing import Kind, Said, near_list, number, place, words
from layouts.panel import Look
from layouts.words import _, either, mark

FLOODS = ("/environment", mark("Banjir dan udara"))
SPM_MIN = 15  # minutes from call to arrival, Permendagri 114/2018


def whole(look: Look) -> Filters:
    """The filters of the page for the whole city: a thing is what it is in whichever area one looks."""
    return replace(look.asked.filters, area=PROVINCE)


def one(rows: pd.DataFrame, column: str, source: str, name: str) -> pd.DataFrame:
    """The row of that source and id."""
    return rows[(rows["source"] == source) & (rows[column].astype(str) == name)].head(1)


def _siaga(row: Any) -> Said:
    if row.state == "tidak diketahui":
        return chips.unknown()
    return chips.siaga(int(row.siaga), either(row.title_id, row.title_en)) if row.siaga is not None else _("tanpa batas siaga yang dipublikasikan")


def _limits(row: Any) -> Said:
    known = [f"S{n} {formats.number(float(v))}" for n, v in ((3, row.s3_cm), (2, row.s2_cm), (1, row.s1_cm)) if v is not None]
    return " · ".join(known) + " cm" + ("" if row.is_verified else f" ({_('belum terverifikasi')})") if known else None


GATE = Kind(
    find=lambda answers, look, source, name: one(water.water_now(answers, whole(look)), "post", source, name),
    title=lambda row: _("Pintu air {name}", name=row.name),
    rows=(
        (mark("Siaga"), _siaga), (mark("Tinggi muka air"), number("level_cm", "cm")), (mark("Perubahan"), number("trend_cm_h", mark("cm/jam"), 1)),
        (mark("Yang bertindak"), lambda row: either(row.acts_id, row.acts_en)), (mark("Batas"), _limits),
        (mark("Menurut sumber"), lambda row: (f"◆ {_('berbeda')}: " if row.is_mismatch else "") + str(row.source_status or (f"Siaga {int(row.source_siaga)}" if row.source_siaga is not None else "—"))),
        (mark("Sungai"), words("river")), (mark("Papan duga"), words("datum")), (mark("Cuaca"), words("weather")), (mark("Letak"), place),
    ),
    seen="measured_at", page=FLOODS, api=lambda row: ("api/v1/water-levels", {"post": str(row.post), "source": row.source}),
)  # fmt: skip

AIR = Kind(
    find=lambda answers, look, source, name: one(air.air_now(answers, whole(look)), "station", source, name),
    title=lambda row: str(row.name or row.station),
    rows=(
        (mark("ISPU"), lambda row: chips.unknown(_("tanpa hari penuh dalam dua hari terakhir")) if row.ispu is None
         else chips.legal(f"{formats.number(float(row.ispu))} {either(row.title_id, row.title_en)}", row.legal_colour)),
        (mark("Skala"), lambda row: _("di atas skala") if row.is_above_scale else None),
        (mark("Parameter kritis"), words("critical")), (mark("Hari"), lambda row: formats.day(row.day_on)), (mark("Jam sah"), number("hours_n", "/ 24")),
        (mark("Cara"), lambda row: {"hitung": _("dihitung dari rata-rata 24 jam"), "terbit": _("indeks terbitan sumber")}.get(str(row.method))),
        (mark("Jam terbaru (indikatif, bukan ISPU)"), lambda row: None if row.hour_at is None else f"PM2.5 {formats.number(row.hour_pm25, 1)} µg/m³ · {formats.moment(row.hour_at)}"),
        (mark("Letak"), place),
    ),
    seen="day_at", page=FLOODS, api=lambda row: ("api/v1/air-quality", {"source": row.source}),
)  # fmt: skip


def _hydrants(answers: Answers, look: Look, row: Any) -> list[Component]:
    if row.lon is None:
        return []
    known = facilities.facilities_list(answers, replace(whole(look), source=None), "hidran")
    found = nearest(known[~known["is_approximate"].astype(bool)], float(row.lon), float(row.lat), 3)
    return near_list(_("Hidran terdekat (garis lurus)"), found, lambda it: " · ".join(str(w) for w in (it.name or it.facility_id, it.status) if w), _("tidak ada hidran yang dimuat"))


def nearest_list(answers: Answers, look: Look, row: Any) -> list[Component]:
    """The five officers nearest to an open case; nothing once it is closed, or without a place."""
    if row.lon is None or row.cleared_at is not None:
        return []
    found = officers.nearest_officers(answers, replace(whole(look), source=None), float(row.lon), float(row.lat))
    return near_list(_("Petugas terdekat (garis lurus)"), found, lambda it: f"{it.agency or ''} {it.officer} · {_('bebas') if it.is_free else it.task or _('bertugas')}".strip(), _("tidak ada petugas yang posisinya diketahui"))


def _step(row: Any) -> Said:
    if row.cleared_at is not None:
        return _("selesai")
    return _("pemadam di lokasi") if row.arrived_at is not None else _("pemadam menuju lokasi") if row.departed_at is not None else _("pemadam belum berangkat")


def _waited(row: Any) -> Said:
    return None if row.waited_min is None else f"{formats.number(row.waited_min, 1)} mnt ({_('SPM ≤ {n} mnt', n=SPM_MIN)})" + (" ▲" if row.waited_min > SPM_MIN else "")


FIRE = Kind(
    find=lambda answers, look, source, name: fires.fire_by_id(answers, look.asked.filters, source, name),
    title=lambda row: _("Penyelamatan") if row.outcome == "rescue" else _("Kebakaran"),
    rows=(
        (mark("Keadaan"), _step), (mark("Panggilan sampai tiba"), _waited), (mark("Objek"), words("object")), (mark("Penyebab"), words("cause")),
        (mark("Alamat"), words("address")), (mark("Wilayah"), words("area_name")), (mark("Unit"), number("units")), (mark("Personel"), number("crew")),
        (mark("Korban luka"), number("injured")), (mark("Korban meninggal"), number("dead")), (mark("Kerugian"), lambda row: None if row.loss_rp is None else formats.rupiah(row.loss_rp)),
        (mark("Letak"), place), (mark("Nomor"), words("call_id")),
    ),
    clocks=((mark("Panggilan"), "called_at"), (mark("Berangkat"), "departed_at"), (mark("Tiba"), "arrived_at"), (mark("Selesai"), "cleared_at")),
    seen="updated_at", more=(nearest_list, _hydrants), api=lambda row: ("api/v1/fires", {"source": row.source, "area": row.area or ""}),
)  # fmt: skip

FLOOD = Kind(
    find=lambda answers, look, source, name: one(floods.floods_now(answers, whole(look)), "id", source, name),
    title=lambda row: _("RW tergenang") if row.kind == "rw" else _("Laporan banjir"),
    rows=(
        (mark("Keadaan"), lambda row: None if row.state_id is None else either(row.state_id, row.state_en)), (mark("Dalam air"), number("depth_cm", "cm")),
        (mark("Isi"), words("description")), (mark("Kanal"), words("channel")), (mark("Wilayah"), words("area_name")), (mark("Letak"), place), (mark("Nomor"), words("id")),
    ),
    seen="seen_at", page=FLOODS, api=lambda row: ("api/v1/floods", {"source": row.source, "area": row.area or ""}),
)  # fmt: skip

JAM = Kind(
    find=lambda answers, look, source, name: one(traffic.jams_now(answers, whole(look)), "id", source, name),
    title=lambda row: str(row.street or _("Kemacetan")),
    rows=(
        (mark("Jenis"), lambda row: {"macet": _("macet"), "tidak_lazim": _("tidak lazim"), "laporan": _("laporan pengemudi")}.get(str(row.kind), str(row.kind))),
        (mark("Laporan"), lambda row: " · ".join(w for w in (row.alert_kind, row.alert_subkind) if w) or None),
        (mark("Tingkat"), lambda row: _("jalan tertutup") if row.is_blocked else None if row.level is None else _("{n} dari 5", n=formats.number(float(row.level)))),
        (mark("Kecepatan"), number("speed_kmh", mark("km/jam"))), (mark("Panjang"), number("length_m", "m")),
        (mark("Tambahan waktu"), lambda row: None if row.delay_s is None else formats.span(row.delay_s)), (mark("Keandalan"), number("reliability", "/ 10")),
        (mark("Sejak"), lambda row: None if row.published_at is None else formats.moment(row.published_at)), (mark("Wilayah"), words("area_name")),
    ),
    seen="seen_at", api=lambda row: ("api/v1/traffic", {"source": row.source, "area": row.area or ""}),
)  # fmt: skip

WARNING = Kind(
    find=lambda answers, look, source, name: one(warnings.warnings_active(answers, whole(look)), "identifier", source, name),
    title=lambda row: str(row.headline or row.event),
    rows=(
        (mark("Keparahan"), lambda row: either(row.severity_id, row.severity_en) if row.severity_id else None), (mark("Peristiwa"), words("event")),
        (mark("Kepastian"), words("certainty")), (mark("Kemendesakan"), words("urgency")), (mark("Uraian"), words("description")), (mark("Anjuran"), words("instruction")),
        (mark("Daerah"), words("area_desc")), (mark("Penerbit"), lambda row: html.Strong(str(row.attribution))), (mark("Nomor"), words("identifier")),
    ),
    clocks=((mark("Terbit"), "sent_at"), (mark("Mulai berlaku"), "effective_at"), (mark("Perkiraan mulai"), "onset_at"), (mark("Berakhir"), "expires_at")),
    seen="sent_at", page=FLOODS, api=lambda row: ("api/v1/warnings", {"source": row.source}),
)  # fmt: skip
