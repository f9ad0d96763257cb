"""Zoning: polygons of the spatial plan with zone code and land use, as GeoJSON or as a table with GeoJSON geometry."""

from __future__ import annotations

from datetime import timedelta

from etl.checks import required
from etl.columns import sql, text
from etl.feed import Check, Feed, Place, Table

GEOM = "try(st_makevalid(st_geomfromgeojson({geometry})))"

FEED = Feed(
    name="zoning",
    title_id="Zonasi",
    title_en="Zoning",
    fresh=timedelta(days=400),
    expire=timedelta(days=4000),
    tables=(
        Table(
            table="zoning_area",
            key=("zone_id",),
            replaces=True,
            place=Place(),
            columns={
                "zone_id": sql("coalesce(nullif(trim({zone_id}), ''), md5({geometry}))"),
                "code": text("code"),
                "land_use": text("land_use"),
                "geom": sql(GEOM),
                "lon": sql(f"st_x(st_pointonsurface({GEOM}))"),
                "lat": sql(f"st_y(st_pointonsurface({GEOM}))"),
            },
            checks=(
                required("code"),
                Check("geometry", "geom is null or st_isempty(geom)", "batas kosong atau rusak", "the boundary is empty or broken"),
                Check("range:lon_lat", "abs(lat) > 90 or abs(lon) > 180", "koordinat di luar bumi", "the coordinates are not on earth"),
                Check("none:land_use", "land_use is null", "tanpa peruntukan", "without a land use", keep=True),
            ),
        ),
    ),
)
