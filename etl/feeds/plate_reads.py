"""Plates read by cameras: a hash that holds for one day, whether the vehicle's tax is due, and how sure the reader was. No plate."""

from __future__ import annotations

from datetime import timedelta

from etl.checks import coordinates, not_before, not_future, required
from etl.columns import latitude, longitude, sql, text
from etl.feed import Check, Column, Feed, Place, Table
from etl.plate_keys import RULES
from etl.veil import READ_AT, veil_reads

CONFIDENCE = "(try_cast({confidence} as double) / case when try_cast({confidence} as double) > 1 then 100 else 1 end)"

FEED = Feed(
    name="plate_reads",
    title_id="Pembaca pelat",
    title_en="Plate readers",
    fresh=timedelta(hours=6),
    expire=timedelta(days=3),
    keeps_raw=False,
    veil=veil_reads,
    takes=("plate", "read_at", "read_epoch", "event_type"),
    tables=(
        Table(
            table="plate_read",
            key=("camera_id", "read_at", "plate_key"),
            event="read_at",
            place=Place(),
            columns={
                "camera_id": text("camera_id"),
                "corridor": text("corridor", "tanpa koridor"),
                "read_at": Column(READ_AT),
                "plate_key": sql("coalesce({plate_key}, '')"),
                "confidence": sql(CONFIDENCE),
                "is_readable": sql(f"{{plate_key}} is not null and coalesce({CONFIDENCE} >= {RULES['least_confidence']}, true)"),
                "is_registered": sql("try_cast({is_registered} as boolean)"),
                "is_due": sql("coalesce(try_cast({is_due} as boolean), false)"),
                "owed_rp": sql("coalesce(try_cast({owed_rp} as double), 0)"),
                "lon": longitude(),
                "lat": latitude(),
            },
            checks=(
                required("camera_id"),
                required("read_at"),
                not_future("read_at"),
                not_before("read_at"),
                Check("key:day", "not coalesce(try_cast({is_known_day} as boolean), false)", "kunci hari itu sudah dimusnahkan", "the key of that day is destroyed"),
                *coordinates(),
                Check("unknown:plate", "plate_key = ''", "pelat tidak terbaca", "the plate could not be read", keep=True),
            ),
        ),
    ),
)
