"""Public transport as planned: a GTFS zip. A new schedule of a source takes the place of the old one, whole."""

from __future__ import annotations

from datetime import timedelta

from etl.checks import between, in_order, on_earth, required, swapped
from etl.columns import integer, number, sql, text
from etl.feed import Check, Column, Feed, Place, Table
from etl.readers.gtfs_files import PARTS

OPTIONAL = frozenset(part.file for part in PARTS if not part.required)
# What TransJakarta writes in route_desc, and the modes that GTFS numbers: tram, metro, rail, cable, funicular, monorail.
_SERVICE_CLASS = """case
    when try_cast(trim({route_type}) as integer) in (0, 1, 2, 5, 7, 12) or try_cast(trim({route_type}) as integer) // 100 in (1, 4, 9)
      or regexp_matches(coalesce({route_desc}, ''), '\\b(MRT|LRT|KRL|Commuter ?Line)\\b', 'i') then 'rail'
    when regexp_matches(trim({route_desc}), '^(BRT|Bus Rapid Transit)\\b', 'i') then 'brt'
    when coalesce(trim({route_desc}), '') = '' and list_contains(string_split(upper({brt_colors}), ' '), upper(trim({route_color}))) then 'brt'
    else 'non_brt' end"""


def seconds(word: str) -> Column:
    """A time of the service day as seconds since noon minus 12 h: ` 5:10:00` -> 18600, `25:10:00` -> 90600."""
    time = f"trim({{{word}}})"
    parts = " + ".join(f"split_part({time}, ':', {nth})::integer * {weight}" for nth, weight in ((1, 3600), (2, 60), (3, 1)))
    return Column(f"case when regexp_full_match({time}, '[0-9]{{1,3}}:[0-5][0-9]:[0-5][0-9]') then {parts} end", word)


def day(word: str) -> Column:
    """`20240603` -> date."""
    return Column(f"try_strptime(trim({{{word}}}), '%Y%m%d')::date", word)


def flag(word: str) -> Column:
    """`1` or `0`."""
    return Column(f"case trim({{{word}}}) when '1' then true when '0' then false end", word)


def colour(word: str) -> Column:
    """Six hexadecimal digits, in capitals; anything else is no colour."""
    return sql(f"case when length(trim({{{word}}}, ' #')) = 6 and regexp_full_match(trim({{{word}}}, ' #'), '[0-9A-Fa-f]+') then upper(trim({{{word}}}, ' #')) end")


def twice(file: str) -> Check:
    """The key of the row stands on an earlier row with other words."""
    key = next("+".join(part.key) for part in PARTS if part.file == file)
    return Check(f"duplicate_key:{file}", f"{{row_id}} in (select row_id from gtfs_twice where file = '{file}')", f"{key} dipakai dua kali", f"{key} is used twice")


def refers(file: str, word: str, where: str) -> Check:
    """The name must stand in a good row of the tables that it refers to: their rows are typed and judged before this one's."""
    known = " union ".join(f"select {column} from typed_{table} where bad_ = 0" for table, column in (one.split(".") for one in where.split()))
    rule = f"{word} is not null and {word} not in (select n from ({known}) known(n) where n is not null)"
    return Check(f"foreign_key:{file.removesuffix('.txt')}.{word}", rule, f"{word} tidak ada dalam jadwal", f"{word} is not in the schedule")


def nowhere(lon: str = "lon", lat: str = "lat") -> Check:
    """0,0 stands for "not known"."""
    return Check("zero:lon_lat", f"{lon} = 0 and {lat} = 0", "koordinat 0,0", "the coordinates are 0,0")


def _table(name: str, file: str, key: tuple[str, ...], columns: dict[str, Column], *checks: Check, place: Place | None = None) -> Table:
    must = tuple(required(column) for column in key if column != "agency_id")
    return Table(name, key, columns, rows=file, checks=(*must, twice(file), *checks), place=place, replaces=True, may_be_empty=file in OPTIONAL)


