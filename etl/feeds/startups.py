"""Start-ups and how far they are: companies are public, the people behind them stay outside."""

from __future__ import annotations

from datetime import timedelta

from etl.checks import area_code, between, not_future, one_of, required
from etl.columns import integer, moment, sql, text
from etl.feed import Feed, Table

LEVELS = ("ide", "purwarupa", "awal", "tumbuh", "matang")

FEED = Feed(
    name="startups",
    title_id="Usaha rintisan",
    title_en="Start-ups",
    fresh=timedelta(days=45),
    expire=timedelta(days=200),
    keeps_raw=False,
    tables=(
        Table(
            table="startup",
            key=("startup_id",),
            clock="updated_at",
            event="updated_at",
            columns={
                "startup_id": text("startup_id"),
                "name": text("name"),
                "level": sql("lower(nullif(trim({level}), ''))"),
                "field": text("field"),
                "area": text("area", "31"),
                "founded": integer("founded"),
                "programme": text("programme"),
                "updated_at": moment("updated_at"),
            },
            checks=(
                *(required(name) for name in ("startup_id", "name", "level", "updated_at")),
                one_of("level", *LEVELS),
                between("founded", 1990, 2100),
                not_future("updated_at"),
                area_code("area"),
            ),
        ),
    ),
)
