"""Floods as citizens report them, and neighbourhoods (RW) that are marked as flooded."""

from __future__ import annotations

import pandas as pd

from api.dataset import Column, DataSet
from api.words import AREA, AS_OF, SOURCE, Query, Word
from data.answers import Answers
from data.errors import QuestionError
from data.queries.floods import floods_now

_HOURS = Word("hours", "hours back from as_of (or now): 24 when not given, up to a year")


def _ask(answers: Answers, query: Query) -> pd.DataFrame:
    """Floods of the last hours. Raises QuestionError for hours that are no whole number."""
    hours = query.more.get("hours", "24")
    if not (hours.isascii() and hours.isdigit() and len(hours) < 6):
        raise QuestionError(f"hours={hours!r} is not understood.", "Give a whole number from 1 to 8784.")
    return floods_now(answers, query.filters, int(hours))


DATA_SET = DataSet(
    name="floods",
    title_id="Banjir",
    title_en="Floods",
    about_id="Laporan banjir warga dengan kedalaman yang mereka sebut, dan RW yang ditandai tergenang beserta batasnya.",
    about_en="Citizens' flood reports with the depth that they state, and RW marked as flooded with their boundary.",
    ask=_ask,
    columns=(
        Column("kind", "text", "Jenis: rw, laporan", "Kind: rw (area), laporan (report)"),
        Column("source", "text", "Sumber", "Source"),
        Column("id", "text", "Nomor", "Number"),
        Column("seen_at", "moment", "Waktu lapor atau berubah", "Time reported or changed"),
        Column("depth_cm", "number", "Kedalaman menurut pelapor", "Depth as reported", "cm"),
        Column("state", "integer", "Keadaan RW, 1 sampai 4", "State of the RW, 1 to 4"),
        Column("state_id", "text", "Nama keadaan", "Name of the state in Indonesian"),
        Column("state_en", "text", "Nama keadaan dalam bahasa Inggris", "Name of the state"),
        Column("description", "text", "Uraian, tanpa data pribadi", "Description, without personal data"),
        Column("channel", "text", "Kanal", "Channel"),
        Column("area", "text", "Kode kelurahan", "Code of the kelurahan"),
        Column("area_name", "text", "Kelurahan", "Kelurahan"),
        Column("lon", "number", "Bujur", "Longitude", "deg"),
        Column("lat", "number", "Lintang", "Latitude", "deg"),
        Column("geometry", "shape", "Batas RW", "Boundary of the RW"),
    ),
    words=(_HOURS, AREA, AS_OF, SOURCE),
    feeds=("flood_reports", "flood_areas"),
    tables=("flood_report", "flood_area", "area"),
    geometry="shape",
    is_about_people=True,
)
