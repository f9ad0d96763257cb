"""Small enterprises and OK OCE by area."""

from __future__ import annotations

import pandas as pd

from api.dataset import Column, DataSet
from api.words import AREA, AS_OF, SOURCE, Query, Word
from data.answers import Answers
from data.queries.economy import enterprises_by_area

_LEVEL = Word("level", "areas of this level; kelurahan when not given", ("kota", "kecamatan", "kelurahan"))


def _ask(answers: Answers, query: Query) -> pd.DataFrame:
    """Members by area."""
    return enterprises_by_area(answers, query.filters, query.more.get("level", "kelurahan"))


DATA_SET = DataSet(
    name="enterprises",
    title_id="UMKM dan OK OCE",
    title_en="Small enterprises and OK OCE",
    about_id="Anggota terdaftar, dilatih dan aktif menurut wilayah. Wilayah dengan kurang dari 10 anggota tidak diberi angka; pemilik tidak diterbitkan.",
    about_en="Members registered, trained and active by area. Areas of fewer than 10 members have no figures; owners are not published.",
    ask=_ask,
    columns=(
        Column("area", "text", "Kode wilayah", "Code of the area"),
        Column("area_name", "text", "Wilayah", "Area"),
        Column("is_suppressed", "boolean", "Disembunyikan", "Suppressed"),
        Column("registered_n", "integer", "Terdaftar", "Registered"),
        Column("micro_n", "integer", "Usaha mikro", "Micro enterprises"),
        Column("started_n", "integer", "Mulai pelatihan", "Started training"),
        Column("completed_n", "integer", "Selesai pelatihan", "Completed training"),
        Column("active_n", "integer", "Aktif dalam 90 hari", "Active within 90 days"),
    ),
    words=(_LEVEL, AREA, AS_OF, SOURCE),
    feeds=("enterprises",),
    tables=("enterprise", "area"),
)
