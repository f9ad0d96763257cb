"""Partners' e-commerce, added up."""

from __future__ import annotations

from api.dataset import Column, DataSet
from api.words import AREA, AS_OF, SOURCE
from data.queries.economy import ecommerce_by_month

DATA_SET = DataSet(
    name="ecommerce",
    title_id="E-commerce mitra",
    title_en="Partners' e-commerce",
    about_id="Pesanan dan nilai 13 bulan terakhir menurut mitra, kota dan kategori. Sel dengan kurang dari 10 penjual tidak diberi angka.",
    about_en="Orders and value of the last 13 months by partner, kota and category. Cells of fewer than 10 sellers have no figures.",
    ask=lambda answers, query: ecommerce_by_month(answers, query.filters),
    columns=(
        Column("source", "text", "Sumber", "Source"),
        Column("partner", "text", "Mitra", "Partner"),
        Column("month_on", "day", "Bulan (hari pertama)", "Month (its first day)"),
        Column("area", "text", "Kode kota", "Code of the kota"),
        Column("area_name", "text", "Kota", "Kota"),
        Column("category", "text", "Kategori", "Category"),
        Column("is_suppressed", "boolean", "Disembunyikan", "Suppressed"),
        Column("sellers_n", "integer", "Penjual", "Sellers"),
        Column("orders_n", "integer", "Pesanan", "Orders"),
        Column("value_rp", "number", "Nilai", "Value", "IDR"),
    ),
    words=(AREA, AS_OF, SOURCE),
    feeds=("ecommerce",),
    tables=("ecommerce", "area"),
)
