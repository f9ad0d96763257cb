"""What leaves a stop next."""

from __future__ import annotations

import pandas as pd

from api.dataset import Column, DataSet
from api.problem import not_found
from api.words import AS_OF, SOURCE, Query, Word
from data.answers import Answers
from data.queries.bus_search import Found, arrivals, stops_about

_STOP = Word("stop", "stop_id; stops of the same name within 300 m are answered with it. The next departure of every stop when not given")


def _ask(answers: Answers, query: Query) -> pd.DataFrame:
    """Departures within two hours. Raises Refusal 404 for a stop that no schedule has."""
    stop = query.more.get("stop")
    if not stop:
        return arrivals(answers, query.filters, None, each=1)
    if query.filters.source:
        return arrivals(answers, query.filters, [stop])
    stops = stops_about(answers, Found("stop", stop))
    if not len(stops):
        raise not_found(f"There is no stop {stop!r}.", "GET /api/v1/transit-search?q=…&kind=stop finds stops.")
    return arrivals(answers, query.filters, sorted(set(stops["stop_id"])))


DATA_SET = DataSet(
    name="arrivals",
    title_id="Keberangkatan berikutnya",
    title_en="Next departures",
    about_id="Keberangkatan dari satu halte dalam dua jam ke depan: dari TripUpdates, kalau tidak ada dari posisi dan jadwal, kalau tidak ada dari jadwal saja.",
    about_en="Departures from a stop within two hours: from TripUpdates, else from positions and the timetable, else from the timetable alone.",
    ask=_ask,
    columns=(
        Column("source", "text", "Sumber", "Source"),
        Column("route_id", "text", "Rute", "Route"),
        Column("route_short_name", "text", "Nama rute", "Route name"),
        Column("service_class", "text", "Layanan: brt, non_brt, rail", "Service: brt, non_brt, rail"),
        Column("direction_id", "integer", "Arah, 0 atau 1", "Direction, 0 or 1"),
        Column("trip_headsign", "text", "Tujuan", "Headsign"),
        Column("trip_id", "text", "Perjalanan", "Trip"),
        Column("vehicle_id", "text", "Kendaraan", "Vehicle"),
        Column("stop_id", "text", "Halte", "Stop"),
        Column("stop_name", "text", "Nama halte", "Name of the stop"),
        Column("due_at", "moment", "Berangkat", "Leaves"),
        Column("wait_min", "number", "Menunggu", "Wait", "min"),
        Column("delay_s", "integer", "Terlambat", "Delay", "s"),
        Column("method", "text", "Menurut: prediction, position, schedule", "Known by: prediction, position, schedule"),
        Column("heard_at", "moment", "Waktu data", "Time of the data"),
    ),
    words=(_STOP, AS_OF, SOURCE),
    feeds=("transit_realtime", "transit_schedule"),
    tables=(
        "trip_update", "vehicle_position", "realtime_header", "transit_agency", "transit_stop_time", "transit_stop", "transit_route", "transit_trip",
        "transit_frequency", "transit_calendar", "transit_calendar_date", "facility",
    ),
)  # fmt: skip
