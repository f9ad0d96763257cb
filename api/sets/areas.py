"""Areas: province, kota, kecamatan and kelurahan."""

from __future__ import annotations

import pandas as pd

from api.dataset import Column, DataSet
from api.words import Query, Word
from data.answers import Answers
from data.model import LEVELS
from data.queries.areas import area_shapes, areas_list

_LEVELS = tuple(LEVELS.values())


def _ask(answers: Answers, query: Query) -> pd.DataFrame:
    level, parent = query.more.get("level"), query.more.get("parent")
    if query.format != "geojson":
        return areas_list(answers, level, parent)
    shapes = [area_shapes(answers, each) for each in ([level] if level else _LEVELS)]
    frame = pd.concat([each for each in shapes if len(each)] or shapes[:1], ignore_index=True)
    return frame[frame["parent"] == parent] if parent else frame


DATA_SET = DataSet(
    name="areas",
    title_id="Wilayah administrasi",
    title_en="Administrative areas",
    about_id="Provinsi, kota, kecamatan dan kelurahan dengan kode Kemendagri, jumlah penduduk dan batas (GeoJSON).",
    about_en="Province, kota, kecamatan and kelurahan with Kemendagri code, population and boundary (GeoJSON).",
    ask=_ask,
    columns=(
        Column("code", "text", "Kode Kemendagri", "Kemendagri code"),
        Column("name", "text", "Nama", "Name"),
        Column("level", "text", "Tingkat", "Level"),
        Column("parent", "text", "Kode induk", "Code of the parent"),
        Column("population", "integer", "Jumlah penduduk", "Population"),
        Column("population_year", "integer", "Tahun jumlah penduduk", "Year of the population"),
        Column("area_km2", "number", "Luas", "Surface", "km2"),
        Column("lon", "number", "Bujur titik label", "Longitude of the label", "deg"),
        Column("lat", "number", "Lintang titik label", "Latitude of the label", "deg"),
        Column("is_schematic", "boolean", "Batas skematik", "Schematic boundary"),
        Column("geometry", "shape", "Batas", "Boundary"),
    ),
    words=(Word("level", "one level", _LEVELS), Word("parent", "areas directly within this area")),
    feeds=("areas",),
    tables=("area",),
    geometry="shape",
    is_still=True,
)
