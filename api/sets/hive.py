"""JSC Hive: how rooms, desks and the hall are used."""

from __future__ import annotations

import pandas as pd

from api.dataset import Column, DataSet
from api.words import AS_OF, PERIOD, SOURCE, Query
from data.answers import Answers
from data.queries.people import hive


def _ask(answers: Answers, query: Query) -> pd.DataFrame:
    """Rows of the period."""
    return hive(answers, query.filters)


DATA_SET = DataSet(
    name="hive",
    title_id="JSC Hive",
    title_en="JSC Hive",
    about_id="Ruang, meja, acara dan komponen cerdas: tersedia dan terpakai dalam rentang.",
    about_en="Rooms, desks, events and smart components: offered and used in the period.",
    ask=_ask,
    columns=(
        Column("key", "text", "Kelompok", "Group"),
        Column("name", "text", "Nama", "Name"),
        Column("kind", "text", "Bagian: ruang, meja, acara, komponen", "Part: ruang (room), meja (desks), acara (event), komponen (smart component)"),
        Column("measure", "text", "Satuan", "Measure"),
        Column("days_n", "integer", "Hari", "Days"),
        Column("offered", "number", "Tersedia", "Offered"),
        Column("used", "number", "Terpakai", "Used"),
        Column("used_pct", "number", "Pemakaian", "Use", "%"),
        Column("newest_on", "day", "Hari terbaru", "Newest day"),
    ),
    words=(*PERIOD, AS_OF, SOURCE),
    feeds=("hive",),
    tables=("hive_day",),
)
