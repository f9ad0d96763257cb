"""Fire and rescue calls: call, departure, arrival, end; placed by point, or by the names as written."""

from __future__ import annotations

from datetime import timedelta

from etl.checks import coordinates, in_order, not_before, not_future, required
from etl.columns import latitude, longitude, moment, number, sql, text
from etl.feed import Check, Column, Feed, Place, Table

CALLED = "coalesce({zone:called_at}, try_strptime({day} || ' ' || {clock}, '%m/%d/%Y %H:%M') - interval 7 hour)"
MINUTES = "try_cast({response_min} as double)"
OPERATION = "try_cast({operation_days} as bigint) * 1440 + try_cast({operation_hours} as bigint) * 60 + try_cast({operation_min} as bigint)"
SPELLED = "trim(regexp_replace({kecamatan}, '(?i)^kebun jeruk$', 'Kebon Jeruk'))"

FEED = Feed(
    name="fires",
    title_id="Kebakaran dan penyelamatan",
    title_en="Fire and rescue calls",
    fresh=timedelta(hours=12),
    expire=timedelta(days=3),
    tables=(
        Table(
            table="fire_call",
            key=("call_id",),
            clock="updated_at",
            event="called_at",
            place=Place(names=True),
            columns={
                "call_id": sql("coalesce(nullif(trim({call_id}), ''), replace({day}, '/', '-') || '#' || {number})"),
                "called_at": Column(CALLED, "called_at"),
                "departed_at": moment("departed_at"),
                **{f"_{clock}": moment(clock) for clock in ("arrived_at", "cleared_at", "updated_at")},
                "_response_min": number("response_min"),
                "arrived_at": sql(f"coalesce({{zone:arrived_at}}, {CALLED} + to_seconds({MINUTES} * 60))"),
                "cleared_at": sql(f"coalesce({{zone:cleared_at}}, case when {OPERATION} >= 0 then {CALLED} + to_seconds({MINUTES} * 60) + to_minutes({OPERATION}) end)"),
                "response_min": sql(f"coalesce({MINUTES}, date_diff('second', {{zone:called_at}}, {{zone:arrived_at}}) / 60.0)"),
                "object": text("object"),
                "cause": text("cause"),
                "address": text("address"),
                **{name: Column(f"try_cast(trim({{{name}}}) as integer)", name) for name in ("units", "crew", "injured", "dead")},
                "loss_rp": sql("try_cast(regexp_replace({loss_rp}, '[^0-9]', '', 'g') as double)"),
                "outcome": sql("coalesce(nullif(lower(trim({outcome})), ''), case when {kind} ilike '%kebakaran%' then 'fire' else 'rescue' end)"),
                "kelurahan": text("kelurahan"),
                "kecamatan": sql(SPELLED),
                "kota": text("kota"),
                "lon": longitude(),
                "lat": latitude(),
                "updated_at": sql(f"coalesce({{zone:updated_at}}, {CALLED})"),
                "_operation_min": sql(OPERATION),
            },
            checks=(
                required("call_id"),
                required("called_at"),
                not_future("called_at"),
                not_future("updated_at"),
                not_future("cleared_at"),
                not_before("called_at"),
                Check("range:response_min", "response_min < 0 or response_min > 1440", "waktu tanggap di luar 0–1.440 menit", "the response time is outside 0–1,440 minutes"),
                in_order("called_at", "arrived_at"),
                *coordinates(),
                Check("negative:operation", "_operation_min < 0", "lama operasi negatif, dikosongkan", "a negative length of operation was left out", keep=True),
            ),
        ),
    ),
)
