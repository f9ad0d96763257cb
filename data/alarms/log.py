"""The log of alarms: rows are appended, never changed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from data.faults import Conflict
from data.warehouse import Warehouse

TRIES = 5
SYSTEM = "sistem"
COLUMNS = (
    "rule", "entity", "event_at", "action", "state", "under", "who", "note", "name", "area", "source", "value", "threshold",
    "since_at", "clear_at", "raised_at", "until_at",
)  # fmt: skip
_KINDS = {"value": "double", "threshold": "double"} | {name: "timestamp" for name in COLUMNS if name.endswith("_at")}
_APPEND = (
    f"insert into alarm_event (event_no, {', '.join(COLUMNS)}) select nextval('alarm_no'), * from ("
    + "select " + ", ".join(f"unnest($c_{name}::{_KINDS.get(name, 'varchar')}[]) as {name}" for name in COLUMNS) + ")",
    "update table_version set version = version + 1 where table_name = 'alarm_event'",
)  # fmt: skip


def append(warehouse: Warehouse, rows: Sequence[Mapping[str, object]]) -> None:
    """Append these rows in their order, all or none; what a row leaves out is null. Raises WarehouseError."""
    if not rows:
        return
    params = {f"c_{name}": [row.get(name) for row in rows] for name in COLUMNS}
    for tried in range(TRIES):
        try:
            with warehouse.working() as session:
                session.transact(_APPEND, params)
            return
        except Conflict:
            if tried == TRIES - 1:
                raise


def of_system(action: str, now: datetime, who: str, note: str = "", rule: str = "") -> dict[str, object]:
    """A row about the alarm system itself."""
    return {"rule": rule, "entity": "", "event_at": now, "action": action, "who": who, "note": note or None}
