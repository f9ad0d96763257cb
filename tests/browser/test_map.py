"""The live map in a real Chromium, on a small server that can be killed: what moves, what is said, what comes back."""

from __future__ import annotations

import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urlsplit

import httpx
import pytest
from playwright.sync_api import Browser, ConsoleMessage, Error, Page, WebSocketRoute, sync_playwright

from data.owner import free_port

pytestmark = pytest.mark.browser
ROOT = Path(__file__).parents[2]
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]
READY = (
    "window.city?.map?.layers?.vehicles.drawn > 0 && city.map.values.size > 0 && city.map.slow.reports.drawn"
)


class Server:
    """The small server, as a process that can be ended and started again on the same port and folder."""

    def __init__(self, folder: Path, tiles: str = "") -> None:
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}/"
        self._command = [
            sys.executable,
            "-m",
            "tests.browser.map_app",
            str(folder),
            str(self.port),
            "300",
            "1",
            tiles,
        ]
        self._log = folder.with_suffix(".log")
        self.start()

    def start(self) -> None:
        with self._log.open("a") as log:
            self._process = subprocess.Popen(self._command, cwd=ROOT, stdout=log, stderr=log)
        for _ in range(300):
            try:
                httpx.get(f"{self.url}live/versions", timeout=2)
                return
            except httpx.HTTPError:
                assert self._process.poll() is None, self._log.read_text()
                time.sleep(0.1)
        pytest.fail(f"The server of the map did not start: {self._log.read_text()}")

    def end(self) -> None:
        self._process.kill()
        self._process.wait()


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    running = Server(tmp_path_factory.mktemp("map") / "var")
    yield running
    running.end()


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    program = (
        shutil.which("chromium")
        or shutil.which("chromium-browser")
        or pytest.fail("There is no Chromium: install the package chromium.")
    )
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=program, args=FLAGS)
        yield browser
        browser.close()


class Told:
    """What the page's console and network said."""

    def __init__(self, page: Page) -> None:
        self.console: list[str] = []
        self.hosts: set[str | None] = set()
        page.on("console", self._said)
        page.on("pageerror", lambda error: self.console.append(str(error)))
        page.on("request", lambda request: self.hosts.add(urlsplit(request.url).hostname))

    def _said(self, message: ConsoleMessage) -> None:
        if not message.text.startswith("[Dash] WebSocket"):  # Dash says so itself when its own socket opens
            self.console.append(f"{message.type}: {message.text}")


@pytest.fixture
def page(chromium: Browser) -> Iterator[Page]:
    context = chromium.new_context(viewport={"width": 1200, "height": 900}, reduced_motion="no-preference")
    context.set_default_timeout(15_000)
    yield context.new_page()
    context.close()


def until(page: Page, true: str, timeout: int = 15_000) -> None:
    """Wait until the expression is so. Asked from outside: under the policy the page itself may evaluate no text."""
    end = time.monotonic() + timeout / 1000
    while time.monotonic() < end:
        try:
            if page.evaluate(f"!!({true})"):
                return
        except Error as error:
            if "context was destroyed" not in str(error):  # the page loads itself again
                raise
        page.wait_for_timeout(50)
    pytest.fail(f"It did not become so: {true}")


def opened(page: Page, server: Server, search: str = "") -> Told:
    """The page with everything drawn."""
    told = Told(page)
    page.goto(server.url + search)
    until(page, READY)
    return told


def test_vehicles_move_without_a_reload_and_nothing_else_is_said(page: Page, server: Server) -> None:
    told = opened(page, server)
    page.evaluate("window.mark = 1")
    places = "Object.fromEntries(city.map.layers.vehicles.positions().map(([id, x, y]) => [id, [x, y]]))"
    before = page.evaluate(places)
    page.wait_for_timeout(2500)
    after = page.evaluate(places)
    moved = [i for i in before.keys() & after.keys() if before[i] != after[i]]
    assert len(before) > 200 and len(moved) > len(before) / 2
    leaps = [i for i in moved if abs(before[i][0] - after[i][0]) + abs(before[i][1] - after[i][1]) > 20]
    assert len(leaps) < len(moved) / 5, "vehicles glide; they do not jump"
    assert page.evaluate("window.mark === 1 && city.live.state.how === 'socket'")
    assert (told.console, told.hosts) == ([], {"127.0.0.1"})


