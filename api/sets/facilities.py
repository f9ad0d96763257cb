"""Places that help: hospitals, fire posts, hydrants, pumps, stops …"""

from __future__ import annotations

import csv

import pandas as pd

from api.dataset import Column, DataSet
from api.words import AREA, SOURCE, Query, Word
from data.answers import Answers
from data.queries.facilities import facilities_list
from data.schema import REFERENCE


def _kinds() -> tuple[str, ...]:
    """The keys of facility_kind.csv."""
    with (REFERENCE / "facility_kind.csv").open(encoding="utf-8", newline="") as file:
        return tuple(row["kind:VARCHAR"] for row in csv.DictReader(file))


_KIND = Word("kind", "one kind; every kind that is a place when not given", _kinds())


def _ask(answers: Answers, query: Query) -> pd.DataFrame:
    return facilities_list(answers, query.filters, query.more.get("kind"))


DATA_SET = DataSet(
    name="facilities",
    title_id="Fasilitas",
    title_en="Facilities",
    about_id="Rumah sakit, puskesmas, pos pemadam, hidran, pompa, pintu air, halte dan lainnya, dari setiap direktori sendiri-sendiri.",
    about_en="Hospitals, health centres, fire posts, hydrants, pumps, floodgates, stops and more, each directory on its own.",
    ask=_ask,
    columns=(
        Column("source", "text", "Sumber", "Source"),
        Column("facility_id", "text", "Nomor", "Number"),
        Column("kind", "text", "Jenis", "Kind"),
        Column("kind_id", "text", "Nama jenis", "Name of the kind in Indonesian"),
        Column("kind_en", "text", "Nama jenis dalam bahasa Inggris", "Name of the kind"),
        Column("group_id", "text", "Kelompok", "Group"),
        Column("kind_raw", "text", "Jenis menurut sumber", "Kind as the source says"),
        Column("name", "text", "Nama", "Name"),
        Column("address", "text", "Alamat", "Address"),
        Column("status", "text", "Status menurut sumber", "Status as the source says"),
        Column("note", "text", "Catatan sumber", "Note of the source"),
        Column("area", "text", "Kode wilayah", "Code of the area"),
        Column("area_name", "text", "Wilayah", "Area"),
        Column("place", "text", "Letak: inside, outside, none", "Place: inside, outside, none"),
        Column(
            "is_approximate", "boolean", "Titik wilayahnya, bukan titiknya", "Point of its area, not its own"
        ),
        Column("lon", "number", "Bujur", "Longitude", "deg"),
        Column("lat", "number", "Lintang", "Latitude", "deg"),
    ),
    words=(_KIND, AREA, SOURCE),
    feeds=("facilities",),
    tables=("facility", "area"),
    geometry="point",
    is_still=True,
)
