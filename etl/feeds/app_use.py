"""The users of the city's applications (JAKI): each day's accounts, as counts."""

from __future__ import annotations

from datetime import timedelta

from etl.checks import at_least, no_more, not_future, required
from etl.columns import day, integer, moment, sql, text
from etl.feed import Feed, Table

FEED = Feed(
    name="app_use",
    title_id="Pengguna JAKI",
    title_en="Users of JAKI",
    fresh=timedelta(days=2),
    expire=timedelta(days=14),
    keeps_raw=False,  # columns of persons may stand in such files
    tables=(
        Table(
            table="app_day",
            key=("app", "day_on"),
            clock="updated_at",
            event="updated_at",
            columns={
                "app": sql(f"upper({text('app').sql})"),
                "day_on": day("day_on"),
                "users_n": integer("users_n"),
                "active_n": integer("active_n"),
                "new_n": integer("new_n"),
                "area": sql("'31'"),
                "updated_at": moment("updated_at"),
            },
            checks=(
                *(required(name) for name in ("app", "day_on", "users_n", "active_n", "updated_at")),
                *(at_least(name, 0) for name in ("users_n", "active_n", "new_n")),
                no_more("active_n", "users_n"),
                not_future("updated_at"),
            ),
        ),
    ),
)
