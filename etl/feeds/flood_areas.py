"""Flooded RW: polygons with a state from 1 (unknown) to 4 (severe), appended whenever the state changes."""

from __future__ import annotations

from datetime import timedelta

from etl.checks import between, not_before, not_future, required
from etl.columns import integer, moment, sql, text
from etl.feed import Check, Feed, Place, Table

GEOM = "st_makevalid(try(st_geomfromgeojson({geometry})))"

FEED = Feed(
    name="flood_areas",
    title_id="RW tergenang",
    title_en="Flooded neighbourhoods (RW)",
    fresh=timedelta(hours=1),
    expire=timedelta(hours=24),
    tables=(
        Table(
            table="flood_area",
            key=("rw", "changed_at"),
            event="changed_at",
            place=Place(),
            columns={
                "rw": text("rw"),
                "changed_at": moment("changed_at"),
                "state": integer("state"),
                "geom": sql(GEOM),
                "lon": sql(f"st_x(st_pointonsurface({GEOM}))"),
                "lat": sql(f"st_y(st_pointonsurface({GEOM}))"),
            },
            checks=(
                required("rw"),
                required("changed_at"),
                required("state"),
                not_future("changed_at"),
                not_before("changed_at"),
                between("state", 0, 4),
                Check("geometry", "geom is null or st_isempty(geom)", "batas kosong atau rusak", "the boundary is empty or broken"),
                Check("range:lon_lat", "abs(lat) > 90 or abs(lon) > 180", "koordinat di luar bumi", "the coordinates are not on earth"),
            ),
        ),
    ),
)
