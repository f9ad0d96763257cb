"""Residents within 500 m of a stop: a stop in the middle of a square, and what lies farther."""

from __future__ import annotations

from datetime import UTC, datetime

from data.answers import Answers
from data.model import Filters
from data.queries.economy import transit_coverage
from data.warehouse import Warehouse
from tests.etl.square_city import lay_squares

STOPS = (
    "insert into source values ('uji', 'transit_schedule', null, 'Jakarta', true, false, timestamp '2026-01-01')",
    "insert into transit_route by name select 'uji' as source, 'R' as route_id, 'brt' as service_class, 3 as route_type, 1 as batch",
    "insert into transit_trip by name select 'uji' as source, 'T' as trip_id, 'R' as route_id, 'W' as service_id, 1 as batch",
    "insert into transit_stop_time by name select 'uji' as source, 'T' as trip_id, 1 as stop_sequence, 'S' as stop_id, 1 as batch",
    """insert into transit_stop by name select 'uji' as source, s as stop_id, x as lon, -6.2 as lat, 'inside' as place, 1 as batch
       from (values ('S', 106.725), ('unserved', 106.775)) v(s, x)""",
    "update table_version set version = version + 1",
)


def test_the_share_of_a_circle(warehouse: Warehouse, answers: Answers) -> None:
    lay_squares(warehouse)
    with warehouse.working() as session:
        session.transact(list(STOPS))
    found = transit_coverage(answers, Filters(now=datetime(2026, 1, 2, tzinfo=UTC))).set_index(["area", "service_class"])
    circle_km2, square_km2 = 3.14159 * 0.25, 0.05 * 110.65 * 0.2 * 110.58
    share = found.loc[("31.73.05.1001", "brt"), "share_pct"]
    assert abs(share - 100 * circle_km2 / square_km2) < 0.1 * share, "within a tenth of the true share of the circle"
    assert found.loc[("31.73.05.1001", "all"), "residents"] == 1000 * share / 100
    assert found.loc[("31.73.05.1002", "all"), "share_pct"] == 0, "a stop that nothing serves reaches nobody"
    assert transit_coverage(answers, Filters(now=datetime(2026, 1, 2, tzinfo=UTC), area="31.74"))["share_pct"].sum() == 0
