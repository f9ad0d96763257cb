"""Zones of the spatial plan."""

from __future__ import annotations

import pandas as pd

from api.dataset import Column, DataSet
from api.words import AREA, SOURCE, Query
from data.answers import Answers
from data.queries.services import zones_list


def _ask(answers: Answers, query: Query) -> pd.DataFrame:
    return zones_list(answers, query.filters)


DATA_SET = DataSet(
    name="zoning",
    title_id="Zonasi",
    title_en="Zoning",
    about_id="Zona rencana tata ruang dengan peruntukannya.",
    about_en="Zones of the spatial plan with their land use.",
    ask=_ask,
    columns=(
        Column("source", "text", "Sumber", "Source"),
        Column("zone_id", "text", "Nomor zona", "Number of the zone"),
        Column("code", "text", "Kode zona", "Code of the zone"),
        Column("land_use", "text", "Peruntukan", "Land use"),
        Column("area", "text", "Kode wilayah", "Code of the area"),
        Column("area_name", "text", "Wilayah", "Area"),
        Column("lon", "number", "Bujur titik di dalam", "Longitude of a point inside", "deg"),
        Column("lat", "number", "Lintang titik di dalam", "Latitude of a point inside", "deg"),
        Column("geometry", "shape", "Batas", "Boundary"),
    ),
    words=(AREA, SOURCE),
    feeds=("zoning",),
    tables=("zoning_area", "area"),
    geometry="shape",
    is_still=True,
)
