"""A wall in Chromium through a day and a night on a fast clock: memory, ticks, and whether it comes back by itself.

    python tests/bench/bench_endurance.py [--hours 24] [--minutes 12]

The server's clock goes on by one second with each beat of its hub, and everything on a wall that has to do with time follows
that clock (rotation, pixel shift, night, the reload at four): the wall hears as many ticks as in a real day. How fast they
follow each other is what this machine can do: the hub waits for a page that is more than a few beats behind, a real second for
each at most, for that is how long it would have at the real pace; so no tick is lost to the haste alone. While the wall is not connected or is
measured, while the server is ended, and while a document begins, the clock runs at the real pace: what such a moment costs is
counted as it would be in a real day. Cut off, five minutes of the clock pass. Of the ticks are counted: due (every second of the
clock), made by the hub, and delivered to the page.

The day begins at 03.00 WIB. The planned reload comes one hour later, so the heap at the end of the second and of the last hour, each
taken at that very moment after a forced collection, belongs to one document that lives for 23 hours. Table versions move every
real second, so panels are drawn again all the while. The server is ended and begun three times, and the line is cut once.
A machine that is too slow for the hours in these minutes lives through fewer of them, and the line says so.
"""

from __future__ import annotations

import argparse
import os
import shutil
import sys
import tempfile
import time
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from playwright.sync_api import CDPSession, Error, Page, sync_playwright

sys.path.insert(0, str(Path(__file__).parents[2]))

from data.clock import now
from data.settings import Settings
from data.warehouse import Warehouse
from tests.bench.fast_city import FastCity
from tests.browser.conftest import FLAGS, NAMES
from tests.layouts.filled_city import fill

LEAST_HOURS = 3.0  # for a sample after the second hour and one later
TRIAL_S = 6.0  # seconds in which the machine shows how fast it is
ASIDE_S = 80.0  # what three restarts, the cut, the reload and the samples take at the real pace
# Counts over reloads: how many different ticks came, how often a document began; and tells the hub how far it is.
COUNT = """
const add = (name, n) => sessionStorage.setItem(name, String(Number(sessionStorage.getItem(name) || 0) + n));
add('bench-loads', 1);
let heard = 0, newest = '';
document.addEventListener('city:beat', (event) => {
  const { kind, boot, tick } = event.detail;
  if (kind === 'beat' && newest !== boot + tick) { heard++; newest = boot + tick; }
  if (tick % 4 === 0) city.live.say({ wall: { id: 'heard', tour: '-', page: '-', painted: Date.parse(event.detail.now) } });
});
const save = () => { add('bench-ticks', heard); heard = 0; };
setInterval(save, 250);
addEventListener('pagehide', save);
"""


def heap_mb(cdp: CDPSession) -> float:
    """What the page's scripts hold after a full collection."""
    for _ in range(3):
        cdp.send("HeapProfiler.collectGarbage")
        time.sleep(0.2)
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


@dataclass
class Day:
    """A wall that lives through a day, and what was found on the way."""

    city: FastCity
    page: Page
    cdp: CDPSession
    heaps: dict[float, float] = field(default_factory=dict)  # hour -> MB
    asked_back: int = 0
    came_back: int = 0

    @property
    def hour(self) -> float:
        return self.city.seconds / 3600

    def to(self, hour: float) -> None:
        """Let the clock run to this very second; the tables move all the while."""
        self.city.hold = hour * 3600
        while self.city.seconds < self.city.hold:
            self.page.wait_for_timeout(250)
            if time.monotonic() - self._bumped > 1:
                self.city.bump()
                self._bumped = time.monotonic()

    _bumped: float = 0.0

    def measure(self) -> None:
        """The heap now, on the first page of the tour: another page holds another number of nodes."""
        hour = round(self.hour, 1)
        self.page.evaluate("city.wall.rotation().go(0)")
        self.page.wait_for_timeout(2000)
        self.heaps[hour] = heap_mb(self.cdp)
        counts = {one["name"]: one["value"] for one in self.cdp.send("Performance.getMetrics")["metrics"]}
        self.say(f"heap {self.heaps[hour]:.1f} MB, {counts['Nodes']:,.0f} nodes, {counts['JSEventListeners']:,.0f} listeners")

    def restart(self) -> None:
        """The server ends and begins again."""
        self.city.restart()
        self.back("the server was ended and begun again")

    def cut(self) -> None:
        """Five minutes of the clock without a line."""
        self.page.context.set_offline(True)
        self.page.evaluate("city.live.cut()")
        self.city.is_cut, began = True, self.city.seconds
        self.city.hold = began + 300
        while self.city.seconds < self.city.hold or self.city.seconds < began + 300:
            time.sleep(0.02)
        self.city.is_cut = False
        self.page.context.set_offline(False)
        self.back(f"cut off for {(self.city.seconds - began) / 60:.1f} minutes")

    def back(self, what: str) -> None:
        """Does the wall come back by itself?"""
        self.asked_back += 1
        began = time.monotonic()
        while time.monotonic() - began < 60:
            with suppress(Error):
                if self.city.hub.screens and self.page.evaluate("!city.live.state.stale && city.live.state.how === 'socket'"):
                    self.came_back += 1
                    self.say(f"{what}; the wall was back after {time.monotonic() - began:.1f} s")
                    return
            self.page.wait_for_timeout(100)
        self.say(f"{what}; the wall did not come back")

    def say(self, what: str) -> None:
        print(f"{self.hour:6.2f} h  {what}", flush=True)


