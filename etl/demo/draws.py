"""Random numbers by counting, not by sequence: a value is a function of (seed, stream, row, name).

Any row can be drawn alone, in any order, and is the same for ever. So a day of the city never depends on
which days were drawn before it, and history and later increments cannot contradict each other.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Ints = npt.NDArray[np.int64]
Words = npt.NDArray[np.uint64]
Floats = npt.NDArray[np.float64]
Bools = npt.NDArray[np.bool_]

_STEP = np.uint64(0x9E3779B97F4A7C15)


def _mix(value: Words) -> Words:
    """The finaliser of SplitMix64 (Steele, Lea and Flood 2014): every bit in changes half of the bits out."""
    value = (value ^ (value >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    value = (value ^ (value >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return value ^ (value >> np.uint64(31))


def _key(name: str) -> np.uint64:
    return np.uint64(int.from_bytes(hashlib.blake2b(name.encode(), digest_size=8).digest(), "little"))


@dataclass(frozen=True, slots=True)
class Draws:
    """Draws for rows: `base` is one 64-bit word per row. Build it with `draws()`."""

    base: Words

    def bits(self, name: str, width: int = 0) -> Words:
        """64 random bits per row; with a width, a matrix (rows, width)."""
        key = _key(name)
        if not width:
            return _mix(self.base ^ key)
        steps = np.arange(1, width + 1, dtype=np.uint64) * _STEP
        return _mix(_mix(self.base ^ key)[:, None] + steps)

    def uniform(self, name: str, width: int = 0) -> Floats:
        """Uniform in (0, 1), never 0 or 1."""
        return ((self.bits(name, width) >> np.uint64(11)).astype(np.float64) + 0.5) * 2.0**-53

    def normal(self, name: str, width: int = 0) -> Floats:
        """Standard normal, by Box and Muller (1958)."""
        radius = np.sqrt(-2.0 * np.log(self.uniform(name, width)))
        return np.asarray(radius * np.cos(2.0 * np.pi * self.uniform(name + "/angle", width)))

    def lognormal(self, name: str, median: float | Floats, sigma: float | Floats) -> Floats:
        """Lognormal with the median and the sigma of its logarithm."""
        return np.asarray(median * np.exp(sigma * self.normal(name)))

    def chance(self, name: str, share: float | Floats) -> Bools:
        """True with the probability `share`."""
        return np.asarray(self.uniform(name) < share)

    def below(self, name: str, limit: int | Ints) -> Ints:
        """A whole number in [0, limit)."""
        return np.asarray(np.floor(self.uniform(name) * limit), dtype=np.int64)

    def pick(self, name: str, weights: Floats) -> Ints:
        """An index by weight. `weights` is one list for all rows, or one row of weights per row."""
        heap = np.cumsum(weights, axis=-1)
        if weights.ndim == 1:
            return np.searchsorted(heap / heap[-1], self.uniform(name)).astype(np.int64)
        return np.asarray((self.uniform(name)[:, None] > heap / heap[:, -1:]).sum(axis=1), dtype=np.int64)


def draws(seed: int, stream: str, *parts: Ints) -> Draws:
    """Draws of a stream ("report", "fire" …) for the rows that the parts number, for example (day, index)."""
    base = np.full(len(parts[0]), _key(f"{seed}/{stream}"), dtype=np.uint64)
    for part in parts:
        base = _mix(base + (part.astype(np.uint64) + np.uint64(1)) * _STEP)
    return Draws(base)
