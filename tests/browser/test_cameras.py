"""The video wall in a real browser: pictures, a broken stream that falls back to its photo, a camera that times out, and the choice in the URL.

The last test plants every fault at once, for this server has the faulty cameras already: each is seen as what it is, and nothing else stops.
"""

from __future__ import annotations

import json
import socket
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from types import SimpleNamespace

import httpx
import pytest

from data.clock import now
from data.settings import Settings
from data.warehouse import Warehouse
from etl.demo.broadcast import head, playlist, segment
from etl.mqtt import Subscriber
from etl.schedule import Look, Scheduler
from etl.sources import Source
from tests.browser.conftest import Visit, served
from tests.faulty_cameras import Cameras, add_camera, camera_server
from tests.layouts.filled_city import fill

pytestmark = pytest.mark.browser
KEYS = [f"uji/{name}" for name in ("FOTO", "PATAH", "LAMBAT", "HTML", "SIARAN", "RUSAK", "HILANG", "TANPA", "ABADI")]


class Live(Cameras):
    """The faulty cameras, and one real stream of the demo's own making."""

    def do_GET(self) -> None:
        name = self.path.partition("?")[0].rsplit("/", 1)[-1]
        if name == "siaran.m3u8":
            return self.say(playlist(3600), "application/vnd.apple.mpegurl")
        if name == "mulai.mp4":
            return self.say(head(), "video/mp4")
        if name.endswith(".m4s"):
            return self.say(segment("CAM-0001", 0, int(name[:-4])), "video/iso.segment")
        if name == "rusak.m3u8":
            return self.say(b"#EXTM3U\n#EXT-X-TARGETDURATION:4\n#EXTINF:4,\nhtml\n", "application/vnd.apple.mpegurl")
        return super().do_GET()


@pytest.fixture(scope="module")
def planted(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Warehouse]]:
    """A server over a filled city in which nine more cameras stand, good and bad, and whose tile server takes connections and never answers."""
    with socket.create_server(("127.0.0.1", 0)) as silent, camera_server(Live) as cameras:
        tiles = f"http://127.0.0.1:{silent.getsockname()[1]}/{{z}}/{{x}}/{{y}}.png"
        settings = replace(Settings(var=tmp_path_factory.mktemp("wall"), demo="off", memory="1GB"), camera_hosts="127.0.0.1", tile_url=tiles)
        warehouse = Warehouse.own(settings)
        fill(warehouse, now().replace(tzinfo=None))
        base = f"http://127.0.0.1:{cameras.server_address[1]}"
        good = f"{base}/good.jpg"
        for name, photo, stream in (
            ("FOTO", good, None), ("PATAH", good, f"{base}/tidak-ada.m3u8"), ("LAMBAT", f"{base}/slow", None), ("HTML", f"{base}/html", None),
            ("SIARAN", good, f"{base}/siaran.m3u8"), ("RUSAK", good, f"{base}/rusak.m3u8"), ("HILANG", f"{base}/missing", None), ("TANPA", None, None),
            ("ABADI", f"{base}/endless", None),
        ):  # fmt: skip
            add_camera(warehouse, name, photo, stream)
        for url in served(settings, warehouse):
            yield url, warehouse
        warehouse.close()


@pytest.fixture(scope="module")
def wall(planted: tuple[str, Warehouse]) -> str:
    """Its address."""
    return planted[0]


def test_a_wall_of_nine_shows_what_it_can_and_says_what_it_cannot(visiting: Callable[..., Visit], wall: str) -> None:
    visit = visiting(wall)
    page = visit.open(f"/cameras?petak=9&kamera={','.join(KEYS)}")

    def tile(name: str, inside: str) -> str:
        return f"document.querySelector('figure[data-key=\"uji/{name}\"] {inside}')"

    for name in ("FOTO", "PATAH", "RUSAK"):
        visit.until(f"{tile(name, 'img')}?.naturalWidth === 160 && !{tile(name, 'img')}.hidden")
    visit.until(f"{tile('SIARAN', 'video')}.videoWidth > 0 && {tile('SIARAN', 'video')}.currentTime > 0.5")
    assert page.evaluate(f"{tile('SIARAN', '.camera-mark')}.textContent") == "▶ V siaran"
    for name, why in (("LAMBAT", "tidak menjawab dalam 5 detik"), ("HTML", "halaman web"), ("HILANG", "galat"), ("TANPA", "alamat gambar"), ("ABADI", "tanpa henti")):
        visit.until(f"{tile(name, '.camera-why')}.textContent.includes({json.dumps(why)})")
        assert page.evaluate(f"{tile(name, '.camera-since')}.textContent").startswith("tidak tersedia sejak ")
        assert page.evaluate(f"{tile(name, '.camera-mark')}.textContent") == "◌ T tanpa gambar"

    page.keyboard.press("1")
    visit.until("document.querySelectorAll('.camera-grid figure').length === 1 && location.search.includes('petak=1')")
    page.keyboard.press("ArrowRight")
    visit.until("document.querySelector('.camera-grid figure').dataset.key === 'uji/PATAH'")
    page.keyboard.press(" ")
    visit.until("document.querySelector('[data-part=left]').textContent === 'dijeda'")
    assert "kamera=uji/FOTO,uji/PATAH" in page.evaluate("location.search")

    page.fill("input[data-part=name]", "Uji pagi")
    page.keyboard.press("Enter")
    visit.until("location.search.includes('tur=Uji+pagi') && document.querySelector('[data-part=tours]').value === 'Uji pagi'")
    assert httpx.get(f"{wall}/cameras/tours.json").json() == [{"name": "Uji pagi", "cameras": KEYS, "dwell_s": 20, "tiles": 1}]

    page.click("figure .camera-name")
    visit.until("document.querySelector('.camera-drawer .camera-tile img')?.naturalWidth === 160")
    assert "Ketersediaan" in page.evaluate("document.querySelector('.camera-drawer').textContent")
    assert visit.said == [] and visit.outside == [] and visit.refused == []


