"""What the city owns, permits and answers, as plain listings."""

from __future__ import annotations

import pandas as pd

from data.queries.services import assets_list, permits_by_zone, ratings_by_agency, service_answered
from layouts import formats
from layouts.panels.listing import Cell, Listing, plain, spoken, written
from layouts.words import _, mark

CONDITIONS = {"baik": mark("baik"), "rusak_ringan": mark("rusak ringan"), "rusak_berat": mark("▲ rusak berat"), "—": "—"}
ON_TIME = 95.0  # the target of KPI EC3
ANSWERED = 90.0  # below this a service is marked: ours


def _days(name: str) -> Cell:
    """A column of moments as days of Jakarta."""
    return lambda data: [formats.day(None if pd.isna(at) else at.to_pydatetime()) for at in data[name]]


def _due(data: pd.DataFrame) -> list[str]:
    """How long overdue; nothing while it is ahead or no date is told."""
    return [_("▲ {n} hari", n=formats.number(days)) if days > 0 else formats.NOTHING for days in data["overdue_days"]]


def _say_assets(data: pd.DataFrame) -> str:
    words = {"n": formats.number(len(data)), "late": formats.number((data["overdue_days"] > 0).sum()), "value": formats.rupiah(float(data["value_rp"].sum())), "bad": formats.number((data["condition"] == "rusak_berat").sum())}
    return _("{n} aset senilai {value}; {late} lewat jadwal pemeliharaan, {bad} rusak berat.", **words)


ASSETS = Listing(
    lambda answers, asked: assets_list(answers, asked.filters).assign(condition=lambda d: d["condition"].fillna("—")),
    (
        (mark("Lewat jadwal"), _due), (mark("Aset"), plain("name")), (mark("Pemegang"), plain("holder")), (mark("Kondisi"), spoken("condition", CONDITIONS)),
        (mark("Nilai"), written(formats.rupiah, "value_rp")), (mark("Jatuh tempo"), _days("due_at")), (mark("Wilayah"), plain("area_name")),
    ),
    _say_assets, (mark("Belum ada register aset untuk pilihan ini."), mark("Muat berkas: python -m etl load assets BERKAS")), frozenset({0, 4}),
)  # fmt: skip


def _share(data: pd.DataFrame) -> list[str]:
    """On time, of those whose term is over; marked below the target."""
    shares = [100 * good / due if due else None for good, due in zip(data["on_time_n"], data["matured_n"], strict=True)]
    return [("▲ " if share is not None and share < ON_TIME else "") + formats.percent(share) for share in shares]


def _say_permits(data: pd.DataFrame) -> str:
    due, good = int(data["matured_n"].sum()), int(data["on_time_n"].sum())
    words = {"n": formats.number(data["n"].sum()), "share": formats.percent(100 * good / due if due else None), "due": formats.number(due), "late": formats.number(data["overdue_n"].sum())}
    return _("{n} izin diajukan; {share} dari {due} yang tenggatnya lewat diputuskan tepat waktu, {late} masih terbuka lewat tenggat.", **words)


PERMITS = Listing(
    lambda answers, asked: permits_by_zone(answers, asked.filters),
    (
        (mark("Zona"), plain("code")), (mark("Peruntukan"), plain("land_use")), (mark("izin"), written(formats.number, "n")), (mark("tepat waktu"), _share),
        (mark("terbuka"), written(formats.number, "open_n")), (mark("lewat tenggat"), written(formats.number, "overdue_n")), (mark("ditolak"), written(formats.number, "refused_n")),
    ),
    _say_permits, (mark("Tidak ada izin yang diajukan dalam pilihan ini."), mark("Lebarkan rentang waktu, atau muat berkas: python -m etl load permits BERKAS")), frozenset(range(2, 7)),
)  # fmt: skip


def _answered(name: str) -> Cell:
    """A share, marked where too few are answered."""
    return lambda data: [("▲ " if share < ANSWERED else "") + formats.percent(share, 0) for share in data[name]]


def _say_services(data: pd.DataFrame) -> str:
    asked, answered = float(data["asked_n"].sum()), float(data["answered_n"].sum())
    night = int((data["night_pct"] < ANSWERED).sum())
    return _("{share} dari {n} permintaan dijawab; {night} layanan kurang dari 90 % pada 00–06 WIB.", share=formats.percent(100 * answered / asked if asked else None), n=formats.number(asked), night=formats.number(night))


SERVICES = Listing(
    lambda answers, asked: service_answered(answers, asked.filters),
    (
        (mark("Layanan"), plain("service")), (mark("permintaan"), written(formats.number, "asked_n")), (mark("dijawab"), _answered("answered_pct")), ("00–06", _answered("night_pct")), ("06–12", _answered("morning_pct")),
        ("12–18", _answered("noon_pct")), ("18–24", _answered("evening_pct")), (mark("tunggu"), lambda data: [formats.span(s) for s in data["wait_s"]]),
    ),
    _say_services, (mark("Belum ada catatan layanan dalam rentang ini."), mark("Muat berkas: python -m etl load service_desks BERKAS")), frozenset(range(1, 8)),
)  # fmt: skip


def _say_ratings(data: pd.DataFrame) -> str:
    closed, rated = float(data["closed_n"].sum()), float(data["rated_n"].sum())
    return _("{share} dari {n} penutupan dinilai; nilai tidak ditampilkan di bawah 5 %.", share=formats.percent(100 * rated / closed if closed else None), n=formats.number(closed))


RATINGS = Listing(
    lambda answers, asked: ratings_by_agency(answers, asked.filters),
    (
        ("SKPD", plain("agency")), (mark("nilai, 1–5"), lambda data: [formats.number(s, 1) for s in data["score"]]), (mark("dinilai"), written(formats.number, "rated_n")),
        (mark("ditutup"), written(formats.number, "closed_n")), (mark("tanggapan"), written(formats.percent, "response_pct")),
    ),
    _say_ratings, (mark("Belum ada penilaian tindak lanjut dalam pilihan ini."), mark("Muat berkas: python -m etl load ratings BERKAS")), frozenset(range(1, 5)),
)  # fmt: skip
