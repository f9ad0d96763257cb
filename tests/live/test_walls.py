"""Walls and their heartbeats: alive, frozen, gone, and what is remembered of them."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta

import pytest

from data.answers import Answers
from data.queries.walls import wall_screens
from live.walls import ALIVE, FORGOTTEN_AFTER, FROZEN, GONE, Walls, heartbeat, keep, state_of, write

NOON = datetime(2026, 11, 22, 5, 0)


def ago(seconds: float) -> datetime:
    return NOON - timedelta(seconds=seconds)


def said(name: str = "lobi", painted: datetime | None = NOON, page: str = "peta") -> dict[str, object]:
    """A message as a wall sends it."""
    return {
        "id": name, "tour": "kota", "page": page, "heap_mb": 41.5, "paused": False,
        "painted": painted.replace(tzinfo=UTC).timestamp() * 1000 if painted else None,
    }  # fmt: skip


def hear(walls: Walls, line: object, at: datetime, painted: datetime | None, name: str = "lobi") -> None:
    beat = heartbeat(said(name, painted))
    assert beat
    walls.hear(line, beat, at)


@pytest.mark.parametrize(
    ("open_s", "painted_s", "state"),
    [(0, 0, ALIVE), (30, 30, ALIVE), (0, 31, FROZEN), (30, 3600, FROZEN), (31, 0, GONE), (31, 31, GONE)],
)
def test_the_state_follows_from_socket_and_picture(open_s: float, painted_s: float, state: str) -> None:
    assert state_of(ago(open_s), ago(painted_s), NOON) == state


def test_a_browser_that_hangs_is_frozen_since_then_and_thaws() -> None:
    walls = Walls()
    hear(walls, "socket", NOON, NOON)
    later = NOON + timedelta(seconds=40)
    (wall,) = walls.judge(later)  # the socket is open, nothing is said
    assert (wall.state, wall.since_at, wall.seen_at) == (FROZEN, later, NOON)
    hear(walls, "socket", later, NOON)  # it speaks, and paints nothing
    assert walls.judge(later)[0].state == FROZEN
    hear(walls, "socket", later, later)
    assert walls.judge(later)[0].state == ALIVE


def test_a_closed_socket_is_gone_only_when_it_does_not_come_back() -> None:
    walls = Walls()
    hear(walls, "first", NOON, NOON)
    walls.leave("first", NOON)
    assert walls.judge(NOON + timedelta(seconds=20))[0].state == ALIVE  # a reload takes its time
    assert walls.judge(NOON + timedelta(seconds=31))[0].state == GONE
    back = NOON + timedelta(seconds=60)
    hear(walls, "second", back, back)
    assert walls.judge(back)[0].state == ALIVE
    assert walls.judge(back + FORGOTTEN_AFTER * 2) != ()  # its socket is open still
    walls.leave("second", back)
    assert walls.judge(back + FORGOTTEN_AFTER * 2) == ()


def test_a_wall_that_never_paints_has_half_a_minute() -> None:
    walls = Walls()
    for seconds in (0, 10, 20, 30, 40):
        hear(walls, "socket", NOON + timedelta(seconds=seconds), None)
    assert walls.judge(NOON + timedelta(seconds=40))[0].state == FROZEN


@pytest.mark.parametrize("wrong", [{}, {"id": 3}, said() | {"tour": "x" * 61}, said() | {"page": ""}, said() | {"id": None}])
def test_what_is_no_heartbeat_is_passed_over(wrong: dict[str, object]) -> None:
    assert heartbeat(wrong) is None


def test_figures_that_cannot_be_are_left_out() -> None:
    beat = heartbeat(said() | {"heap_mb": -1, "painted": 9e15, "paused": "yes"})
    assert beat and (beat.heap_mb, beat.painted_at, beat.is_paused) == (None, None, False)


def test_walls_are_written_and_the_next_server_misses_them(answers: Answers) -> None:
    walls = Walls()
    hear(walls, "a", NOON, NOON, "lobi")
    hear(walls, "b", NOON, ago(50), "aula")
    before = answers.versions()["wall_screen"]
    write(answers, walls.judge(NOON))
    write(answers, walls.judge(NOON))
    assert answers.versions()["wall_screen"] == before + 2
    assert wall_screens(answers)[["wall_id", "state", "heap_mb"]].to_numpy().tolist() == [["aula", FROZEN, 41.5], ["lobi", ALIVE, 41.5]]
    after = Walls()
    after.remember(answers)
    assert {w.said.wall_id: w.state for w in after.judge(NOON + timedelta(minutes=2))} == {"lobi": GONE, "aula": GONE}


def test_the_keeper_writes_what_changes(answers: Answers) -> None:
    async def run() -> None:
        walls = Walls()
        hear(walls, "a", NOON, NOON)
        keeping = asyncio.create_task(keep(walls, answers, lambda: NOON.replace(tzinfo=UTC), every_s=0.01))
        while not answers.versions()["wall_screen"]:
            await asyncio.sleep(0.01)
        await asyncio.sleep(0.1)
        keeping.cancel()

    asyncio.run(run())
    assert answers.versions()["wall_screen"] == 1  # nothing new was said
    assert wall_screens(answers)["wall_id"].tolist() == ["lobi"]
