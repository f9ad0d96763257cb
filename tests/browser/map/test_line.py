"""The map's line to its server in a real Chromium: what breaks, what comes back, and how the page helps itself."""

from __future__ import annotations

import json
import socket
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, Route, WebSocketRoute

from live import wire
from tests.browser.map.server import READY, Server, Told, opened
from tests.browser.waiting import until

pytestmark = pytest.mark.browser


def test_a_gap_is_filled_by_the_snapshot(page: Page, server: Server) -> None:
    """Every second difference is lost on the way, for a key frame that happens to come next would fill a gap unseen."""
    lost: list[bool] = []

    def loses(line: WebSocketRoute) -> None:
        behind = line.connect_to_server()

        def on_its_way(message: str | bytes) -> None:
            if isinstance(message, bytes) and not wire.decode(message).is_key:
                lost.append(len(lost) % 2 == 0)
                if lost[-1]:
                    return
            line.send(message)

        behind.on_message(on_its_way)

    page.route_web_socket("**/live/ws**", loses)
    opened(page, server)
    until(page, "city.live.state.gaps >= 1 && city.live.state.snapshots >= 1", timeout=30_000)
    seq = page.evaluate("city.live.layer('vehicles').seq")
    until(page, f"city.live.layer('vehicles').seq > {seq}")
    assert any(lost) and page.evaluate("city.live.layer('vehicles').count()") == 300


def test_a_frame_of_a_server_that_is_gone_is_not_taken_for_one_of_the_next(
    page: Page, server: Server
) -> None:
    """It waits behind a snapshot while another server takes over, and its number is far above the new one's."""
    lines: list[WebSocketRoute] = []
    hello: dict[str, object] = {}
    held: list[Route] = []

    def opens(line: WebSocketRoute) -> None:
        lines.append(line)
        behind = line.connect_to_server()

        def on_its_way(message: str | bytes) -> None:
            if isinstance(message, str) and json.loads(message)["kind"] == "hello":
                hello.update(json.loads(message))
            if not held:
                line.send(message)

        behind.on_message(on_its_way)

    page.route_web_socket("**/live/ws**", opens)
    opened(page, server)
    page.route("**/live/snapshot/vehicles", lambda route: held.append(route))
    number = hello["layers"].index("vehicles")  # type: ignore[attr-defined]
    late = [
        wire.Frame(number, seq, 0.0, 0, is_key=is_key) for seq, is_key in ((90_000, False), (90_001, True))
    ]
    with page.expect_request("**/live/snapshot/vehicles"):
        for frame in late:
            lines[-1].send(wire.encode(frame))
    lines[-1].send(json.dumps(hello | {"boot": "another"}))
    until(page, "city.live.state.boot === 'another'")
    while held:
        held.pop().continue_()
    until(page, "city.live.layer('vehicles').seq > 0")
    page.wait_for_timeout(300)
    assert page.evaluate("city.live.layer('vehicles').seq") < 90_000


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