def test_the_legend_counts_and_says_what_it_leaves_out(page: Page, server: Server) -> None:
    opened(page, server)
    until(
        page,
        "document.querySelector('[data-layer=cameras] .count').textContent.startsWith('8.000, 667 padam')",
    )
    until(page, "document.querySelector('[data-layer=vehicles] .count').textContent === '300'")
    until(page, "document.querySelector('[data-layer=vehicles] .layer-age').textContent.endsWith('dtk lalu')")
    notes = page.text_content("[data-part=notes]")
    for said in (
        "laporan dikelompokkan",
        "8.000 kamera dikelompokkan",
        "batas skematik",
        "garis pantai = batas luar gabungan wilayah",
        "sumber: simulasi_bus, simulasi_cctv, simulasi_crm",
    ):
        assert said in notes
    assert page.is_visible("[data-part=simulated]")
    until(page, "document.querySelector('[data-part=text]').textContent.includes('Bus, 300')")
    assert page.get_attribute("#map-view", "aria-label").startswith("Peta Jakarta")


def test_layers_that_have_nothing_say_why_and_the_canvas_is_no_larger_than_the_fleet(page: Page, server: Server) -> None:
    opened(page, server)
    until(page, "document.querySelector('[data-layer=gates] .count').textContent === 'tidak dimuat'")
    assert "water_levels belum pernah dimuat" in page.text_content("[data-layer=gates] .layer-age")
    page.focus("[data-group=water] summary")
    page.keyboard.press("Enter")
    assert page.is_visible("[data-layer=gates]")
    page.evaluate("city.map.leaflet.setView([-6.2, 106.83], 9, {animate: false})")
    until(page, "document.querySelectorAll('.city-canvas')[1].width < city.map.leaflet.getSize().x * 0.75")
    lost = "city.map.layers.vehicles.positions().length !== 300"
    assert not page.evaluate(lost)


def test_a_layer_is_switched_off_and_on(page: Page, server: Server) -> None:
    opened(page, server)
    page.click("[data-layer=cameras]")
    assert page.get_attribute("[data-layer=cameras]", "aria-pressed") == "false"
    assert not page.is_visible("path.city-camera >> nth=0")
    page.click("[data-layer=cameras]")
    page.wait_for_selector("path.city-camera >> nth=0", state="visible")


def test_a_click_on_a_vehicle_opens_everything_known_about_it(page: Page, server: Server) -> None:
    opened(page, server)
    box = page.locator("#map-view").bounding_box()
    page.evaluate("for (const name of ['incidents', 'reports', 'cameras']) city.map.show(name, false)")
    x, y = page.evaluate(
        "city.map.layers.vehicles.positions().map(([, x, y]) => [x, y]).find(([x, y]) => x > 300 && y > 200 && x < 800 && y < 600)"
    )
    page.mouse.click(box["x"] + x, box["y"] + y)
    page.wait_for_selector("[data-part=drawer]:not([hidden])")
    said = page.text_content("[data-part=drawer]")
    for word in ("Bus JKT", "Kecepatan", "32 km/jam", "simulasi_bus", "DATA SIMULASI", "WIB"):
        assert word in said
    page.keyboard.press("Escape")
    assert not page.is_visible("[data-part=drawer]")


def test_a_click_on_an_area_goes_into_it_and_the_map_stays_the_same(page: Page, server: Server) -> None:
    opened(page, server)
    page.evaluate(
        "document.getElementById('map-view').mark = 1; for (const name of ['incidents', 'reports', 'cameras', 'vehicles']) city.map.show(name, false)"
    )
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    zoom = page.evaluate("city.map.leaflet.getZoom()")
    point = page.evaluate("(([y, x]) => city.map.leaflet.latLngToContainerPoint([y, x]))([-6.26, 106.81])")
    box = page.locator("#map-view").bounding_box()
    page.mouse.click(box["x"] + point["x"], box["y"] + point["y"])
    until(
        page,
        f"city.map.filters.area === '31.74' && city.map.leaflet.getZoom() > {zoom} && city.map.values.size === 65",
    )
    assert page.evaluate("document.getElementById('map-view').mark") == 1
    assert any("reports.geojson" in url and "area=31.74" in url for url in asked)
    page.click("[data-part=up]")
    until(page, "city.map.filters.area === '31' && city.map.values.size === 267")


def test_the_store_of_choices_moves_the_map(page: Page, server: Server) -> None:
    opened(page, server)
    chosen = "{area: '31.73', window: '7d', as_of: '', source: '', measure: 'incidents', lang: 'id'}"
    page.evaluate(f"dash_clientside.set_props('filters', {{data: {chosen}}})")
    until(
        page,
        "city.map.chosenName && city.map.slow.values.drawn.includes('measure=incidents') && city.map.slow.reports.drawn.includes('window=7d')",
    )
    assert page.input_value("[data-part=measure]") == "incidents"
    page.evaluate(
        "dash_clientside.set_props('filters', {data: Object.assign({}, city.map.filters, {as_of: '2026-01-31'})})"
    )
    until(page, "city.map.slow.values.drawn.includes('as_of=2026-01-31')")
    assert page.evaluate("!city.map.layers.vehicles.isShown()")
    assert "keadaan lampau" in page.text_content("[data-part=notes]")


