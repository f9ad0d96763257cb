"""The files of a GTFS schedule that are loaded: their columns, what each one cannot do without, and the other known names."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Part:
    """One file of the schedule. `needs` and `words` are columns that are loaded; `known` are in the standard and left aside.

    key      columns that identify a row
    required the file itself must be there
    """

    file: str
    key: tuple[str, ...]
    needs: tuple[str, ...]
    words: tuple[str, ...] = ()
    known: tuple[str, ...] = ()
    required: bool = False

    @property
    def table(self) -> str:
        """The temporary table in which the file is staged."""
        return f"gtfs_{self.file.removesuffix('.txt')}"

    @property
    def loaded(self) -> tuple[str, ...]:
        return self.needs + self.words


def _names(text: str) -> tuple[str, ...]:
    return tuple(text.split())


PARTS = (
    Part(
        "agency.txt",
        ("agency_id",),
        _names("agency_name agency_timezone"),
        _names("agency_id agency_url"),
        _names("agency_lang agency_phone agency_fare_url agency_email cemv_support"),
        required=True,
    ),
    Part(
        "routes.txt",
        ("route_id",),
        _names("route_id route_type"),
        _names("agency_id route_short_name route_long_name route_desc route_color route_text_color"),
        _names("route_url route_sort_order continuous_pickup continuous_drop_off network_id cemv_support"),
        required=True,
    ),
    Part(
        "stops.txt",
        ("stop_id",),
        _names("stop_id"),
        _names(
            "stop_code stop_name stop_lat stop_lon zone_id location_type parent_station wheelchair_boarding"
        ),
        _names("tts_stop_name stop_desc stop_url stop_timezone level_id platform_code stop_access"),
        required=True,
    ),
    Part(
        "trips.txt",
        ("trip_id",),
        _names("trip_id route_id service_id"),
        _names("trip_headsign direction_id shape_id block_id"),
        _names("trip_short_name wheelchair_accessible bikes_allowed cars_allowed"),
        required=True,
    ),
    Part(
        "stop_times.txt",
        ("trip_id", "stop_sequence"),
        _names("trip_id stop_id stop_sequence"),
        _names("arrival_time departure_time stop_headsign timepoint shape_dist_traveled"),
        _names(
            "location_group_id location_id start_pickup_drop_off_window end_pickup_drop_off_window pickup_type drop_off_type "
            "continuous_pickup continuous_drop_off pickup_booking_rule_id drop_off_booking_rule_id"
        ),
        required=True,
    ),
    Part(
        "shapes.txt",
        ("shape_id", "shape_pt_sequence"),
        _names("shape_id shape_pt_lat shape_pt_lon shape_pt_sequence"),
        _names("shape_dist_traveled"),
    ),
    Part(
        "calendar.txt",
        ("service_id",),
        _names("service_id monday tuesday wednesday thursday friday saturday sunday start_date end_date"),
    ),
    Part("calendar_dates.txt", ("service_id", "date"), _names("service_id date exception_type")),
    Part(
        "frequencies.txt",
        ("trip_id", "start_time"),
        _names("trip_id start_time end_time headway_secs"),
        _names("exact_times"),
    ),
)

# Files of the standard that no question of this house asks for yet: left in the archive, without a word.
ASIDE = frozenset(
    f"{name}.txt"
    for name in _names(
        "fare_attributes fare_rules timeframes rider_categories fare_media fare_products fare_leg_rules fare_leg_join_rules fare_transfer_rules "
        "areas stop_areas networks route_networks transfers pathways levels location_groups location_group_stops booking_rules translations "
        "feed_info attributions"
    )
) | {"locations.geojson"}
