"""Merge: good rows meet the core table. Newest wins by the source's own clock; everything lands in one transaction."""

from __future__ import annotations

from dataclasses import dataclass

from data.warehouse import Session
from etl.staging import Typed


@dataclass(frozen=True, slots=True)
class Counts:
    """What became of the rows of one table. The law: read = inserted + updated + duplicate + quarantined."""

    read: int = 0
    inserted: int = 0
    updated: int = 0
    duplicate: int = 0
    quarantined: int = 0

    def __add__(self, other: Counts) -> Counts:
        return Counts(*(getattr(self, f) + getattr(other, f) for f in self.__slots__))

    def holds(self) -> bool:
        return self.read == self.inserted + self.updated + self.duplicate + self.quarantined


@dataclass(frozen=True, slots=True)
class Plan:
    """What a merge will do, against one version of its core table."""

    typed: Typed
    version: int
    inserted: int
    updated: int
    duplicate: int
    good: int
    removed: int  # rows of an older schedule that the new one no longer has
    is_plain: bool  # nothing to weigh against: every good row is new

    @property
    def changes(self) -> int:
        """Rows of the core table that will not be what they were."""
        return self.inserted + self.updated + self.removed


def plan(session: Session, typed: Typed, source: str) -> Plan:
    """Weigh the good rows against each other and the core table. Leaves the temp table `plan_<table>` (row_no, act)."""
    table = typed.table
    (version,) = session.one("select version from table_version where table_name = $table", {"table": table.table})
    keys = ", ".join(table.key)
    good, different = session.one(f"select count(*), count(distinct hash({keys})) from {typed.name} where bad_ = 0")
    known = session.rows(f"select 1 from {table.table} where source = $source limit 1", {"source": source})
    if good == different and not known:
        return Plan(typed, version, good, 0, 0, good, 0, True)
    session.execute(_plan_sql(typed, fresh=not known), {"source": source})
    acts = dict(session.rows(f"select act, count(*) from plan_{table.name} group by act"))
    removed = 0
    if table.replaces and (good or table.may_be_empty):
        (before,) = session.one(f"select count(*) from {table.table} where source = $source", {"source": source})
        removed = max(0, before + acts.get("insert", 0) - different)
    return Plan(typed, version, acts.get("insert", 0), acts.get("update", 0), acts.get("duplicate", 0), good, removed, False)


def _plan_sql(typed: Typed, fresh: bool) -> str:
    table = typed.table
    newest = f"{table.clock} desc nulls last, " if table.clock else ""
    partition = ", ".join(table.key)
    ranked = (
        f"select rowid as row_no, {', '.join(_merged(typed))}, row_number() over (partition by {partition} order by {newest}rowid desc) as nth "
        f"from {typed.name} where bad_ = 0"
    )
    match = _same("t", "s", table.key)
    changed = " or ".join(f"t.{c} is distinct from s.{c}" for c in _merged(typed) if c not in table.key and (table.clock or c != "updated_at")) or "false"
    if not table.clock and not table.replaces and not table.corrects:
        changed = "false"  # an append-only log: what is there stays
    newer = f"(s.{table.clock} > t.{table.clock} or s.{table.clock} = t.{table.clock} and ({changed}))" if table.clock else f"({changed})"
    act = "'insert'" if fresh else f"case when t.source is null then 'insert' when {newer} then 'update' else 'duplicate' end"
    join = "" if fresh else f" left join (select * from {table.table} where source = $source) t on {match}"
    return (
        f"create or replace temp table plan_{table.name} as with ranked as ({ranked}) "
        f"select s.row_no, case when s.nth > 1 then 'duplicate' else {act} end as act from ranked s{join}"
    )


_NULLABLE = ("agency_id", "start_on", "start_s", "stop_sequence", "stop_id")


def _same(one: str, other: str, key: tuple[str, ...]) -> str:
    return " and ".join(f"{one}.{k} is not distinct from {other}.{k}" if k in _NULLABLE else f"{one}.{k} = {other}.{k}" for k in key)


def _merged(typed: Typed) -> list[str]:
    """Columns that go into the core table; a leading underscore marks those that only the `after` SQL sees."""
    return [c for c in typed.table.columns if not c.startswith("_")]


def guards(plans: list[Plan]) -> list[str]:
    """SQL that fails when a core table is no longer what was planned against, and then raises its version, once a table."""
    changed = {p.typed.table.table: p.version for p in reversed(plans) if p.changes}
    return [
        step
        for name, version in sorted(changed.items())
        for step in (
            f"select case when version <> {version} then error('stale plan') end from table_version where table_name = '{name}'",
            f"update table_version set version = version + 1 where table_name = '{name}'",
        )
    ]


def statements(made: Plan) -> list[str]:
    """SQL of the merge, to run in one transaction with `$source` and `$batch` bound."""
    table, typed = made.typed.table, made.typed
    name, columns = table.table, _merged(typed)
    if not made.changes:
        return []
    steps: list[str] = []
    into = ", ".join(["source", "batch", *columns, *(("area", "place") if table.place else ())])
    chosen = _chosen(made)
    if made.is_plain:
        steps.append(f"insert into {name} ({into}) {chosen} where s.bad_ = 0")
    elif table.replaces:
        last = f"row_number() over (partition by {', '.join('s.' + k for k in table.key)} order by s.rowid desc) = 1"
        steps += [f"delete from {name} where source = $source", f"insert into {name} ({into}) {chosen} where s.bad_ = 0 qualify {last}"]
    else:
        planned = f"join plan_{table.name} m on m.row_no = s.rowid where m.act ="
        steps += [f"insert into {name} ({into}) {chosen} {planned} 'insert'"] if made.inserted else []
        steps += [_update(made, f"{chosen} {planned} 'update'")] if made.updated else []
    return [*steps, _touched(made), *table.after] if table.after else steps


def _chosen(made: Plan) -> str:
    """The good rows with their source, batch and place, ready for the core table."""
    table, typed = made.typed.table, made.typed
    columns = ", ".join("s." + c for c in _merged(typed))
    if table.place is None:
        return f"select $source as source, $batch as batch, {columns} from {typed.name} s"
    unknown = f"s.{table.place.lon} is null" + (" and coalesce(s.kota, '') = ''" if table.place.names else "")
    placed = f"case when p.area is not null then 'inside' when {unknown} then 'none' else 'outside' end"
    return (
        f"select $source as source, $batch as batch, {columns}, p.area, {placed} as place "
        f"from {typed.name} s left join placed_{table.name} p on p.row_no = s.rowid"
    )


def _update(made: Plan, rows: str) -> str:
    table = made.typed.table
    columns = [c for c in _merged(made.typed) if c not in table.key] + (["area", "place"] if table.place else []) + ["batch"]
    match = _same("t", "n", table.key)
    return (
        f"update {table.table} as t set {', '.join(f'{c} = n.{c}' for c in columns)} "
        f"from ({rows}) n where t.source = $source and {match}"
    )


def _touched(made: Plan) -> str:
    """The staged rows that were inserted or updated, with the columns that only `after` sees."""
    name = made.typed.name
    if made.is_plain:
        return f"create or replace temp view touched as select * from {name} where bad_ = 0"
    return (
        f"create or replace temp view touched as select s.* from {name} s "
        f"join plan_{made.typed.table.name} m on m.row_no = s.rowid where m.act in ('insert', 'update')"
    )
