"""What the city owns, permits and answers, as plain listings."""

from __future__ import annotations

import pandas as pd

from data.answers import Answers
from data.queries.services import assets_list, permits_by_zone, ratings_by_agency, service_answered
from layouts import formats
from layouts.panel import Asked
from layouts.panels.sheet import Cells, Field, Sheet, spoken
from layouts.words import _, mark

CONDITIONS = {"baik": mark("baik"), "rusak_ringan": mark("rusak ringan"), "rusak_berat": mark("▲ rusak berat"), "—": "—"}
ON_TIME = 95.0  # the target of KPI EC3
ANSWERED = 90.0  # below this a service is marked: ours


def _days(name: str) -> Cells:
    """A column of moments as days of Jakarta."""
    return lambda data: [formats.day(None if pd.isna(at) else at.to_pydatetime()) for at in data[name]]


def _due(data: pd.DataFrame) -> list[str]:
    """How long overdue; nothing while it is ahead or no date is told."""
    return [_("▲ {n} hari", n=formats.number(days)) if days > 0 else formats.NOTHING for days in data["overdue_days"]]


def _say_assets(data: pd.DataFrame) -> str:
    words = {"n": formats.number(len(data)), "late": formats.number((data["overdue_days"] > 0).sum()), "value": formats.rupiah(float(data["value_rp"].sum())), "bad": formats.number((data["condition"] == "rusak_berat").sum())}
    return _("{n} aset senilai {value}; {late} lewat jadwal pemeliharaan, {bad} rusak berat.", **words)


ASSETS = Sheet(
    lambda answers, asked: assets_list(answers, asked.filters).assign(condition=lambda d: d["condition"].fillna("—")),
    (
        Field(mark("Lewat jadwal"), _due, is_number=True), Field(mark("Aset"), "name"), Field(mark("Pemegang"), "holder"), Field(mark("Kondisi"), spoken("condition", CONDITIONS)),
        Field(mark("Nilai"), "value_rp", is_rupiah=True), Field(mark("Jatuh tempo"), _days("due_at")), Field(mark("Wilayah"), "area_name"),
    ),
    _say_assets, (mark("Belum ada register aset untuk pilihan ini."), mark("Muat berkas: python -m etl load assets BERKAS")),
)  # fmt: skip


def _share(data: pd.DataFrame) -> list[str]:
    """On time, of those whose term is over; marked below the target."""
    shares = [100 * good / due if due else None for good, due in zip(data["on_time_n"], data["matured_n"], strict=True)]
    return [("▲ " if share is not None and share < ON_TIME else "") + formats.percent(share) for share in shares]


def _say_permits(data: pd.DataFrame) -> str:
    due, good = int(data["matured_n"].sum()), int(data["on_time_n"].sum())
    words = {"n": formats.number(data["n"].sum()), "share": formats.percent(100 * good / due if due else None), "due": formats.number(due), "late": formats.number(data["overdue_n"].sum())}
    return _("{n} izin diajukan; {share} dari {due} yang tenggatnya lewat diputuskan tepat waktu, {late} masih terbuka lewat tenggat.", **words)


PERMITS = Sheet(
    lambda answers, asked: permits_by_zone(answers, asked.filters),
    (
        Field(mark("Zona"), "code"), Field(mark("Peruntukan"), "land_use"), Field(mark("izin"), "n", formats.number), Field(mark("tepat waktu"), _share, is_number=True),
        Field(mark("terbuka"), "open_n", formats.number), Field(mark("lewat tenggat"), "overdue_n", formats.number), Field(mark("ditolak"), "refused_n", formats.number),
    ),
    _say_permits, (mark("Tidak ada izin yang diajukan dalam pilihan ini."), mark("Lebarkan rentang waktu, atau muat berkas: python -m etl load permits BERKAS")),
)  # fmt: skip


def _answered(name: str) -> Cells:
    """A share, marked where too few are answered."""
    return lambda data: [("▲ " if share < ANSWERED else "") + formats.percent(share, 0) for share in data[name]]


def _say_services(data: pd.DataFrame) -> str:
    asked, answered = float(data["asked_n"].sum()), float(data["answered_n"].sum())
    night = int((data["night_pct"] < ANSWERED).sum())
    return _("{share} dari {n} permintaan dijawab; {night} layanan kurang dari 90 % pada 00–06 WIB.", share=formats.percent(100 * answered / asked if asked else None), n=formats.number(asked), night=formats.number(night))


def _waited(answers: Answers, asked: Asked) -> pd.DataFrame:
    found = service_answered(answers, asked.filters)
    return found.assign(wait_h=found["wait_s"] / 3600)


SERVICES = Sheet(
    _waited,
    (
        Field(mark("Layanan"), "service"), Field(mark("permintaan"), "asked_n", formats.number), Field(mark("dijawab"), _answered("answered_pct"), is_number=True), Field("00–06", _answered("night_pct"), is_number=True), Field("06–12", _answered("morning_pct"), is_number=True),
        Field("12–18", _answered("noon_pct"), is_number=True), Field("18–24", _answered("evening_pct"), is_number=True), Field(mark("tunggu"), "wait_h", is_hours=True),
    ),
    _say_services, (mark("Belum ada catatan layanan dalam rentang ini."), mark("Muat berkas: python -m etl load service_desks BERKAS")),
)  # fmt: skip


def _say_ratings(data: pd.DataFrame) -> str:
    closed, rated = float(data["closed_n"].sum()), float(data["rated_n"].sum())
    return _("{share} dari {n} penutupan dinilai; nilai tidak ditampilkan di bawah 5%.", share=formats.percent(100 * rated / closed if closed else None), n=formats.number(closed))


RATINGS = Sheet(
    lambda answers, asked: ratings_by_agency(answers, asked.filters),
    (
        Field("SKPD", "agency"), Field(mark("nilai, 1–5"), lambda data: [formats.number(s, 1) for s in data["score"]], is_number=True), Field(mark("dinilai"), "rated_n", formats.number),
        Field(mark("ditutup"), "closed_n", formats.number), Field(mark("tanggapan"), "response_pct", formats.percent),
    ),
    _say_ratings, (mark("Belum ada penilaian tindak lanjut dalam pilihan ini."), mark("Muat berkas: python -m etl load ratings BERKAS")),
)  # fmt: skip
