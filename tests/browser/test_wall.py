"""A wall in a real Chromium: type for its distance, rotation, pause, alarm, bezels, the reload at four, figures that expire, and
a server that dies and comes back."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable, Iterator
from itertools import product
from pathlib import Path

import httpx
import pytest
import uvicorn
from playwright.sync_api import Browser, Page, expect

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
ASSETS = Path(__file__).parents[2] / "assets" / "wall"
# What the figures of the citizens' reports say: the withdrawn value is a drawing of the style sheet.
SHOWN = """(() => { const panel = document.querySelector('.panel-today'), drawing = panel.querySelector('.drawing');
  return panel.dataset.aged === 'expired' && drawing.innerText.trim() === '' ? getComputedStyle(drawing, '::before').content.replaceAll('"', '') : drawing.innerText.trim(); })()"""
# The filled city has alarms of its own; here only those that the test raises are heard.
OURS = "document.addEventListener('city:alarm', (event) => { if (!event.detail.ours) { event.detail.top = null; event.stopImmediatePropagation(); } })"


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


def test_a_wall_turns_its_pages_and_stops_for_an_alarm(server: Restartable, visiting: Callable[..., Visit]) -> None:
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
    found = page.evaluate("city.wall.check()")
    assert found["small"] == [], "texts that the farthest viewer cannot read"
    assert found["faint"] == [], "texts with too little contrast"

    page.evaluate(SKIP)
    visit.until("city.wall.rotation() !== null")
    page.evaluate(ALARM, None)
    visit.until("document.querySelector('.wall-cell.is-seen') !== null && document.querySelector('.wall-now').textContent.includes('1/')")
    first = seen.inner_text()
    page.evaluate("window.skip += 31000")
    visit.until(f"document.querySelector('.wall-now').textContent !== '{first}'")
    page.keyboard.press(" ")
    expect(seen).to_contain_text("jeda")
    ends = page.evaluate("[document.querySelector('.wall-link').getBoundingClientRect().right, document.querySelector('.head').getBoundingClientRect().left]")
    assert 0 < ends[0] <= ends[1], "what the bar says of the line ends before the marks"
    held = seen.inner_text()
    shifts = {tuple(passed(page, 300)) for _five_minutes in range(7)}
    assert len(shifts) == 7 and all(abs(pixels) <= 4 for shift in shifts for pixels in shift), "the picture moves every five minutes"
    assert seen.inner_text() == held, "a paused wall stays for half an hour"
    page.keyboard.press(" ")
    page.keyboard.press("ArrowLeft")
    visit.until(f"document.querySelector('.wall-now').textContent === '{first}'")

    page.evaluate(ALARM, {"id": "siaga_1/manggarai", "rule": "siaga_1", "entity": "manggarai", "priority": "tinggi", "title": "Siaga 1 Manggarai"})
    expect(page.locator(".wall-alarm")).to_contain_text("Siaga 1 Manggarai")
    expect(seen).to_contain_text("Banjir dan udara")
    assert overlap(page, ".wall-alarm") <= 0, "an alarm has a line of its own"
    passed(page, 90)
    expect(seen).to_contain_text("Banjir dan udara")
    page.evaluate(ALARM, None)
    visit.until(f"document.querySelector('.wall-now').textContent === '{first}'")
    assert not [url for url in asked if "plotly.min" in url or "plotly.js" in url or "async-graph" in url], "a wall without Plotly loads none"
    assert quiet(visit) and visit.outside == []

    page.evaluate("document.querySelector('.wall-page.is-seen h2').style.color = 'color-mix(in srgb, var(--surface) 80%, white)'")
    faint = page.evaluate("city.wall.check().faint")
    assert len(faint) == 1 and 1 < faint[0]["ratio"] < 4.5, "the self-check sees what is too faint"
    assert page.evaluate("[city.contrast([0, 0, 0], [1, 1, 1]), city.contrast([0.5, 0.5, 0.5], [1, 1, 1])]") == [pytest.approx(21), pytest.approx(3.98, abs=0.01)]


def test_a_wall_outlives_its_server_and_loads_itself_anew_at_four(server: Restartable, visiting: Callable[..., Visit]) -> None:
    visit = visiting(server.url)
    visit.page.add_init_script(OURS)
    page = visit.open("/wall/kota?nama=uji&tema=gelap")
    visit.until("city.wall.rotation() !== null && city.wall.reloadAt() < Infinity")
    page.evaluate(SKIP)
    page.evaluate(ALARM, None)
    page.mouse.move(300, 300)
    assert page.evaluate("getComputedStyle(document.querySelector('.wall')).cursor") != "none"

    # A list that is too long for its panel: what does not fit whole is hidden and counted beside the title.
    page.evaluate("(() => { const list = document.querySelector('.panel-incidents .lines'); for (let n = 0; n < 40; n++) list.append(list.firstElementChild.cloneNode(true)); city.wall.announce(); })()")
    said = page.evaluate("getComputedStyle(document.querySelector('.panel-incidents .panel-head'), '::after').content")
    hidden = page.evaluate("[...document.querySelectorAll('.panel-incidents li')].filter((row) => getComputedStyle(row).visibility === 'hidden').length")
    assert hidden > 20 and said == f'"{hidden} baris lagi"'

    # The reload at four: the page of the tour, and how long it has been there, are kept.
    page.evaluate("window.kept = true; window.skip += city.wall.reloadAt() - city.live.now() - 12000")
    passed(page, 0)
    page.evaluate("city.wall.rotation().go(1)")
    before = page.evaluate("({ ...city.wall.rotation().kept, hour: new Date(city.wall.reloadAt() + 7 * 3600e3).toISOString().slice(11, 15) })")
    assert (before["at"], before["hour"]) == (1, "04:0")
    page.wait_for_timeout(600)
    assert page.evaluate("window.kept === true"), "not before four"
    with page.expect_navigation():
        page.evaluate("window.skip += 13000")
    visit.drawn()
    visit.until("window.city?.wall?.rotation() != null")
    after = page.evaluate("({ ...city.wall.rotation().kept, fresh: window.kept === undefined, planned: sessionStorage.getItem('city-wall-planned') })")
    assert (after["at"], after["fresh"], after["planned"]) == (1, True, "1")
    assert after["left"] < before["left"], "the rotation goes on, and does not begin anew"
    page.evaluate(ALARM, None)

    # A server that goes away and comes back.
    page.evaluate(SKIP)
    page.evaluate("window.kept = true")
    page.keyboard.press(" ")
    page.keyboard.press("ArrowLeft")
    server.end()
    expect(page.locator("#stalled")).to_be_visible(timeout=15_000)
    assert overlap(page, "#stalled") <= 0, "the banner has a line of its own"
    assert page.evaluate("getComputedStyle(document.querySelector('.wall')).cursor") == "none", "a cursor that nobody moves is hidden"
    assert page.evaluate(SHOWN) not in ("", "—")
    page.evaluate("window.skip += 3 * 86400e3")  # every promise of a feed is broken, and nobody is there to draw it
    visit.until(f"({SHOWN}) === '—'")
    page.evaluate("window.skip -= 3 * 86400e3")
    server.begin()
    expect(page.locator("#stalled")).to_be_hidden(timeout=30_000)
    visit.until(f"({SHOWN}) !== '—'")
    assert page.evaluate("window.kept") is True, "a server that comes back needs no new page"
    for _try in range(150):
        walls = httpx.get(f"{server.url}/health", timeout=30).json()["walls"]
        if walls and walls[0]["state"] == "hidup" and walls[0]["is_paused"]:
            break
        time.sleep(0.1)
    assert (walls[0]["wall_id"], walls[0]["tour"], walls[0]["page"], walls[0]["state"]) == ("uji", "kota", "overview", "hidup")


def test_on_nine_monitors_nothing_but_the_map_crosses_a_bezel(server: Restartable, visiting: Callable[..., Visit]) -> None:
    visit = visiting(server.url)
    visit.page.add_init_script(OURS)
    visit.page.emulate_media(reduced_motion="reduce")
    page = visit.open("/wall/kota?bezel=3x3&tema=malam")
    visit.until("document.querySelectorAll('.wall-bezels i').length === 4")
    page.evaluate(ALARM, None)
    middles = page.evaluate("[...document.querySelectorAll('.wall-bezels i')].map((i) => { const b = i.getBoundingClientRect(); return b.width < b.height ? b.x + 1 : b.y + 1; })")
    assert middles == [pytest.approx(edge, abs=0.5) for edge in (640, 1280, 360, 720)]
    panels: set[str] = set()
    for _view in range(page.evaluate("city.wall.rotation().views.length")):
        found = page.evaluate("city.wall.check()")
        assert (found["crossing"], [text["said"] for text in found["across"] if text["where"] != "city_map"]) == ([], [])
        assert found["faint"] == [], "texts with too little contrast by night"
        panels |= set(page.evaluate("[...document.querySelectorAll('.wall-cell.is-seen')].map((cell) => cell.dataset.cell)"))
        page.keyboard.press("ArrowRight")
    assert len(panels) == page.evaluate("document.querySelectorAll('.wall-cell').length"), "every panel has its turn"
    page.evaluate("(() => { const panel = document.querySelector('.wall-cell.is-seen:not([data-cell=city_map]) .panel'); panel.style.cssText = 'position: fixed; left: 500px; width: 300px'; })()")
    assert len(page.evaluate("city.wall.check().crossing")) == 1, "the self-check sees what a bezel cuts"
    page.evaluate(SKIP)
    assert {tuple(passed(page, 300)) for _five_minutes in range(2)} == {(0, 0)}, "nothing moves for who wants no motion"
    assert page.evaluate("document.documentElement.dataset.theme") == "night"
    assert quiet(visit)


def test_every_panel_has_a_monitor_or_a_part_of_one(chromium: Browser) -> None:
    page = chromium.new_page()
    page.evaluate("window.city = {}; 0")
    page.evaluate((ASSETS / "15_bezels.js").read_text(encoding="utf-8"))
    for n, has_map, (columns, rows) in product((1, 2, 3, 5), (False, True), ((3, 3), (3, 1), (2, 1))):
        made = page.evaluate(f"city.bezels.places({n}, {json.dumps(has_map)}, {columns}, {rows})")
        boxes = [edges(area) for area in made["cells"]]
        assert len(boxes) == n and bool(made["map"]) == has_map
        assert all(right - left == 1 and (bottom - top == 1 or rows == 1) for top, left, bottom, right in boxes)
        covered = [(y, x) for top, left, bottom, right in [*boxes, *([edges(made["map"])] if has_map else [])] for y in range(top, bottom) for x in range(left, right)]
        assert len(covered) == len(set(covered)) and all(x <= columns for _y, x in covered), "nothing lies over another"
    page.close()


def test_an_alarm_gives_the_tour_back_as_it_was(chromium: Browser) -> None:
    page = chromium.new_page()
    page.evaluate("window.city = {}; 0")
    page.evaluate((ASSETS / "10_rotation.js").read_text(encoding="utf-8"))
    page.evaluate("""(() => { const view = (alarms) => ({ seconds: 30, alarms });
      window.tour = new city.Rotation([view([]), view([]), view(["siaga_1"])], { at: 1, left: 12 }); tour.alarm({ id: "a", rule: "siaga_1" }); })()""")
    assert page.evaluate("[tour.at, tour.pass(100), tour.kept]") == [2, False, {"at": 1, "left": 12, "isPaused": False}]
    page.evaluate("tour.alarm({ id: 'b', rule: 'siaga_1' })")
    assert page.evaluate("[tour.alarm(null), tour.at, tour.left, tour.before]") == [True, 1, 12, None]
    assert page.evaluate("[tour.pass(11), tour.at, tour.pass(1), tour.at]") == [False, 1, True, 2]
    page.close()


def test_type_grows_where_a_page_leaves_room_and_only_there(chromium: Browser) -> None:
    page = chromium.new_page(viewport={"width": 1600, "height": 900})
    page.set_content("""<style>* { box-sizing: border-box; margin: 0 } .wall-page { display: grid; height: 900px; grid-template: 1fr / 1fr 1fr } .wall-cell { display: grid; min-height: 0; min-width: 0 }
      .panel { overflow: hidden; min-height: 0 } li { font-size: 20px; line-height: 24px; list-style: none }</style>
      <div class="wall-page"><div class="wall-cell is-seen"><section class="panel"></section></div><div class="wall-cell is-seen"><section class="panel"></section></div></div>""")
    page.evaluate("window.city = { wall: {} }; 0")
    page.evaluate((ASSETS / "33_growth.js").read_text(encoding="utf-8"))
    grow = """([few, many, said]) => { const page = document.querySelector('.wall-page'), [left, right] = page.querySelectorAll('.panel');
      left.innerHTML = '<li>a</li>'.repeat(few); right.innerHTML = `<li>${said}</li>`.repeat(many); city.wall.grow(page); return [+page.dataset.grown, +(left.style.zoom || 1), +(right.style.zoom || 1)]; }"""
    assert page.evaluate(grow, [2, 5, "b"]) == [1.5, 1.5, 1.5]
    assert page.evaluate(grow, [2, 30, "b"]) == [1.2, 1.2, 1.2], "one size for all panels: that of the fullest"
    assert page.evaluate(grow, [2, 36, "b"]) == [1, 1, 1]
    assert page.evaluate(grow, [2, 5, "<b style='display: inline-block; width: 15px'>x</b>" * 42]) == [1.2, 1.2, 1.2], "no row breaks that did not break before"
    page.evaluate("Object.assign(city.wall, { distance: 5, diagonal: 98 }); document.querySelector('.wall-page').dataset.grown = 0")
    assert page.evaluate(grow, [2, 5, "c"])[0] == 0, "type that follows from distance and diagonal stays as it is"
    page.close()


def edges(area: str) -> list[int]:
    """The lines of a grid area: top, left, bottom, right."""
    return [int(line) for line in area.split(" / ")]


def passed(page: Page, seconds: float) -> list[float]:
    """Let the wall's clock go on, and give where the picture stands then, in px."""
    page.evaluate(f"window.skip += {seconds * 1000}; window.gone = city.live.now()")
    for _look in range(300):  # the wall looks at the clock four times a second, on a busy machine later than that
        if page.evaluate("city.wall.passedAt() >= window.gone"):
            break
        page.wait_for_timeout(100)
    assert page.evaluate("city.wall.passedAt() >= window.gone"), "the wall has seen the new hour"
    return page.evaluate("(getComputedStyle(document.querySelector('.wall-stage')).translate.match(/-?[\\d.]+/g) || [0, 0]).map(Number)")  # type: ignore[no-any-return]


def overlap(page: Page, selector: str) -> float:
    """How far a box reaches into the stage, in px."""
    return page.evaluate(f"document.querySelector('{selector}').getBoundingClientRect().bottom - document.querySelector('.wall-stage').getBoundingClientRect().top - 4")  # type: ignore[no-any-return]
