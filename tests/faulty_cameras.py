"""A local camera server with every fault: slow, never ending, a web page, 404, too large, pointing elsewhere; and good ones."""

from __future__ import annotations

import io
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from PIL import Image

from data.warehouse import Warehouse


def jpeg(shade: int = 90) -> bytes:
    """A small grey picture."""
    out = io.BytesIO()
    Image.new("RGB", (160, 90), (shade, shade, shade)).save(out, "JPEG")
    return out.getvalue()


PLAYLIST = b'#EXTM3U\n#EXT-X-VERSION:7\n#EXT-X-TARGETDURATION:2\n#EXT-X-MAP:URI="init.mp4"\n#EXT-X-KEY:METHOD=AES-128,URI="https://keys.example/k?t=1"\n#EXTINF:2,\nseg/1.m4s?x=1\n'
LAST = "Sat, 21 Nov 2026 13:00:00 GMT"


class Cameras(BaseHTTPRequestHandler):
    """One path for each behaviour. `server.asked` lists the paths in order."""

    def do_GET(self) -> None:
        self.server.asked.append(self.path)  # type: ignore[attr-defined]
        name = self.path.partition("?")[0].strip("/").replace("/", "_").replace(".", "_")
        getattr(self, f"on_{name}", self.on_missing)()

    def say(self, body: bytes, kind: str, status: int = 200, **more: str) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        for key, value in more.items():
            self.send_header(key.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(body)

    def on_good_jpg(self) -> None:
        self.say(jpeg(), "image/jpeg", Last_Modified=LAST)

    def on_login_jpg(self) -> None:
        is_known = self.headers.get("Authorization") == "Basic YWRtaW46cmFoYXNpYQ=="
        self.say(jpeg() if is_known else b"no", "image/jpeg", 200 if is_known else 401)

    def on_missing(self) -> None:
        self.say(b"gone", "text/plain", 404)

    def on_html(self) -> None:
        self.say(b"<html>login</html>", "text/html")

    def on_liar(self) -> None:
        self.say(b"<html>login</html>", "image/jpeg")

    def on_slow(self) -> None:
        self.server.ended.wait(20)  # type: ignore[attr-defined]

    def on_endless(self) -> None:
        self._for_ever("image/jpeg", jpeg()[:100])

    def on_motion(self) -> None:
        self._for_ever("multipart/x-mixed-replace; boundary=b", b"--b\r\nContent-Type: image/jpeg\r\n\r\n" + jpeg())

    def on_large(self) -> None:
        self.say(b"\xff\xd8\xff" + bytes(5_000_000), "image/jpeg")

    def on_elsewhere(self) -> None:
        self.say(b"", "text/plain", 302, Location="http://169.254.169.254/latest/meta-data/")

    def on_here(self) -> None:
        self.say(b"", "text/plain", 302, Location="/good.jpg")

    def on_round(self) -> None:
        self.say(b"", "text/plain", 302, Location="/round")

    def on_live_index_m3u8(self) -> None:
        self.say(PLAYLIST, "application/x-mpegURL")

    def on_live_seg_1_m4s(self) -> None:
        self.say(b"segment", "video/iso.segment")

    def on_live_init_mp4(self) -> None:
        self.say(b"init", "video/mp4")

    def _for_ever(self, kind: str, piece: bytes) -> None:
        self.send_response(200)
        self.send_header("Content-Type", kind)
        self.end_headers()
        while not self.server.ended.wait(0.02):  # type: ignore[attr-defined]
            try:
                self.wfile.write(piece)
            except OSError:
                return

    def log_message(self, format: str, *args: object) -> None:
        """Quiet."""


@contextmanager
def camera_server(kind: type[Cameras] = Cameras) -> Iterator[ThreadingHTTPServer]:
    """The server on a free port; `asked` is what it was asked."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), kind)
    server.daemon_threads = True
    server.asked, server.ended = list[str](), threading.Event()  # type: ignore[attr-defined]
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.ended.set()  # type: ignore[attr-defined]
        server.shutdown()
        server.server_close()


def add_camera(warehouse: Warehouse, camera_id: str, photo: str | None, stream: str | None = None, status: str = "online") -> None:
    """A camera of the source `uji`; one of that number is replaced."""
    with warehouse.working() as session:
        session.transact(
            [
                "delete from camera where source = 'uji' and camera_id = $id",
                "insert into source by name select 'uji' as source, 'cameras' as feed, 'Uji' as title, 'Jakarta' as city, true as is_home, false as is_simulated, "
                "timestamp '2026-01-01' as first_seen_at where not exists (from source where source = 'uji')",
                "insert into camera by name select 'uji' as source, $id as camera_id, 'Kamera ' || $id as name, 'Dishub' as owner, 106.82 as lon, -6.17 as lat, "
                "'31.71.01.1001' as area, 'inside' as place, $stream as stream_url, $photo as snapshot_url, $status as status, "
                "timestamp '2026-11-21 10:00:00' as updated_at, 1 as batch",
                "update table_version set version = version + 1 where table_name = 'camera'",
            ],
            {"id": camera_id, "photo": photo, "stream": stream, "status": status},
        )
