"""Keeps the log of alarms small without losing any of it: steps that never became an alarm go to files.

A condition that comes and goes within its on-delay writes two rows, `pending` and `normal`, as often as a feed flickers: they are
most of the log, and no alarm. They lie in var/archive/alarm_steps-<first>-<last>.parquet, with the columns of `alarm_event`.
What became an alarm, and what people did, stays in the log for ever.
"""

from __future__ import annotations

from datetime import datetime

import pyarrow.parquet as pq

from data.literals import bind
from data.warehouse import Session, Warehouse

MOST = 50_000  # at one time: the numbers travel as text when another process owns the file
# Pairs of pending and normal that came after normal, or after nothing. The newest row of a rule and entity is its present state
# and stays. Without a pair the state at any moment is what it was, but for the wait inside a delay.
_PAIRS = """
with told as (
    select event_no, action, state, lag(state) over way as before, lead(action) over way as after_action, lead(state) over way as after_state,
           lead(event_at) over way as after_at, lead(event_no) over way as after_no, lead(event_no, 2) over way as next_no
    from alarm_event where entity <> '' window way as (partition by rule, entity order by event_no)
)
from alarm_event where event_no in (
    select unnest([event_no, after_no]) from (
        from told where action = 'condition' and state = 'pending' and coalesce(before, 'normal') = 'normal' and after_action = 'condition'
             and after_state = 'normal' and after_at < $limit and next_no is not null
        order by event_no limit $most))
order by event_no
"""
_GONE = (
    "delete from alarm_event where event_no in (select unnest($gone::bigint[]))",
    "update table_version set version = version + 1 where table_name = 'alarm_event'",
)


def put_aside(warehouse: Warehouse, session: Session, limit: datetime) -> int:
    """Move steps older than `limit` (UTC, naive) into a file of var/archive; gives how many rows went. The file is whole before
    a row is deleted; after a crash in between the next turn writes them again, and `event_no` tells them apart. Raises WarehouseError."""
    steps = session.arrow(bind(_PAIRS, {"limit": limit, "most": MOST // 2}))
    numbers: list[int] = steps.column("event_no").to_pylist()
    if not numbers:
        return 0
    folder = warehouse.settings.var / "archive"
    folder.mkdir(exist_ok=True)
    file = folder / f"alarm_steps-{numbers[0]}-{numbers[-1]}.parquet"
    part = file.with_suffix(".part")
    pq.write_table(steps, part)
    part.replace(file)
    session.transact(_GONE, {"gone": numbers})
    return len(numbers)
