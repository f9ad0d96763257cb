"""A wall in Chromium through a day and a night on an accelerated clock: memory, ticks, and whether it comes back by itself.

    python tests/bench/bench_endurance.py [--speed 300] [--hours 24]

The server's clock runs `speed` times as fast and it beats once for each of its seconds, so a wall hears as many ticks as in a
real day; everything on a wall that has to do with time follows the server's clock (rotation, pixel shift, night, the reload at
four). Table versions move every real second, so panels are drawn again all the while. Meanwhile the server is ended and begun
three times, and the wall is cut off for five minutes of its own time. The heap is measured after a forced collection at the
end of the second and of the last hour before the planned reload, which would make any leak look small.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import shutil
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import httpx
import uvicorn
from playwright.sync_api import CDPSession, Error, Page, sync_playwright

sys.path.insert(0, str(Path(__file__).parents[2]))

import app as front
from data.clock import now
from data.owner import free_port
from data.settings import Settings
from data.warehouse import Warehouse
from live import hub as hubs
from tests.browser.conftest import FLAGS, NAMES
from tests.layouts.filled_city import fill

BEGIN = timedelta(hours=4, minutes=30)  # WIB: the planned reload at four is 23.5 hours away
TABLES = ("report", "report_event", "incident", "water_level", "air_quality", "batch")
# Counts over reloads: how many ticks came, how often a document began.
COUNT = """
const add = (name, n) => sessionStorage.setItem(name, String(Number(sessionStorage.getItem(name) || 0) + n));
add('bench-loads', 1);
let heard = 0;
document.addEventListener('city:beat', () => { heard++; });
const save = () => { add('bench-ticks', heard); heard = 0; };
setInterval(save, 500);
addEventListener('pagehide', save);
"""


@dataclass
class FastCity:
    """The whole server, on a clock of its own, that can be ended and begun again."""

    settings: Settings
    warehouse: Warehouse
    speed: float
    port: int = field(default_factory=free_port)
    sent: int = 0
    begun_at: float = field(default_factory=time.monotonic)

    def __post_init__(self) -> None:
        midnight = datetime.now(UTC).replace(hour=0, minute=0, second=0, microsecond=0)
        self.first = midnight - timedelta(hours=7) + BEGIN

    def now(self) -> datetime:
        """The moment on the fast clock."""
        return self.first + timedelta(seconds=(time.monotonic() - self.begun_at) * self.speed)

    def begin(self) -> None:
        """Serve. The hub beats once a second of the fast clock; it tells pages a beat of a real second, so that their watchdogs
        wait a time that such a server can keep."""
        city = self

        class FastHub(hubs.Hub):
            def __init__(self, answers: Any, **named: Any) -> None:
                super().__init__(answers, **named, beat_s=1.0, now=city.now)
                city.hub = self  # type: ignore[attr-defined]

            async def _beats(self) -> None:
                due = time.monotonic()
                while True:
                    self.ticks += 1
                    text = self.beat()
                    for screen in self.screens:
                        screen.say(text)
                    due = max(due + 1 / city.speed, time.monotonic())
                    await asyncio.sleep(due - time.monotonic())

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
        """Stop serving, and keep what was sent."""
        self._server.should_exit = True
        self._thread.join(20)
        self.sent += self.hub.ticks  # type: ignore[attr-defined]

    def bump(self) -> None:
        """Every panel's tables have moved."""
        listed = ", ".join(f"'{name}'" for name in TABLES)
        with self.warehouse.working() as session:
            session.execute(f"update table_version set version = version + 1 where table_name in ({listed})")


def heap_mb(cdp: CDPSession) -> float:
    """What the page's scripts hold after a full collection."""
    for _ in range(3):
        cdp.send("HeapProfiler.collectGarbage")
    return float(cdp.send("Runtime.getHeapUsage")["usedSize"]) / 1e6


def number(page: Page, name: str) -> int:
    return int(page.evaluate(f"Number(sessionStorage.getItem('{name}') || 0)"))


def until(page: Page, expression: str, seconds: float = 120.0) -> None:
    """Wait until it is true; the page's policy forbids Playwright's own waiting."""
    for _try in range(int(seconds * 5)):
        with suppress(Error):  # a document that is just being loaded again
            if page.evaluate(expression):
                return
        page.wait_for_timeout(200)
    raise SystemExit(f"It never came true: {expression}")


