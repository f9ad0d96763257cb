"""The use and the upkeep of a portal of open data: each data set's month, as counts."""

from __future__ import annotations

from datetime import timedelta

from etl.checks import at_least, not_future, required
from etl.columns import day, integer, moment, sql, text
from etl.feed import Check, Feed, Table

FEED = Feed(
    name="open_data_use",
    title_id="Pemakaian data terbuka",
    title_en="Use of open data",
    fresh=timedelta(days=3),
    expire=timedelta(days=35),
    keeps_raw=False,  # columns of persons may stand in such files
    tables=(
        Table(
            table="open_data_month",
            key=("dataset", "month_on"),
            clock="updated_at",
            event="updated_at",
            columns={
                "dataset": text("dataset"),
                "month_on": sql(f"date_trunc('month', {day('month_on').sql})::date"),
                "title": text("title"),
                "agency": text("agency"),
                "downloads_n": integer("downloads_n"),
                "calls_n": integer("calls_n"),
                "due_on": day("due_on"),
                "refreshed_on": day("refreshed_on"),
                "area": sql("'31'"),
                "updated_at": moment("updated_at"),
            },
            checks=(
                *(required(name) for name in ("dataset", "month_on", "downloads_n", "calls_n", "updated_at")),
                *(at_least(name, 0) for name in ("downloads_n", "calls_n")),
                Check("outside:due_on", "date_trunc('month', due_on) <> month_on", "jatuh tempo di luar bulannya", "the refresh is due outside its month"),
                not_future("updated_at"),
            ),
        ),
    ),
)
