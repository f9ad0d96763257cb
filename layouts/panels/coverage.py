"""How many residents have a stop within 500 m: what transit apps can show them, worked out from the GTFS itself."""

from __future__ import annotations

import pandas as pd

from data.answers import Answers
from data.queries.economy import transit_coverage
from layouts import formats
from layouts.panel import Asked
from layouts.panels.sheet import Field, Sheet
from layouts.words import _, mark

CLASSES = ("all", "brt", "non_brt", "rail")


def _ask(answers: Answers, asked: Asked) -> pd.DataFrame:
    """One row a kelurahan, the least covered residents first: area, area_name, population, a share in % for each class, without (residents)."""
    found = transit_coverage(answers, asked.filters)
    if not len(found) or set(found["service_class"]) == {"all"}:
        return found.iloc[:0]
    wide = found.pivot(index=["area", "area_name", "population"], columns="service_class", values="share_pct").reindex(columns=list(CLASSES)).reset_index()
    wide["without"] = wide["population"] * (1 - wide["all"] / 100)
    return wide.sort_values("without", ascending=False)


def _said(data: pd.DataFrame) -> str:
    people = data["population"].sum()
    shares = {name: 100 * (data["population"] * data[name].fillna(0) / 100).sum() / people for name in CLASSES}
    words = {"all": formats.percent(shares["all"]), "brt": formats.percent(shares["brt"]), "name": data.iloc[0]["area_name"], "n": formats.compact(data.iloc[0]["without"])}
    return _("{all} penduduk berjarak paling jauh 500 m dari halte ({brt} dari halte BRT); terbanyak tanpa halte di {name}: {n} orang.", **words)


COVERAGE = Sheet(
    _ask,
    (Field(mark("Kelurahan"), "area_name"), Field(mark("penduduk"), "population", formats.compact), Field(mark("tanpa halte"), "without", formats.compact), Field(mark("halte apa pun"), "all", formats.percent),
     Field(mark("BRT"), "brt", formats.percent), Field(mark("non-BRT"), "non_brt", formats.percent), Field(mark("rel"), "rail", formats.percent)),
    _said,
    (mark("Belum ada jadwal GTFS untuk dihitung."), mark("Muat berkas: python -m etl load transit_schedule BERKAS")),
    mark("Bagian luas kelurahan dalam 500 m dari halte pada GTFS yang juga dipakai aplikasi transit; penduduk dianggap tersebar merata."),
)  # fmt: skip
