"""What the map costs a browser: 8,000 cameras, 4,000 vehicles (40 % report every 5 s), 267 areas, without a graphics card.

`python tests/bench/bench_map.py [--seconds 15]` prints for 1920 x 1080 and 3840 x 2160: when the map was first drawn whole,
long tasks and the slowest frame after that, the share of one core that the page's own thread was busy, while the city is
seen whole and while a district is seen with gliding arrows.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))

import httpx  # noqa: E402
from playwright.sync_api import CDPSession, Page, sync_playwright  # noqa: E402

from data.owner import free_port  # noqa: E402

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]
WATCH = """() => {
    window.seen = { long: [], frames: [], last: performance.now() };
    new PerformanceObserver((list) => seen.long.push(...list.getEntries().map((e) => e.duration))).observe({ type: "longtask", buffered: true });
}"""
FRAMES = """() => { const step = (now) => { seen.frames.push(now - seen.last); seen.last = now; requestAnimationFrame(step); }; seen.frames = []; seen.long = [];
    seen.last = performance.now(); requestAnimationFrame(step); }"""
DRAWN = "!!(window.city?.map?.layers?.vehicles.drawn && city.map.values.size && city.map.slow.reports.drawn && document.querySelector('path.city-camera'))"


def busy(line: CDPSession) -> float:
    """Seconds that the page's thread has worked so far."""
    return next(
        m["value"] for m in line.send("Performance.getMetrics")["metrics"] if m["name"] == "TaskDuration"
    )


def watched(page: Page, line: CDPSession, seconds: float, counts_frames: bool) -> str:
    """Long tasks, frames and load over some seconds. Counting frames keeps the page drawing, so load is taken without."""
    page.evaluate(FRAMES if counts_frames else "seen.long = []; seen.frames = []")
    before, painted = busy(line), page.evaluate("city.map.stacks.moving.paints")
    page.wait_for_timeout(seconds * 1000)
    share = (busy(line) - before) / seconds
    long, frames = page.evaluate("[seen.long, seen.frames]")
    painted = page.evaluate("city.map.stacks.moving.paints") - painted
    said = f"{share:5.1%} of a core, vehicles painted {painted / seconds:.1f} times a second, {len(long)} long tasks{f' (longest {max(long):.0f} ms)' if long else ''}"
    return said + (f", {len(frames)} frames, slowest {max(frames[1:]):.0f} ms" if counts_frames else "")


def measure(url: str, seconds: float) -> None:
    """Both sizes, each in a fresh browser."""
    with sync_playwright() as play:
        for wide, high in ((1920, 1080), (3840, 2160)):
            browser = play.chromium.launch(executable_path="/usr/bin/chromium", args=FLAGS)
            page = browser.new_context(viewport={"width": wide, "height": high}).new_page()
            line = page.context.new_cdp_session(page)
            line.send("Performance.setTimeDomain", {"timeDomain": "threadTicks"})  # CPU, not waiting for it
            line.send("Performance.enable")
            page.add_init_script(f"({WATCH})()")
            began = time.monotonic()
            page.goto(url)
            while not page.evaluate(DRAWN):
                page.wait_for_timeout(20)
            drawn, long = time.monotonic() - began, page.evaluate("seen.long")
            print(
                f"{wide} x {high}: drawn whole {drawn:.2f} s after the address was typed; {len(long)} long tasks on the way, longest {max(long, default=0):.0f} ms"
            )
            page.wait_for_timeout(3000)
            print(f"  the whole city     {watched(page, line, seconds, False)}")
            print(f"  the same, frames   {watched(page, line, seconds, True)}")
            page.evaluate("city.map.leaflet.setView([-6.19, 106.83], 14, { animate: false })")
            page.reload()
            page.wait_for_timeout(3000)
            page.evaluate("city.map.leaflet.setView([-6.19, 106.83], 14, { animate: false })")
            page.wait_for_timeout(1500)
            print(
                f"  a district         {watched(page, line, seconds, False)}; {page.evaluate('city.map.layers.vehicles.drawn')} vehicles in view"
            )
            print(
                f"  the same, frames   {watched(page, line, seconds, True)}; painting one takes {page.evaluate('city.map.stacks.moving.paintMs'):.1f} ms"
            )
            browser.close()


def main() -> None:
    """Serve, measure, end."""
    words = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    words.add_argument("--seconds", type=float, default=15.0, help="how long each view is watched")
    seconds = words.parse_args().seconds
    with tempfile.TemporaryDirectory() as folder:
        port = free_port()
        url = f"http://127.0.0.1:{port}/"
        server = subprocess.Popen(
            [sys.executable, "-m", "tests.browser.map_app", f"{folder}/var", str(port), "4000", "5"], cwd=ROOT
        )
        try:
            for _ in range(200):
                try:
                    httpx.get(f"{url}live/versions", timeout=2)
                    break
                except httpx.HTTPError:
                    time.sleep(0.1)
            time.sleep(3)
            measure(url, seconds)
        finally:
            server.terminate()
            server.wait()


if __name__ == "__main__":
    main()
