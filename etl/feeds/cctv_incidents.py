"""CCTV incidents: the operators' log (CSV, JSONL) and the analytics' webhook (Nodeflux), with every clock kept."""

from __future__ import annotations

from datetime import timedelta

from etl import reference
from etl.checks import between, coordinates, in_order, not_before, not_future, one_of, required
from etl.columns import boolean, latitude, longitude, moment, number, sql, text
from etl.feed import Check, Column, Feed, Place, Table

CLOCKS = ("received_at", "verified_at", "acknowledged_at", "dispatched_at", "on_scene_at", "cleared_at")
EPOCH = "try_cast({detected_epoch} as double)"
DETECTED = f"coalesce({{zone:detected_at}}, case when {EPOCH} between 0 and 1e11 then make_timestamp(({EPOCH} * 1e6)::bigint) end)"
TYPE = f"case when lower(trim({{event_type}})) in {reference.known('incident_type', 'event_type')} then lower(trim({{event_type}})) else 'lain_baru' end"

FEED = Feed(
    name="cctv_incidents",
    title_id="Log insiden CCTV",
    title_en="CCTV incident log",
    fresh=timedelta(minutes=15),
    expire=timedelta(hours=6),
    tables=(
        Table(
            table="incident",
            key=("incident_id",),
            clock="updated_at",
            event="detected_at",
            place=Place(),
            columns={
                "incident_id": sql("coalesce(nullif(trim({incident_id}), ''), case when {detected_epoch} is not null then md5(concat_ws('|', {camera_id}, {event_type}, {detected_epoch}, {label})) end)"),
                "camera_id": text("camera_id"),
                "event_type": sql(TYPE),
                "event_type_raw": text("event_type"),
                "priority": sql(f"coalesce(nullif(lower(trim({{priority}})), ''), {reference.lookup('incident_type', 'event_type', 'priority', TYPE)})"),
                "confidence": sql("coalesce(try_cast({confidence} as double), try_cast({confidence_detection} as double))"),
                "is_false_alarm": boolean("is_false_alarm"),
                "detected_at": Column(DETECTED, "detected_at"),
                **{clock: moment(clock) for clock in CLOCKS},
                "updated_at": sql(f"coalesce({{zone:updated_at}}, {DETECTED})"),
                "_updated_at": moment("updated_at"),
                "_confidence": number("confidence"),
                "lon": longitude(),
                "lat": latitude(),
            },
            checks=(
                required("incident_id"),
                required("detected_at"),
                Check("epoch:milliseconds", f"{EPOCH} > 1e11", "waktu dalam milidetik, bukan detik", "the time is in milliseconds, not seconds"),
                not_future("detected_at"),
                not_future("updated_at"),
                not_future("cleared_at"),
                not_before("detected_at"),
                between("confidence", 0, 1),
                one_of("priority", "tinggi", "sedang", "rendah"),
                in_order("detected_at", "acknowledged_at"),
                in_order("detected_at", "cleared_at"),
                *coordinates(),
                Check("new:event_type", "event_type = 'lain_baru'", "jenis belum dikenal", "the type is not known yet", keep=True),
            ),
            # An event without a point of its own stands where its camera stands.
            after=("update incident as i set lon = c.lon, lat = c.lat, area = c.area, place = c.place from camera c "
                   "where i.source = $source and i.lon is null and c.camera_id = i.camera_id and c.lon is not null and i.incident_id in (select incident_id from touched)",),
        ),
    ),
)
