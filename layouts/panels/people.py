"""What the city does for its people, as tables: social aid, Wi-Fi, schools, the JSC Hive, partners."""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd

from data.answers import Answers
from data.queries import people
from layouts import formats
from layouts.formats import short_name
from layouts.options import Choices, chosen
from layouts.panel import Asked
from layouts.panels.sheet import Field, Sheet
from layouts.words import _, many, mark

AREA, LEVELS = mark("wilayah"), {"paud": "PAUD", "sd": "SD", "smp": "SMP", "sma": "SMA", "smk": "SMK", "slb": "SLB"}
UNKNOWN = "tidak_diketahui"
AID_OPTIONS: tuple[Choices, ...] = ((("programme", mark("program")), ("area", AREA), ("month", mark("bulan"))),)
WIFI_OPTIONS: tuple[Choices, ...] = ((("area", AREA), ("site", mark("titik terburuk")), ("link", mark("jaringan"))),)
SCHOOL_OPTIONS: tuple[Choices, ...] = ((("area", AREA), ("level", mark("jenjang")), ("day", mark("hari"))),)
LINKS = {"serat": mark("serat optik"), "nirkabel": mark("nirkabel"), "seluler": mark("seluler")}
KINDS = {"ruang": mark("ruang"), "meja": mark("meja"), "acara": mark("acara"), "komponen": mark("komponen cerdas")}
MEASURES = {"jam": mark("jam"), "kursi": mark("kursi")}
SCHEMES = {"playground": "Playground", "co-develop": "Co-Develop", "user": "User"}
STAGES = {
    "penjajakan": mark("penjajakan"), "uji_coba": mark("uji coba"), "perjanjian": mark("perjanjian"), "berjalan": mark("berjalan"), "selesai": mark("selesai"), "batal": mark("batal"),
}  # fmt: skip
SOON, WORST_SITES = 90, 25


def by_option(question: Callable[..., pd.DataFrame], options: tuple[Choices, ...], **more: int) -> Callable[[Answers, Asked], pd.DataFrame]:
    """The question asked for the grouping that is chosen in the panel."""

    def ask(answers: Answers, asked: Asked) -> pd.DataFrame:
        (by,) = chosen(asked.option, options)
        return question(answers, asked.filters, by, **(more if by in ("site", "point") else {}))

    return ask


def worded(name: str, words: dict[str, str]) -> Callable[[pd.DataFrame], list[str]]:
    """Cells of a column of keys, each said by its message id; another text as it is."""
    known = {**words, UNKNOWN: mark("tidak diketahui")}
    return lambda data: [formats.NOTHING if formats.is_missing(v) else _(known[v]) if v in known else short_name(str(v)) for v in data[name]]


def one(value: float | None) -> str:
    """A number with one decimal."""
    return formats.number(value, 1)


def day(value: object) -> str:
    """A calendar day; a dash where there is none."""
    return formats.NOTHING if formats.is_missing(value) else formats.day(pd.Timestamp(str(value)).date())


def _aid(data: pd.DataFrame) -> str:
    planned, reached, paid, late = (int(data[name].sum()) for name in ("planned_n", "reached_n", "paid_n", "late_n"))
    words = {"share": formats.percent(100 * reached / planned if planned else None), "n": formats.compact(planned), "late": formats.percent(100 * late / paid if paid else None)}
    return _("{share} dari {n} penerima bulan-bulan ini telah menerima; {late} dibayar terlambat.", **words)


def _wifi(data: pd.DataFrame) -> str:
    low = data[data["up_pct"] < 99]
    if not len(low):
        return _("Semua mencapai 99% dari menit yang dilaporkan.")
    worst = low.iloc[0]
    return _("Terendah {name}: {share}; {n} titik-hari tanpa laporan.", name=_plain(worst["name"]), share=formats.percent(worst["up_pct"]), n=formats.number(data["silent_n"].sum()))


def _plain(name: object) -> str:
    return _(LINKS[name]) if name in LINKS else _("tidak diketahui") if name == UNKNOWN else short_name(str(name))


