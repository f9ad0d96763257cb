"""School attendance by school and day: how many are enrolled and how many came. No pupil ever enters."""

from __future__ import annotations

from datetime import timedelta

from etl.checks import area_code, counts, no_more, not_future, one_of, required
from etl.columns import day, integer, moment, sql, text
from etl.feed import Check, Feed, Table

LEAST = 10  # a smaller group would tell of single children

FEED = Feed(
    name="attendance",
    title_id="Kehadiran siswa",
    title_en="School attendance",
    fresh=timedelta(days=4),
    expire=timedelta(days=21),
    keeps_raw=False,
    tables=(
        Table(
            table="attendance_day",
            key=("school_id", "day_on"),
            clock="updated_at",
            event="updated_at",
            columns={
                "school_id": text("school_id"),
                "name": text("name"),
                "level": sql("lower(nullif(trim({level}), ''))"),
                "day_on": day("day_on"),
                "enrolled_n": integer("enrolled_n"),
                "present_n": integer("present_n"),
                "area": text("area"),
                "updated_at": moment("updated_at"),
            },
            checks=(
                *(required(name) for name in ("school_id", "day_on", "updated_at")),
                *counts("enrolled_n", "present_n"),
                no_more("present_n", "enrolled_n"),
                Check("small:enrolled_n", f"enrolled_n < {LEAST}", f"kurang dari {LEAST} siswa: bisa menunjuk orang", f"fewer than {LEAST} pupils: it may point at persons"),
                one_of("level", "paud", "sd", "smp", "sma", "smk", "slb"),
                area_code("area"),
                not_future("updated_at"),
            ),
        ),
    ),
)
