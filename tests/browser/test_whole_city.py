"""The program as a person starts it: `python app.py` makes the demo city, serves it, and goes on living; then it ends, and starts again."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.request import urlopen

import pytest

from tests.browser.conftest import Visit

ROOT = Path(__file__).parents[2]
pytestmark = pytest.mark.browser
BUSES = "city.map.layers.vehicles.positions()"


@dataclass
class Program:
    """A running `python app.py`."""

    process: subprocess.Popen[str]
    url: str
    var: Path

    def get(self, path: str) -> dict[str, object]:
        with urlopen(self.url + path, timeout=30) as answer:
            found: dict[str, object] = json.load(answer)
            return found

    def stop(self) -> int:
        self.process.terminate()
        return self.process.wait(30)


def begun(var: Path) -> Program:
    """Start it on a free port and wait for its one line."""
    env = {**os.environ, "CITY_VAR": str(var), "CITY_PORT": "0", "CITY_DEMO_DAYS": "4", "CITY_MEMORY": "1GB"}
    process = subprocess.Popen([sys.executable, "app.py"], cwd=ROOT, env=env, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    assert process.stdout
    said = ""
    for line in process.stdout:
        said += line
        if found := re.search(r"http://127\.0\.0\.1:\d+", line):
            return Program(process, found[0], var)
    pytest.fail(f"It ended before it served: {said}")


@pytest.fixture(scope="module")
def program(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Program]:
    running = begun(tmp_path_factory.mktemp("whole") / "var")
    yield running
    running.process.kill()
    running.process.wait()


def test_the_city_lives_on_the_screen(program: Program, visiting: Callable[..., Visit]) -> None:
    visit = visiting(program.url)
    page = visit.open()
    visit.until(f"window.city && city.map.layers && {BUSES}.length > 20")
    page.evaluate(f"window.stood = Object.fromEntries({BUSES}.map(([id, x, y]) => [id, x + ',' + y]))")
    visit.until(f"{BUSES}.filter(([id, x, y]) => window.stood[id] && window.stood[id] !== x + ',' + y).length > 10")
    assert "DATA SIMULASI" in page.inner_text("header")
    assert visit.said == [] and visit.outside == [] and visit.refused == []


def test_the_filter_changes_map_panels_and_chart(program: Program, visiting: Callable[..., Visit]) -> None:
    visit = visiting(program.url)
    page = visit.open()
    visit.until(f"window.city && city.map.layers && {BUSES}.length > 20")
    drawn = "[...document.querySelectorAll('section.panel')].map(p => p.className + p.innerText)"
    page.evaluate(f"window.before = {drawn}; window.centre = JSON.stringify(city.map.leaflet.getCenter())")
    page.click("#area-choice")
    page.get_by_role("option", name="Jakarta Barat", exact=True).click()
    page.wait_for_url("**/?area=31.73")
    for panel in ("panel-today", "panel-response", "panel-indicators"):
        visit.until(f"{drawn}.find(t => t.includes('{panel}')) !== window.before.find(t => t.includes('{panel}'))")
    visit.until("JSON.stringify(city.map.leaflet.getCenter()) !== window.centre")
    assert visit.said == [] and visit.outside == []


def test_every_feed_of_the_demo_is_alive_and_says_that_it_is_simulated(program: Program) -> None:
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        feeds = {(f["feed"], f["source"]): f for f in program.get("/health")["feeds"]}  # type: ignore[attr-defined,union-attr]
        if any(feed == "transit_realtime" and f["rows"] for (feed, _), f in feeds.items()):
            break
        time.sleep(0.5)
    named = {feed for feed, source in feeds if source and source.startswith("simulasi")}
    assert {"citizen_reports", "report_events", "cameras", "cctv_incidents", "transit_schedule", "transit_realtime", "fires", "water_levels", "air_quality", "officers", "facilities"} <= named
    assert all(f["is_simulated"] for (_, source), f in feeds.items() if source and source.startswith("simulasi"))


def test_a_load_at_the_command_line_goes_through_the_running_owner(program: Program, tmp_path: Path) -> None:
    file = tmp_path / "laporan.csv"
    file.write_text("no_laporan,waktu_lapor,kategori\nZ1,2026-01-05 10:00:00,jalan\nZ2,besok,jalan\n", encoding="utf-8")
    env = {**os.environ, "CITY_VAR": str(program.var)}
    command = [sys.executable, "-m", "etl", "load", "citizen_reports", str(file), "--map", str(ROOT / "tests" / "browser" / "least.toml"), "--json"]
    done = subprocess.run(command, cwd=ROOT, env=env, capture_output=True, text=True, check=False, timeout=120)
    line = json.loads(done.stdout.strip().splitlines()[-1])
    assert (line["read"], line["inserted"], line["quarantined"]) == (2, 1, 1), done.stderr


def test_it_ends_when_told_and_starts_again_without_making_the_city_anew(tmp_path: Path) -> None:
    first = begun(tmp_path / "var")
    assert first.get("/api/v1/reports?limit=1")["simulated"] is True
    assert first.stop() == 0
    second = begun(tmp_path / "var")
    batches = second.get("/health")["feeds"]
    assert second.stop() == 0
    assert next(f["rows"] for f in batches if f["feed"] == "citizen_reports") > 1000  # type: ignore[attr-defined,union-attr]
    assert not (tmp_path / "var" / "owner.json").exists(), "the note of the owner is taken away"
