"""Finds the neighbours among reports of a bulk load, after it, a slice of time at a time.

A load of few reports pairs them itself. One of many would make people wait for half its time; it leaves a span in
`report_pair_due`, the reports can be read at once, and questions about second reports say how many are not looked at yet.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from data.faults import Conflict
from data.warehouse import Session, Warehouse
from etl.scripts import script

SLICE = 250_000  # reports at one time: a second or two of both cores, during which loads of reports wait
PAIRING = ("unpair_reports", "near_reports", "thin_reports", "pair_reports")
# Whole days up to the one that fills the slice; the first of the span in any case.
_SLICE = """
with due as (select source, from_at, to_at from report_pair_due order by from_at, to_at limit 1),
days as (select r.created_at::date as day, count(*) as n from report r join due d on r.source = d.source and r.created_at between d.from_at and d.to_at group by day),
filling as (select day, sum(n) over (order by day) - n as before from days)
select source, from_at, to_at, (select max(day) + interval 1 day - interval 1 microsecond from filling where before = 0 or before < $most), (select sum(n) from days)
from due
"""
_CHOOSE = (
    "create or replace temp table pairing as select report_id, created_at, category, lon, lat from report "
    "where source = $source and created_at between $from_at and $until"
)
_DONE = (
    "delete from report_pair_due where source = $source and from_at = $from_at and to_at = $to_at",
    "insert into report_pair_due select $source, $until + interval 1 microsecond, $to_at where $until < $to_at",
    "update table_version set version = version + 1 where table_name in ('report_pair', 'report_pair_due')",
)


def catch_up(warehouse: Warehouse, most: int = SLICE, say: Callable[[int, int], None] | None = None) -> int:
    """Look for the neighbours of all reports that still wait for it; gives how many slices that took. `say` gets how many
    reports were looked at and how many of their span are left. When a load is faster the slice is left for the next turn. Raises WarehouseError."""
    slices = 0
    with warehouse.working() as session:
        # Between the two looks another process may have finished the last span.
        while session.rows("select 1 from report_pair_due limit 1") and (due := session.rows(_SLICE, {"most": most})):
            try:
                done, left = _slice(session, *due[0])
            except Conflict:
                return slices
            slices += 1
            if say:
                say(done, left)
    return slices


def _slice(session: Session, source: str, from_at: datetime, to_at: datetime, until: datetime | None, waiting: int | None) -> tuple[int, int]:
    """The days of a span up to `until`, in one transaction. Gives how many reports they held, and how many of the span's `waiting` are left."""
    bound = {"source": source, "from_at": from_at, "to_at": to_at, "until": min(until or to_at, to_at)}
    session.transact([_CHOOSE, *(script(name) for name in PAIRING), *_DONE], bound)
    (done,) = session.one("select count(*) from pairing")
    return done, int(waiting or 0) - done
