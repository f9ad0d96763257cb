"""Which pictures resemble each other: pairs of perceptual hashes of 64 bits that differ in few of them, found without comparing all with all."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

MOST_BITS = 7  # what four bands of 16 bits can find
ROOM = 2_000_000  # pairs compared at one time: some 50 MB
BANDS, TURNS = (0, 16, 32, 48), (0, *(1 << bit for bit in range(16)))
Hashes = NDArray[np.uint64]


def alike(new: Hashes, known: Hashes, most: int = MOST_BITS) -> tuple[Hashes, Hashes]:
    """Every two different hashes, one of `new` and one of `known` (of which `new` is a part), that differ in at most `most` bits: the
    smaller ones and the greater ones, each pair once. Two hashes within seven bits differ by at most one bit in one of four bands of 16
    (pigeonhole; the way of Norouzi, Punjani and Fleet 2012), so a band with its 16 neighbours of one bit finds every pair."""
    found = [pair for band in BANDS for pair in _of_band(new, known, np.uint64(band), most)]
    if not found:
        return np.empty(0, np.uint64), np.empty(0, np.uint64)
    left, right = (np.concatenate(side) for side in zip(*found, strict=True))
    both = np.unique(np.stack([np.minimum(left, right), np.maximum(left, right)], axis=1), axis=0)
    return both[:, 0], both[:, 1]


def _of_band(new: Hashes, known: Hashes, band: np.uint64, most: int) -> Iterator[tuple[Hashes, Hashes]]:
    """The pairs that agree up to one bit in the band of 16 bits that begins at bit `band`."""
    known, pieces = _by_piece(known, band)
    counts = np.bincount(pieces, minlength=1 << 16)
    starts = np.cumsum(counts) - counts
    new, pieces = _by_piece(new, band)
    for turned in TURNS:
        asked = pieces ^ np.uint16(turned)
        for part in _parts(counts[asked]):
            n = counts[asked[part]]
            left = np.repeat(new[part], n)
            right = known[np.arange(len(left)) + np.repeat(starts[asked[part]] - (np.cumsum(n) - n), n)]
            off = np.bitwise_count(left ^ right)
            hit = (off <= most) & (off > 0)
            yield left[hit], right[hit]


def _by_piece(hashes: Hashes, band: np.uint64) -> tuple[Hashes, NDArray[np.uint16]]:
    """The hashes in the order of their 16 bits from `band` on, and these bits: neighbours in the table are neighbours in memory."""
    pieces = (hashes >> band).astype(np.uint16)
    order = np.argsort(pieces, kind="stable")
    return hashes[order], pieces[order]


def _parts(counts: NDArray[np.int64]) -> list[slice]:
    """Stretches of the hashes that meet about ROOM others each; one that meets more stands alone."""
    reached = np.cumsum(counts) // ROOM
    edges = [0, *(np.flatnonzero(np.diff(reached)) + 1).tolist(), len(counts)]
    return [slice(a, b) for a, b in pairwise(edges) if b > a]
