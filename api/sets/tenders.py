"""Procurements with the red flags that stand on their own."""

from __future__ import annotations

from functools import partial

from api.dataset import Column, DataSet
from api.pages import listed
from api.words import AS_OF, PAGED, PERIOD, SOURCE
from data.queries.tenders import tenders_list

DATA_SET = DataSet(
    name="tenders",
    title_id="Tender",
    title_en="Tenders",
    about_id="Tender menurut rilis terakhirnya, dengan tanda yang perlu ditinjau (Cardinal R003, R018, R036).",
    about_en="Procurements by their newest release, with what deserves a look (Cardinal R003, R018, R036).",
    ask=partial(listed, tenders_list),
    columns=(
        Column("source", "text", "Sumber", "Source"),
        Column("tender_id", "text", "Nomor tender (ocid)", "Number (ocid)"),
        Column("released_at", "moment", "Rilis terakhir", "Newest release"),
        Column("title", "text", "Paket", "Title"),
        Column("buyer", "text", "SKPD", "Buyer"),
        Column("method", "text", "Metode: open, selective, limited, direct", "Method: open, selective, limited, direct"),
        Column("method_raw", "text", "Metode menurut sumber", "Method as the source says"),
        Column("category", "text", "Jenis: goods, works, services", "Category: goods, works, services"),
        Column("status", "text", "Status", "Status"),
        Column("fiscal_year", "integer", "Tahun anggaran", "Fiscal year"),
        Column("value_rp", "number", "Pagu", "Ceiling", "IDR"),
        Column("contract_rp", "number", "Nilai kontrak", "Value of the contract", "IDR"),
        Column("notice_at", "moment", "Pengumuman", "Notice"),
        Column("closes_at", "moment", "Batas penawaran", "Bids close"),
        Column("awarded_at", "moment", "Pemenang ditetapkan", "Awarded"),
        Column("signed_at", "moment", "Kontrak ditandatangani", "Contract signed"),
        Column("bidder_n", "integer", "Penawar", "Bidders"),
        Column("is_short", "boolean", "R003: masa penawaran kurang dari 15 hari", "R003: fewer than 15 days for bids"),
        Column("is_single", "boolean", "R018: penawar tunggal", "R018: one bid"),
        Column("is_lowest_out", "boolean", "R036: penawaran terendah digugurkan", "R036: the lowest bid was disqualified"),
        Column("is_retender", "boolean", "Tender ulang", "Tendered again"),
    ),
    words=(*PERIOD, AS_OF, SOURCE, *PAGED),
    feeds=("tenders",),
    tables=("tender_release", "area"),
)
