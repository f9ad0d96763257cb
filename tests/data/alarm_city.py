"""A flood gate, a feed and a clock that tests move by hand."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from data.warehouse import Warehouse

NOW = datetime(2026, 11, 21, 13, 0, tzinfo=UTC)
_SOURCE = "insert into source values ($source, $feed, 'x', 'Jakarta', true, true, $at) "
_LEVEL = """insert into water_level by name select 'simulasi_bpbd' as source, $post as post, $post as post_raw, $at as measured_at, $level::double as level_cm,
            106.85 as lon, -6.2 as lat, '31.71.06.1001' as area, 'inside' as place, 1 as batch"""
_BATCH = """insert into batch by name select $no as batch, $feed as feed, $source as source, 'b' as origin, 'x' as sha256, 1 as bytes, 'm' as mapping, 'loaded' as state,
            1 as read_rows, 1 as inserted, 0 as updated, 0 as duplicate, 0 as quarantined, '{}' as tables, '[]' as notices, $at as newest_event_at, 'f' as fingerprint,
            $at as started_at, $at as finished_at, 0.1 as seconds"""
_MOVED = "update table_version set version = version + 1 where table_name = $name"


def after(minutes: float) -> datetime:
    return NOW + timedelta(minutes=minutes)


class Gates:
    """Puts readings of flood gates into a warehouse, and books them as loads of their feed."""

    def __init__(self, warehouse: Warehouse) -> None:
        self.warehouse, self._n = warehouse, 0
        self._do(_SOURCE, source="simulasi_bpbd", feed="water_levels", at=NOW.replace(tzinfo=None))

    def read(self, at: datetime, level: float, post: str = "manggarai") -> None:
        """A reading of a post (Manggarai: 750, 850, 950 cm) at a moment."""
        self._n += 1
        moment = at.replace(tzinfo=None)
        self._do(_LEVEL, at=moment, level=level, post=post)
        self._do(_BATCH, at=moment, no=self._n, feed="water_levels", source="simulasi_bpbd")
        self._do(_MOVED, name="water_level")

    def _do(self, sql: str, **given: object) -> None:
        with self.warehouse.working() as session:
            session.execute(sql, given)

    def state(self, rule: str, entity: str = "manggarai") -> str:
        """The state of an alarm as it stands in the log; '' when nothing was ever written of it."""
        with self.warehouse.working() as session:
            found = session.rows(
                "select state from alarm_event where rule = $rule and entity = $entity order by event_no desc limit 1", {"rule": rule, "entity": entity}
            )
        return str(found[0][0]) if found else ""
