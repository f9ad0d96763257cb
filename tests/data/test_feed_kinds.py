"""The list of feeds that the health page reads says the same as the feeds themselves."""

from __future__ import annotations

import csv
import importlib
import pkgutil
from datetime import timedelta

import etl.feeds
from data.schema import REFERENCE
from etl.feed import Feed


def test_the_list_of_feeds_equals_the_feeds() -> None:
    modules = [importlib.import_module(f"etl.feeds.{m.name}") for m in pkgutil.iter_modules(etl.feeds.__path__)]
    feeds: dict[str, Feed] = {m.FEED.name: m.FEED for m in modules if hasattr(m, "FEED")}
    with (REFERENCE / "feed_kind.csv").open(encoding="utf-8") as file:
        listed = {row["feed:VARCHAR"]: row for row in csv.DictReader(file)}
    assert set(listed) == set(feeds)
    for name, feed in feeds.items():
        row = listed[name]
        assert (row["title_id:VARCHAR"], row["title_en:VARCHAR"]) == (feed.title_id, feed.title_en)
        assert timedelta(minutes=int(row["fresh_min:INTEGER"])) == feed.fresh, name
        assert timedelta(minutes=int(row["expire_min:INTEGER"])) == feed.expire, name
