"""The bytes of a moving layer: one frame format for "all of it" (key) and for "what changed" (delta).

Little endian. Head, 24 bytes: magic "JK", version u8, flags u8 (1 key, 2 body deflated), layer u16, spare u16, seq u32,
rows in the source u32, base f64 (Unix seconds of the answer). Body: four u32 counts (moved m, restated r, gone g, bytes
of JSON), then columns, widest first, so that a browser can lay typed arrays over them:
  i32 r lat, i32 r lon, u32 r age
  u16 m slot (gaps), i16 m dlat, i16 m dlon, u16 m age, u16 r slot, u16 g slot
  u8 m bearing (difference), u8 m speed (difference), u8 r bearing, u8 r speed
  UTF-8 JSON {"ids": [r], "meta": {column: {"values": [...], "codes": [r]}}}
lat and lon are in steps of 1e-5 degree (1.1 m), bearing in 1.5 degrees, speed in 0.2 m/s, age in seconds before base.
"""

from __future__ import annotations

import json
import struct
import zlib
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

MAGIC, VERSION = b"JK", 1
KEY, DEFLATED = 1, 2
HEAD = struct.Struct("<2sBBHHIId")
COUNTS = struct.Struct("<IIII")
STEP_DEG = 1e-5
UNKNOWN = 255
SMALL = 512  # bytes; below it deflating gains nothing
Int = npt.NDArray[np.int64]
Bytes = npt.NDArray[np.uint8]


def _none() -> Int:
    return np.empty(0, np.int64)


def _no_bytes() -> Bytes:
    return np.empty(0, np.uint8)


@dataclass(frozen=True)
class Frame:
    """What one frame says. Moved rows carry differences; restated rows carry everything; gone slots are empty from now on."""

    layer: int
    seq: int
    base: float
    total: int
    is_key: bool = False
    moved: Int = field(default_factory=_none)
    dlat: Int = field(default_factory=_none)
    dlon: Int = field(default_factory=_none)
    moved_age: Int = field(default_factory=_none)
    dbearing: Bytes = field(default_factory=_no_bytes)
    dspeed: Bytes = field(default_factory=_no_bytes)
    restated: Int = field(default_factory=_none)
    lat: Int = field(default_factory=_none)
    lon: Int = field(default_factory=_none)
    age: Int = field(default_factory=_none)
    bearing: Bytes = field(default_factory=_no_bytes)
    speed: Bytes = field(default_factory=_no_bytes)
    gone: Int = field(default_factory=_none)
    ids: list[str] = field(default_factory=list)
    meta: dict[str, dict[str, list[object]]] = field(default_factory=dict)


def encode(frame: Frame) -> bytes:
    """The frame as bytes. `moved` must ascend; every slot is below 65,536."""
    text = b""
    if len(frame.restated):
        text = json.dumps(
            {"ids": frame.ids, "meta": frame.meta}, ensure_ascii=False, separators=(",", ":")
        ).encode()
    gaps = np.diff(frame.moved, prepend=0)
    columns: tuple[tuple[npt.NDArray[np.generic], str], ...] = (
        (frame.lat, "<i4"),
        (frame.lon, "<i4"),
        (np.clip(frame.age, 0, 2**32 - 1), "<u4"),
        (gaps, "<u2"),
        (frame.dlat, "<i2"),
        (frame.dlon, "<i2"),
        (np.clip(frame.moved_age, 0, 65535), "<u2"),
        (frame.restated, "<u2"),
        (frame.gone, "<u2"),
        (frame.dbearing, "u1"),
        (frame.dspeed, "u1"),
        (frame.bearing, "u1"),
        (frame.speed, "u1"),
    )
    counts = COUNTS.pack(len(frame.moved), len(frame.restated), len(frame.gone), len(text))
    body = b"".join((counts, *(column.astype(kind).tobytes() for column, kind in columns), text))
    flags = KEY if frame.is_key else 0
    if len(body) > SMALL:
        deflater = zlib.compressobj(6, zlib.DEFLATED, -15)
        body, flags = deflater.compress(body) + deflater.flush(), flags | DEFLATED
    return HEAD.pack(MAGIC, VERSION, flags, frame.layer, 0, frame.seq, frame.total, frame.base) + body


def decode(data: bytes) -> Frame:
    """The frame out of its bytes. Raises ValueError for bytes that are not one."""
    if len(data) < HEAD.size:
        raise ValueError("A frame is shorter than its head.")
    magic, version, flags, layer, _, seq, total, base = HEAD.unpack_from(data)
    if magic != MAGIC or version != VERSION:
        raise ValueError("The bytes are not a frame of this version.")
    body = data[HEAD.size :]
    body = zlib.decompress(body, -15) if flags & DEFLATED else body
    m, r, g, text_n = COUNTS.unpack_from(body)
    place = COUNTS.size

    def column(kind: str, n: int) -> Int:
        nonlocal place
        found = np.frombuffer(body, kind, n, place)
        place += found.nbytes
        return found.astype(np.int64)

    lat, lon, age = column("<i4", r), column("<i4", r), column("<u4", r)
    moved, dlat, dlon = np.cumsum(column("<u2", m)), column("<i2", m), column("<i2", m)
    moved_age, restated, gone = column("<u2", m), column("<u2", r), column("<u2", g)
    dbearing, dspeed, bearing, speed = (column("u1", n).astype(np.uint8) for n in (m, m, r, r))
    said = json.loads(body[place : place + text_n]) if text_n else {"ids": [], "meta": {}}
    if len(body) != place + text_n:
        raise ValueError("A frame has bytes left over.")
    return Frame(
        layer,
        seq,
        base,
        total,
        bool(flags & KEY),
        moved,
        dlat,
        dlon,
        moved_age,
        dbearing,
        dspeed,
        restated,
        lat,
        lon,
        age,
        bearing,
        speed,
        gone,
        said["ids"],
        said["meta"],
    )
