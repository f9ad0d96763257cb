"""The whole server on a clock that goes on by one second with each beat of its hub, as fast as a wall keeps up with it."""

from __future__ import annotations

import asyncio
import threading
import time
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

import httpx
import uvicorn

import app as front
from data.clock import to_utc
from data.owner import free_port
from data.settings import Settings
from data.warehouse import Warehouse
from live import hub as hubs
from live.walls import Heartbeat, Walls

BEGIN = timedelta(hours=3)  # WIB: the planned reload at four comes after one hour
TABLES = ("report", "report_event", "incident", "water_level", "air_quality", "batch")
AHEAD_S = 12  # seconds of its clock that the hub may be ahead of what the page says it heard: or beats would pile up in the line


@dataclass
class FastCity:
    """The whole server, on a clock that goes on with its beats, that can be ended and begun again."""

    settings: Settings
    warehouse: Warehouse
    port: int = field(default_factory=free_port)
    speed: float = float("inf")  # ticks per real second at most
    seconds: float = 0.0  # of the clock since the day began: as many ticks were due
    made: int = 0
    hold: float = 0.0  # where the clock falls back to the real pace
    is_cut: bool = False
    heard: float = 0.0  # the clock of the newest beat that the page says it heard
    hub: Any = None

    def __post_init__(self) -> None:
        midnight = datetime.now(UTC).replace(hour=0, minute=0, second=0, microsecond=0)
        self.first = midnight - timedelta(hours=7) + BEGIN

    def now(self) -> datetime:
        """The moment on the fast clock."""
        return self.first + timedelta(seconds=self.seconds)

    async def pace(self, screens: set[Any]) -> None:
        """Until the next beat. A wall may take as long for one as it may at the real pace."""
        began = time.monotonic()
        if self.seconds >= self.hold or not (screens or self.is_cut):
            await asyncio.sleep(1.0)
            return
        await asyncio.sleep(1 / self.speed)
        while time.monotonic() - began < 1.0 and not self.is_cut and self.seconds - self.heard > AHEAD_S:
            await asyncio.sleep(0.001)

    def hears(self, said: Heartbeat) -> bool:
        """What the page says it heard; whether this was such a message."""
        if said.wall_id != "heard" or said.painted_at is None:
            return False
        self.heard = (said.painted_at - to_utc(self.first)).total_seconds()
        return True

    def begin(self) -> None:
        """Serve. Pages are told a beat of a second, so that their watchdogs wait a time that such a server can keep."""
        city = self

        class Hearing(Walls):
            def hear(self, line: object | None, said: Heartbeat, now: datetime) -> None:
                if not city.hears(said):
                    super().hear(line, said, now)

        class FastHub(hubs.Hub):
            def __init__(self, answers: Any, **named: Any) -> None:
                super().__init__(answers, **named, beat_s=1.0, now=city.now)
                self.walls = Hearing()
                city.hub = self

            async def _beats(self) -> None:
                while True:
                    self.ticks += 1
                    city.made += 1
                    city.seconds += 1
                    text = self.beat()
                    for screen in self.screens:
                        screen.say(text)
                    await city.pace(self.screens)

        front.Hub = FastHub  # type: ignore[misc]
        self._server = uvicorn.Server(
            uvicorn.Config(front.create_app(self.settings, self.warehouse), port=self.port, log_level="critical", ws_per_message_deflate=False, timeout_graceful_shutdown=1)
        )
        self._thread = threading.Thread(target=self._server.run, daemon=True)
        self._thread.start()
        for _try in range(300):
            with suppress(httpx.HTTPError):
                httpx.get(f"http://127.0.0.1:{self.port}/live/versions", timeout=2)
                return
            time.sleep(0.1)
        raise SystemExit("The server did not begin.")

    def end(self) -> None:
        """Stop serving."""
        self._server.should_exit = True
        self._thread.join(20)

    def restart(self) -> None:
        """End and begin; while nobody beats the clock goes on at the real pace."""
        ended, made = time.monotonic(), self.made
        self.end()
        time.sleep(1)
        self.begin()
        self.seconds += max(0.0, time.monotonic() - ended - (self.made - made))

    def bump(self) -> None:
        """Every panel's tables have moved."""
        listed = ", ".join(f"'{name}'" for name in TABLES)
        with self.warehouse.working() as session:
            session.execute(f"update table_version set version = version + 1 where table_name in ({listed})")
