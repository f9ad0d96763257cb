"""The demo's cameras on the air: pictures that move and say what they are, and a stream whose bits are as the standard wants them."""

from __future__ import annotations

import io

import numpy as np
from PIL import Image

from etl.demo import broadcast, h264
from etl.demo.broadcast import Broadcast, photo, playlist, segment
from etl.demo.cameras import load_cameras, status
from etl.demo.reports import World

MOMENT = 1_795_000_000


def test_exp_golomb_as_in_the_standard() -> None:
    assert [h264.Bits().ue(n).aligned() for n in (0, 1, 2, 3, 7)] == [b"\x80", b"\x40", b"\x60", b"\x20", b"\x10"]
    assert h264.nal(0x65, b"\x00\x00\x01\x00\x00\x00") == b"\x65\x00\x00\x03\x01\x00\x00\x03\x00"


def test_a_picture_without_change_is_a_few_bytes_and_one_change_is_one_macroblock() -> None:
    blocks = np.full((20, 384), 100, np.uint8)
    other = blocks.copy()
    other[7, 3] = 101
    still, moved = h264.next_picture(blocks, blocks, 1), h264.next_picture(other, blocks, 1)
    assert len(still) < 8 and 384 <= len(moved) - len(still) < 392
    assert other[7].tobytes() in moved and len(h264.key_picture(blocks, 0)) >= 20 * 384


def test_boxes_of_a_segment_fill_it_exactly() -> None:
    made = segment("CAM-0001", 0, MOMENT // 4)
    kinds, at = [], 0
    while at < len(made):
        size = int.from_bytes(made[at : at + 4], "big")
        kinds.append(made[at + 4 : at + 8])
        at += size
    assert at == len(made) and kinds == [b"styp", b"moof", b"mdat"]
    assert segment("CAM-0001", 0, MOMENT // 4) == made != segment("CAM-0005", 4, MOMENT // 4)
    assert broadcast.head()[4:8] == b"ftyp" and len(made) < 600_000


def test_photos_move_and_the_playlist_goes_on() -> None:
    one, other = photo("CAM-0001", 0, MOMENT), photo("CAM-0001", 0, MOMENT + 3)
    assert one != other and Image.open(io.BytesIO(one)).size == (640, 360)
    first, second = playlist(MOMENT).decode(), playlist(MOMENT + 4).decode()
    assert f"#EXT-X-MEDIA-SEQUENCE:{MOMENT // 4 - 4}" in first and f"{MOMENT // 4}.m4s" in second and f"{MOMENT // 4}.m4s" not in first


def test_a_camera_that_is_off_sends_nothing(world: World) -> None:
    cameras = load_cameras(world.seed, world.places)
    online, _changed = status(world.seed, cameras, MOMENT)
    air = Broadcast(world.seed, lambda: cameras)

    def said(no: int, what: str) -> int:
        answer = air.answer(f"/cctv/CAM-{no + 1:04}/{what}", MOMENT)
        assert answer is not None
        return answer[0]

    on = [no for no in range(400) if online[no]]
    streams = [no for no in on if no % 4 == 0 and no // 4 % 7 != 3]
    assert said(on[0], "foto.jpg") == 200 and said(next(no for no in range(400) if not online[no]), "foto.jpg") == 503
    assert said(streams[0], "siaran.m3u8") == said(streams[0], f"{MOMENT // 4 - 1}.m4s") == said(streams[0], "mulai.mp4") == 200
    assert said(streams[0], f"{MOMENT // 4 + 9}.m4s") == 404
    assert said(next(no for no in on if no % 4), "siaran.m3u8") == 404
    assert said(next(no for no in on if no % 28 == 12), "siaran.m3u8") == 404  # announced, and not there
    assert air.answer("/cctv/CAM-8001/foto.jpg", MOMENT) is None and air.answer("/cctv/kamera.csv", MOMENT) is None