def test_keys_move_and_zoom_the_map(page: Page, server: Server) -> None:
    opened(page, server)
    page.focus("#map-view")
    before = page.evaluate("[city.map.leaflet.getZoom(), city.map.leaflet.getCenter().lng]")
    page.keyboard.press("+")
    until(page, f"city.map.leaflet.getZoom() > {before[0]}")
    page.keyboard.press("ArrowRight")
    until(page, f"city.map.leaflet.getCenter().lng > {before[1]}")


def test_a_gap_is_filled_by_the_snapshot(page: Page, server: Server) -> None:
    opened(page, server)
    page.evaluate("city.live.layer('vehicles').seq -= 2")
    until(page, "city.live.state.gaps >= 1 && city.live.state.snapshots >= 1")
    seq = page.evaluate("city.live.layer('vehicles').seq")
    until(page, f"city.live.layer('vehicles').seq > {seq}")
    assert page.evaluate("city.live.layer('vehicles').count()") == 300


def test_where_sockets_are_blocked_it_polls(page: Page, server: Server) -> None:
    page.route_web_socket("**/live/ws**", lambda line: line.close())
    opened(page, server)
    assert page.evaluate("city.live.state.how") == "poll"
    seq = page.evaluate("city.live.layer('vehicles').seq")
    until(page, f"city.live.layer('vehicles').seq > {seq}")


def test_a_silent_socket_is_left_for_a_new_one(page: Page, server: Server) -> None:
    lines: list[WebSocketRoute] = []

    def first_is_deaf(line: WebSocketRoute) -> None:
        lines.append(line)
        behind = line.connect_to_server()
        if len(lines) == 1:
            behind.on_message(
                lambda message: (
                    line.send(message) if isinstance(message, str) and "hello" in message else None
                )
            )

    page.route_web_socket("**/live/ws**", first_is_deaf)
    told = Told(page)
    page.goto(server.url)
    until(page, READY)
    assert len(lines) >= 2 and page.evaluate("city.live.state.reconnects") >= 1
    assert told.console == []


def restarted(page: Page, server: Server, gone: Callable[[], None]) -> None:
    server.end()
    try:
        gone()
    finally:
        server.start()


def test_the_page_survives_a_restart_of_the_server(page: Page, server: Server) -> None:
    opened(page, server)
    page.evaluate(
        "window.mark = 1; window.heard = []; for (const name of ['city:stale', 'city:fresh']) document.addEventListener(name, () => heard.push(name))"
    )
    boot = page.evaluate("city.live.state.boot")
    restarted(page, server, lambda: until(page, "heard.includes('city:stale')") and None)
    until(
        page,
        f"city.live.state.how === 'socket' && city.live.state.boot !== '{boot}' && heard.includes('city:fresh')",
        timeout=40_000,
    )
    seq = page.evaluate("city.live.layer('vehicles').seq")
    until(page, f"city.live.layer('vehicles').seq > {max(seq, 0)}")
    assert page.evaluate(
        "window.mark === 1 && city.map.layers.vehicles.drawn > 0 && !document.documentElement.hasAttribute('data-stale')"
    )


def test_a_frozen_page_loads_itself_again_and_keeps_its_address(page: Page, server: Server) -> None:
    opened(page, server, "?area=31.75&window=7d")
    page.evaluate("window.mark = 1; Object.assign(city.live.options, {reload_beats: 4, patience_s: 3})")
    page.route("**/live/versions", lambda route: route.fulfill(status=502))
    page.evaluate(
        "Object.defineProperty(window, 'WebSocket', {value: class { close() {} }}); city.live.cut()"
    )
    until(page, "window.mark !== 1", timeout=30_000)
    page.unroute("**/live/versions")
    until(page, READY)
    assert urlsplit(page.url).query == "area=31.75&window=7d"
    assert page.evaluate("JSON.parse(sessionStorage.getItem('city-reload')).n") == 1


def test_a_tile_server_that_hangs_makes_way_within_three_seconds(page: Page, tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:  # it takes the connection and never answers
        tiles = f"http://127.0.0.1:{silent.getsockname()[1]}/{{z}}/{{x}}/{{y}}.png"
        server = Server(tmp_path / "var", tiles)
        try:
            opened(page, server)
            until(page, "city.map.lostTiles === true")
            until(
                page,
                "document.querySelector('[data-part=notes]').textContent.includes('peta dasar tidak terjangkau')",
            )
            assert page.locator(".leaflet-tile").count() == 0
        finally:
            server.end()


def test_another_theme_colours_the_map_anew(page: Page, server: Server) -> None:
    opened(page, server)
    before = page.evaluate("[...city.map.areas.values()].map((layer) => layer.options.fillColor).join()")
    page.evaluate("document.documentElement.dataset.theme = 'light'")
    until(page, f"[...city.map.areas.values()].map((layer) => layer.options.fillColor).join() !== {before!r}")
