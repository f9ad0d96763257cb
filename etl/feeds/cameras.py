"""CCTV cameras: where they are, whose they are, and where their pictures can be had."""

from __future__ import annotations

from datetime import timedelta

from etl.checks import coordinates, not_future, one_of, required
from etl.columns import latitude, longitude, moment, sql, text
from etl.feed import Check, Feed, Place, Table

FEED = Feed(
    name="cameras",
    title_id="Kamera CCTV",
    title_en="CCTV cameras",
    fresh=timedelta(hours=1),
    expire=timedelta(days=2),
    tables=(
        Table(
            table="camera",
            key=("camera_id",),
            clock="updated_at",
            event="updated_at",
            place=Place(),
            columns={
                "camera_id": text("camera_id"),
                "name": text("name"),
                "owner": text("owner"),
                "lon": longitude(),
                "lat": latitude(),
                "stream_url": text("stream_url"),
                "snapshot_url": text("snapshot_url"),
                "status": sql("case lower(trim({status})) when 'online' then 'online' when 'true' then 'online' when 'offline' then 'offline' when 'false' then 'offline' else 'unknown' end"),
                "updated_at": sql("coalesce({zone:updated_at}, $loaded_at)"),
                "_updated_at": moment("updated_at"),
            },
            checks=(
                required("camera_id"),
                required("name"),
                not_future("updated_at"),
                one_of("status", "online", "offline", "unknown"),
                *coordinates(),
                Check("none:place", "lon is null", "tanpa koordinat", "without coordinates", keep=True),
            ),
        ),
    ),
)
