"""A small, known number of bad rows, so that quarantine has something to show: about two in a thousand.

Rows with a new id (future, swapped, broken_number) or none (missing_id) come beside the good ones and must
end in quarantine. `duplicate` is a good row once more; `older` is an earlier version of a good row that
arrives late and must not roll it back.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from etl.demo.draws import Ints, draws
from etl.demo.moments import DAY, HOUR
from etl.demo.tables import as_text, moment

SHARE = 0.002
KINDS = ("future", "swapped", "missing_id", "broken_number", "duplicate", "older")


@dataclass(frozen=True, slots=True)
class Shape:
    """Which columns of a file can go wrong. An empty name leaves out the kinds that need it."""

    key: str
    event: str
    changed: str = ""
    lon: str = ""
    lat: str = ""
    number: str = ""
    needs_key: bool = True  # False: a row without its key is taken under another, so it is not bad

    def kinds(self) -> tuple[str, ...]:
        """The kinds of bad row that this file can have."""
        can = {
            "future": bool(self.event),
            "swapped": bool(self.lon),
            "missing_id": self.needs_key,
            "broken_number": bool(self.number),
            "older": bool(self.changed and self.event),
        }
        return tuple(kind for kind in KINDS if can.get(kind, True))


def bad_rows(
    seed: int, name: str, table: pa.Table, shape: Shape, now: int, share: float = SHARE
) -> tuple[pa.Table, dict[str, int]]:
    """(the bad rows as text, how many of each kind) to be written after the rows of `table`. `now` in WIB
    seconds.
    """
    kinds = shape.kinds()
    each = round(table.num_rows * share / len(kinds))
    if not each:
        return as_text(table.slice(0, 0)), {}
    fit = np.flatnonzero(_suits(table, shape))
    own = draws(seed, f"dirty/{name}", fit, np.full(len(fit), table.num_rows))
    chosen = fit[np.argsort(own.uniform("order"), kind="stable")][: each * len(kinds)]
    parts = np.array_split(chosen, len(kinds))
    made = [
        _spoil(kind, as_text(table.take(pa.array(part))), shape, now)
        for kind, part in zip(kinds, parts, strict=True)
    ]
    return pa.concat_tables(made), {kind: len(part) for kind, part in zip(kinds, parts, strict=True)}


def _suits(table: pa.Table, shape: Shape) -> np.ndarray[tuple[int, ...], np.dtype[np.bool_]]:
    """Rows that can be spoilt in every way: with a point, and changed at least a minute after they
    happened.
    """
    fits = np.ones(table.num_rows, dtype=bool)
    if shape.lon:
        fits &= table[shape.lon].to_numpy() > 100
    if shape.changed and shape.event:
        fits &= (table[shape.changed].to_numpy() - table[shape.event].to_numpy()).astype(np.int64) > 60
    if shape.number:
        fits &= table[shape.number].is_valid().to_numpy()
    return fits


def _spoil(kind: str, rows: pa.Table, shape: Shape, now: int) -> pa.Table:
    count = rows.num_rows
    if kind == "missing_id":
        return _put(rows, shape.key, pa.array([""] * count, pa.string()))
    if kind == "duplicate":
        return rows
    if kind == "older":
        return _put(rows, shape.changed, rows[shape.event])
    rows = _put(rows, shape.key, pc.binary_join_element_wise(rows[shape.key], pa.scalar(kind[0].upper()), ""))
    if kind == "future":
        return _put(rows, shape.event, moment(_ahead(now, count)).cast(pa.string()))
    if kind == "broken_number":
        return _put(rows, shape.number, pc.binary_join_element_wise(rows[shape.number], pa.scalar("O"), ""))
    lon, lat = rows[shape.lon], rows[shape.lat]
    return _put(_put(rows, shape.lon, lat), shape.lat, lon)


def _ahead(now: int, count: int) -> Ints:
    return np.asarray(now + 30 * DAY + np.arange(count) * HOUR)


def _put(rows: pa.Table, name: str, values: pa.Array) -> pa.Table:
    return rows.set_column(rows.column_names.index(name), name, values)
