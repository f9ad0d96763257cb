"""Finds the pictures that resemble each other, once: whoever asks about closings reads the pairs and compares nothing.

No load waits for it. A question compares by itself what has not been looked at yet (`data/queries/integrity.py`), so that its answer is
the same before and after.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from data.answers import question
from data.faults import Conflict
from data.likeness import Hashes, alike
from data.literals import bind
from data.warehouse import Session, Warehouse

SLICE = 20_000  # pictures at one time
LEAST = 500  # so few are compared as fast when somebody asks
_VERSION = "select version from table_version where table_name = 'photo_looked'"
_KEEP = (
    "select case when version <> $version then error('stale plan') end from table_version where table_name = 'photo_looked'",
    "insert into photo_looked select unnest($hashes::ubigint[])",
    "insert into photo_likeness select unnest($ones::ubigint[]), unnest($others::ubigint[]), unnest($offs::utinyint[])",
    "update table_version set version = version + 1 where table_name in ('photo_looked', 'photo_likeness')",
)


def catch_up(warehouse: Warehouse, least: int = 1, most: int = SLICE, say: Callable[[int, int], None] | None = None) -> int:
    """Compare all pictures that were not looked at yet, when there are at least so many; gives how many. `say` gets how many were
    compared and how many are left. When another process is at it the rest is left to that one. Raises WarehouseError."""
    with warehouse.working() as session:
        (version,) = session.one(_VERSION)
        fresh = _hashes(session, "photos_fresh")
        if len(fresh) < max(least, 1):
            return 0
        looked = _hashes(session, "photos_looked")
        for first in range(0, len(fresh), most):
            part = fresh[first : first + most]
            looked = np.concatenate([looked, part])
            try:
                _keep(session, version, part, *alike(part, looked))
            except Conflict:
                return first
            version += 1
            if say:
                say(len(part), len(fresh) - first - len(part))
    return len(fresh)


def _hashes(session: Session, name: str) -> Hashes:
    found: Hashes = session.arrow(question(name)).column(0).to_numpy().astype(np.uint64)
    return found


def _keep(session: Session, version: int, part: Hashes, ones: Hashes, others: Hashes) -> None:
    found = {"hashes": part, "ones": ones, "others": others, "offs": np.bitwise_count(ones ^ others)}
    session.transact([bind(step, {"version": version}) for step in _KEEP], {name: values.tolist() for name, values in found.items()})
