"""The use and the upkeep of the portal of open data."""

from __future__ import annotations

from api.dataset import Column, DataSet
from api.words import AS_OF, PERIOD, SOURCE
from data.queries.people import open_data_use

DATA_SET = DataSet(
    name="open-data-use",
    title_id="Pemakaian data terbuka",
    title_en="Use of open data",
    about_id="Set data portal: unduhan, panggilan API, dan apakah penyegarannya datang sampai tenggat. Tanpa pengunduh.",
    about_en="Data sets of the portal: downloads, API calls, and whether each was refreshed by the day it was due. Without who downloaded.",
    ask=lambda answers, query: open_data_use(answers, query.filters),
    columns=(
        Column("source", "text", "Sumber", "Source"),
        Column("dataset", "text", "Set data", "Data set"),
        Column("title", "text", "Judul", "Title"),
        Column("agency", "text", "Perangkat daerah", "Agency"),
        Column("downloads_n", "integer", "Unduhan", "Downloads"),
        Column("calls_n", "integer", "Panggilan API", "API calls"),
        Column("months_n", "integer", "Bulan", "Months"),
        Column("due_on", "day", "Tenggat penyegaran", "Refresh due"),
        Column("refreshed_on", "day", "Disegarkan", "Refreshed"),
        Column("state", "text", "Keadaan: tepat, lambat, belum, tidak ada", "State: tepat (in time), lambat (late), belum (not yet), tidak ada (none due)"),
    ),
    words=(*PERIOD, AS_OF, SOURCE),
    feeds=("open_data_use",),
    tables=("open_data_month",),
)
