"""Public Wi-Fi and the fibre behind it: each site's day with its minutes up, its speed and its devices as a number."""

from __future__ import annotations

from datetime import timedelta

from etl.checks import at_least, between, coordinates, no_more, not_future, one_of, required
from etl.columns import day, integer, latitude, longitude, moment, number, sql, text
from etl.feed import Feed, Place, Table

FEED = Feed(
    name="wifi",
    title_id="JakWifi dan serat optik",
    title_en="Public Wi-Fi and fibre",
    fresh=timedelta(days=2),
    expire=timedelta(days=7),
    keeps_raw=False,  # columns of persons may stand in such files
    tables=(
        Table(
            table="wifi_day",
            key=("site_id", "day_on"),
            clock="updated_at",
            event="updated_at",
            place=Place(),
            columns={
                "site_id": text("site_id"),
                "day_on": day("day_on"),
                "name": text("name"),
                "kind": text("kind"),
                "link": sql("lower(nullif(trim({link}), ''))"),
                "up_min": number("up_min"),
                "expected_min": number("expected_min"),
                "down_mbps": number("down_mbps"),
                "up_mbps": number("up_mbps"),
                "devices_n": integer("devices_n"),
                "lon": longitude(),
                "lat": latitude(),
                "updated_at": moment("updated_at"),
            },
            checks=(
                *(required(name) for name in ("site_id", "day_on", "expected_min", "updated_at")),
                between("expected_min", 0, 1440),
                *(at_least(name, 0) for name in ("up_min", "down_mbps", "up_mbps", "devices_n")),
                no_more("up_min", "expected_min"),
                one_of("link", "serat", "nirkabel", "seluler"),
                not_future("updated_at"),
                *coordinates(),
            ),
        ),
    ),
)
