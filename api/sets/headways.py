"""How regularly buses run: headways by route, direction and hour."""

from __future__ import annotations

import pandas as pd

from api.dataset import Column, DataSet
from api.words import AS_OF, PERIOD, SOURCE, Query, Word
from data.answers import Answers
from data.queries.headways import headways

_ROUTE = Word("route", "one route by route_id; every route when not given")
_BY = Word("by", "rows by route, by direction of it, or by hour of that; hour when not given", ("route", "direction", "hour"))


def _ask(answers: Answers, query: Query) -> pd.DataFrame:
    """Headways of the period."""
    by = query.more.get("by", "hour")
    assert by in ("route", "direction", "hour")
    found = headways(answers, query.filters, by, query.more.get("route"))
    return found.rename(columns={"direction": "direction_id", "hour": "hour_at"})


DATA_SET = DataSet(
    name="headways",
    title_id="Jarak antarbus",
    title_en="Headways",
    about_id="Jarak antarbus teramati di halte terhadap batas Pergub 2/2024, waktu tunggu lebih, dan bus beriringan. Jarak yang melintasi umpan diam tersensor: dihitung, tidak dipakai.",
    about_en="Observed headways at stops against the limits of Pergub 2/2024, excess waiting time and bunching. Headways across a silence of the feed are censored: counted, never used.",
    ask=_ask,
    columns=(
        Column("source", "text", "Sumber", "Source"),
        Column("kind", "text", "Lintasan: observed, predicted", "Passages: observed, predicted"),
        Column("route_id", "text", "Rute", "Route"),
        Column("route_short_name", "text", "Nama rute", "Route name"),
        Column("service_class", "text", "Layanan: brt, non_brt, rail", "Service: brt, non_brt, rail"),
        Column("direction_id", "integer", "Arah, 0 atau 1", "Direction, 0 or 1"),
        Column("hour_at", "moment", "Jam", "Hour"),
        Column("n", "integer", "Jarak", "Headways"),
        Column("censored_n", "integer", "Tersensor", "Censored"),
        Column("gap_n", "integer", "Tersensor karena umpan diam", "Censored by a silence of the feed"),
        Column("silent_n", "integer", "Tersensor karena bus diam", "Censored by a silent vehicle"),
        Column("judged_n", "integer", "Jarak yang punya batas", "Headways with a limit"),
        Column("breach_n", "integer", "Di luar batas", "Beyond the limit"),
        Column("within_pct", "number", "Tepat jarak", "Within the limit", "%"),
        Column("p50_min", "number", "Jarak P50", "Headway, P50", "min"),
        Column("p90_min", "number", "Jarak P90", "Headway, P90", "min"),
        Column("planned_min", "number", "Jarak terjadwal", "Planned headway", "min"),
        Column("awt_min", "number", "Waktu tunggu teramati", "Average wait observed", "min"),
        Column("swt_min", "number", "Waktu tunggu terjadwal", "Average wait planned", "min"),
        Column("ewt_min", "number", "Waktu tunggu lebih", "Excess waiting time", "min"),
        Column("bunched_n", "integer", "Bus beriringan", "Bunched", ""),
        Column("bunched_pct", "number", "Bagian beriringan", "Share bunched", "%"),
        Column("newest_at", "moment", "Lintasan terbaru", "Newest passage"),
    ),
    words=(_ROUTE, _BY, *PERIOD, AS_OF, SOURCE),
    feeds=("transit_realtime", "stop_passages"),
    tables=("stop_passage", "transit_route", "area"),
)
