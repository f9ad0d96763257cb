"""The users of the city's applications."""

from __future__ import annotations

from api.dataset import Column, DataSet
from api.words import AS_OF, PERIOD, SOURCE
from data.queries.people import app_use

DATA_SET = DataSet(
    name="app-use",
    title_id="Pengguna JAKI",
    title_en="Users of JAKI",
    about_id="Akun aplikasi kota menurut hari: jumlah, aktif dalam 30 hari, baru. Tanpa pengguna.",
    about_en="Accounts of the city's application by day: how many, active within 30 days, new. No users.",
    ask=lambda answers, query: app_use(answers, query.filters),
    columns=(
        Column("source", "text", "Sumber", "Source"),
        Column("app", "text", "Aplikasi", "Application"),
        Column("day_on", "day", "Hari", "Day"),
        Column("users_n", "integer", "Akun", "Accounts"),
        Column("active_n", "integer", "Aktif dalam 30 hari", "Active within 30 days"),
        Column("new_n", "integer", "Akun baru", "New accounts"),
        Column("active_pct", "number", "Bagian aktif", "Share that is active", "%"),
    ),
    words=(*PERIOD, AS_OF, SOURCE),
    feeds=("app_use",),
    tables=("app_day",),
)
