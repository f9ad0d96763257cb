"""Numbers that stand in no panel: the header's own and those of the map's legend. Each place names its questions, so that its mark tells
their origin like a panel's."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from data.answers import Answers
from data.model import PROVINCE, Filters
from data.queries import (
    air,
    alarms,
    areas,
    cameras,
    facilities,
    feeds,
    fires,
    floods,
    incidents,
    officers,
    reports,
    services,
    traffic,
    transit,
    warnings,
    water,
)
from layouts.panel import Asked
from layouts.words import mark

MEASURE = "reports_per_10k"  # of the map, until another is chosen


@dataclass(frozen=True, slots=True)
class Place:
    """title: message id; asks: (answers, asked) -> None, its questions; feeds: those behind its numbers."""

    title: str
    asks: Callable[[Answers, Asked], None]
    feeds: tuple[str, ...] = ()


def _header(answers: Answers, asked: Asked) -> None:
    """The age of the newest data, the sources that are dead, and how many alarms stand."""
    feeds.feed_health(answers, asked.now)
    alarms.alarms_now(answers, Filters(now=asked.now))


def _measure(answers: Answers, asked: Asked) -> None:
    """The shades of the areas and their bounds; the option is the measure that is chosen on the map."""
    areas.area_measure(answers, asked.filters, asked.option or MEASURE, "kelurahan")


def _layers(answers: Answers, asked: Asked) -> None:
    """How many stand on each layer, how old, and how many are late, off or without a place."""
    of_page, whole = asked.filters, replace(asked.filters, area=PROVINCE)
    for question in (reports.report_counts, reports.report_points, incidents.incidents_list):
        question(answers, of_page)
    for question in (
        cameras.cameras_list, transit.vehicles_now, traffic.jams_now, water.water_now, floods.floods_now, air.air_now, warnings.warnings_active,
        fires.fires_open, officers.officers_now, facilities.facilities_list, services.assets_list, services.zones_drawn,
    ):  # fmt: skip
        question(answers, whole)
    transit.route_lines(answers)


PLACES = {
    "header/data": Place(mark("Kepala halaman"), _header),
    "map/measure": Place(mark("Ukuran wilayah"), _measure, ("citizen_reports", "cctv_incidents")),
    "map/layers": Place(mark("Lapisan peta"), _layers, (
        "citizen_reports", "cctv_incidents", "cameras", "transit_realtime", "traffic", "water_levels", "flood_reports", "air_quality", "warnings", "fires", "officers", "facilities", "assets", "zoning",
    )),
}  # fmt: skip
