"""CCTV cameras: where they are, whose they are, and where their pictures can be had."""

from __future__ import annotations

from datetime import timedelta

from etl.checks import coordinates, not_future, one_of, required
from etl.columns import latitude, longitude, moment, sql, text
from etl.feed import Check, Feed, Place, Table

STATUS = (
    "case lower(trim({status})) when 'online' then 'online' when 'true' then 'online' "
    "when 'offline' then 'offline' when 'false' then 'offline' else 'unknown' end"
)
# A source that says every minute that nothing has changed must not fill the disk.
REPEATS = """
delete from camera_status c using (
    select camera_id, changed_at, status = lag(status) over (partition by camera_id order by changed_at) as is_same
    from camera_status where source = $source and camera_id in (select camera_id from touched)) d
where d.is_same and c.source = $source and c.camera_id = d.camera_id and c.changed_at = d.changed_at"""

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
                "status": sql(STATUS),
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
        Table(
            table="camera_status",
            key=("camera_id", "changed_at"),
            is_counted=False,
            # Without a clock of its source a state has no moment; a source that does not know says nothing of the camera.
            where="{updated_at} is not null and lower(trim({status})) in ('online', 'true', 'offline', 'false')",
            columns={
                "camera_id": text("camera_id"),
                "changed_at": moment("updated_at"),
                "status": sql(STATUS),
            },
            checks=(required("camera_id"), required("changed_at"), not_future("changed_at")),
            after=(REPEATS,),
        ),
    ),
)
