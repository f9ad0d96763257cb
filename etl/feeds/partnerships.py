"""Partnerships of Jakarta Smart City by its three schemes: playground, co-develop, user."""

from __future__ import annotations

from datetime import timedelta

from etl.checks import in_order, not_future, one_of, required
from etl.columns import day, moment, sql, text
from etl.feed import Feed, Table

SCHEMES = ("playground", "co-develop", "user")
STAGES = ("penjajakan", "uji_coba", "perjanjian", "berjalan", "selesai", "batal")

FEED = Feed(
    name="partnerships",
    title_id="Kemitraan",
    title_en="Partnerships",
    fresh=timedelta(days=35),
    expire=timedelta(days=180),
    keeps_raw=False,  # columns of persons may stand in such files
    tables=(
        Table(
            table="partnership",
            key=("partnership_id",),
            clock="updated_at",
            event="updated_at",
            columns={
                "partnership_id": text("partnership_id"),
                "partner": text("partner"),
                "scheme": sql("replace(lower(nullif(trim({scheme}), '')), ' ', '-')"),
                "field": text("field"),
                "stage": sql("replace(lower(nullif(trim({stage}), '')), ' ', '_')"),
                "signed_on": day("signed_on"),
                "ends_on": day("ends_on"),
                "outcome": text("outcome"),
                "area": text("area", "31"),
                "updated_at": moment("updated_at"),
            },
            checks=(
                *(required(name) for name in ("partnership_id", "partner", "scheme", "stage", "updated_at")),
                one_of("scheme", *SCHEMES),
                one_of("stage", *STAGES),
                in_order("signed_on", "ends_on"),
                not_future("updated_at"),
            ),
        ),
    ),
)
