"""Citizens' flood reports with their depth. The same file may also be loaded as citizen reports: another table, another question."""

from __future__ import annotations

from datetime import timedelta

from etl import reference
from etl.checks import coordinates, not_before, not_future, required
from etl.columns import latitude, longitude, moment, number, sql
from etl.feed import Check, Feed, Place, Table

WORDS = "coalesce(nullif(trim({text}), ''), nullif(trim({title}), ''))"

FEED = Feed(
    name="flood_reports",
    title_id="Laporan banjir",
    title_en="Flood reports",
    fresh=timedelta(hours=1),
    expire=timedelta(hours=24),
    tables=(
        Table(
            table="flood_report",
            key=("report_id",),
            event="reported_at",
            place=Place(),
            columns={
                "report_id": sql("coalesce(nullif(trim({report_id}), ''), md5(concat_ws('|', {reported_at}, {channel}, {lon}, {lat}, {text})))"),
                "reported_at": moment("reported_at"),
                "channel": sql(f"case when lower(trim({{channel}})) in {reference.known('channel', 'channel')} then lower(trim({{channel}})) else 'lain' end"),
                "description": sql(WORDS),
                "depth_cm": number("depth_cm"),
                "lon": longitude(),
                "lat": latitude(),
            },
            checks=(
                required("reported_at"),
                not_future("reported_at"),
                not_before("reported_at"),
                Check("range:depth_cm", "depth_cm not between 0 and 1000", "kedalaman di luar 0–1.000 cm", "the depth is outside 0–1,000 cm"),
                *coordinates(),
                Check("none:depth_cm", "depth_cm is null", "tanpa kedalaman", "without a depth", keep=True),
                Check("none:place", "lon is null", "tanpa lokasi", "without a location", keep=True),
            ),
        ),
    ),
)
