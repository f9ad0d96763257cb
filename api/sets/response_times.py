"""Response times of the city by Kaplan-Meier, so that cases that are still open count as what they are."""

from __future__ import annotations

import pandas as pd

from api.dataset import WAITS, Column, DataSet
from api.words import AREA, AS_OF, CATEGORY, PERIOD, SOURCE, Query, Word
from data.answers import Answers
from data.queries.response import BY, STAGES, response_times

_BY = Word("by", "what the rows stand for; category when not given", BY)
_STAGE = Word("stage", "up to the first action or up to closing; close when not given", STAGES)


def _ask(answers: Answers, query: Query) -> pd.DataFrame:
    return response_times(
        answers, query.filters, query.more.get("by", "category"), query.more.get("stage", "close")
    )


DATA_SET = DataSet(
    name="response-times",
    title_id="Waktu tanggap",
    title_en="Response times",
    about_id="Median dan P90 waktu tanggap (Kaplan-Meier) dengan rentang 95 %, di samping rerata laporan selesai yang biasa diumumkan.",
    about_en="Median and P90 response time (Kaplan-Meier) with 95 % bounds, beside the mean of closed reports that is usually published.",
    ask=_ask,
    columns=(
        Column("key", "text", "Kelompok", "Group"),
        Column("n", "integer", "Jumlah laporan", "Reports"),
        Column("open", "integer", "Belum selesai", "Still open"),
        *WAITS,
        Column("mean_closed_h", "number", "Rerata laporan selesai", "Mean of closed reports", "h"),
        Column(
            "sla_matured_pct",
            "number",
            "Tepat waktu di antara yang jatuh tempo",
            "On time among those due",
            "%",
        ),
        Column("competing_pct", "number", "Ditutup tanpa diselesaikan", "Closed without being resolved", "%"),
        Column("sla_n", "integer", "Jumlah yang jatuh tempo", "Reports that were due"),
    ),
    words=(_BY, _STAGE, AREA, *PERIOD, AS_OF, SOURCE, CATEGORY),
    feeds=("citizen_reports",),
    tables=("report", "report_event", "area"),
)
