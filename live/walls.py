"""The walls and their heartbeats: who said what when, and from that alone whether a wall lives, is frozen, or is gone.

A wall says every few seconds what it shows and which beat it painted last. A browser that hangs keeps its socket open and
says nothing, or says something and paints nothing: both are frozen. A closed socket that does not come back is gone.
Where sockets are blocked a wall says the same with its polls; one that polls no more cannot be told from one that is gone.
"""

from __future__ import annotations

import asyncio
import json
import logging
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

from data.answers import Answers
from data.clock import to_utc
from data.errors import CityError

log = logging.getLogger(__name__)
ALIVE, FROZEN, GONE = "hidup", "beku", "hilang"
FROZEN_AFTER = timedelta(seconds=30)  # without a painted beat
GONE_AFTER = timedelta(seconds=30)  # without a socket: longer than a reload takes
FORGOTTEN_AFTER = timedelta(days=7)
KEEP_S = 10.0  # seconds between two writings
LONGEST_NAME = 60
MOST = 500
_PUT = "insert into wall_screen by name select unnest(from_json($walls::json, $shape), recursive := true)"
_BUMP = "update table_version set version = version + 1 where table_name = 'wall_screen'"
_COLUMNS = {
    "wall_id": "varchar", "tour": "varchar", "page": "varchar", "state": "varchar", "since_at": "timestamp", "seen_at": "timestamp",
    "painted_at": "timestamp", "heap_mb": "double", "is_paused": "boolean",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Heartbeat:
    """What a wall says of itself. `painted_at` is the server's clock in the newest beat that reached its picture, UTC naive."""

    wall_id: str
    tour: str
    page: str
    painted_at: datetime | None
    heap_mb: float | None
    is_paused: bool


@dataclass(frozen=True, slots=True)
class Wall:
    """A wall as the server knows it: its newest heartbeat, when that came, and until when its socket was known to be open."""

    said: Heartbeat
    seen_at: datetime
    open_at: datetime
    painted_at: datetime  # before its first picture: when it was first heard, so that it has time to draw one
    state: str
    since_at: datetime


def heartbeat(said: Mapping[str, object]) -> Heartbeat | None:
    """The message {"id", "tour", "page", "painted", "heap_mb", "paused"} as a heartbeat; None for anything else."""
    names = [said.get(key) for key in ("id", "tour", "page")]
    if not all(isinstance(name, str) and 0 < len(name) <= LONGEST_NAME for name in names):
        return None
    painted, heap = said.get("painted"), said.get("heap_mb")
    moment = None
    if isinstance(painted, int | float) and 0 < painted < 4e12:
        moment = to_utc(datetime.fromtimestamp(painted / 1000, UTC))
    number = float(heap) if isinstance(heap, int | float) and not isinstance(heap, bool) and 0 <= heap < 1e6 else None
    return Heartbeat(str(names[0]), str(names[1]), str(names[2]), moment, number, said.get("paused") is True)


def state_of(open_at: datetime, painted_at: datetime, now: datetime) -> str:
    """hidup, beku or hilang, from the last moments at which its socket was open and its picture moved. All are UTC, naive."""
    if now - open_at > GONE_AFTER:
        return GONE
    return FROZEN if now - painted_at > FROZEN_AFTER else ALIVE


class Walls:
    """The walls of one server. `hear`, `leave` and `judge` are for the event loop; `keep` writes and blocks."""

    def __init__(self) -> None:
        self._walls: dict[str, Wall] = {}
        self._lines: dict[object, str] = {}  # open socket -> wall

    def hear(self, line: object | None, said: Heartbeat, now: datetime) -> None:
        """A heartbeat came over that line; None for a poll, after which nothing stays open."""
        known = self._walls.get(said.wall_id)
        if known is None and len(self._walls) >= MOST:
            return
        if line is not None:
            self._lines[line] = said.wall_id
        painted = min(said.painted_at, now) if said.painted_at else known.painted_at if known else now
        first = known or Wall(said, now, now, painted, ALIVE, now)
        self._put(replace(first, said=said, seen_at=now, open_at=now, painted_at=painted), now)

    def leave(self, line: object, now: datetime) -> None:
        """The line ended."""
        wall = self._walls.get(self._lines.pop(line, ""))
        if wall:
            self._put(replace(wall, open_at=now), now)

    def judge(self, now: datetime) -> tuple[Wall, ...]:
        """Every wall in its present state; those unseen for a week are forgotten."""
        connected = set(self._lines.values())
        for name, wall in list(self._walls.items()):
            if now - wall.seen_at > FORGOTTEN_AFTER and name not in connected:
                del self._walls[name]
                continue
            self._put(replace(wall, open_at=now) if name in connected else wall, now)
        return tuple(self._walls.values())

    def remember(self, answers: Answers) -> None:
        """The walls of the server before this one, so that one that does not come back is missed."""
        rows = answers.warehouse.here().rows(f"select {', '.join(_COLUMNS)} from wall_screen")
        for wall_id, tour, page, state, since, seen, painted, heap, is_paused in rows:
            said = Heartbeat(wall_id, tour, page, painted, heap, is_paused)
            self._walls.setdefault(wall_id, Wall(said, seen, seen, painted or seen, state, since))

    def _put(self, wall: Wall, now: datetime) -> None:
        state = state_of(wall.open_at, wall.painted_at, now)
        self._walls[wall.said.wall_id] = wall if state == wall.state else replace(wall, state=state, since_at=now)


def write(answers: Answers, walls: tuple[Wall, ...]) -> None:
    """Put these walls in the place of those that are written. Raises WarehouseError."""
    rows = [
        (w.said.wall_id, w.said.tour, w.said.page, w.state, w.since_at, w.seen_at, w.said.painted_at, w.said.heap_mb, w.said.is_paused)
        for w in walls
    ]  # fmt: skip
    told = json.dumps([dict(zip(_COLUMNS, row, strict=True)) for row in rows], default=str)
    answers.warehouse.here().transact(["delete from wall_screen", _PUT, _BUMP], {"walls": told, "shape": json.dumps([_COLUMNS])})


async def keep(walls: Walls, answers: Answers, now: Callable[[], datetime], every_s: float = KEEP_S) -> None:
    """Judge and write for ever; a warehouse that cannot be written to is tried again."""
    with suppress(CityError):
        await asyncio.to_thread(walls.remember, answers)
    written: tuple[Wall, ...] | None = None
    while True:
        known = tuple(replace(wall, open_at=wall.seen_at) for wall in walls.judge(to_utc(now())))  # what is written of it
        if known != (written or ()):
            try:
                await asyncio.to_thread(write, answers, known)
                written = known
            except CityError as error:
                log.warning("The walls could not be written down: %s", error)
        await asyncio.sleep(every_s)
