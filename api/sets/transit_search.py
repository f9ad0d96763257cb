"""What a word means in public transport: a route, a stop, a bus or a place."""

from __future__ import annotations

import pandas as pd

from api.dataset import Column, DataSet
from api.words import Query, Word
from data.answers import Answers
from data.queries.bus_search import KINDS, transit_list, transit_search

_Q = Word("q", "what to look for, all routes when not given: a stop, a route, a place or a bus; case, accents and one typing error do not matter")
_KIND = Word("kind", "only things of this kind", KINDS)


def _ask(answers: Answers, query: Query) -> pd.DataFrame:
    """The best twelve; without a word the whole list of a kind."""
    word, kind = query.more.get("q", "").strip(), query.more.get("kind")
    return transit_search(answers, word, kind) if word else transit_list(answers, kind or "route")


DATA_SET = DataSet(
    name="transit-search",
    title_id="Cari bus",
    title_en="Bus search",
    about_id="Rute, halte, bus, wilayah, dan tempat yang cocok dengan sebuah kata, yang terbaik lebih dulu.",
    about_en="Routes, stops, buses, areas and places that match a word, the best first.",
    ask=_ask,
    columns=(
        Column("kind", "text", "Jenis: route, stop, bus, area, facility", "Kind: route, stop, bus, area, facility"),
        Column("source", "text", "Sumber", "Source"),
        Column("id", "text", "Kunci", "Id"),
        Column("title", "text", "Nama", "Name"),
        Column("detail", "text", "Keterangan", "Detail"),
        Column("area", "text", "Kode wilayah", "Code of the area"),
        Column("area_name", "text", "Wilayah", "Area"),
        Column("lon", "number", "Bujur", "Longitude", "deg"),
        Column("lat", "number", "Lintang", "Latitude", "deg"),
        Column("rank", "integer", "Kecocokan, 0 persis sampai 4 mirip", "Match, 0 exact to 4 similar"),
    ),
    words=(_Q, _KIND),
    feeds=("transit_schedule", "transit_realtime", "areas", "facilities"),
    tables=("transit_route", "transit_stop", "vehicle_position", "area", "facility"),
)
