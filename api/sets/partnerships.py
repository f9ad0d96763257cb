"""Partnerships of Jakarta Smart City."""

from __future__ import annotations

import pandas as pd

from api.dataset import Column, DataSet
from api.words import AS_OF, SOURCE, Query
from data.answers import Answers
from data.queries.people import partnerships_list


def _ask(answers: Answers, query: Query) -> pd.DataFrame:
    """Every partnership at the moment."""
    return partnerships_list(answers, query.filters)


DATA_SET = DataSet(
    name="partnerships",
    title_id="Kemitraan",
    title_en="Partnerships",
    about_id="Kemitraan menurut skema Playground, Co-Develop dan User dengan tahap, masa berlaku dan hasil.",
    about_en="Partnerships by the schemes Playground, Co-Develop and User with stage, term and outcome.",
    ask=_ask,
    columns=(
        Column("source", "text", "Sumber", "Source"),
        Column("partnership_id", "text", "Nomor", "Number"),
        Column("partner", "text", "Mitra", "Partner"),
        Column("scheme", "text", "Skema: playground, co-develop, user", "Scheme: playground, co-develop, user"),
        Column("field", "text", "Bidang", "Field"),
        Column("stage", "text", "Tahap", "Stage"),
        Column("signed_on", "day", "Mulai", "Signed"),
        Column("ends_on", "day", "Berakhir", "Ends"),
        Column("ends_in_days", "integer", "Sisa hari", "Days left", "d"),
        Column("outcome", "text", "Hasil", "Outcome"),
        Column("updated_at", "moment", "Diubah", "Changed at"),
    ),
    words=(AS_OF, SOURCE),
    feeds=("partnerships",),
    tables=("partnership",),
)
