"""From a change at its source to the picture of it: what a room waits for.

`python tests/bench/bench_fresh.py [--times 10] [--keep FOLDER]` starts `python app.py` with its demo city, opens the screens in Chromium, and sends one new fact
after the other: to the webhook (a water level, an incident, a report) and through a real Mosquitto (a water level). It prints p50 and the longest time from the
moment of sending to the first picture of that place, or the first text of that panel, which differs. Only the place of the fact is looked at.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from pathlib import Path
from statistics import median

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))

import httpx  # noqa: E402
from playwright.sync_api import Page, sync_playwright  # noqa: E402

from tests.bench.bench_map import FLAGS  # noqa: E402
from tests.etl.broker import TOPIC, Broker  # noqa: E402

TOKEN = "bench-fresh"
WIB = timezone(timedelta(hours=7))
LON, LAT = 106.72, -6.30  # of what is sent: a place with little else on it
HALF = 14  # pixels around it that are looked at
LONGEST_S = 30.0
AWAY = f"city.map.leaflet.setView([{LAT}, {LON}], 16, {{ animate: false }})"


@dataclass(frozen=True)
class Fact:
    """What is sent, how, and where it is seen first: on the map (a layer's name) or in a panel (its class)."""

    said: str
    path: str
    feed: str
    row: Callable[[int], dict[str, object]]
    seen: str = ""  # the panel's class; else the place on the map
    kind: str = "application/x-ndjson"


def stamp() -> str:
    return datetime.now(WIB).strftime("%Y-%m-%d %H:%M:%S")


def level(nth: int) -> dict[str, object]:
    """A gate between normal and Siaga 1, in turn."""
    return {"pos": "Manggarai", "waktu": stamp(), "tinggi_cm": 960 if nth % 2 == 0 else 500, "bujur": LON, "lintang": LAT}


def incident(nth: int) -> dict[str, object]:
    return {"id_kejadian": f"F{os.getpid()}-{nth}", "jenis": "banjir", "waktu_deteksi": stamp(), "prioritas": "tinggi", "bujur": LON + nth * 2e-4, "lintang": LAT}


def report(nth: int) -> dict[str, object]:
    at = datetime.now(WIB).isoformat(timespec="seconds")
    return {"service_request_id": f"F{os.getpid()}-{nth}", "requested_datetime": at, "service_code": "jalan", "status": "open", "long": LON, "lat": LAT}


FACTS = (
    Fact("a water level by MQTT, on the map", "/?lapisan=gates", "mqtt", level),
    Fact("a water level by webhook, on the map", "/?lapisan=gates", "water_levels", level),
    Fact("an incident by webhook, on the map", "/?lapisan=incidents", "cctv_incidents", incident),
    Fact("a water level by webhook, in the panel of gates", "/environment", "water_levels", level, "panel-gates"),
    Fact("a report by webhook, in the panel of today", "/", "citizen_reports", report, "panel-today", "application/json"),
)


def begun(var: Path, broker: Broker) -> tuple[subprocess.Popen[str], str]:
    """The server and its address; it listens to the broker."""
    var.mkdir(parents=True, exist_ok=True)
    (var / "sources.toml").write_text(f'[[source]]\nfeed = "water_levels"\nsource = "uji_mqtt"\nurl = "mqtt://127.0.0.1:{broker.port}/{TOPIC}"\nevery_s = 1\n')
    env = {**os.environ, "CITY_VAR": str(var), "CITY_PORT": "0", "CITY_EVENTS_TOKEN": TOKEN}
    process = subprocess.Popen([sys.executable, "app.py"], cwd=ROOT, env=env, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    assert process.stdout
    said = ""
    for line in process.stdout:
        said += line
        if found := re.search(r"http://127\.0\.0\.1:\d+", line):
            return process, found[0]
    raise SystemExit(f"The server ended before it served: {said}")


def send(fact: Fact, url: str, broker: Broker, nth: int) -> None:
    row = fact.row(nth)
    if fact.feed == "mqtt":
        broker.publish(row)
        return
    body = json.dumps([row] if fact.kind == "application/json" else row)
    answer = httpx.post(
        f"{url}/api/v1/events/{fact.feed}?source=uji_segar", content=body, headers={"Authorization": f"Bearer {TOKEN}", "Content-Type": fact.kind}, timeout=LONGEST_S
    )
    answer.raise_for_status()
    if answer.json()["quarantined"]:
        raise SystemExit(f"The row was refused: {row}")


def looked(page: Page, fact: Fact, nth: int) -> bytes | str:
    """What stands at the fact's place now."""
    if fact.seen:
        return page.inner_text(f"section.{fact.seen}")
    lon = float(str(fact.row(nth)["bujur"]))
    x, y = page.evaluate(
        "([lat, lon]) => { const m = city.map.leaflet, p = m.latLngToContainerPoint([lat, lon]), b = m.getContainer().getBoundingClientRect(); return [b.left + p.x, b.top + p.y]; }",
        [LAT, lon],
    )
    return page.screenshot(clip={"x": x - HALF, "y": y - HALF, "width": 2 * HALF, "height": 2 * HALF})


def waited(page: Page, fact: Fact, url: str, broker: Broker, nth: int) -> float:
    """Seconds from the sending to the first look that differs."""
    before = looked(page, fact, nth)
    began = time.monotonic()
    send(fact, url, broker, nth)
    while looked(page, fact, nth) == before:
        if time.monotonic() - began > LONGEST_S:
            raise SystemExit(f"{fact.said}: nothing changed in {LONGEST_S:.0f} s")
    return time.monotonic() - began


def measure(fact: Fact, url: str, broker: Broker, times: int) -> None:
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path="/usr/bin/chromium", args=FLAGS)
        page = browser.new_context(viewport={"width": 1920, "height": 1080}, reduced_motion="reduce").new_page()
        page.goto(url + fact.path)
        if fact.seen:
            page.wait_for_selector(f"section.{fact.seen} .panel-body")
        else:
            while not page.evaluate("!!(window.city?.map?.leaflet && city.map.layers)"):  # its policy allows no waiting by text
                page.wait_for_timeout(50)
            page.evaluate(AWAY)
        send(fact, url, broker, -1)
        page.wait_for_timeout(8000)
        seconds = []
        for nth in range(times):
            seconds.append(waited(page, fact, url, broker, nth))
            page.wait_for_timeout(2500 + 137 * nth)  # not in step with the beats
        print(f"{fact.said:50} p50 {median(seconds):.2f} s, longest {max(seconds):.2f} s of {times}", flush=True)
        browser.close()


def main() -> None:
    """Serve, measure, end."""
    words = argparse.ArgumentParser(description=__doc__)
    words.add_argument("--times", type=int, default=10)
    words.add_argument("--facts", type=int, default=len(FACTS), help="so many of them, from the first")
    words.add_argument("--keep", type=Path)
    given = words.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        broker = Broker(Path(folder))
        broker.start()
        process, url = begun(given.keep or Path(folder) / "var", broker)
        try:
            time.sleep(10)  # what the first minute of a server costs is not what a room waits for
            for fact in FACTS[: given.facts]:
                measure(fact, url, broker, given.times)
        finally:
            process.terminate()
            process.wait(60)
            broker.kill()


if __name__ == "__main__":
    main()
