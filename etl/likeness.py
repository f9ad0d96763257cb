"""Finds the pictures that resemble each other, once: whoever asks about closings reads the pairs and compares nothing.

No load waits for it. A question compares by itself what has not been looked at yet (`data/queries/integrity.py`), so that its answer is
the same before and after.
"""

from __future__ import annotations

from collections.abc import Callable

from data.answers import question
from data.faults import Conflict
from data.warehouse import Warehouse

SLICE = 500_000  # pictures at one time: a few seconds of both cores and 1 GB
LEAST = 500  # so few are compared as fast when somebody asks
FRESH = question("parts/pictures_fresh")
_LEFT = f"select version, (select count(*) from ({FRESH})) from table_version where table_name = 'photo_looked'"
_STEPS = (
    "select case when version <> $version then error('stale plan') end from table_version where table_name = 'photo_looked'",
    f"create or replace temp table fresh as {FRESH} limit $most",
    f"insert into photo_likeness with fresh as (from temp.fresh) {question('parts/pictures_alike')}",
    "insert into photo_looked from temp.fresh",
    "update table_version set version = version + 1 where table_name in ('photo_looked', 'photo_likeness')",
)


def catch_up(warehouse: Warehouse, least: int = 1, most: int = SLICE, say: Callable[[int, int], None] | None = None) -> int:
    """Compare all pictures that were not looked at yet, when there are at least so many; gives how many. `say` gets how many were
    compared and how many are left. When another process is at it the rest is left to that one. Raises WarehouseError."""
    done = 0
    with warehouse.working() as session:
        version, left = session.one(_LEFT)
        if left < least:
            return 0
        while left:
            try:
                session.transact(_STEPS, {"version": version, "most": most})
            except Conflict:
                break
            (now,) = session.one("select count(*) from temp.fresh")
            version, left, done = version + 1, left - now, done + now
            if say:
                say(now, left)
    return done