def live_through(city: FastCity, page: Page, cdp: CDPSession, hours: float) -> dict[str, float]:
    """Let the hours pass; things happen at their shares of them. Gives what was measured on the way."""
    found: dict[str, float] = {}
    context = page.context

    def measure(name: str) -> Callable[[], None]:
        def take() -> None:
            found[name] = heap_mb(cdp)
            counts = {one["name"]: one["value"] for one in cdp.send("Performance.getMetrics")["metrics"]}
            print(f"{took():6.2f} h  {name}: {found[name]:.1f} MB, {counts['Nodes']:,.0f} nodes, {counts['JSEventListeners']:,.0f} listeners", flush=True)

        return take

    def restart() -> None:
        city.end()
        time.sleep(1)
        city.begin()
        print(f"{took():6.2f} h  the server was ended and begun again", flush=True)

    def cut() -> None:
        context.set_offline(True)
        page.evaluate("city.live.cut()")
        time.sleep(max(300 / city.speed, 1.0))
        context.set_offline(False)
        print(f"{took():6.2f} h  cut off for {max(300 / city.speed, 1.0) * city.speed / 60:.0f} minutes", flush=True)

    def took() -> float:
        return (city.now() - city.first) / timedelta(hours=1)

    last = min(hours - 0.7, 23.3)
    events = [(2.0, measure("heap after hour 2")), (hours * 0.25, restart), (hours * 0.45, restart), (hours * 0.6, cut), (hours * 0.75, restart), (last, measure("heap after the last hour"))]
    events += [(last * share, measure(f"heap on the way {share:.0%}")) for share in (0.3, 0.5, 0.7, 0.85)]
    for at, happen in sorted(events, key=lambda event: event[0]):
        while took() < at:
            page.wait_for_timeout(1000)
            city.bump()
        happen()
    while took() < hours:
        page.wait_for_timeout(1000)
        city.bump()
    found["hours"] = took()
    return found


def main() -> int:
    """Run, and print what was found; 1 when a claim does not hold."""
    words = argparse.ArgumentParser(description=__doc__)
    words.add_argument("--speed", type=float, default=300.0)
    words.add_argument("--hours", type=float, default=24.0)
    given = words.parse_args()
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as play:
        settings = Settings(var=Path(folder), demo="off", memory="1GB")
        warehouse = Warehouse.own(settings)
        fill(warehouse, now().replace(tzinfo=None))
        city = FastCity(settings, warehouse, given.speed)
        city.begin()
        found_at = os.environ.get("CITY_CHROMIUM") or next((path for name in NAMES if (path := shutil.which(name))), None)
        browser = play.chromium.launch(executable_path=found_at, args=[*FLAGS, "--enable-precise-memory-info"])
        page = browser.new_context(viewport={"width": 1920, "height": 1080}).new_page()
        page.add_init_script(COUNT)
        page.goto(f"http://127.0.0.1:{city.port}/wall/kota?nama=bench")
        until(page, "document.querySelector('.wall-cell') !== null && !document.querySelector('.first-load')")
        city.begun_at = time.monotonic()  # the day begins on a wall that stands
        cdp = page.context.new_cdp_session(page)
        cdp.send("Performance.enable")
        before, sent = number(page, "bench-ticks"), city.hub.ticks  # type: ignore[attr-defined]
        began = time.monotonic()
        found = live_through(city, page, cdp, given.hours)
        until(page, "document.querySelector('.wall-cell.is-seen') !== null")
        ticks, planned, loads = number(page, "bench-ticks") - before, number(page, "city-wall-planned"), number(page, "bench-loads")
        sent = city.sent + city.hub.ticks - sent  # type: ignore[attr-defined]
        views, state = page.evaluate("[document.querySelector('.wall-now').textContent, city.live.state]")
        browser.close()
        city.end()
        warehouse.close()
    growth = 100 * (found["heap after the last hour"] / found["heap after hour 2"] - 1)
    print(f"{found['hours']:.1f} hours in {time.monotonic() - began:.0f} s; heap {found['heap after hour 2']:.1f} -> {found['heap after the last hour']:.1f} MB ({growth:+.1f} %, wanted within 10 %)")
    print(f"ticks {ticks:,} of {sent:,} sent ({100 * ticks / sent:.2f} %, wanted 99 %); documents begun {loads}, of these planned reloads {planned}")
    print(f"at the end: {views}; {state}")
    return 0 if abs(growth) <= 10 and ticks >= 0.99 * sent and loads == planned + 1 else 1


if __name__ == "__main__":
    raise SystemExit(main())
