"""What is thrown away, and when: raw positions, old tries, files whose bad rows nobody asked for in a month."""

from __future__ import annotations

import time
from datetime import timedelta

from data.clock import now, to_utc
from data.literals import bind
from data.warehouse import Warehouse

KEPT_DAYS = {"positions": 2, "attempts": 14, "incoming": 30}
STATEMENTS = (
    "delete from vehicle_position where seen_at < $positions",
    "delete from attempt where attempted_at < $attempts",
)


def tidy(warehouse: Warehouse) -> None:
    """Delete what is older than its keeping time, and let the file shrink."""
    moment = to_utc(now())
    limits = {name: moment - timedelta(days=days) for name, days in KEPT_DAYS.items()}
    with warehouse.working() as session:
        for statement in STATEMENTS:
            session.execute(bind(statement, limits))
        session.execute("checkpoint")
    oldest = time.time() - KEPT_DAYS["incoming"] * 86400
    for file in (warehouse.settings.var / "incoming").iterdir():
        if file.is_file() and file.stat().st_mtime < oldest:
            file.unlink(missing_ok=True)
