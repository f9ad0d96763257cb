"""How often closings of reports are flagged for review: counts by agency or area, never a report, an officer or a person."""

from __future__ import annotations

import pandas as pd

from api.dataset import Column, DataSet
from api.words import AREA, AS_OF, CATEGORY, PERIOD, SOURCE, Query, Word
from data.answers import Answers
from data.queries.integrity import BY, RULES, integrity_rates

LEAST_GROUP = 10  # smaller groups are left out whole: a few closings would point at those who made them
_BY = Word("by", "what the rows stand for; agency when not given", BY)


def _ask(answers: Answers, query: Query) -> pd.DataFrame:
    found = integrity_rates(answers, query.filters, query.more.get("by", "agency"))
    return found[found["n"] >= LEAST_GROUP].reset_index(drop=True)


DATA_SET = DataSet(
    name="integrity",
    title_id="Keutuhan penutupan",
    title_en="Closure integrity",
    about_id="Berapa penutupan laporan yang bertanda perlu ditinjau, menurut dinas atau kelurahan dan menurut tanda, dengan selang Wilson 95 %. Kelompok di bawah 10 penutupan tidak diterbitkan.",
    about_en="How many closings of reports carry a flag for review, by agency or kelurahan and by flag, with Wilson 95 % bounds. Groups of fewer than 10 closings are not published.",
    ask=_ask,
    columns=(
        Column("key", "text", "Kelompok", "Group"),
        Column("n", "integer", "Penutupan", "Closings"),
        Column("flagged_n", "integer", "Bertanda perlu ditinjau", "Flagged for review"),
        Column("rate_pct", "number", "Bagian yang bertanda", "Share flagged", "%"),
        Column("lo_pct", "number", "Batas bawah", "Lower bound", "%"),
        Column("hi_pct", "number", "Batas atas", "Upper bound", "%"),
        *(Column(rule, "integer", f"Tanda: {rule.replace('_', ' ')}", f"Flag: {rule}") for rule in RULES),
        Column("refused_n", "integer", "Pernah ditolak tindak lanjutnya", "Follow-up refused before"),
        Column("refused_pct", "number", "Bagian yang pernah ditolak", "Share refused before", "%"),
        Column("refused_lo_pct", "number", "Bagian ditolak, batas bawah", "Share refused, lower bound", "%"),
        Column("refused_hi_pct", "number", "Bagian ditolak, batas atas", "Share refused, upper bound", "%"),
        Column("state", "text", "Keadaan: ok, sedikit", "State: ok, sedikit (few)"),
    ),
    words=(_BY, AREA, *PERIOD, AS_OF, SOURCE, CATEGORY),
    feeds=("citizen_reports", "report_events"),
    tables=("report", "report_event", "follow_up_photo", "photo_likeness", "photo_looked", "area"),
)  # fmt: skip
