"""One screen's queue: what a slow client misses it gets whole, and nobody waits for it."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from itertools import count

import pytest

from live.hub import Hub
from live.screens import Screen
from live.wire import decode
from tests.live.conftest import EPOCH, Known, fleet, layer


class Phone:
    """A line that keeps what it hears, and that can be made to hang."""

    def __init__(self) -> None:
        self.frames: list[bytes] = []
        self.texts: list[str] = []
        self.is_open = asyncio.Event()
        self.is_open.set()

    async def send_bytes(self, data: bytes) -> None:
        await self.is_open.wait()
        self.frames.append(data)

    async def send_text(self, data: str) -> None:
        await self.is_open.wait()
        self.texts.append(data)


async def until(true: object, tries: int = 400) -> None:
    """Let the loop run until it is so."""
    for _ in range(tries):
        if true():  # type: ignore[operator]
            return
        await asyncio.sleep(0.01)
    raise AssertionError("it did not happen within four seconds")


def hub_of(known: Known, **how: float) -> Hub:
    seconds = count()
    return Hub(
        known, (layer(),), None, poll_s=0.01, now=lambda: EPOCH + timedelta(seconds=next(seconds)), **how
    )  # type: ignore[arg-type]


def test_a_new_screen_gets_all_of_it_and_then_the_differences(known: Known) -> None:
    async def play() -> None:
        hub = hub_of(known)
        await hub.start()
        line, screen = Phone(), Screen(frozenset({"vehicles"}))
        await until(lambda: hub.channels["vehicles"].seq == 1)
        attending = asyncio.create_task(hub.attend(line, screen))
        await until(lambda: line.frames)
        known.give(fleet(["a", "b"], [106.8001, 106.9], [-6.2, -6.1]))
        await until(lambda: len(line.frames) == 2)
        attending.cancel()
        await hub.stop()
        key, delta = map(decode, line.frames)
        assert (key.is_key, key.seq, key.ids) == (True, 1, ["a", "b"])
        assert (delta.is_key, delta.seq, delta.moved.tolist()) == (False, 2, [0])
        assert not hub.screens

    asyncio.run(play())


def test_a_hanging_screen_is_cut_short_and_the_others_get_everything(known: Known) -> None:
    async def play() -> None:
        hub = hub_of(known)
        await hub.start()
        await until(lambda: hub.channels["vehicles"].seq == 1)
        slow, quick, screen = Phone(), Phone(), Screen(frozenset({"vehicles"}), most=4)
        tasks = [
            asyncio.create_task(hub.attend(slow, screen)),
            asyncio.create_task(hub.attend(quick, Screen(frozenset({"vehicles"})))),
        ]
        await until(lambda: slow.frames and quick.frames)
        slow.is_open.clear()
        for n in range(1, 13):
            known.give(fleet(["a", "b"], [106.8 + n * 1e-4, 106.9], [-6.2, -6.1]))
            await until(lambda n=n: hub.channels["vehicles"].seq == n + 1)
        await until(lambda: len(quick.frames) == 13)
        assert screen.dropped > 0
        slow.is_open.set()
        await until(lambda: decode(slow.frames[-1]).seq == 13)
        for task in tasks:
            task.cancel()
        await hub.stop()
        assert [decode(f).seq for f in quick.frames] == list(range(1, 14))
        caught_up = decode(slow.frames[-1])
        assert caught_up.is_key and caught_up.lon.tolist() == [10_680_120, 10_690_000]
        assert len(slow.frames) < 6

    asyncio.run(play())


def test_a_screen_that_takes_nothing_in_time_is_given_up(known: Known) -> None:
    async def play() -> None:
        hub = hub_of(known, send_s=0.05)
        await hub.start()
        line = Phone()
        line.is_open.clear()
        with pytest.raises(TimeoutError):
            await hub.attend(line, Screen(frozenset({"vehicles"})))
        await hub.stop()
        assert not hub.screens

    asyncio.run(play())


def test_another_page_wants_other_layers(known: Known) -> None:
    async def play() -> None:
        hub = hub_of(known)
        await hub.start()
        await until(lambda: hub.channels["vehicles"].seq == 1)
        line, screen = Phone(), Screen()
        attending = asyncio.create_task(hub.attend(line, screen))
        await until(lambda: line.texts)
        assert not line.frames
        screen.want(frozenset({"vehicles"}))
        await until(lambda: line.frames)
        screen.want(frozenset())
        known.give(fleet(["a"], [106.7], [-6.2]))
        await until(lambda: hub.channels["vehicles"].seq == 2)
        screen.want(frozenset({"vehicles"}))
        await until(lambda: len(line.frames) == 2)
        attending.cancel()
        await hub.stop()
        assert [(decode(f).is_key, decode(f).seq) for f in line.frames] == [(True, 1), (True, 2)]

    asyncio.run(play())


def test_beats_do_not_pile_up() -> None:
    screen = Screen()
    for n in range(100):
        screen.say(str(n))

    async def play() -> list[str]:
        line = Phone()
        serving = asyncio.create_task(screen.serve(line, None, None, 1.0))  # type: ignore[arg-type]
        await until(lambda: line.texts)
        serving.cancel()
        return line.texts

    assert asyncio.run(play()) == ["99"]


def test_a_layer_that_fails_stops_neither_the_beat_nor_the_other_layers(
    known: Known, caplog: pytest.LogCaptureFixture
) -> None:
    from dataclasses import replace

    from data.errors import WarehouseError

    def fails(_known: object, _now: object) -> None:
        raise WarehouseError("The table is gone.", "Look for it.")

    async def play() -> str:
        broken = replace(layer(), name="broken", ask=fails)  # type: ignore[arg-type]
        hub = Hub(known, (broken, layer()), None, poll_s=0.01)  # type: ignore[arg-type]
        await hub.start()
        await until(lambda: hub.channels["vehicles"].seq == 1 and hub.channels["broken"].error)
        beat = hub.beat()
        await hub.stop()
        return beat

    assert '"errors":{"broken":"The table is gone."}' in asyncio.run(play())
    assert "broken could not be made" in caplog.text


def test_a_change_while_a_layer_is_remade_is_not_lost(known: Known) -> None:
    async def play() -> int:
        hub = hub_of(known)
        await hub.start()
        for n in range(40):
            known.give(fleet(["a"], [106.8 + n * 1e-4], [-6.2]))
            await asyncio.sleep(0.003)
        await until(lambda: decode(hub.channels["vehicles"].snapshot().key).lon.tolist() == [10_680_390])
        await hub.stop()
        return known.asked

    assert 1 < asyncio.run(play()) <= 42


def test_the_beat_names_clock_versions_ages_and_seq(known: Known) -> None:
    import json

    async def play() -> dict[str, object]:
        hub = Hub(
            known,
            (layer(),),
            lambda _a, now: {"simulasi_x": now.replace(tzinfo=None) - timedelta(seconds=7)},
            poll_s=0.01,
            now=lambda: EPOCH,
        )  # type: ignore[arg-type]
        await hub.start()
        await until(lambda: json.loads(hub.beat())["ages"] and hub.channels["vehicles"].seq)
        beat = json.loads(hub.beat())
        await hub.stop()
        return beat

    beat = asyncio.run(play())
    assert beat["kind"] == "beat" and beat["now"] == "2026-11-21T13:00:00.000Z"
    assert (beat["versions"], beat["ages"], beat["seq"]) == (
        {"vehicle_position": 1},
        {"simulasi_x": 7},
        {"vehicles": 1},
    )
