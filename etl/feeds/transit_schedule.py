"""Public transport as planned: a GTFS zip. A new schedule of a source takes the place of the old one, whole."""

from __future__ import annotations

from datetime import timedelta

from etl.checks import between, in_order, on_earth, required, swapped
from etl.columns import integer, number, sql, text
from etl.feed import Check, Column, Feed, Place, Table
from etl.feeds.gtfs_columns import SERVICE_CLASS, colour, day, flag, nowhere, refers, seconds, twice
from etl.readers.gtfs_files import PARTS

OPTIONAL = frozenset(part.file for part in PARTS if not part.required)


def _table(
    name: str,
    file: str,
    key: tuple[str, ...],
    columns: dict[str, Column],
    *checks: Check,
    place: Place | None = None,
) -> Table:
    must = tuple(required(column) for column in key if column != "agency_id")
    return Table(
        name,
        key,
        columns,
        rows=file,
        checks=(*must, twice(file), *checks),
        place=place,
        replaces=True,
        may_be_empty=file in OPTIONAL,
    )


AGENCY = _table(
    "transit_agency",
    "agency.txt",
    ("agency_id",),
    {
        "agency_id": text("agency_id"),
        "agency_name": text("agency_name"),
        "agency_url": text("agency_url"),
        "agency_timezone": text("agency_timezone"),
    },
    required("agency_name"),
    required("agency_timezone"),
)
ROUTE = _table(
    "transit_route",
    "routes.txt",
    ("route_id",),
    {
        **{
            name: text(name)
            for name in ("route_id", "agency_id", "route_short_name", "route_long_name", "route_desc")
        },
        "route_type": integer("route_type"),
        "route_color": colour("route_color"),
        "route_text_color": colour("route_text_color"),
        "service_class": sql(SERVICE_CLASS),
    },
    required("route_type"),
    between("route_type", 0, 1799),
)
STOP = _table(
    "transit_stop",
    "stops.txt",
    ("stop_id",),
    {
        **{name: text(name) for name in ("stop_id", "stop_code", "stop_name")},
        "lon": number("stop_lon"),
        "lat": number("stop_lat"),
        "location_type": Column(
            "coalesce(try_cast(nullif(trim({location_type}), '') as integer), case when coalesce(trim({location_type}), '') = '' then 0 end)",
            "location_type",
        ),
        "parent_station": text("parent_station"),
        "zone_id": text("zone_id"),
        "wheelchair_boarding": integer("wheelchair_boarding"),
    },
    Check(
        "required:lon_lat",
        "location_type in (0, 1, 2) and (lon is null or lat is null)",
        "koordinat kosong",
        "the coordinates are missing",
    ),
    on_earth(),
    swapped(),
    nowhere(),
    between("location_type", 0, 4),
    place=Place(),
)
TRIP = _table(
    "transit_trip",
    "trips.txt",
    ("trip_id",),
    {
        **{name: text(name) for name in ("trip_id", "route_id", "service_id", "trip_headsign")},
        "direction_id": integer("direction_id"),
        "shape_id": text("shape_id"),
        "block_id": text("block_id"),
    },
    required("route_id"),
    required("service_id"),
    between("direction_id", 0, 1),
    refers("trips.txt", "route_id", "transit_route.route_id"),
    refers("trips.txt", "shape_id", "transit_shape.shape_id"),
    refers("trips.txt", "service_id", "transit_calendar.service_id transit_calendar_date.service_id"),
)
STOP_TIME = _table(
    "transit_stop_time",
    "stop_times.txt",
    ("trip_id", "stop_sequence"),
    {
        "trip_id": text("trip_id"),
        "stop_sequence": integer("stop_sequence"),
        "stop_id": text("stop_id"),
        "arrival_s": seconds("arrival_time"),
        "departure_s": seconds("departure_time"),
        "stop_headsign": text("stop_headsign"),
        "timepoint": integer("timepoint"),
        "shape_dist_traveled": number("shape_dist_traveled"),
    },
    required("stop_id"),
    between("stop_sequence", 0, 1_000_000),
    in_order("arrival_s", "departure_s"),
    refers("stop_times.txt", "trip_id", "transit_trip.trip_id"),
    refers("stop_times.txt", "stop_id", "transit_stop.stop_id"),
)
SHAPE = _table(
    "transit_shape",
    "shapes.txt",
    ("shape_id", "seq"),
    {
        "shape_id": text("shape_id"),
        "seq": integer("shape_pt_sequence"),
        "lon": number("shape_pt_lon"),
        "lat": number("shape_pt_lat"),
        "dist": number("shape_dist_traveled"),
    },
    required("lon"),
    required("lat"),
    on_earth(),
    swapped(),
    nowhere(),
)
CALENDAR = _table(
    "transit_calendar",
    "calendar.txt",
    ("service_id",),
    {
        "service_id": text("service_id"),
        **{
            name: flag(name)
            for name in ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
        },
        "start_on": day("start_date"),
        "end_on": day("end_date"),
    },
    required("start_on"),
    required("end_on"),
    in_order("start_on", "end_on"),
)
CALENDAR_DATE = _table(
    "transit_calendar_date",
    "calendar_dates.txt",
    ("service_id", "on_day"),
    {"service_id": text("service_id"), "on_day": day("date"), "exception_type": integer("exception_type")},
    required("exception_type"),
    between("exception_type", 1, 2),
)
FREQUENCY = _table(
    "transit_frequency",
    "frequencies.txt",
    ("trip_id", "start_s"),
    {
        "trip_id": text("trip_id"),
        "start_s": seconds("start_time"),
        "end_s": seconds("end_time"),
        "headway_s": integer("headway_secs"),
        "exact_times": integer("exact_times"),
    },
    required("end_s"),
    required("headway_s"),
    between("headway_s", 1, 86_400),
    in_order("start_s", "end_s"),
    refers("frequencies.txt", "trip_id", "transit_trip.trip_id"),
)

FEED = Feed(
    name="transit_schedule",
    title_id="Jadwal angkutan umum (GTFS)",
    title_en="Public transport schedule (GTFS)",
    tables=(
        AGENCY,
        ROUTE,
        STOP,
        SHAPE,
        CALENDAR,
        CALENDAR_DATE,
        TRIP,
        STOP_TIME,
        FREQUENCY,
    ),  # what is referred to comes first
    fresh=timedelta(days=120),
    expire=timedelta(days=400),
)
