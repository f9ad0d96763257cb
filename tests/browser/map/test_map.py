"""The live map in a real Chromium: what moves, what is said, what a click opens."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from tests.browser.map.server import Server, opened
from tests.browser.waiting import until

pytestmark = pytest.mark.browser


def test_vehicles_move_without_a_reload_and_nothing_else_is_said(page: Page, server: Server) -> None:
    told = opened(page, server)
    page.evaluate("window.mark = 1")
    places = "Object.fromEntries(city.map.layers.vehicles.positions().map(([id, x, y]) => [id, [x, y]]))"
    before = page.evaluate(f"window.before = {places}")
    now = f"Object.entries({places}).filter(([id, [x, y]]) => window.before[id] && (window.before[id][0] !== x || window.before[id][1] !== y))"
    until(page, f"{now}.length > Object.keys(window.before).length / 2")
    after = page.evaluate(places)
    moved = [i for i in before.keys() & after.keys() if before[i] != after[i]]
    assert len(before) > 200
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
    page.evaluate("city.map.layers.incidents.memory.alive.fill(0)")
    until(page, "document.querySelector('[data-layer=incidents] .count').textContent === 'kosong'")
    assert "tidak ada insiden saat ini ·" in page.text_content("[data-layer=incidents] .layer-age"), "why, and how old that is"
    assert "water_levels belum pernah dimuat" in page.text_content("[data-layer=gates] .layer-age")
    page.focus("[data-group=water] summary")
    page.keyboard.press("Enter")
    assert page.is_visible("[data-layer=gates]")
    page.evaluate("city.map.leaflet.setView([-6.2, 106.83], 9, {animate: false})")
    until(page, "document.querySelectorAll('.city-canvas')[1].width < city.map.leaflet.getSize().x * 0.75")
    lost = "city.map.layers.vehicles.positions().length !== 300"
    assert not page.evaluate(lost)
    page.set_viewport_size({"width": 2600, "height": 1700})
    page.evaluate("city.map.leaflet.setView([-6.2, 106.83], 14, {animate: false})")
    until(page, "city.map.stacks.moving.bands.length > 1")
    page.evaluate("city.map.stacks.moving.redraw()")
    each = "new Set(city.map.stacks.moving.bands.map((band) => band.drawnAt)).size === city.map.stacks.moving.bands.length"
    until(page, each)  # no frame has to draw all of a large screen


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
    until(page, "document.querySelector('[data-part=notes]').textContent.includes('keadaan lampau')")
    until(page, "document.querySelector('[data-layer=vehicles] .count').textContent === 'hanya keadaan kini'")
    assert page.text_content("[data-layer=vehicles] .layer-age") == ""
    until(page, "document.querySelector('[data-layer=cameras] .count').textContent === 'kosong'")  # none was known then


def test_keys_move_and_zoom_the_map(page: Page, server: Server) -> None:
    opened(page, server)
    page.focus("#map-view")
    before = page.evaluate("[city.map.leaflet.getZoom(), city.map.leaflet.getCenter().lng]")
    page.keyboard.press("+")
    until(page, f"city.map.leaflet.getZoom() > {before[0]}")
    page.keyboard.press("ArrowRight")
    until(page, f"city.map.leaflet.getCenter().lng > {before[1]}")


def test_another_theme_colours_the_map_anew(page: Page, server: Server) -> None:
    opened(page, server)
    before = page.evaluate("[...city.map.areas.values()].map((layer) => layer.options.fillColor).join()")
    page.evaluate("document.documentElement.dataset.theme = 'light'")
    until(page, f"[...city.map.areas.values()].map((layer) => layer.options.fillColor).join() !== {before!r}")
