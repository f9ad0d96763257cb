"""The CRM's stage log: what happened to each report, in its own order, loops and all. Append only."""

from __future__ import annotations

from datetime import timedelta

from etl import reference
from etl.checks import not_before, not_future, one_of, required
from etl.columns import latitude, longitude, moment, sql, text, unreadable
from etl.feed import Check, Feed, Table
from etl.report_photos import UNREADABLE, photo_table
from etl.scripts import script

# A log that arrives live is known when it arrives; an old one that is loaded later was known when it was recorded.
KNOWN_AT = """case when $loaded_at - coalesce({zone:recorded_at}, {zone:event_at}) between interval 0 second and interval 1 day
  then $loaded_at else greatest({zone:event_at}, coalesce({zone:recorded_at}, {zone:event_at})) end"""

FEED = Feed(
    name="report_events",
    title_id="Tahapan laporan",
    title_en="Report events",
    fresh=timedelta(minutes=30),
    expire=timedelta(hours=24),
    tables=(
        Table(
            table="report_event",
            key=("report_id", "event_at", "stage"),
            event="event_at",
            columns={
                "report_id": text("report_id"),
                "event_at": moment("event_at"),
                "known_at": sql(KNOWN_AT),
                "stage": sql("lower(replace(trim({stage}), ' ', '_'))"),
                "actor": text("actor", "officer"),
                "agency": text("agency"),
                "officer": text("officer"),
                "outcome": text("outcome"),
            },
            checks=(
                required("report_id"),
                required("event_at"),
                required("stage"),
                not_future("event_at"),
                not_before("event_at"),
                Check("unknown:stage", f"stage not in {reference.known('stage', 'stage')}", "tahap tidak dikenal", "the stage is not known"),
                one_of("actor", "officer", "system"),
                UNREADABLE,
                one_of("outcome", "resolved", "duplicate", "not_ours", "cancelled"),
            ),
            after=(script("derive_report_state"),),
        ),
        Table(
            table="follow_up_photo",
            key=("report_id", "event_at"),
            is_counted=False,
            where="coalesce(nullif(trim({photo_hash}), ''), nullif(trim({photo_taken_at}), ''), nullif(trim({photo_lon}), '')) is not null",
            columns={
                "report_id": text("report_id"),
                "event_at": moment("event_at"),
                "known_at": sql(KNOWN_AT),
                "lon": longitude("photo_lon", "photo_lat"),
                "lat": latitude("photo_lon", "photo_lat"),
                "taken_at": sql("{zone:photo_taken_at}"),
                "photo_hash": sql("try_cast({photo_hash} as ubigint)"),
            },
            checks=(
                required("report_id"),
                required("event_at"),
                not_future("event_at"),
                not_before("event_at"),
                Check("type:photo_hash", "trim({photo_hash}) <> '' and photo_hash is null", "sidik foto tidak terbaca", "the photo's hash cannot be read", keep=True),
                Check("type:taken_at", "trim({photo_taken_at}) <> '' and taken_at is null", "waktu foto tidak terbaca", "the photo's time cannot be read", keep=True),
                Check("type:lon", unreadable("lon", "photo_lon"), "bujur tidak terbaca", "the longitude is not a number", keep=True),
                Check("type:lat", unreadable("lat", "photo_lat"), "lintang tidak terbaca", "the latitude is not a number", keep=True),
            ),
        ),
        photo_table("tindak_lanjut", "event_at", text("report_id"), sql(KNOWN_AT)),
    ),
)
