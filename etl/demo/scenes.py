"""Pictures of the demo's reports: the trouble that a citizen saw, and the same place as the officer left it, drawn by code, with DATA SIMULASI burnt in.

/laporan/<category>/<number>.jpg is the citizen's, /laporan/<category>/<number>-<step>.jpg the proof of a follow-up. Everything is a function of that name;
one in forty is announced and not there, as with real servers.
"""

from __future__ import annotations

import io
import re
import zlib
from functools import lru_cache

from PIL import ImageDraw

from etl.demo.cameras import AIR_HOST
from etl.demo.pictures import font, street

BASE = f"{AIR_HOST}/laporan/"
SIZE = (640, 480)
GONE = 40  # one picture in so many
_PATH = re.compile(r"/laporan/([a-z_]{2,40})/(JK\d{6,14})(?:-(\d{1,2}))?\.jpg")
_WATER, _HOLE, _LEAF, _BARK, _BAGS = (86, 112, 128), (30, 30, 32), (52, 92, 54), (84, 66, 48), ((44, 46, 52), (96, 92, 80), (70, 88, 110))
_KINDS = {
    "jalan": "hole", "trotoar": "hole", "saluran": "hole", "genangan": "water", "banjir": "water", "air_bersih": "water",
    "sampah": "bags", "pencemaran": "bags", "pohon": "tree", "taman": "tree", "pju": "lamp", "lalu_lintas": "lamp",
}  # fmt: skip


def answer(path: str) -> tuple[int, bytes, str] | None:
    """(HTTP status, body, kind); None when the path is no report's picture."""
    found = _PATH.fullmatch(path)
    if not found:
        return None
    if zlib.crc32(path.encode()) % GONE == 0:
        return 404, b"The picture is gone.", "text/plain"
    return 200, scene(found[1], found[2], found[3] or ""), "image/jpeg"


@lru_cache(maxsize=64)
def scene(category: str, number: str, step: str) -> bytes:
    """The JPEG of a report; `step` is the follow-up's, empty for the citizen's own."""
    seed = zlib.crc32(number.encode())
    image = street(seed % 997, *SIZE).copy()
    pen = ImageDraw.Draw(image, "RGBA")
    if not step:
        _trouble(pen, _KINDS.get(category, "sign"), seed)
    for said, top, size in ((f"{category} · {number}", 8, 22), (f"setelah ditindaklanjuti, bukti {step}" if step else "saat dilaporkan", SIZE[1] - 34, 20), ("DATA SIMULASI", SIZE[1] * 0.4, 44)):
        pen.text((SIZE[0] / 2, top), said, fill=(235, 235, 235), font=font(size), stroke_width=2, stroke_fill=(20, 20, 20), anchor="ma")
    out = io.BytesIO()
    image.save(out, "JPEG", quality=80)
    return out.getvalue()


def _trouble(pen: ImageDraw.ImageDraw, kind: str, seed: int) -> None:
    """What is wrong, in the foreground, another shape for each seed."""
    x, y, wide = 180 + seed % 280, 330 + seed // 7 % 60, 70 + seed // 11 % 60
    if kind == "hole":
        pen.ellipse((x - wide, y, x + wide, y + wide * 0.6), fill=_HOLE, outline=(96, 96, 98), width=4)
    elif kind == "water":
        pen.polygon(((0, y - 20), (SIZE[0], y - 45), SIZE, (0, SIZE[1])), fill=(*_WATER, 215))
        for row in range(4):
            pen.arc((x - 60, y + 18 * row, x + 90, y + 18 * row + 14), 200, 340, fill=(150, 172, 184), width=2)
    elif kind == "bags":
        for n in range(9):
            left, top = x - wide + (seed >> n) % (2 * wide), y + (seed >> (n + 3)) % 60
            pen.ellipse((left, top, left + 58, top + 46), fill=_BAGS[n % 3], outline=(24, 24, 26), width=2)
    elif kind == "tree":
        pen.line((x - 150, y + 50, x + 150, y - 20), fill=_BARK, width=26)
        for n in range(7):
            pen.ellipse((x + 60 + 26 * (n % 4), y - 110 + 34 * (n // 2), x + 170 + 26 * (n % 4), y - 30 + 34 * (n // 2)), fill=_LEAF)
    elif kind == "lamp":
        pen.line((x, 90, x + 8, y + 70), fill=(120, 122, 126), width=9)
        pen.line((x, 90, x + 80, 80), fill=(120, 122, 126), width=7)
        pen.ellipse((x + 62, 74, x + 108, 96), fill=(26, 26, 28), outline=(120, 122, 126), width=3)
    else:
        pen.rectangle((x - 90, y - 70, x + 90, y + 50), fill=(52, 72, 104), outline=(210, 210, 205), width=4)
        pen.text((x, y - 36), "!", fill=(235, 235, 235), font=font(60), anchor="ma")
