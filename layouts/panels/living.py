"""Services of daily life: 112, ambulances, dengue, pumps, waste."""

from __future__ import annotations

import pandas as pd

from data.answers import Answers
from data.kpis.catalogue import target_of
from data.queries import living
from data.queries.limits import group_titles
from layouts import formats
from layouts.charts.spec import Chart, Reference, Series, column
from layouts.formats import short_name
from layouts.options import Choices, chosen
from layouts.panel import Asked, Drawing, Empty, Look
from layouts.panels.people import AREA, UNKNOWN, by_option, worded
from layouts.panels.sheet import Field, Sheet
from layouts.words import _, language, many, mark

AMBULANCE_OPTIONS: tuple[Choices, ...] = ((("area", AREA), ("hour", mark("jam")), ("priority", mark("prioritas"))),)
WASTE_OPTIONS: tuple[Choices, ...] = ((("area", AREA), ("point", mark("TPS terburuk")), ("day", mark("hari"))),)
STATES = {"jalan": mark("jalan"), "siap": mark("siap"), "perbaikan": mark("perbaikan"), "rusak": mark("rusak")}
READY, DOWN, WORST_POINTS = ("jalan", "siap"), ("rusak", "perbaikan"), 25


def ask_calls(answers: Answers, asked: Asked) -> pd.DataFrame:
    """Calls to 112 by day."""
    return living.emergency_calls(answers, asked.filters)


def draw_calls(data: pd.DataFrame, _look: Look) -> Drawing:
    """The share answered in time by day, with the target; the counts in a note."""
    if not len(data):
        return Empty(_("Belum ada panggilan 112 untuk pilihan ini."), _("Pilih semua Jakarta, atau muat berkas: python -m etl load emergency_calls BERKAS"))
    days = data.groupby("begins_at", as_index=False)[["offered_n", "answered_n", "quick_n", "abandoned_n", "abandoned_late_n"]].sum()
    due = days["answered_n"] + days["abandoned_late_n"]
    share = 100 * days["quick_n"] / due.where(due > 0)
    on = tuple((stamp + pd.Timedelta(hours=7)).date() for stamp in days["begins_at"])
    target = target_of("L2")
    aim = (Reference(float(target), _("sasaran {n}%", n=formats.number(float(target)))),) if isinstance(target, int | float) else ()
    whole = formats.percent(100 * days["quick_n"].sum() / due.sum() if due.sum() else None)
    words = {"n": formats.number(days["offered_n"].sum()), "answered": formats.number(days["answered_n"].sum()), "gone": formats.number(days["abandoned_n"].sum())}
    notes = (_("{n} panggilan masuk, {answered} dijawab, {gone} ditutup penelepon lebih dulu.", **words),)
    return Chart(
        "line", (Series(_("≤ 30 dtk"), on, column(share)),), _("{share} dijawab dalam 30 detik.", share=whole), x_title=_("hari"), y_title=_("% panggilan"),
        unit="%", references=aim, notes=notes,
    )  # fmt: skip


def ask_ambulances(answers: Answers, asked: Asked) -> pd.DataFrame:
    """From the call to the scene of priority 1 (by priority: all), with `name` as it is read."""
    (by,) = chosen(asked.option, AMBULANCE_OPTIONS)
    found = living.ambulance_times(answers, asked.filters, by, None if by == "priority" else 1)
    titles = group_titles(answers, "area")
    names = dict(titles[["key", "title_id" if language() == "id" else "title_en"]].itertuples(index=False))
    found = found.assign(name=[names.get(key, key) for key in found["key"]] if by == "area" else found["key"])
    return found.sort_values("key" if by != "area" else "p90_h", ascending=by != "area", na_position="first", ignore_index=True)


def _ambulances(data: pd.DataFrame) -> str:
    known = data[data["p90_h"].notna() & (data["key"] != UNKNOWN)]
    calls = many("{n} panggilan", int(data["n"].sum()), n=formats.number(data["n"].sum()))
    if not len(known):
        return calls + "; " + _("P90 belum tercapai.")
    worst = known.loc[known["p90_h"].idxmax()]
    return calls + "; " + _("P90 terlama {name}: {value}.", name=short_name(worst["name"]), value=formats.quick(worst["p90_h"]))


def ask_dengue(answers: Answers, asked: Asked) -> pd.DataFrame:
    """The weeks of the period."""
    return living.dengue_weeks(answers, asked.filters)


def draw_dengue(weeks: pd.DataFrame, _look: Look) -> Drawing:
    """Cases by week; the weeks that are still provisional stand apart."""
    if not len(weeks):
        return Empty(_("Belum ada laporan DBD untuk minggu utuh dalam rentang ini."), _("Lebarkan rentang waktu, atau muat berkas: python -m etl load dengue BERKAS"))
    on = tuple(formats.day(stamp.date()) for stamp in pd.to_datetime(weeks["week_on"]))
    late = weeks["is_provisional"].astype(bool)
    sure, early = weeks["confirmed_n"].where(~late), weeks["confirmed_n"].where(late)
    series = (Series(_("kasus"), on, column(sure), colour=1), Series(_("masih sementara"), on, column(early), colour=6))
    newest = weeks.iloc[-1]
    said = _("{n} kasus pada minggu terakhir yang dilaporkan", n=formats.number(newest["confirmed_n"])) + (" (" + _("masih sementara") + ")." if bool(newest["is_provisional"]) else ".")
    notes = (_("Laporan terlambat masih menambah dua minggu terakhir."),)
    return Chart("bar", series, said, x_title=_("minggu mulai"), y_title=_("kasus"), unit=_("kasus"), x_kind="category", digits=0, notes=notes)


