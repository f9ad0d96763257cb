"""What the push costs: N walls on one server, 4,000 vehicles of which 40 % move every 5 seconds.

`python tests/bench/bench_push.py [--walls 200] [--seconds 20] [--every 5]` prints the share of one core that the server
spends on the push (with the walls, less the same server without walls), what making the frames costs, the time from hub
to wall (p50, p95) and the kilobytes per update and wall. Server and walls are processes of their own on this machine.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import subprocess
import sys
import threading
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime
from pathlib import Path

import httpx
import numpy as np
import pandas as pd
import uvicorn
import websockets
from fastapi import FastAPI

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))

from data.owner import free_port  # noqa: E402
from live.hub import Hub  # noqa: E402
from live.layers import VEHICLES  # noqa: E402
from live.routes import routes  # noqa: E402
from live.wire import HEAD  # noqa: E402

FLEET, MOVING = 4000, 0.4


class Fleet:
    """A warehouse's place holder: buses that drive at 8 m/s, and a version that goes up with every fix."""

    def __init__(self) -> None:
        rng = np.random.default_rng(7)
        self.version = 1
        self.lon, self.lat = rng.uniform(106.70, 106.97, FLEET), rng.uniform(-6.35, -6.10, FLEET)
        self.heading = rng.uniform(0, 2 * np.pi, FLEET)
        self.speed = np.full(FLEET, 8.0)
        self.seen = np.full(FLEET, np.datetime64("now", "ms"))
        self.rng = rng

    def versions(self) -> dict[str, int]:
        return {"vehicle_position": self.version}

    def move(self, seconds: float) -> None:
        """Two in five drive on, turn a little, and report."""
        which = self.rng.random(FLEET) < MOVING
        n = int(which.sum())
        self.heading[which] += self.rng.normal(0, 0.15, n)
        self.speed[which] = np.clip(self.speed[which] + self.rng.normal(0, 1, n), 0, 18)
        step = self.speed[which] * seconds / 111_320
        self.lon[which] += step * np.sin(self.heading[which])
        self.lat[which] += step * np.cos(self.heading[which])
        self.seen[which] = np.datetime64("now", "ms")
        self.version += 1

    def answer(self) -> pd.DataFrame:
        ids = np.char.add("TJ-", np.arange(FLEET).astype(str))
        route = (np.arange(FLEET) % 220).astype(str)
        words = {
            "source": "bench",
            "label": ids,
            "route_id": route,
            "route_short_name": route,
            "route_color": "D62126",
        }
        places = {
            "lon": self.lon,
            "lat": self.lat,
            "bearing": np.degrees(self.heading) % 360,
            "speed_ms": self.speed,
            "seen_at": self.seen,
        }
        return pd.DataFrame(
            {
                "vehicle_id": ids,
                **words,
                **places,
                "service_class": "brt",
                "trip_id": np.char.add(route, "-1"),
            }
        )


def ask(fleet: Fleet, _now: datetime) -> pd.DataFrame:
    """The question, without a database under it: what is measured here is the push."""
    return fleet.answer()


def serve(port: int, every_s: float) -> None:
    """The server process."""
    fleet = Fleet()
    layer = type(VEHICLES)(VEHICLES.name, VEHICLES.tables, ask, VEHICLES.encode)  # type: ignore[arg-type]
    hub = Hub(fleet, (layer,), None)  # type: ignore[arg-type]

    def drive() -> None:
        while True:
            time.sleep(every_s)
            fleet.move(every_s)

    @asynccontextmanager
    async def lifespan(_app: FastAPI) -> AsyncIterator[None]:
        threading.Thread(target=drive, daemon=True).start()
        await hub.start()
        yield
        await hub.stop()

    app = FastAPI(lifespan=lifespan)
    app.include_router(routes(hub))

    @app.get("/cpu")
    async def cpu() -> float:
        return time.process_time()

    uvicorn.run(
        app, host="127.0.0.1", port=port, log_level="warning", access_log=False, ws_per_message_deflate=False
    )


