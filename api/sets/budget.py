"""The budget, line by line."""

from __future__ import annotations

from functools import partial

import pandas as pd

from api.dataset import Column, DataSet
from api.pages import listed
from api.words import AS_OF, PAGED, PERIOD, SOURCE, Query, Word
from data.answers import Answers
from data.queries.budget import PHASES, budget_list

_PHASE = Word("phase", "one phase of the budget; every phase when not given", PHASES)


def _ask(answers: Answers, query: Query) -> pd.DataFrame:
    return listed(partial(budget_list, phase=query.more.get("phase")), answers, query)


DATA_SET = DataSet(
    name="budget",
    title_id="Anggaran (APBD)",
    title_en="Budget (APBD)",
    about_id="Baris anggaran menurut fase: dua rancangan, APBD, perubahannya, rencana kas bulanan dan realisasi SP2D.",
    about_en="Lines of the budget by phase: two drafts, the plan, its revision, the monthly cash plan and payments.",
    ask=_ask,
    columns=(
        Column("source", "text", "Sumber", "Source"),
        Column("line_id", "text", "Nomor baris", "Number of the line"),
        Column("phase", "text", "Fase: " + ", ".join(PHASES), "Phase: drafts of executive and council, plan, revision, cash plan, payment"),
        Column("kind", "text", "Jenis: belanja, pendapatan", "Kind: belanja (spending), pendapatan (revenue)"),
        Column("fiscal_year", "integer", "Tahun anggaran", "Fiscal year"),
        Column("month", "integer", "Bulan rencana kas", "Month of the cash plan"),
        Column("booked_at", "moment", "Waktu penetapan atau pembayaran", "Decided or paid at"),
        Column("agency_code", "text", "Kode SKPD", "Code of the agency"),
        Column("agency", "text", "SKPD", "Agency"),
        Column("programme", "text", "Program", "Programme"),
        Column("activity_code", "text", "Kode kegiatan", "Code of the activity"),
        Column("activity", "text", "Kegiatan", "Activity"),
        Column("account_code", "text", "Kode rekening", "Code of the account"),
        Column("account", "text", "Rekening", "Account"),
        Column("amount_rp", "number", "Nilai", "Amount", "IDR"),
        Column("note", "text", "Catatan pencocokan", "How the drafts were matched"),
    ),
    words=(_PHASE, *PERIOD, AS_OF, SOURCE, *PAGED),
    feeds=("budget",),
    tables=("budget_line",),
)
