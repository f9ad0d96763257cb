"""One file per feed; the folder is scanned, so that a new file is all that a new feed takes."""

from __future__ import annotations

import pkgutil
from functools import cache
from importlib import import_module

from data.errors import FeedError
from etl.feed import Feed


@cache
def feeds() -> dict[str, Feed]:
    """Every feed by name."""
    modules = (import_module(f"{__name__}.{m.name}") for m in pkgutil.iter_modules(__path__))
    found = [m.FEED for m in modules if hasattr(m, "FEED")]
    return {feed.name: feed for feed in sorted(found, key=lambda f: f.name)}


def feed(name: str) -> Feed:
    """The feed of a name. Raises FeedError that lists the names there are."""
    if name not in feeds():
        raise FeedError(f"There is no feed {name!r}.", f"Known feeds: {', '.join(feeds())}.", feed=name)
    return feeds()[name]
