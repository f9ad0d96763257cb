"""Partners' rides between kecamatan by hour: only sums, and none of fewer than ten rides."""

from __future__ import annotations

from datetime import timedelta

from etl.checks import area_code, at_least, not_before, not_future, required
from etl.columns import integer, moment, sql, text
from etl.feed import Check, Feed, Table

LEAST = 10  # rides behind a sum: fewer could be followed
FEW = f"coalesce(try_cast(trim({{trips_n}}) as bigint), 0) < {LEAST}"

FEED = Feed(
    name="partner_trips",
    title_id="Perjalanan mitra",
    title_en="Partners' rides",
    fresh=timedelta(days=3),
    expire=timedelta(days=21),
    keeps_raw=False,
    tables=(
        Table(
            table="partner_trip",
            key=("partner", "mode", "hour_at", "area", "destination"),
            event="hour_at",
            corrects=True,
            columns={
                "partner": text("partner"),
                "mode": text("mode", "lain"),
                "hour_at": moment("hour_at"),
                "area": text("origin"),
                "destination": text("destination"),
                "is_suppressed": sql(FEW),
                "trips_n": sql(f"case when {FEW} then null else try_cast(trim({{trips_n}}) as bigint) end"),
                "_trips_n": integer("trips_n"),
            },
            checks=(
                *(required(name) for name in ("partner", "hour_at", "area", "destination", "_trips_n")),
                not_future("hour_at"),
                not_before("hour_at"),
                at_least("_trips_n", 0),
                area_code("area"),
                area_code("destination"),
                Check("few:trips", "is_suppressed", "kurang dari 10 perjalanan, angkanya disembunyikan", "fewer than 10 rides, figures suppressed", keep=True),
            ),
        ),
    ),
)
