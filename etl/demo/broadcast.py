"""The pictures and streams of the demo's cameras, as a camera's own server would give them.

/cctv/<id>/foto.jpg is the view of this second. /cctv/<id>/siaran.m3u8 is a live HLS stream of the cameras that have one, with
mulai.mp4 and <number>.m4s beside it. Everything is a function of (camera, moment); a camera that is off answers 503.
"""

from __future__ import annotations

import io
import re
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import lru_cache
from threading import Lock

import numpy as np

from etl.demo import fmp4, h264
from etl.demo.cameras import COUNT, Cameras, has_stream, ids, status
from etl.demo.moments import day_of
from etl.demo.pictures import picture

PHOTO = (640, 360)
VIDEO = (384, 224)
SEGMENT_S, LISTED, STEP_MS = 4, 4, 500
BROKEN = 7  # one stream in so many is announced and not there: the wall falls back to the photo
_PATH = re.compile(r"/cctv/CAM-(\d{4})/(foto\.jpg|siaran\.m3u8|mulai\.mp4|(\d{1,12})\.m4s)")
KINDS = {"jpg": "image/jpeg", "m3u8": "application/vnd.apple.mpegurl", "mp4": "video/mp4", "m4s": "video/iso.segment"}


@dataclass
class Broadcast:
    """The cameras on the air. `cameras` gives them once they are made; the newest segments and the states of a minute are kept."""

    seed: int
    cameras: Callable[[], Cameras]
    lock: Lock = field(default_factory=Lock)
    kept: OrderedDict[tuple[int, int], bytes] = field(default_factory=OrderedDict)
    online: tuple[int, np.ndarray[tuple[int, ...], np.dtype[np.bool_]]] | None = None

    def answer(self, path: str, moment: int) -> tuple[int, bytes, str] | None:
        """(HTTP status, body, kind) at a moment in WIB seconds; None when the path is no camera's."""
        found = _PATH.fullmatch(path)
        no = int(found[1]) - 1 if found else -1
        if not found or not 0 <= no < COUNT:
            return None
        if not self._is_online(no, moment):
            return 503, b"The camera is off.", "text/plain"
        kind = KINDS[found[2].rsplit(".", 1)[1]]
        if found[2] == "foto.jpg":
            return 200, photo(self._name(no), no, moment), kind
        if not has_stream(no) or no // 4 % BROKEN == 3:
            return 404, b"There is no stream.", "text/plain"
        if found[3] is None:
            return 200, playlist(moment) if kind == KINDS["m3u8"] else head(), kind
        number, newest = int(found[3]), moment // SEGMENT_S
        if not newest - 4 * LISTED <= number <= newest:
            return 404, b"This segment is over.", "text/plain"
        return 200, self._segment(no, number), kind

    def _name(self, no: int) -> str:
        return f"{ids(np.array([no]))[0].as_py()} {self.cameras().name[no].as_py()}"

    def _is_online(self, no: int, moment: int) -> bool:
        with self.lock:
            if self.online is None or self.online[0] != moment // 60:
                self.online = moment // 60, status(self.seed, self.cameras(), moment)[0]
            return bool(self.online[1][no])

    def _segment(self, no: int, number: int) -> bytes:
        with self.lock:  # nine tiles that open at once wait for each other, and not for the same work twice
            if (no, number) not in self.kept:
                self.kept[no, number] = segment(self._name(no), no, number)
                while len(self.kept) > 9 * LISTED:
                    self.kept.popitem(last=False)
            return self.kept[no, number]


def photo(name: str, no: int, moment: int) -> bytes:
    """The JPEG of this second."""
    out = io.BytesIO()
    picture(name, no, moment * 1000, *PHOTO).save(out, "JPEG", quality=80)
    return out.getvalue()


def playlist(moment: int) -> bytes:
    """The newest whole segments."""
    first = moment // SEGMENT_S - LISTED
    begun = first * SEGMENT_S
    at = f"{day_of(begun // 86400):%Y-%m-%d}T{begun // 3600 % 24:02}:{begun // 60 % 60:02}:{begun % 60:02}+07:00"
    lines = ["#EXTM3U", "#EXT-X-VERSION:7", f"#EXT-X-TARGETDURATION:{SEGMENT_S}", f"#EXT-X-MEDIA-SEQUENCE:{first}", '#EXT-X-MAP:URI="mulai.mp4"', f"#EXT-X-PROGRAM-DATE-TIME:{at}"]
    for number in range(first, first + LISTED):
        lines += [f"#EXTINF:{SEGMENT_S:.3f},", f"{number}.m4s"]
    return ("\n".join(lines) + "\n").encode()


@lru_cache(maxsize=1)
def head() -> bytes:
    """The initialisation of every stream."""
    return fmp4.initialisation(*h264.parameters(*VIDEO), *VIDEO)


def segment(name: str, no: int, number: int) -> bytes:
    """Segment `number` of a camera: SEGMENT_S seconds, a key picture and what changed after it."""
    begin_ms, units = number * SEGMENT_S * 1000, list[bytes]()
    before: h264.Plane | None = None
    for nth in range(SEGMENT_S * 1000 // STEP_MS):
        blocks = _blocks(name, no, begin_ms + nth * STEP_MS)
        units.append(h264.key_picture(blocks, number) if before is None else h264.next_picture(blocks, before, nth))
        before = blocks
    return fmp4.segment(number, begin_ms, STEP_MS, units)


def _blocks(name: str, no: int, moment_ms: int) -> h264.Plane:
    """The view as macroblocks: luma whole, colours at half the size."""
    seen = picture(name, no, moment_ms, *VIDEO)
    half = seen.resize((VIDEO[0] // 2, VIDEO[1] // 2))
    colour = np.asarray(half.convert("YCbCr"))
    return h264.macroblocks(np.asarray(seen.convert("L")), colour[:, :, 1], colour[:, :, 2])