def _school(data: pd.DataFrame) -> str:
    lowest = data.loc[data["present_pct"].idxmin()]
    name = LEVELS.get(str(lowest["name"]), short_name(str(lowest["name"])))
    whole = 100 * data["present_n"].sum() / data["enrolled_n"].sum()
    return _("{share} hadir; terendah {name} ({low}).", share=formats.percent(whole), name=_plain(name), low=formats.percent(lowest["present_pct"]))


def _hive(data: pd.DataFrame) -> str:
    events = data[data["kind"] == "acara"]
    if not len(events) or not events["days_n"].sum():
        return _("Tidak ada acara dalam rentang ini.")
    words = {"seats": formats.number(events["used"].sum() / events["days_n"].sum()), "n": formats.number(events["days_n"].sum()), "offered": formats.number(events["offered"].sum() / events["days_n"].sum())}
    return _("{n} acara, rata-rata {seats} dari {offered} kursi terisi.", **words)


def _partners(data: pd.DataFrame) -> str:
    soon = data[data["ends_in_days"] <= SOON]
    running = many("{n} kemitraan berjalan", int((data["stage"] == "berjalan").sum()))
    if not len(soon):
        return running + "; " + _("tidak ada yang berakhir dalam {n} hari.", n=SOON)
    first = soon.iloc[0]
    left = _("sudah lewat") if first["ends_in_days"] < 0 else many("{n} hari lagi", int(first["ends_in_days"]), n=formats.number(first["ends_in_days"]))
    return "◆ " + running + "; " + many("{n} perlu diputuskan", len(soon)) + ": " + f"{first['partner']} ({left})."


AID = Sheet(
    by_option(people.social_aid, AID_OPTIONS),
    (
        Field(mark("Kelompok"), "name"), Field(mark("rencana"), "planned_n", formats.number), Field(mark("dibayar"), "paid_n", formats.number), Field(mark("diterima"), "reached_n", formats.number),
        Field(mark("diterima dari rencana"), "reached_pct", formats.percent), Field(mark("terlambat"), "late_pct", formats.percent), Field(mark("dibayar"), "paid_rp", is_rupiah=True),
    ),
    _aid, (mark("Belum ada bantuan sosial dalam rentang ini."), mark("Muat berkas: python -m etl load social_aid BERKAS")),
    note=mark("Hanya jumlah menurut program, kelurahan dan bulan; tidak ada orang di dalamnya. Terlambat: dibayar lewat bulannya, dari yang dibayar."),
)  # fmt: skip
WIFI = Sheet(
    by_option(people.wifi, WIFI_OPTIONS, most=WORST_SITES),
    (
        Field(mark("Kelompok"), worded("name", LINKS)), Field(mark("titik"), "sites_n", formats.number), Field(mark("hidup"), "up_pct", formats.percent),
        Field(mark("tanpa laporan"), "silent_n", formats.number), Field(mark("unduh (Mbps)"), "down_mbps", one), Field(mark("perangkat"), "devices_n", formats.number),
    ),
    _wifi, (mark("Belum ada laporan JakWifi dalam rentang ini."), mark("Muat berkas: python -m etl load wifi BERKAS")),
    note=mark("Hidup: menit hidup dari menit wajib, pada hari yang dilaporkan. Yang tidak melapor tidak diketahui, bukan mati."),
)  # fmt: skip
SCHOOLS = Sheet(
    by_option(people.attendance, SCHOOL_OPTIONS),
    (
        Field(mark("Kelompok"), worded("name", LEVELS)), Field(mark("sekolah"), "schools_n", formats.number), Field(mark("hari"), "days_n", formats.number),
        Field(mark("hari-siswa"), "enrolled_n", formats.number), Field(mark("hadir"), "present_pct", formats.percent),
    ),
    _school, (mark("Belum ada laporan kehadiran siswa dalam rentang ini."), mark("Muat berkas: python -m etl load attendance BERKAS")),
    note=mark("Sekolah dengan kurang dari 10 siswa tidak dimuat: angkanya bisa menunjuk orang."),
)  # fmt: skip
HIVE = Sheet(
    lambda answers, asked: people.hive(answers, asked.filters),
    (
        Field(mark("Bagian"), worded("kind", KINDS)), Field(mark("Nama"), "name"), Field(mark("hari"), "days_n", formats.number), Field(mark("tersedia"), "offered", formats.number),
        Field(mark("terpakai"), "used", formats.number), Field(mark("pemakaian"), "used_pct", formats.percent), Field(mark("satuan"), worded("measure", MEASURES)),
    ),
    _hive, (mark("Belum ada laporan JSC Hive dalam rentang ini."), mark("Muat berkas: python -m etl load hive BERKAS")),
    note=mark("Komponen cerdas: jam bekerja dari jam yang seharusnya."),
)  # fmt: skip
PARTNERS = Sheet(
    lambda answers, asked: people.partnerships_list(answers, asked.filters),
    (
        Field(mark("Mitra"), "partner"), Field(mark("Skema"), worded("scheme", SCHEMES)), Field(mark("Bidang"), "field"), Field(mark("Tahap"), worded("stage", STAGES)),
        Field(mark("Mulai"), "signed_on", day), Field(mark("Berakhir"), "ends_on", day), Field(mark("sisa hari"), "ends_in_days", formats.number), Field(mark("Hasil"), "outcome"),
    ),
    _partners, (mark("Belum ada kemitraan."), mark("Muat berkas: python -m etl load partnerships BERKAS")),
)  # fmt: skip
REFRESHED = {"tepat": mark("tepat waktu"), "lambat": mark("lambat"), "belum": mark("◆ belum datang"), "tidak ada": mark("tidak ada tenggat")}