def live_through(day: Day, hours: float) -> None:
    """Let the hours pass; things happen at their shares of them."""
    samples = {2.0, hours, *(round(hours * share, 1) for share in (0.35, 0.55, 0.85) if hours * share > 2)}
    events = [*((hour, day.measure) for hour in samples), *((hours * share, day.restart) for share in (0.25, 0.45, 0.75)), (hours * 0.6, day.cut)]
    for hour, happen in sorted(events, key=lambda event: event[0]):
        day.to(hour)
        happen()


def trial(day: Day, hours: float, minutes: float) -> float:
    """Let the machine show what it can do; sets the pace, and gives the hours that fit into the minutes."""
    began, before = time.monotonic(), day.city.made
    day.city.hold = float("inf")
    while time.monotonic() - began < TRIAL_S:
        day.page.wait_for_timeout(250)
        day.city.bump()
    rate = (day.city.made - before) / (time.monotonic() - began)
    left = max(minutes * 60 - TRIAL_S - ASIDE_S, 20)
    fits = max(LEAST_HOURS, min(hours, day.hour + 0.9 * rate * left / 3600))
    day.city.speed = min(rate, max(1.0, (fits * 3600 - day.city.seconds) / left))
    day.say(f"this machine makes and delivers {rate:.0f} ticks a second ({1000 / rate:.1f} ms each); the day goes on with {day.city.speed:.0f} a second, for {fits:.1f} hours")
    return fits


def judged(day: Day, hours: float, wanted: float, counted: dict[str, int], took_s: float) -> bool:
    """Print every figure of the endurance line with what is wanted of it; gives whether all are met."""
    second, last = day.heaps[2.0], day.heaps[max(day.heaps)]
    due, made, heard = int(day.city.seconds) - counted["due"], day.city.made - counted["made"], counted["heard"]
    growth = 100 * (last / second - 1)
    lines = [
        (f"{hours:.1f} hours of ticks in {took_s:.0f} s, wanted {wanted:g} hours", hours >= wanted),
        (f"heap {second:.1f} MB at the end of hour 2, {last:.1f} MB at the end of hour {max(day.heaps):g}: {growth:+.1f} %, wanted within 10 %", abs(growth) <= 10),
        (f"ticks due {due:,}, made by the hub {made:,} ({100 * made / due:.2f} %), delivered {heard:,} ({100 * heard / due:.2f} % of due, {100 * heard / made:.2f} % of made), wanted 99 % of due",
         heard >= 0.99 * due),
        (f"documents begun {counted['loads']}, planned reloads {counted['planned']}; wanted one reload, the planned one", (counted["loads"], counted["planned"]) == (2, 1)),
        (f"came back by itself {day.came_back} of {day.asked_back} times (three restarts, five minutes cut off)", day.came_back == day.asked_back == 4),
    ]  # fmt: skip
    for line, is_met in lines:
        print(f"{'met    ' if is_met else 'NOT MET'}  {line}")
    return all(is_met for _line, is_met in lines)


def main() -> int:
    """Run, and print what was found; 1 when a claim does not hold."""
    words = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    words.add_argument("--hours", type=float, default=24.0, help="of the fast clock, 3 at least")
    words.add_argument("--minutes", type=float, default=12.0, help="that it may take")
    given = words.parse_args()
    wanted = max(LEAST_HOURS, given.hours)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as play:
        settings = Settings(var=Path(folder), demo="off", memory="1GB")
        warehouse = Warehouse.own(settings)
        fill(warehouse, now().replace(tzinfo=None))
        city = FastCity(settings, warehouse)
        city.begin()
        found_at = os.environ.get("CITY_CHROMIUM") or next((path for name in NAMES if (path := shutil.which(name))), None)
        browser = play.chromium.launch(executable_path=found_at, args=[*FLAGS, "--enable-precise-memory-info"])
        page = browser.new_context(viewport={"width": 1920, "height": 1080}).new_page()
        page.add_init_script(COUNT)
        page.goto(f"http://127.0.0.1:{city.port}/wall/kota?nama=bench")
        until(page, "document.querySelector('.wall-cell') !== null && !document.querySelector('.first-load')")
        cdp = page.context.new_cdp_session(page)
        cdp.send("Performance.enable")
        day, began = Day(city, page, cdp), time.monotonic()
        counted = {"heard": number(page, "bench-ticks"), "made": city.made, "due": int(city.seconds)}
        hours = trial(day, wanted, given.minutes)
        live_through(day, hours)
        city.speed, city.hold = 1.0, 0.0
        page.wait_for_timeout(700)  # the page writes its count four times a second
        counted |= {"heard": number(page, "bench-ticks") - counted["heard"], "planned": number(page, "city-wall-planned"), "loads": number(page, "bench-loads")}
        views, state = page.evaluate("[document.querySelector('.wall-now').textContent, city.live.state]")
        took = time.monotonic() - began
        browser.close()
        city.end()
        warehouse.close()
    print(f"at the end: {views}; {state}")
    return 0 if judged(day, hours, wanted, counted, took) else 1


if __name__ == "__main__":
    raise SystemExit(main())
