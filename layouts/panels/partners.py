"""Start-ups by level, and partners' rides from area to area by time of day."""

from __future__ import annotations

import pandas as pd

from data.answers import Answers
from data.queries.economy import partner_flows, startups_list
from layouts import formats
from layouts.options import chosen
from layouts.panel import Asked
from layouts.panels.gates import plain
from layouts.panels.sheet import Field, Sheet
from layouts.words import _, mark

BANDS = {"all": (0, 24), "morning": (6, 10), "day": (10, 16), "evening": (16, 20), "night": (20, 24)}
BAND_OPTIONS = ((("all", mark("sehari")), ("morning", mark("06–10")), ("day", mark("10–16")), ("evening", mark("16–20")), ("night", mark("20–24"))),)
LEVELS = {"ide": mark("ide"), "purwarupa": mark("purwarupa"), "awal": mark("tahap awal"), "tumbuh": mark("tumbuh"), "matang": mark("matang")}


def _flows(answers: Answers, asked: Asked) -> pd.DataFrame:
    """The rows of `partner_flows` of the band chosen, kecamatan to kecamatan."""
    (band,) = chosen(asked.option, BAND_OPTIONS)
    return plain(partner_flows(answers, asked.filters, *BANDS[band]), "trips_n", "hidden_n", "per_day")


def _said_flows(data: pd.DataFrame) -> str:
    if data["trips_n"].isna().all():
        return _("Semua jumlah dalam pilihan ini di bawah 10 perjalanan.")
    first = data.iloc[0]
    words = {"a": first["origin_name"], "b": first["destination_name"], "n": formats.number(first["per_day"]), "total": formats.compact(data["trips_n"].sum()), "hidden": formats.number(data["hidden_n"].sum())}
    return _("Terbanyak {a} – {b}: {n} sehari; seluruhnya {total} perjalanan, {hidden} jumlah kecil disembunyikan.", **words)


FLOWS = Sheet(
    _flows,
    (Field(mark("Asal"), "origin_name"), Field(mark("Tujuan"), "destination_name"), Field(mark("perjalanan"), "trips_n", formats.number), Field(mark("sehari"), "per_day", formats.number),
     Field(mark("disembunyikan"), "hidden_n", formats.number)),
    _said_flows,
    (mark("Belum ada perjalanan mitra untuk pilihan ini."), mark("Muat berkas: python -m etl load partner_trips BERKAS")),
)  # fmt: skip


def _startups(answers: Answers, asked: Asked) -> pd.DataFrame:
    """The rows of `startups_list`."""
    return startups_list(answers, asked.filters)


def _levels(data: pd.DataFrame) -> list[str]:
    return [_(LEVELS[level]) for level in data["level"]]


def _years(data: pd.DataFrame) -> list[str]:
    return [formats.NOTHING if pd.isna(year) else str(int(year)) for year in data["founded"]]


def _said_startups(data: pd.DataFrame) -> str:
    counts = data["level"].value_counts()
    parts = ", ".join(f"{formats.number(counts[key])} {_(title)}" for key, title in reversed(LEVELS.items()) if key in counts)
    return _("{n} usaha rintisan: {parts}.", n=formats.number(len(data)), parts=parts)


STARTUPS = Sheet(
    _startups,
    (Field(mark("Nama"), "name"), Field(mark("Tingkat"), _levels), Field(mark("Bidang"), "field"), Field(mark("Wilayah"), "area_name"), Field(mark("Berdiri"), _years), Field(mark("Program"), "programme")),
    _said_startups,
    (mark("Belum ada usaha rintisan untuk pilihan ini."), mark("Muat berkas: python -m etl load startups BERKAS")),
)  # fmt: skip
