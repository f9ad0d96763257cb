"""A small H.264 encoder for the demo's cameras: every macroblock that changed is sent whole (I_PCM), the others are skipped.

Constrained Baseline, one slice per picture, no prediction and no transform: exact, quick with numpy, and large. It is made
for a short loopback stream that any player can decode, not for a network. Syntax: ITU-T H.264, 7.3.
"""

from __future__ import annotations

import re

import numpy as np

from etl.demo.draws import Ints

MB = 16
Plane = np.ndarray[tuple[int, ...], np.dtype[np.uint8]]
_EMULATED = re.compile(rb"\x00\x00(?=[\x00-\x03])")


class Bits:
    """Bits written one after the other, most significant first."""

    def __init__(self) -> None:
        self._text: list[str] = []

    def u(self, value: int, width: int) -> Bits:
        """An unsigned number of a fixed width."""
        self._text.append(format(value, f"0{width}b"))
        return self

    def ue(self, *values: int) -> Bits:
        """Unsigned Exp-Golomb codes."""
        for value in values:
            body = format(value + 1, "b")
            self._text.append("0" * (len(body) - 1) + body)
        return self

    def aligned(self) -> bytes:
        """What was written, filled up with zeros to whole bytes."""
        text = "".join(self._text)
        text += "0" * (-len(text) % 8)
        return int(text or "0", 2).to_bytes(len(text) // 8, "big")

    def ended(self) -> bytes:
        """The same with the stop bit before the zeros."""
        return self.u(1, 1).aligned()


def nal(head: int, body: bytes) -> bytes:
    """A NAL unit: its head byte, and the body in which no start code can be read."""
    return bytes([head]) + _EMULATED.sub(b"\x00\x00\x03", body)


def parameters(width: int, height: int) -> tuple[bytes, bytes]:
    """(SPS, PPS) of pictures of this size, which must be whole macroblocks."""
    sps = Bits().u(66, 8).u(0b11000000, 8).u(31, 8)
    sps.ue(0, 0, 2, 1).u(0, 1).ue(width // MB - 1, height // MB - 1)  # id, 4 bits of frame_num, order of output is order of decoding, one reference
    sps.u(1, 1).u(1, 1).u(0, 1).u(0, 1)  # whole frames, direct 8x8, no cropping, no VUI
    pps = Bits().ue(0, 0).u(0, 2).ue(0, 0, 0).u(0, 3).ue(0, 0, 0).u(0b100, 3)
    return nal(0x67, sps.ended()), nal(0x68, pps.ended())


def macroblocks(luma: Plane, blue: Plane, red: Plane) -> Plane:
    """(macroblocks, 384) bytes of a picture in 4:2:0: 256 of luma, 64 of each chroma, as I_PCM sends them."""
    parts = []
    for plane, side in ((luma, MB), (blue, MB // 2), (red, MB // 2)):
        rows, columns = plane.shape[0] // side, plane.shape[1] // side
        parts.append(plane.reshape(rows, side, columns, side).swapaxes(1, 2).reshape(rows * columns, side * side))
    return np.clip(np.concatenate(parts, axis=1), 16, 235)  # video range: also, no zero byte is left in them


def key_picture(blocks: Plane, turn: int) -> bytes:
    """An IDR picture. `turn` alternates between two of them that follow each other."""
    head = Bits().ue(0, 7, 0).u(0, 4).ue(turn % 2).u(0, 2).ue(0, 1).ue(25).aligned()
    prefix = np.frombuffer(Bits().ue(25).aligned(), np.uint8)
    rest = np.concatenate([np.broadcast_to(prefix, (len(blocks) - 1, len(prefix))), blocks[1:]], axis=1)
    return nal(0x65, head + blocks[0].tobytes() + rest.tobytes() + b"\x80")


def next_picture(blocks: Plane, before: Plane, number: int) -> bytes:
    """A P picture: the macroblocks that differ from the picture before. `number` counts from the key picture."""
    changed: Ints = np.flatnonzero((blocks != before).any(axis=1))
    bits = Bits().ue(0, 5, 0).u(number % 16, 4).u(0, 3).ue(0, 1)
    out, last = [], -1
    for block in changed.tolist():
        out += [bits.ue(block - last - 1, 30).aligned(), blocks[block].tobytes()]
        bits, last = Bits(), block
    out.append((bits.ue(len(blocks) - last - 1) if last < len(blocks) - 1 else bits).ended())
    return nal(0x41, b"".join(out))