def _portal(data: pd.DataFrame) -> str:
    due, in_time = int(data["due_n"].sum()), int(data["in_time_n"].sum())
    used = _("{downloads} unduhan, {calls} panggilan API", downloads=formats.number(data["downloads_n"].sum()), calls=formats.number(data["calls_n"].sum()))
    if not due:
        return used + "; " + _("tidak ada penyegaran yang jatuh tempo.")
    return _("{share} dari {n} penyegaran datang sampai tenggatnya; {used}.", share=formats.percent(100 * in_time / due), n=formats.number(due), used=used)


def _app(data: pd.DataFrame) -> str:
    new = data.iloc[0]
    return _("{app}: {n} akun, {active} aktif dalam 30 hari ({share}).", app=str(new["app"]), n=formats.compact(new["users_n"]), active=formats.compact(new["active_n"]),
             share=formats.percent(new["active_pct"]))  # fmt: skip


PORTAL = Sheet(
    lambda answers, asked: people.open_data_use(answers, asked.filters),
    (
        Field(mark("Set data"), "title"), Field(mark("Perangkat daerah"), "agency"), Field(mark("unduhan"), "downloads_n", formats.number), Field(mark("panggilan API"), "calls_n", formats.number),
        Field(mark("Tenggat"), "due_on", day), Field(mark("Disegarkan"), "refreshed_on", day), Field(mark("Keadaan"), worded("state", REFRESHED)), Field(mark("hari lewat"), "late_days", formats.number),
    ),
    _portal, (mark("Belum ada catatan portal data terbuka dalam rentang ini."), mark("Muat berkas: python -m etl load open_data_use BERKAS")),
    note=mark("Unduhan dan panggilan menurut bulan yang tersentuh rentang; siapa yang mengunduh tidak dimuat."),
)  # fmt: skip
APP = Sheet(
    lambda answers, asked: people.app_use(answers, asked.filters),
    (
        Field(mark("Hari"), "day_on", day), Field(mark("Aplikasi"), "app"), Field(mark("akun"), "users_n", formats.number), Field(mark("aktif 30 hari"), "active_n", formats.number),
        Field(mark("bagian aktif"), "active_pct", formats.percent), Field(mark("akun baru"), "new_n", formats.number),
    ),
    _app, (mark("Belum ada catatan pengguna JAKI dalam rentang ini."), mark("Muat berkas: python -m etl load app_use BERKAS")),
    note=mark("Hanya jumlah akun; tidak ada pengguna atau gawai di dalamnya."),
)  # fmt: skip