AGENCY = _table(
    "transit_agency", "agency.txt", ("agency_id",),
    {"agency_id": text("agency_id"), "agency_name": text("agency_name"), "agency_url": text("agency_url"), "agency_timezone": text("agency_timezone")},
    required("agency_name"), required("agency_timezone"),
)
ROUTE = _table(
    "transit_route", "routes.txt", ("route_id",),
    {
        **{name: text(name) for name in ("route_id", "agency_id", "route_short_name", "route_long_name", "route_desc")},
        "route_type": integer("route_type"), "route_color": colour("route_color"), "route_text_color": colour("route_text_color"),
        "service_class": sql(_SERVICE_CLASS),
    },
    required("route_type"), between("route_type", 0, 1799),
)
STOP = _table(
    "transit_stop", "stops.txt", ("stop_id",),
    {
        **{name: text(name) for name in ("stop_id", "stop_code", "stop_name")}, "lon": number("stop_lon"), "lat": number("stop_lat"),
        "location_type": Column("coalesce(try_cast(nullif(trim({location_type}), '') as integer), case when coalesce(trim({location_type}), '') = '' then 0 end)", "location_type"),
        "parent_station": text("parent_station"), "zone_id": text("zone_id"), "wheelchair_boarding": integer("wheelchair_boarding"),
    },
    Check("required:lon_lat", "location_type in (0, 1, 2) and (lon is null or lat is null)", "koordinat kosong", "the coordinates are missing"),
    on_earth(), swapped(), nowhere(), between("location_type", 0, 4),
    place=Place(),
)
TRIP = _table(
    "transit_trip", "trips.txt", ("trip_id",),
    {
        **{name: text(name) for name in ("trip_id", "route_id", "service_id", "trip_headsign")}, "direction_id": integer("direction_id"),
        "shape_id": text("shape_id"), "block_id": text("block_id"),
    },
    required("route_id"), required("service_id"), between("direction_id", 0, 1),
    refers("trips.txt", "route_id", "transit_route.route_id"), refers("trips.txt", "shape_id", "transit_shape.shape_id"),
    refers("trips.txt", "service_id", "transit_calendar.service_id transit_calendar_date.service_id"),
)
STOP_TIME = _table(
    "transit_stop_time", "stop_times.txt", ("trip_id", "stop_sequence"),
    {
        "trip_id": text("trip_id"), "stop_sequence": integer("stop_sequence"), "stop_id": text("stop_id"),
        "arrival_s": seconds("arrival_time"), "departure_s": seconds("departure_time"), "stop_headsign": text("stop_headsign"),
        "timepoint": integer("timepoint"), "shape_dist_traveled": number("shape_dist_traveled"),
    },
    required("stop_id"), between("stop_sequence", 0, 1_000_000), in_order("arrival_s", "departure_s"),
    refers("stop_times.txt", "trip_id", "transit_trip.trip_id"), refers("stop_times.txt", "stop_id", "transit_stop.stop_id"),
)
SHAPE = _table(
    "transit_shape", "shapes.txt", ("shape_id", "seq"),
    {
        "shape_id": text("shape_id"), "seq": integer("shape_pt_sequence"), "lon": number("shape_pt_lon"), "lat": number("shape_pt_lat"),
        "dist": number("shape_dist_traveled"),
    },
    required("lon"), required("lat"), on_earth(), swapped(), nowhere(),
)
CALENDAR = _table(
    "transit_calendar", "calendar.txt", ("service_id",),
    {
        "service_id": text("service_id"),
        **{name: flag(name) for name in ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")},
        "start_on": day("start_date"), "end_on": day("end_date"),
    },
    required("start_on"), required("end_on"), in_order("start_on", "end_on"),
)
CALENDAR_DATE = _table(
    "transit_calendar_date", "calendar_dates.txt", ("service_id", "on_day"),
    {"service_id": text("service_id"), "on_day": day("date"), "exception_type": integer("exception_type")},
    required("exception_type"), between("exception_type", 1, 2),
)
FREQUENCY = _table(
    "transit_frequency", "frequencies.txt", ("trip_id", "start_s"),
    {
        "trip_id": text("trip_id"), "start_s": seconds("start_time"), "end_s": seconds("end_time"), "headway_s": integer("headway_secs"),
        "exact_times": integer("exact_times"),
    },
    required("end_s"), required("headway_s"), between("headway_s", 1, 86_400), in_order("start_s", "end_s"),
    refers("frequencies.txt", "trip_id", "transit_trip.trip_id"),
)

FEED = Feed(
    name="transit_schedule", title_id="Jadwal angkutan umum (GTFS)", title_en="Public transport schedule (GTFS)",
    tables=(AGENCY, ROUTE, STOP, SHAPE, CALENDAR, CALENDAR_DATE, TRIP, STOP_TIME, FREQUENCY),  # what is referred to comes first
    fresh=timedelta(days=120), expire=timedelta(days=400),
)
