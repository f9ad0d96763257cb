"""A wall in a real Chromium: type for its distance, rotation, pause, alarm, bezels, and a server that dies and comes back."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator

import httpx
import pytest
import uvicorn
from playwright.sync_api import expect

from app import create_app
from data.clock import now
from data.owner import free_port
from data.settings import Settings
from data.warehouse import Warehouse
from tests.browser.conftest import Visit
from tests.layouts.filled_city import fill

pytestmark = pytest.mark.browser
# wall.md: font size in CSS px at 16 and 22 arc minutes: metres, inches, pixels of the screen
TABLE = [
    (3, 55, 1920, 1080, 31, 43), (5, 55, 1920, 1080, 52, 72), (8, 55, 1920, 1080, 84, 115), (3, 98, 3840, 2160, 35, 49), (5, 98, 3840, 2160, 59, 81),
    (8, 98, 3840, 2160, 94, 129), (3, 165, 3840, 2160, 21, 29), (5, 165, 3840, 2160, 35, 48), (8, 165, 3840, 2160, 56, 77),
]  # fmt: skip
LETTERS = [(3, 14, 19), (5, 23, 32), (8, 37, 51), (12, 56, 77)]  # metres, mm at 16 and at 22
SKIP = "window.skip = 0; const real = city.live.now; city.live.now = () => real() + window.skip"
ALARM = "(top) => document.dispatchEvent(new CustomEvent('city:alarm', {detail: {standing: 1, unacked: top ? 1 : 0, top, ours: true}}))"
# The filled city has alarms of its own; here only those that the test raises are heard.
OURS = "document.addEventListener('city:alarm', (event) => { if (!event.detail.ours) event.stopImmediatePropagation(); })"


class Restartable:
    """A server in this process that can be ended and begun again at the same address."""

    def __init__(self, settings: Settings, warehouse: Warehouse) -> None:
        self.port, self._given = free_port(), (settings, warehouse)
        self.url = f"http://127.0.0.1:{self.port}"
        self.begin()

    def begin(self) -> None:
        self._server = uvicorn.Server(uvicorn.Config(create_app(*self._given), port=self.port, log_level="error", ws_per_message_deflate=False, timeout_graceful_shutdown=1))
        self._thread = threading.Thread(target=self._server.run, daemon=True)
        self._thread.start()
        for _try in range(300):
            try:
                httpx.get(f"{self.url}/live/versions", timeout=2)
                return
            except httpx.HTTPError:
                time.sleep(0.1)
        pytest.fail("The server did not begin.")

    def end(self) -> None:
        self._server.should_exit = True
        self._thread.join(20)


def quiet(visit: Visit) -> bool:
    """Nothing was said, but perhaps that a socket was given up because a busy machine took too long to open it."""
    return [said for said in visit.said if "closed before the connection is established" not in said] == []


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Restartable]:
    settings = Settings(var=tmp_path_factory.mktemp("wall"), demo="off", memory="1GB")
    warehouse = Warehouse.own(settings)
    fill(warehouse, now().replace(tzinfo=None))
    running = Restartable(settings, warehouse)
    yield running
    running.end()
    warehouse.close()


def test_a_wall_turns_its_pages_stops_for_an_alarm_and_outlives_its_server(server: Restartable, visiting: Callable[..., Visit]) -> None:
    visit = visiting(server.url)
    asked: list[str] = []
    visit.page.on("request", lambda request: asked.append(request.url))
    visit.page.add_init_script(OURS)
    page = visit.open("/wall/kota?nama=uji&jarak=3&diagonal=55&tema=gelap")
    seen = page.locator(".wall-now")
    for metres, inches, wide, high, least, preferred in TABLE:
        found = page.evaluate("([d, i, w, h]) => [16, 22].map((a) => city.size.fontPx(d, i, w, h, a))", [metres, inches, wide, high])
        assert [round(px) for px in found] == [pytest.approx(least, abs=1), pytest.approx(preferred, abs=1)]
    for metres, least, preferred in LETTERS:
        assert [round(page.evaluate(f"city.size.letterMm({metres}, {a})")) for a in (16, 22)] == [least, preferred]
    assert page.evaluate("parseFloat(getComputedStyle(document.documentElement).fontSize)") == pytest.approx(31.4, abs=0.1)
    assert page.evaluate("city.wall.check()")["small"] == [], "texts that the farthest viewer cannot read"

    page.evaluate(SKIP)
    visit.until("city.wall.rotation() !== null")
    page.evaluate(ALARM, None)
    visit.until("document.querySelector('.wall-cell.is-seen') !== null && document.querySelector('.wall-now').textContent.includes('1/')")
    first = seen.inner_text()
    page.evaluate("window.skip += 31000")
    visit.until(f"document.querySelector('.wall-now').textContent !== '{first}'")
    page.keyboard.press(" ")
    expect(seen).to_contain_text("jeda")
    held = seen.inner_text()
    page.evaluate("window.skip += 90000")
    page.wait_for_timeout(600)
    assert seen.inner_text() == held
    page.keyboard.press(" ")
    page.keyboard.press("ArrowLeft")
    visit.until(f"document.querySelector('.wall-now').textContent === '{first}'")

    page.evaluate(ALARM, {"id": "siaga_1/manggarai", "rule": "siaga_1", "entity": "manggarai", "priority": "tinggi", "title": "Siaga 1 Manggarai"})
    expect(page.locator(".wall-alarm")).to_contain_text("Siaga 1 Manggarai")
    expect(seen).to_contain_text("Banjir dan udara")
    page.evaluate("window.skip += 90000")
    page.wait_for_timeout(600)
    expect(seen).to_contain_text("Banjir dan udara")
    page.evaluate(ALARM, None)
    visit.until(f"document.querySelector('.wall-now').textContent === '{first}'")
    assert not [url for url in asked if "plotly.min" in url or "plotly.js" in url or "async-graph" in url], "a wall without Plotly loads none"
    assert quiet(visit) and visit.outside == []

    page.evaluate("window.kept = true")
    page.keyboard.press(" ")
    server.end()
    expect(page.locator("#stalled")).to_be_visible(timeout=15_000)
    server.begin()
    expect(page.locator("#stalled")).to_be_hidden(timeout=30_000)
    assert seen.inner_text().startswith(first) and page.evaluate("window.kept") is True, "a server that comes back needs no new page"
    for _try in range(150):
        walls = httpx.get(f"{server.url}/health", timeout=30).json()["walls"]
        if walls and walls[0]["state"] == "hidup" and walls[0]["is_paused"]:
            break
        time.sleep(0.1)
    assert (walls[0]["wall_id"], walls[0]["tour"], walls[0]["page"], walls[0]["state"]) == ("uji", "kota", "overview", "hidup")
    page.reload()
    visit.drawn()
    visit.until("city.wall.rotation() !== null")
    page.evaluate(ALARM, None)
    visit.until(f"document.querySelector('.wall-now').textContent.startsWith('{first}')")
    expect(seen).to_contain_text("jeda")


def test_on_nine_monitors_nothing_but_the_map_crosses_a_bezel(server: Restartable, visiting: Callable[..., Visit]) -> None:
    visit = visiting(server.url)
    visit.page.add_init_script(OURS)
    page = visit.open("/wall/kota?bezel=3x3&tema=malam")
    visit.until("document.querySelectorAll('.wall-bezels i').length === 4")
    page.evaluate(ALARM, None)
    middles = page.evaluate("[...document.querySelectorAll('.wall-bezels i')].map((i) => { const b = i.getBoundingClientRect(); return b.width < b.height ? b.x + 1 : b.y + 1; })")
    assert middles == [pytest.approx(edge, abs=0.5) for edge in (640, 1280, 360, 720)]
    assert page.evaluate("city.wall.check().crossing") == []
    assert page.evaluate("document.documentElement.dataset.theme") == "night"
    assert quiet(visit)
