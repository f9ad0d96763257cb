"""Services to citizens around the clock: how many asked in an hour, how many were answered, how long they waited."""

from __future__ import annotations

from datetime import timedelta

from etl.checks import between, not_before, not_future, one_of, required
from etl.columns import integer, moment, number, sql
from etl.feed import Check, Feed, Table

FEED = Feed(
    name="service_desks",
    title_id="Layanan publik per jam",
    title_en="Public services by the hour",
    fresh=timedelta(hours=12),
    expire=timedelta(days=3),
    tables=(
        Table(
            table="service_hour",
            key=("service", "channel", "hour_at"),
            corrects=True,
            event="hour_at",
            columns={
                "service": sql("nullif(trim({service}), '')"),
                "channel": sql("nullif(lower(trim({channel})), '')"),
                "hour_at": moment("hour_at"),
                "asked_n": integer("asked_n"),
                "answered_n": integer("answered_n"),
                "wait_s": number("wait_s"),
            },
            checks=(
                *(required(name) for name in ("service", "channel", "hour_at", "asked_n", "answered_n")),
                one_of("channel", "telepon", "aplikasi", "loket", "chat"),
                not_future("hour_at"),
                not_before("hour_at"),
                between("asked_n", 0, 1_000_000),
                between("wait_s", 0, 86_400),
                Check("range:answered_n", "answered_n < 0 or answered_n > asked_n", "dijawab lebih banyak daripada yang bertanya", "more were answered than asked"),
            ),
        ),
    ),
)
