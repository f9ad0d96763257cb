"""The hub: it watches the table versions, remakes the layers that they touch, and hands the same bytes to every screen."""

from __future__ import annotations

import asyncio
import json
import logging
import secrets
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import UTC, datetime
from functools import partial
from typing import TypeVar

from data import clock
from data.answers import Answers
from data.errors import CityError
from live.channel import Channel, Layer, Snapshot
from live.layers import LAYERS, newest_events
from live.screens import Line, Screen
from live.walls import Walls

log = logging.getLogger(__name__)
T = TypeVar("T")
Ages = Callable[[Answers, datetime], Mapping[str, datetime]]
Alarms = Callable[[Answers, datetime], Mapping[str, object]]
MOST_SCREENS = 2000
RETRY_S = 5.0


class Hub:
    """One per server. `start` and `stop` belong in the app's lifespan; nothing lives outside the object.

    answers   data.answers.Answers
    layers    what moves; `newest` gives the newest event of each source for the ages in the beat
    alarms    what stands, for the beat: asked again when the log of alarms has moved
    beat_s    seconds between beats, at most; poll_s between looks at the table versions; send_s a client may take for one message
    """

    def __init__(
        self,
        answers: Answers,
        layers: Sequence[Layer] = LAYERS,
        newest: Ages | None = newest_events,
        *,
        alarms: Alarms | None = None,
        beat_s: float = 1.0,
        poll_s: float = 0.25,
        send_s: float = 10.0,
        now: Callable[[], datetime] = clock.now,
    ) -> None:
        self.answers = answers
        self.boot = secrets.token_hex(4)
        self.beat_s = beat_s
        self.channels = {layer.name: Channel(layer, number) for number, layer in enumerate(layers)}
        self.screens: set[Screen] = set()
        self.walls = Walls()
        self.ticks = 0  # beats so far: a wall says which it painted
        self.versions: dict[str, int] = {}
        self._newest, self._newest_at = newest, dict[str, datetime]()
        self._alarms, self._standing = alarms, dict[str, object]()
        self._poll_s, self._send_s, self.now = poll_s, send_s, now
        self._answered = 0.0
        self._moved = asyncio.Event()  # a table has a version that no beat has told yet
        self._tasks: set[asyncio.Task[None]] = set()
        self._busy: dict[str, bool] = {}  # name -> asked again while it was being remade
        self._threads: ThreadPoolExecutor | None = None

    async def start(self) -> None:
        """Begin to watch and to beat."""
        self._threads = ThreadPoolExecutor(2, thread_name_prefix="live")
        self._answered = asyncio.get_running_loop().time()
        self._spawn(self._watch())
        self._spawn(self._beats())

    async def stop(self) -> None:
        """End every task. Screens notice by their socket and come back by themselves."""
        for task in list(self._tasks):
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        if self._threads:
            self._threads.shutdown(wait=True, cancel_futures=True)

    async def attend(self, line: Line, screen: Screen) -> None:
        """Serve one screen until it goes. Raises TimeoutError when it takes too long for a message."""
        hello = {
            **json.loads(self.beat()),
            "kind": "hello",
            "layers": list(self.channels),
            "beat_s": self.beat_s,
        }
        self.screens.add(screen)
        try:
            async with asyncio.timeout(self._send_s):
                await line.send_text(json.dumps(hello))
            await screen.serve(line, self._key, lambda name: self.channels[name].seq, self._send_s)
        finally:
            self.screens.discard(screen)

    async def snapshot(self, name: str) -> Snapshot:
        """All of a layer that stands in `channels`."""
        return await self._thread(self.channels[name].snapshot)

    def beat(self) -> str:
        """The text that says: the server lives, this is its clock, these are the versions and the ages in seconds.

        `asked_s` is how long ago the warehouse last answered, `seq` the newest frame of each layer, `errors` what failed.
        """
        now = self.now()
        loop = asyncio.get_running_loop()
        return json.dumps(
            {
                "kind": "beat",
                "now": now.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z"),
                "boot": self.boot,
                "tick": self.ticks,
                "versions": self.versions,
                "ages": {
                    source: max(0, round((clock.to_utc(now) - at).total_seconds()))
                    for source, at in self._newest_at.items()
                },
                "seq": {name: channel.seq for name, channel in self.channels.items()},
                "asked_s": round(loop.time() - self._answered, 1),
                "errors": {name: channel.error for name, channel in self.channels.items() if channel.error},
                "screens": len(self.screens),
                "alarms": self._standing,
            },
            separators=(",", ":"),
        )

    async def _key(self, name: str) -> tuple[int, bytes]:
        kept = await self.snapshot(name)
        return kept.seq, kept.key

    async def _beats(self) -> None:
        """A beat every `beat_s`, and one at once when a table has moved, but never two within two looks at the tables."""
        loop = asyncio.get_running_loop()
        while True:
            self._moved.clear()
            self.ticks += 1
            text = self.beat()
            for screen in self.screens:
                screen.say(text)
            due = loop.time() + self.beat_s
            await asyncio.sleep(2 * self._poll_s)
            with suppress(TimeoutError):
                async with asyncio.timeout_at(due):
                    await self._moved.wait()

    async def _watch(self) -> None:
        loop = asyncio.get_running_loop()
        made = dict.fromkeys(self.channels, float("-inf"))
        while True:
            with suppress(CityError):  # `asked_s` in the beat grows, and every screen shows it
                versions = await self._thread(self.answers.versions)
                changed = {
                    table for table, version in versions.items() if self.versions.get(table) != version
                }
                self.versions, self._answered = versions, loop.time()
                if changed:
                    self._moved.set()
                if changed and self._newest:
                    self._once("ages", self._remake_ages)
                if "alarm_event" in changed and self._alarms:
                    self._once("alarms", self._remake_alarms)
                for name, channel in self.channels.items():
                    due = RETRY_S if channel.error else channel.layer.every_s
                    if changed & channel.layer.tables or loop.time() - made[name] >= due:
                        made[name] = loop.time()
                        self._once(name, partial(self._remake, channel))
            await asyncio.sleep(self._poll_s)

    def _once(self, name: str, remake: Callable[[], object]) -> None:
        """Run a remake; when one of that name is running, once more after it, however often it was asked for."""
        if name in self._busy:
            self._busy[name] = True
            return
        self._busy[name] = False
        self._spawn(self._run(name, remake))

    async def _run(self, name: str, remake: Callable[[], object]) -> None:
        try:
            again = True
            while again:
                self._busy[name] = False
                await remake()  # type: ignore[misc]
                again = self._busy[name]
        finally:
            del self._busy[name]

    async def _remake(self, channel: Channel) -> None:
        try:
            seq, frame = await self._thread(channel.remake, self.answers, self.now)
        except Exception as error:  # whatever one layer does, the others and the beat go on
            text = error.message if isinstance(error, CityError) else "program error"
            if channel.error != text:
                log.warning("The layer %s could not be made.", channel.layer.name, exc_info=error)
            channel.error = text
            return
        channel.error, channel.seq = "", seq
        if frame is not None:
            for screen in self.screens:
                screen.offer(channel.layer.name, frame)

    async def _remake_ages(self) -> None:
        assert self._newest is not None
        try:
            self._newest_at = dict(await self._thread(self._newest, self.answers, self.now()))
        except Exception as error:  # the ages that are known go on growing
            log.warning("The ages of the sources could not be asked.", exc_info=error)

    async def _remake_alarms(self) -> None:
        assert self._alarms is not None
        try:
            self._standing = dict(await self._thread(self._alarms, self.answers, self.now()))
        except Exception as error:  # the alarms that are known go on standing
            log.warning("The standing alarms could not be asked.", exc_info=error)

    async def _thread(self, work: Callable[..., T], *args: object) -> T:
        assert self._threads is not None, "Hub.start() was not called"
        return await asyncio.get_running_loop().run_in_executor(self._threads, work, *args)

    def _spawn(self, work: object) -> None:
        task: asyncio.Task[None] = asyncio.create_task(work)  # type: ignore[arg-type]
        self._tasks.add(task)
        task.add_done_callback(self._ended)

    def _ended(self, task: asyncio.Task[None]) -> None:
        self._tasks.discard(task)
        if not task.cancelled() and task.exception():
            log.error("A task of the hub ended", exc_info=task.exception())
