"""The probe log: what the proxy met at each camera, written down in batches. A screen that watches for weeks must not fill the disk."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from datetime import datetime, timedelta

from data import clock
from data.errors import WarehouseError
from data.warehouse import Warehouse

log = logging.getLogger(__name__)
EVERY_S = 15.0
SAME = timedelta(minutes=1)  # a camera's repeated outcome is written at most so often
MOST = 5_000
_WRITE = (
    "insert into camera_probe by name select unnest($sources) as source, unnest($cameras) as camera_id, unnest($moments) as probed_at, "
    "unnest($kinds) as kind, unnest($outcomes) as outcome, unnest($took) as took_ms, unnest($bytes) as bytes",
    "update table_version set version = version + 1 where table_name = 'camera_probe'",
)
Probe = tuple[str, str, datetime, str, str, int, int]


class Watch:
    """Tries that wait to be written."""

    def __init__(self, warehouse: Warehouse, now: Callable[[], datetime] = clock.now) -> None:
        self._warehouse = warehouse
        self._now = now
        self._waiting: list[Probe] = []
        self._last: dict[tuple[str, str, str], tuple[str, datetime]] = {}

    def note(self, source: str, camera_id: str, kind: str, outcome: str, took_s: float, size: int) -> None:
        """Remember one try: kind photo or stream, outcome `ok` or the kind of the refusal."""
        moment, key = clock.to_utc(self._now()), (source, camera_id, kind)
        before, at = self._last.get(key, ("", moment - SAME))
        if (before == outcome and moment - at < SAME) or len(self._waiting) >= MOST:
            return
        self._last[key] = outcome, moment
        self._waiting.append((source, camera_id, moment, kind, outcome, round(took_s * 1000), size))

    def write(self) -> int:
        """Write what waits and give how many tries that was. What cannot be written now is tried again."""
        rows, self._waiting = self._waiting, []
        if not rows:
            return 0
        names = ("sources", "cameras", "moments", "kinds", "outcomes", "took", "bytes")
        try:
            with self._warehouse.working() as session:
                session.transact(_WRITE, dict(zip(names, map(list, zip(*rows, strict=True)), strict=True)))
        except WarehouseError as error:
            log.warning("tries of cameras wait: %s", error)
            self._waiting = [*rows, *self._waiting][:MOST]
            return 0
        return len(rows)

    async def run(self) -> None:
        """Write every EVERY_S, until cancelled."""
        while True:
            await asyncio.sleep(EVERY_S)
            await asyncio.to_thread(self.write)
