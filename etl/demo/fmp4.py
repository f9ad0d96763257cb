"""Fragmented MP4 of one H.264 track, as HLS wants it: an initialisation, and segments that stand for themselves. ISO 14496-12 and -15."""

from __future__ import annotations

import struct
from collections.abc import Sequence

TIMESCALE = 1000
_IDENTITY = struct.pack(">9I", 0x10000, 0, 0, 0, 0x10000, 0, 0, 0, 0x40000000)
_KEY, _OTHER = 0x02000000, 0x01010000  # sample flags: stands alone; leans on others and is no place to begin


def box(kind: str, *parts: bytes) -> bytes:
    """A box: its length, its kind, what is in it."""
    body = b"".join(parts)
    return struct.pack(">I", len(body) + 8) + kind.encode() + body


def full(kind: str, flags: int, *parts: bytes, version: int = 0) -> bytes:
    """A box with version and flags."""
    return box(kind, struct.pack(">I", version << 24 | flags), *parts)


def initialisation(sps: bytes, pps: bytes, width: int, height: int) -> bytes:
    """The head of the stream: one video track without samples."""
    config = box("avcC", bytes([1, sps[1], sps[2], sps[3], 0xFF, 0xE1]), struct.pack(">H", len(sps)), sps, b"\x01", struct.pack(">H", len(pps)), pps)
    entry = box(
        "avc1", bytes(6), struct.pack(">H", 1), bytes(16), struct.pack(">HHIIIH", width, height, 0x480000, 0x480000, 0, 1), bytes(32),
        struct.pack(">Hh", 24, -1), config,
    )  # fmt: skip
    empty = [full(name, 0, bytes(count)) for name, count in (("stts", 4), ("stsc", 4), ("stsz", 8), ("stco", 4))]
    table = box("stbl", full("stsd", 0, struct.pack(">I", 1), entry), *empty)
    data = box("dinf", full("dref", 0, struct.pack(">I", 1), full("url ", 1)))
    media = box(
        "mdia", full("mdhd", 0, struct.pack(">IIIIHH", 0, 0, TIMESCALE, 0, 0x55C4, 0)), full("hdlr", 0, bytes(4), b"vide", bytes(12), b"\x00"),
        box("minf", full("vmhd", 1, bytes(8)), data, table),
    )  # fmt: skip
    track = full("tkhd", 3, struct.pack(">IIIII", 0, 0, 1, 0, 0), bytes(16), _IDENTITY, struct.pack(">II", width << 16, height << 16))
    movie = full("mvhd", 0, struct.pack(">IIII", 0, 0, TIMESCALE, 0), struct.pack(">IH", 0x10000, 0x100), bytes(10), _IDENTITY, bytes(24), struct.pack(">I", 2))
    extends = box("mvex", full("trex", 0, struct.pack(">5I", 1, 1, 0, 0, 0)))
    return box("ftyp", b"iso5", struct.pack(">I", 1), b"iso5iso6avc1") + box("moov", movie, box("trak", track, media), extends)


def segment(number: int, begin_ms: int, step_ms: int, pictures: Sequence[bytes]) -> bytes:
    """A segment of pictures (NAL units) of equal length, the first of which is a key picture. Moments in milliseconds."""
    samples = [struct.pack(">I", len(unit)) + unit for unit in pictures]
    listed = b"".join(struct.pack(">III", step_ms, len(s), _OTHER if n else _KEY) for n, s in enumerate(samples))

    def moof(offset: int) -> bytes:
        run = full("trun", 0x701, struct.pack(">II", len(samples), offset), listed)
        part = box("traf", full("tfhd", 0x20000, struct.pack(">I", 1)), full("tfdt", 0, struct.pack(">Q", begin_ms), version=1), run)
        return box("moof", full("mfhd", 0, struct.pack(">I", number & 0xFFFFFFFF)), part)

    return box("styp", b"msdh", struct.pack(">I", 0), b"msdhmsix") + moof(len(moof(0)) + 8) + box("mdat", *samples)
