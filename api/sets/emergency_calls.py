"""Calls to the emergency number 112 by hour or day."""

from __future__ import annotations

import pandas as pd

from api.dataset import Column, DataSet
from api.words import AREA, AS_OF, PERIOD, SOURCE, Query, Word
from data.answers import Answers
from data.queries.living import emergency_calls

_BY = Word("by", "rows by hour (when not given) or day of Jakarta", ("hour", "day"))


def _ask(answers: Answers, query: Query) -> pd.DataFrame:
    """Rows of the period."""
    return emergency_calls(answers, query.filters, query.more.get("by", "hour"))


DATA_SET = DataSet(
    name="emergency-calls",
    title_id="Panggilan darurat 112",
    title_en="Emergency calls (112)",
    about_id="Panggilan 112 menurut jam atau hari: masuk, dijawab, dijawab dalam 30 detik, ditutup penelepon.",
    about_en="Calls to 112 by hour or day: offered, answered, answered within 30 seconds, given up.",
    ask=_ask,
    columns=(
        Column("source", "text", "Sumber", "Source"),
        Column("begins_at", "moment", "Mulai", "Beginning"),
        Column("offered_n", "integer", "Masuk", "Offered"),
        Column("answered_n", "integer", "Dijawab", "Answered"),
        Column("quick_n", "integer", "Dijawab dalam 30 detik", "Answered within 30 seconds"),
        Column("abandoned_n", "integer", "Ditutup penelepon", "Given up"),
        Column("abandoned_late_n", "integer", "Ditutup setelah 30 detik", "Given up after 30 seconds"),
        Column("prank_n", "integer", "Iseng", "Pranks"),
        Column("in_time_pct", "number", "Dijawab dalam 30 detik", "Answered within 30 seconds", "%"),
        Column("wait_p90_s", "number", "P90 tunggu dari jam terburuk", "P90 wait of the worst hour", "s"),
    ),
    words=(_BY, AREA, *PERIOD, AS_OF, SOURCE),
    feeds=("emergency_calls",),
    tables=("emergency_hour", "area"),
)