async def wall(port: int, seconds: float, late: list[float], sizes: list[int], beats: list[int]) -> None:
    """One wall: it notes the way from hub to here, and the size, of every difference that it hears."""
    async with websockets.connect(
        f"ws://127.0.0.1:{port}/live/ws?layers=vehicles", max_size=None, compression=None
    ) as line:
        end = time.monotonic() + seconds
        while (left := end - time.monotonic()) > 0:
            try:
                async with asyncio.timeout(left):
                    heard = await line.recv()
            except TimeoutError:
                return
            if isinstance(heard, str):
                beats.append(len(heard))
                continue
            flags, base = HEAD.unpack_from(heard)[2], HEAD.unpack_from(heard)[-1]
            if not flags & 1:
                late.append(time.time() - base)
                sizes.append(len(heard))


async def walls(port: int, n: int, seconds: float) -> dict[str, list[float]]:
    """All walls of the second process."""
    late, sizes, beats = [], [], []  # type: list[float], list[int], list[int]
    await asyncio.gather(*(wall(port, seconds, late, sizes, beats) for _ in range(n)))
    return {"late": late, "sizes": list(map(float, sizes)), "beats": list(map(float, beats))}


def wait_for(port: int) -> None:
    """Until the server answers."""
    for _ in range(200):
        try:
            httpx.get(f"http://127.0.0.1:{port}/live/versions", timeout=2)
            return
        except httpx.HTTPError:
            time.sleep(0.1)
    raise SystemExit("The server of the bench did not start.")


def spent(port: int, work: list[str] | None, seconds: float) -> tuple[float, str]:
    """CPU seconds that the server spent for each second while `work` ran (or nothing did), and what the work printed."""
    cpu = lambda: float(httpx.get(f"http://127.0.0.1:{port}/cpu", timeout=30).text)  # noqa: E731
    began, before = time.monotonic(), cpu()
    said = ""
    if work:
        said = subprocess.run(work, capture_output=True, text=True, check=True).stdout
    else:
        time.sleep(seconds)
    return (cpu() - before) / (time.monotonic() - began), said


def main() -> None:
    """Run server and walls, print the figures."""
    words = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    for name, plain in (("walls", 200), ("seconds", 20.0), ("every", 5.0), ("port", 0)):
        words.add_argument(f"--{name}", type=type(plain), default=plain)
    words.add_argument("--as", dest="role", choices=("bench", "server", "walls"), default="bench")
    given = words.parse_args()
    if given.role == "server":
        return serve(given.port, given.every)
    if given.role == "walls":
        return print(json.dumps(asyncio.run(walls(given.port, given.walls, given.seconds))))
    port = free_port()
    me = [sys.executable, __file__, "--port", str(port), "--every", str(given.every)]
    server = subprocess.Popen([*me, "--as", "server"])
    try:
        wait_for(port)
        time.sleep(2)
        alone, _ = spent(port, None, given.seconds)
        shared, said = spent(
            port,
            [*me, "--as", "walls", "--walls", str(given.walls), "--seconds", str(given.seconds)],
            given.seconds,
        )
    finally:
        server.terminate()
        server.wait()
    report(given.walls, alone, shared, json.loads(said))


def report(n: int, alone: float, shared: float, heard: dict[str, list[float]]) -> None:
    """The figures, one to a line."""
    late, sizes = np.array(heard["late"]) * 1000, np.array(heard["sizes"])
    print(f"walls                     {n}")
    print(f"updates heard by a wall   {len(late) / n:.1f}")
    print(f"server without walls      {alone:.2%} of a core (making the frames, looking at the versions)")
    print(f"server with walls         {shared:.2%} of a core")
    print(f"push to {n} walls        {shared - alone:.2%} of a core")
    print(
        f"hub to wall               p50 {np.percentile(late, 50):.0f} ms, p95 {np.percentile(late, 95):.0f} ms, worst {late.max():.0f} ms"
    )
    print(
        f"update                    {sizes.mean() / 1000:.1f} kB, largest {sizes.max() / 1000:.1f} kB; a beat {np.mean(heard['beats']):.0f} bytes"
    )


if __name__ == "__main__":
    main()
