"""Drawers of who acts and what stands in the city: incidents, reports, officers, facilities, buses, areas."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pandas as pd
from dash import dcc, html
from dash.development.base_component import Component

from data.answers import Answers
from data.model import Filters
from data.queries import areas, facilities, incidents, officers, reports, transit
from data.queries.limits import group_titles
from data.queries.nearness import nearest
from data.queries.open_data import categories_known, reports_by_id
from layouts import formats
from layouts.drawers.hazards import nearest_list, one, whole
from layouts.drawers.thing import Kind, Said, near_list, number, place, words
from layouts.panel import Look
from layouts.panels import case
from layouts.words import _, either, mark

PRIORITY = {"tinggi": mark("▲ tinggi"), "sedang": mark("◆ sedang"), "rendah": mark("rendah")}
STEP = {"ditugaskan": mark("ditugaskan"), "menuju": mark("menuju lokasi"), "di_lokasi": mark("di lokasi")}


def _known(words_of: dict[str, str], key: object) -> str:
    return _(words_of[str(key)]) if str(key) in words_of else str(key)


INCIDENT = Kind(
    find=lambda answers, look, source, name: incidents.incident_by_id(answers, look.asked.filters, source, name),
    title=lambda row: either(row.title_id, row.title_en),
    rows=(
        (mark("Prioritas"), lambda row: _known(PRIORITY, row.priority)),
        (mark("Keadaan"), lambda row: _("alarm palsu") if row.is_false_alarm else _("selesai") if row.cleared_at is not None else _("terbuka")),
        (mark("Keyakinan"), lambda row: None if row.confidence is None else formats.percent(100 * float(row.confidence), 0)),
        (mark("Kamera"), lambda row: row.camera_name or row.camera_id), (mark("Wilayah"), words("area_name")), (mark("Letak"), place), (mark("Nomor"), words("incident_id")),
    ),
    clocks=((mark("Terdeteksi"), "detected_at"), (mark("Diterima"), "received_at"), (mark("Diverifikasi"), "verified_at"), (mark("Ditanggapi"), "acknowledged_at"),
            (mark("Petugas dikirim"), "dispatched_at"), (mark("Tiba"), "on_scene_at"), (mark("Selesai"), "cleared_at")),
    seen="updated_at", more=(nearest_list,), api=lambda row: ("api/v1/incidents", {"source": row.source, "area": row.area or ""}),
)  # fmt: skip


def _report(answers: Answers, _look: Look, source: str, name: str) -> pd.DataFrame:
    found = reports_by_id(answers, [f"{source}:{name}"])
    known = categories_known(answers).drop_duplicates("category", keep="last")[["category", "title_id", "title_en"]]
    channels = {r.key: either(r.title_id, r.title_en) for r in group_titles(answers, "channel").itertuples()}
    return found.merge(known, on="category", how="left").assign(channel=found["channel"].map(lambda c: channels.get(c, c)), is_late=found["sla_due_at"] < pd.Timestamp(_look.asked.filters.moment))


def _happened(answers: Answers, look: Look, row: Any) -> list[Component]:
    log = reports.report_timeline(answers, look.asked.filters, row.source, row.report_id)
    if not len(log):
        return []
    said = log.astype(object).where(log.notna(), None).itertuples()
    steps = [html.Li([html.Span(" · ".join(w for w in (either(e.title_id, e.title_en), e.agency) if w)), html.Span(formats.moment(e.event_at))]) for e in said]
    return [html.H4(_("Urutan kejadian")), html.Ol(steps)]


def _case(_answers: Answers, look: Look, row: Any) -> list[Component]:
    return [html.P(dcc.Link(_("Buka laporan ini"), href=case.href(f"{row.source}:{row.report_id}", look.asked.choice)))]


def _due(row: Any) -> Said:
    if row.sla_due_at is None:
        return _("tanpa batas waktu")
    return ("▲ " + _("lewat batas") + " · " if row.status == "open" and row.is_late else "") + formats.moment(row.sla_due_at)


REPORT = Kind(
    find=_report,
    title=lambda row: either(row.title_id or row.category, row.title_en),
    rows=(
        (mark("Keadaan"), lambda row: _("selesai") if row.status == "closed" else _("terbuka")), (mark("Batas waktu"), _due),
        (mark("Isi"), lambda row: _("laporan tertutup: isi dan letaknya tidak ditampilkan") if row.is_private else row.description),
        (mark("Dinas"), words("agency")), (mark("Kanal"), words("channel")), (mark("Letak"), place), (mark("Nomor"), words("report_id")),
    ),
    seen="updated_at", more=(_happened, _case), page=("/response", mark("Waktu tanggap")),
    api=lambda row: (f"open311/v2/requests/{row.source}:{row.report_id}.json", {}),
)  # fmt: skip


def _nearest_incident(answers: Answers, look: Look, row: Any) -> list[Component]:
    found = nearest(incidents.incidents_open(answers, replace(whole(look), source=None)), float(row.lon), float(row.lat), 3)
    return near_list(_("Insiden terbuka terdekat (garis lurus)"), found, lambda it: f"{either(it.title_id, it.title_en)} · {_known(PRIORITY, it.priority)}", _("tidak ada insiden terbuka"))


OFFICER = Kind(
    find=lambda answers, look, source, name: one(officers.officers_now(answers, whole(look)), "officer", source, name),
    title=lambda row: str(row.agency or _("Petugas")),
    rows=(
        (mark("Tugas"), lambda row: _("bebas") if row.is_free else " · ".join(w for w in (row.task, _known(STEP, row.task_stage)) if w)),
        (mark("Untuk"), lambda row: None if row.ref_id is None else f"{_known({'report': mark('laporan'), 'incident': mark('insiden'), 'fire': mark('kebakaran')}, row.ref_kind)} {row.ref_id}"),
        (mark("Posisi"), lambda row: _("diketahui") if row.state == "ok" else _("◌ lebih dari 10 mnt tanpa kabar")), (mark("Ketelitian"), number("accuracy_m", "m")),
        (mark("Wilayah"), words("area_name")), (mark("Letak"), place), (mark("Nama samaran"), words("officer")),
    ),
    clocks=((mark("Ditugaskan"), "assigned_at"), (mark("Diterima"), "accepted_at"), (mark("Tiba"), "arrived_at")),
    seen="seen_at", more=(_nearest_incident,), api=lambda row: ("api/v1/officers", {"source": row.source, "area": row.area or ""}),
)  # fmt: skip

FACILITY = Kind(
    find=lambda answers, look, source, name: one(facilities.facilities_list(answers, whole(look)), "facility_id", source, name),
    title=lambda row: str(row.name or either(row.kind_id, row.kind_en)),
    rows=(
        (mark("Jenis"), lambda row: either(row.kind_id, row.kind_en)), (mark("Menurut sumber"), words("kind_raw")), (mark("Keadaan"), words("status")), (mark("Alamat"), words("address")),
        (mark("Catatan"), words("note")), (mark("Wilayah"), words("area_name")), (mark("Letak"), place),
        (mark("Ketepatan"), lambda row: _("letak perkiraan: titik tengah wilayahnya") if row.is_approximate else None), (mark("Nomor"), words("facility_id")),
    ),
    api=lambda row: ("api/v1/facilities", {"source": row.source, "kind": row.kind, "area": row.area or ""}),
)  # fmt: skip

VEHICLE = Kind(
    find=lambda answers, look, source, name: one(transit.vehicles_now(answers, whole(look)), "vehicle_id", source, name),
    title=lambda row: f"{_('Bus')} {row.label or row.vehicle_id}",
    rows=(
        (mark("Tujuan"), words("trip_headsign")), (mark("Halte"), lambda row: " · ".join(w for w in (row.stop_id, row.stop_status) if w) or None),
        (mark("Kepadatan"), words("occupancy")),
    ),
    seen="seen_at", is_beside=True, api=lambda row: ("api/v1/vehicles", {"source": row.source}),
)  # fmt: skip


def _area(answers: Answers, look: Look, _source: str, code: str) -> pd.DataFrame:
    """The area with what its reports and incidents say of the period."""
    known = areas.areas_list(answers)
    found = known[known["code"] == code]
    if not len(found):
        return found
    names = known.set_index("code")["name"]
    filters: Filters = replace(look.asked.filters, area=code)
    counts = reports.report_counts(answers, filters).iloc[0]
    measured = areas.area_measure(answers, filters, "incidents", str(found.iloc[0]["level"])).set_index("code")["value"]
    return found.assign(
        parent_name=found["parent"].map(names), n=counts["n"], open_n=counts["open_n"], overdue_n=counts["overdue_n"], newest_event_at=counts["newest_event_at"], incidents_n=measured.get(code),
    )  # fmt: skip


AREA = Kind(
    find=_area,
    title=lambda row: str(row.name),
    rows=(
        (mark("Tingkat"), words("level")), (mark("Bagian dari"), words("parent_name")), (mark("Kode"), words("code")),
        (mark("Penduduk"), lambda row: None if row.population is None else f"{formats.number(row.population)} ({int(row.population_year)})" if row.population_year else formats.number(row.population)),
        (mark("Luas"), number("area_km2", "km²", 2)), (mark("Batas"), lambda row: _("skematik, bukan batas resmi") if row.is_schematic else _("menurut sumber")),
        (mark("Laporan pada rentang"), number("n")), (mark("Masih terbuka"), number("open_n")),
        (mark("Lewat batas"), lambda row: ("▲ " if row.overdue_n else "") + formats.number(row.overdue_n)), (mark("Insiden pada rentang"), number("incidents_n")),
    ),
    seen="newest_event_at", page=("/response", mark("Waktu tanggap")), api=lambda row: ("api/v1/kpis", {"area": row.code}),
)  # fmt: skip
