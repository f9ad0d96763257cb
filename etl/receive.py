"""Events that are pushed in: a webhook's body is one batch, with the same checks and the same law as a file."""

from __future__ import annotations

import os

from data.errors import FeedError
from data.warehouse import Warehouse
from etl.closed import closed_folder
from etl.engine import load
from etl.feeds import feed

SUFFIX = {"application/json": ".json", "application/x-ndjson": ".jsonl", "application/jsonl": ".jsonl", "text/csv": ".csv"}


def receive(warehouse: Warehouse, feed_name: str, body: bytes, content_type: str, source: str | None = None) -> dict[str, object]:
    """Load a body. Gives {feed, source, batch, state, read, inserted, updated, duplicate, quarantined, seconds}. Raises FeedError."""
    kind = content_type.split(";")[0].strip().lower()
    if kind not in SUFFIX:
        raise FeedError(f"The content type {kind!r} is not taken.", f"Send {', '.join(SUFFIX)}.", feed=feed_name)
    with closed_folder(warehouse.settings.var / "incoming") as folder:
        arrived = folder / f"webhook-{os.urandom(8).hex()}{SUFFIX[kind]}"
        arrived.write_bytes(body)
        return load(warehouse, feed(feed_name), arrived, source=source, origin=f"webhook{SUFFIX[kind]}").line()