def plant(warehouse: Warehouse, folder: Path, moment: datetime) -> None:
    """A source that is gone, one that answers without a row, one whose clock jumps three hours ahead, one of whose messages is no JSON."""

    def readings(at: datetime) -> str:
        rows = "".join(f"Manggarai,{(at - timedelta(minutes=m)):%Y-%m-%dT%H:%M:%S}Z,640,Normal,,,\n" for m in range(3))
        return f"pos,waktu,tinggi_cm,status,cuaca,bujur,lintang\n{rows}"

    clock, none = folder / "jam.csv", folder / "kosong.csv"
    none.write_text("no_laporan,waktu_lapor,kanal,deskripsi,kedalaman_cm,bujur,lintang\n")
    clock.write_text(readings(moment))
    gone, empty, jumps = (
        Look(Source(feed, name, str(path), 5))
        for feed, name, path in (("cctv_incidents", "uji_mati", folder / "tiada.csv"), ("flood_reports", "uji_kosong", none), ("water_levels", "uji_jam", clock))
    )
    scheduler = Scheduler(warehouse, ())
    assert [scheduler.look_at(look) for look in (gone, gone, gone, empty, jumps)] == [False, False, False, True, True]
    clock.write_text(readings(moment + timedelta(hours=3)))
    assert not scheduler.look_at(jumps)
    listener = Subscriber(warehouse, Source("water_levels", "uji_mqtt", "mqtt://127.0.0.1:1/kota/air", 1))
    listener.spool.parent.mkdir(parents=True, exist_ok=True)
    good = [json.dumps({"pos": "Depok", "waktu": f"{moment - timedelta(minutes=m):%Y-%m-%dT%H:%M:%S}Z", "tinggi_cm": 120}).encode() for m in range(12)]
    for payload in (*good, b"bukan json"):
        listener._on_message(None, None, SimpleNamespace(topic="kota/air", payload=payload))  # type: ignore[arg-type]
    listener._load_parts()


def test_all_planted_faults_at_once_are_seen_as_what_they_are(visiting: Callable[..., Visit], planted: tuple[str, Warehouse], tmp_path: Path) -> None:
    url, warehouse = planted
    camera = visiting(url)
    camera.page.goto(f"{url}/cameras?petak=1&kamera=uji/LAMBAT")
    plant(warehouse, tmp_path, now().replace(tzinfo=None, microsecond=0))
    map_of = visiting(url)
    map_of.page.goto(url)

    feeds = visiting(url)
    feeds.open("/feeds")
    feeds.until("document.querySelectorAll('.panel-health tbody tr').length > 5")
    told = {row.split("\t")[1].strip(): row for row in feeds.page.evaluate("[...document.querySelectorAll('.panel-health tbody tr')].map((row) => [...row.cells].map((cell) => cell.textContent).join('\\t'))")}
    for source, words in {"uji_mati": ("▲ mati", "No file fits"), "uji_kosong": ("kosong", "menjawab tanpa isi"), "uji_jam": ("jam", "future:measured_at"), "uji_mqtt": ("berjalan",)}.items():
        assert all(word in told[source] for word in words), told[source]
    assert told["uji_mqtt"].split("\t")[6] == "1", "the message that is no JSON is in quarantine, the others are loaded"
    assert "json:unreadable" in feeds.page.evaluate("document.querySelector('.panel-quarantine').textContent")

    map_of.drawn()
    map_of.until("city.map?.lostTiles === true && document.querySelector('[data-part=notes]').textContent.includes('peta dasar tidak terjangkau')")
    assert map_of.page.evaluate("city.map.areas.size") > 0, "the city's own map stands in"
    assert map_of.page.evaluate("document.querySelectorAll('.state-error').length") == 0
    assert "1 sumber mati" in map_of.page.evaluate("document.querySelector('.panel-incidents').textContent")
    before = map_of.page.evaluate("city.live.beats ?? city.live.now()")
    map_of.until(f"(city.live.beats ?? city.live.now()) > {before}")

    camera.until("document.querySelector('figure[data-key=\"uji/LAMBAT\"] .camera-why')?.textContent.includes('tidak menjawab dalam 5 detik')")
