"""The memory of one moving layer: from answer after answer to key frames and deltas, in numpy, no loop over rows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from live.wire import STEP_DEG, UNKNOWN, Bytes, Frame, Int, encode

MOST = 60_000  # rows that slots of 16 bits hold with room to spare
FAR = 32_000  # a leap too long for a difference (35 km): the row is stated anew
Objects = npt.NDArray[np.object_]


@dataclass(frozen=True)
class Rows:
    """One answer as columns, cut to MOST rows; `total` is how many the answer had with a place."""

    keys: pd.Index
    ids: Objects
    lat: Int
    lon: Int
    seen: npt.NDArray[np.float64]
    bearing: Bytes
    speed: Bytes
    meta: pd.DataFrame
    mark: npt.NDArray[np.uint64]
    total: int


def rows_of(answer: pd.DataFrame, key: Sequence[str], seen: str, meta: Sequence[str]) -> Rows:
    """The answer (lon, lat in degrees; bearing in degrees and speed_ms when it has them) as Rows. The last of `key` is the id."""
    placed = answer[answer["lon"].between(-180, 180) & answer["lat"].between(-90, 90)]
    keys = placed[key[0]].astype(str).str.cat([placed[k].astype(str) for k in key[1:]], sep="/")
    keep = ~keys.duplicated(keep="last")
    placed, keys = placed[keep], keys[keep]
    total = len(placed)
    placed, keys = placed.head(MOST), keys.head(MOST)
    words = pd.DataFrame({column: _said(placed[column]) for column in meta}, index=placed.index)
    return Rows(
        keys=pd.Index(keys),
        ids=placed[key[-1]].astype(str).to_numpy(object),
        lat=_steps(placed["lat"]),
        lon=_steps(placed["lon"]),
        seen=placed[seen].to_numpy("datetime64[ms]").astype(np.int64) / 1000.0,
        bearing=_byte(placed, "bearing", 1.5, 240),
        speed=_byte(placed, "speed_ms", 0.2, 0),
        meta=words,
        mark=pd.util.hash_pandas_object(words.fillna("\0"), index=False).to_numpy(np.uint64),
        total=total,
    )


def _steps(degrees: pd.Series) -> Int:
    steps: Int = np.rint(degrees.to_numpy(np.float64) / STEP_DEG).astype(np.int64)
    return steps


def _byte(frame: pd.DataFrame, column: str, step: float, turn: int) -> Bytes:
    """A column in steps; UNKNOWN where it is missing; going round at `turn`, else clipped below UNKNOWN."""
    if column not in frame:
        return np.full(len(frame), UNKNOWN, np.uint8)
    values = pd.to_numeric(frame[column]).to_numpy(np.float64, na_value=np.nan)
    known = np.isfinite(values)
    steps = np.rint(np.where(known, values, 0) / step)
    steps = np.mod(steps, turn) if turn else np.clip(steps, 0, UNKNOWN - 1)
    return np.where(known, steps, UNKNOWN).astype(np.uint8)


def _said(column: pd.Series) -> pd.Series:
    """Words for JSON: moments as ISO UTC, everything else as text, None where there is nothing."""
    if pd.api.types.is_datetime64_any_dtype(column):
        column = column.dt.strftime("%Y-%m-%dT%H:%M:%SZ")
    return column.astype(object).where(column.notna(), None).map(str, na_action="ignore")


def _coded(column: pd.Series) -> dict[str, list[object]]:
    """A column as its distinct values and a code per row; -1 is nothing."""
    codes, values = pd.factorize(column)
    return {"values": values.tolist(), "codes": codes.tolist()}


class Points:
    """Slots of one layer. Not for two threads at once: the hub holds a lock around it."""

    def __init__(self, layer: int) -> None:
        self.layer = layer
        self.seq = 0
        self.base = 0.0
        self._rows: Rows | None = None
        self._slots = pd.Index([], dtype=object)  # key of each slot; a name that no key has once it is empty
        self._where = np.empty(0, np.int64)  # row of each slot, -1 when empty

    def step(self, rows: Rows, base: float) -> bytes | None:
        """Take the next answer, made at `base` (Unix seconds). Gives the frame to send, or None when nothing changed."""
        before, self.base = self._rows, base
        slots = self._slots.get_indexer(rows.keys)
        fresh = slots < 0
        emptied = int((self._where < 0).sum())
        is_sparse = emptied > max(64, len(self._slots) // 4) or len(self._slots) + int(fresh.sum()) > 65_000
        if before is None or is_sparse:
            return self._anew(rows)
        if not len(before.keys):
            return self._anew(rows) if len(rows.keys) else None
        frame = self._difference(before, rows, slots, fresh)
        self._rows = rows
        if frame is None:
            return None
        self.seq += 1
        return encode(frame)

    def key(self) -> bytes:
        """All of it at the present seq."""
        rows = self._rows
        if rows is None:
            return encode(Frame(self.layer, self.seq, self.base, 0, is_key=True))
        slots = np.flatnonzero(self._where >= 0)
        return encode(self._stated(rows, slots, self._where[slots], is_key=True))

    def _anew(self, rows: Rows) -> bytes:
        self._rows, self._slots = rows, rows.keys
        self._where = np.arange(len(rows.keys))
        self.seq += 1
        return self.key()

    def _difference(self, before: Rows, rows: Rows, slots: Int, fresh: npt.NDArray[np.bool_]) -> Frame | None:
        slots = slots.copy()
        slots[fresh] = len(self._slots) + np.arange(int(fresh.sum()))
        where = np.full(len(self._slots) + int(fresh.sum()), -1, np.int64)
        where[slots] = np.arange(len(slots))
        gone = np.flatnonzero((self._where >= 0) & (where[: len(self._where)] < 0))
        old = np.where(fresh, -1, np.append(self._where, -1)[np.minimum(slots, len(self._where))])
        dlat, dlon = rows.lat - before.lat[old], rows.lon - before.lon[old]
        anew = (old < 0) | (before.mark[old] != rows.mark) | (np.abs(dlat) > FAR) | (np.abs(dlon) > FAR)
        change = (
            (dlat != 0)
            | (dlon != 0)
            | (before.seen[old] != rows.seen)
            | (before.bearing[old] != rows.bearing)
        )
        moved = np.flatnonzero(~anew & (change | (before.speed[old] != rows.speed)))
        moved = moved[np.argsort(slots[moved], kind="stable")]
        self._slots, self._where = _named(self._slots.append(rows.keys[fresh]), where), where
        if not len(moved) and not anew.any() and not len(gone):
            return None
        stated = self._stated(rows, slots[anew], np.flatnonzero(anew), is_key=False)
        was = old[moved]
        return Frame(
            self.layer,
            self.seq + 1,
            self.base,
            rows.total,
            False,
            slots[moved],
            dlat[moved],
            dlon[moved],
            np.rint(self.base - rows.seen[moved]).astype(np.int64),
            rows.bearing[moved] - before.bearing[was],
            rows.speed[moved] - before.speed[was],
            stated.restated,
            stated.lat,
            stated.lon,
            stated.age,
            stated.bearing,
            stated.speed,
            gone,
            stated.ids,
            stated.meta,
        )

    def _stated(self, rows: Rows, slots: Int, which: Int, is_key: bool) -> Frame:
        meta = rows.meta.iloc[which]
        return Frame(
            self.layer,
            self.seq,
            self.base,
            rows.total,
            is_key,
            restated=slots,
            lat=rows.lat[which],
            lon=rows.lon[which],
            age=np.rint(self.base - rows.seen[which]).astype(np.int64),
            bearing=rows.bearing[which],
            speed=rows.speed[which],
            ids=rows.ids[which].tolist(),
            meta={str(name): _coded(meta[name]) for name in meta.columns},
        )


def _named(keys: pd.Index, where: Int) -> pd.Index:
    """Empty slots get a name that no key has, so that the index stays unique."""
    empty = np.flatnonzero(where < 0)
    if not len(empty):
        return keys
    named = keys.to_numpy(object, copy=True)
    named[empty] = np.char.add("\0", empty.astype(str)).astype(object)
    return pd.Index(named, dtype=object)
