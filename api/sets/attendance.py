"""School attendance. No pupil is in it."""

from __future__ import annotations

import pandas as pd

from api.dataset import Column, DataSet
from api.words import AREA, AS_OF, PERIOD, SOURCE, Query, Word
from data.answers import Answers
from data.queries.people import attendance

_BY = Word("by", "what the rows stand for; area (one level below) when not given", ("area", "level", "day", "school"))


def _ask(answers: Answers, query: Query) -> pd.DataFrame:
    """Rows of the period."""
    return attendance(answers, query.filters, query.more.get("by", "area"))


DATA_SET = DataSet(
    name="attendance",
    title_id="Kehadiran siswa",
    title_en="School attendance",
    about_id="Hari-siswa hadir dan terdaftar menurut wilayah, jenjang, hari atau sekolah; sekolah dengan kurang dari 10 siswa tidak ada.",
    about_en="Pupil-days present and enrolled by area, level, day or school; schools of fewer than 10 are not there.",
    ask=_ask,
    columns=(
        Column("key", "text", "Kelompok", "Group"),
        Column("name", "text", "Nama", "Name"),
        Column("schools_n", "integer", "Sekolah", "Schools"),
        Column("days_n", "integer", "Hari", "Days"),
        Column("enrolled_n", "integer", "Hari-siswa terdaftar", "Pupil-days enrolled"),
        Column("present_n", "integer", "Hari-siswa hadir", "Pupil-days present"),
        Column("present_pct", "number", "Hadir", "Present", "%"),
        Column("newest_on", "day", "Hari terbaru", "Newest day"),
    ),
    words=(_BY, AREA, *PERIOD, AS_OF, SOURCE),
    feeds=("attendance",),
    tables=("attendance_day", "area"),
)