def _areas(data: pd.DataFrame) -> str:
    first = data.iloc[0]
    if formats.is_missing(first["per_100k"]):
        return _("Jumlah penduduk tidak diketahui, jadi tidak ada angka per 100.000.")
    return _("Tertinggi {name}: {n} per 100.000 dalam empat minggu.", name=short_name(first["name"]), n=formats.number(first["per_100k"], 1))


def _pumps(data: pd.DataFrame) -> str:
    known = data[data["state"].notna() & (data["capacity_m3s"] > 0)]
    silent = len(data) - int(data["state"].notna().sum())
    tail = "; " + many("{n} pompa tidak diketahui keadaannya", silent) if silent else ""
    if not len(known):
        return _("Tidak satu pompa pun diketahui keadaannya") + tail + "."
    ready = known[known["state"].isin(READY)]["capacity_m3s"].sum()
    down = many("▲ {n} pompa tidak bisa jalan", int(known["state"].isin(DOWN).sum())) if known["state"].isin(DOWN).any() else _("semua yang diketahui siap")
    words = {"share": formats.percent(100 * ready / known["capacity_m3s"].sum()), "flow": formats.number(ready, 1)}
    return down + "; " + _("{share} dari debit siap ({flow} m³/dtk)", **words) + tail + "."


def _waste(data: pd.DataFrame) -> str:
    planned, done = int(data["planned_n"].sum()), int(data["done_n"].sum())
    lowest = data.loc[data["done_pct"].idxmin()] if data["done_pct"].notna().any() else None
    whole = _("{done} dari {planned} ritasi selesai", done=formats.number(done), planned=formats.number(planned))
    return whole + "." if lowest is None else whole + "; " + _("terendah {name} ({share}).", name=short_name(lowest["name"]), share=formats.percent(lowest["done_pct"]))


def pump_state(data: pd.DataFrame) -> list[str]:
    """The state of each pump in words; ▲ for one that cannot run."""
    return [_("◌ tidak diketahui") if formats.is_missing(s) else ("▲ " if s in DOWN else "") + _(STATES[s]) for s in data["state"]]


AMBULANCES = Sheet(
    ask_ambulances,
    (
        Field(mark("Kelompok"), worded("name", {})), Field(mark("panggilan"), "n", formats.number), Field(mark("belum tiba"), "open", formats.number),
        Field("P50", "p50_h", is_hours=True), Field("P90", "p90_h", is_hours=True),
    ),
    _ambulances, (mark("Belum ada panggilan ambulans dalam rentang ini."), mark("Muat berkas: python -m etl load ambulance_calls BERKAS")),
    note=mark("Kaplan-Meier dari panggilan sampai tiba, prioritas 1 (menurut prioritas: semua). Tidak ada pasien, alamat atau titik di dalamnya."),
)  # fmt: skip
DENGUE_AREAS = Sheet(
    lambda answers, asked: living.dengue_areas(answers, asked.filters),
    (Field(mark("Wilayah"), worded("name", {})), Field(mark("kasus"), "confirmed_n", formats.number), Field(mark("per 100.000"), "per_100k", lambda v: formats.number(v, 1)), Field(mark("penduduk"), "population", formats.number)),
    _areas, (mark("Belum ada laporan DBD."), mark("Muat berkas: python -m etl load dengue BERKAS")),
    note=mark("Empat minggu utuh terbaru; dua di antaranya masih sementara."),
)  # fmt: skip
PUMPS = Sheet(
    lambda answers, asked: living.pumps_now(answers, asked.filters),
    (
        Field(mark("Keadaan"), pump_state), Field(mark("Pompa"), "name"), Field("m³/dtk", "capacity_m3s", lambda v: formats.number(v, 2)), Field(mark("Wilayah"), "area_name"),
        Field(mark("Umur"), "age_min", lambda v: formats.span(v * 60)),
    ),
    _pumps, (mark("Belum ada data pompa."), mark("Muat berkas: python -m etl load pumps BERKAS")),
)  # fmt: skip
WASTE = Sheet(
    by_option(living.waste_trips, WASTE_OPTIONS, most=WORST_POINTS),
    (
        Field(mark("Kelompok"), worded("name", {})), Field("TPS", "points_n", formats.number), Field(mark("rencana"), "planned_n", formats.number), Field(mark("ritasi selesai"), "done_n", formats.number),
        Field(mark("selesai dari rencana"), "done_pct", formats.percent), Field(mark("hari tanpa angkutan"), "missed_days_n", formats.number), Field("ton", "tonnes", formats.number),
    ),
    _waste, (mark("Belum ada laporan pengangkutan sampah dalam rentang ini."), mark("Muat berkas: python -m etl load waste_trips BERKAS")),
    note=mark("Ritasi lebih di satu TPS tidak menutup kekurangan di TPS lain."),
)  # fmt: skip
