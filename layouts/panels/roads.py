"""How long the drive along a road corridor takes in the peak hours, beside the free road."""

from __future__ import annotations

import pandas as pd

from data.kpis.catalogue import target_of
from data.queries import traffic
from layouts import formats
from layouts.panels.sheet import Field, Sheet
from layouts.words import _, mark


def _minutes(seconds: float) -> str:
    return formats.number(seconds / 60, 1)


def _times(ratio: float) -> str:
    return formats.number(ratio, 2) + " ×"


def _say(data: pd.DataFrame) -> str:
    known = data[data["travel_index"].notna()]
    if not len(known):
        return _("Belum ada jam puncak hari kerja dengan waktu jalan lengang untuk dibandingkan.")
    worst, target = known.iloc[0], target_of("M5")
    words = {"name": str(worst["name"]), "index": _times(worst["travel_index"]), "peak": _minutes(worst["peak_s"]), "free": _minutes(worst["free_s"])}
    said = _("Terlama {name}: {index} ({peak} mnt pada jam puncak, {free} mnt bila lengang)", **words)
    over = int((known["travel_index"] > target).sum()) if isinstance(target, float | int) else 0
    return said + "; " + _("{n} dari {all} arah di atas {target}.", n=formats.number(over), all=formats.number(len(known)), target=_times(float(target)))  # type: ignore[arg-type]


ROADS = Sheet(
    lambda answers, asked: traffic.travel_times(answers, asked.filters),
    (
        Field(mark("Koridor"), "name"), Field(mark("Dari"), "from_name"), Field(mark("Ke"), "to_name"), Field(mark("km"), lambda data: [formats.number(v / 1000, 1) for v in data["length_m"]], None, True),
        Field(mark("lengang (mnt)"), "free_s", _minutes), Field(mark("jam puncak (mnt)"), "peak_s", _minutes), Field(mark("indeks"), "travel_index", _times),
        Field(mark("terbaru (mnt)"), "now_s", _minutes), Field(mark("bacaan puncak"), "peak_n", formats.number),
    ),
    _say, (mark("Belum ada bacaan waktu tempuh dalam rentang ini."), mark("Muat berkas: python -m etl load travel_times BERKAS")),
    note=mark("Lengang: persentil 85 kecepatan pukul 22–5. Jam puncak hari kerja menurut daftar peak_hour. Wilayah tidak berperan: koridor melintasi beberapa."),
)  # fmt: skip
