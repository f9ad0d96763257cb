"""What is thrown away, and when: raw positions, old tries, files whose bad rows nobody asked for in a month. Steps of alarms are put aside."""

from __future__ import annotations

import shutil
import time
from contextlib import suppress
from datetime import timedelta
from pathlib import Path

from data.clock import now, to_utc
from data.errors import WarehouseError
from data.literals import bind
from data.warehouse import Warehouse
from etl import alarm_steps

KEPT_DAYS = {"positions": 2, "passages": 60, "traffic": 31, "attempts": 14, "incoming": 30, "cameras": 31, "corridors": 100, "pumps": 400, "steps": 31}
STATEMENTS = (
    "delete from vehicle_position where seen_at < $positions",
    "delete from trip_update where updated_at < $positions",
    "delete from stop_passage where passed_at < $passages",
    "delete from realtime_gap where until_at < $passages",
    "delete from officer_position where seen_at < $positions",
    "delete from traffic_jam where seen_at < $traffic",
    "delete from traffic_alert where seen_at < $traffic",
    "delete from traffic_irregularity where seen_at < $traffic",
    "delete from corridor_time where seen_at < $corridors",
    "delete from camera_probe where probed_at < $cameras",
    # The newest state of a camera stays, however old: it is what holds now.
    "delete from camera_status c where changed_at < $cameras and exists (from camera_status n where n.source = c.source "
    "and n.camera_id = c.camera_id and n.changed_at > c.changed_at and n.changed_at < $cameras)",
    # Twelve periods of thirty days, each as it was known then, and what held when the first of them began.
    "delete from pump_change c where told_at < $pumps and exists (from pump_change n where n.source = c.source "
    "and n.pump_id = c.pump_id and n.told_at > c.told_at and n.told_at < $pumps)",
    "delete from attempt where attempted_at < $attempts",
)


def tidy(warehouse: Warehouse) -> None:
    """Delete what is older than its keeping time, and let the file shrink. Raises WarehouseError."""
    moment = to_utc(now())
    limits = {name: moment - timedelta(days=days) for name, days in KEPT_DAYS.items()}
    with warehouse.working() as session:
        for statement in STATEMENTS:
            session.execute(bind(statement, limits))
        alarm_steps.put_aside(warehouse, session, limits["steps"])
        with suppress(WarehouseError):  # while a load writes there can be none; the next hour brings another
            session.execute("checkpoint")
    _clear(warehouse.settings.var / "incoming", time.time() - KEPT_DAYS["incoming"] * 86400)


def _clear(folder: Path, oldest: float) -> None:
    """Take away files and folders that nobody has touched since; a load under way may be faster with its own."""
    for left in folder.glob("*"):
        with suppress(FileNotFoundError):
            if left.stat().st_mtime < oldest:
                shutil.rmtree(left) if left.is_dir() else left.unlink()
