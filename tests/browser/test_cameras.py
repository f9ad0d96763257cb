"""The video wall in a real browser: pictures, a broken stream that falls back to its photo, a camera that times out, and the choice in the URL."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import replace

import httpx
import pytest

from data.clock import now
from data.settings import Settings
from data.warehouse import Warehouse
from etl.demo.broadcast import head, playlist, segment
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
def wall(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A server over a filled city in which nine more cameras stand, good and bad."""
    settings = replace(Settings(var=tmp_path_factory.mktemp("wall"), demo="off", memory="1GB"), camera_hosts="127.0.0.1")
    warehouse = Warehouse.own(settings)
    fill(warehouse, now().replace(tzinfo=None))
    with camera_server(Live) as cameras:
        base = f"http://127.0.0.1:{cameras.server_address[1]}"
        good = f"{base}/good.jpg"
        for name, photo, stream in (
            ("FOTO", good, None), ("PATAH", good, f"{base}/tidak-ada.m3u8"), ("LAMBAT", f"{base}/slow", None), ("HTML", f"{base}/html", None),
            ("SIARAN", good, f"{base}/siaran.m3u8"), ("RUSAK", good, f"{base}/rusak.m3u8"), ("HILANG", f"{base}/missing", None), ("TANPA", None, None),
            ("ABADI", f"{base}/endless", None),
        ):  # fmt: skip
            add_camera(warehouse, name, photo, stream)
        yield from served(settings, warehouse)
    warehouse.close()


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
