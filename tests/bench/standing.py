"""A warehouse of made reports for the benches, made once: in a folder that is kept when one is named, else in one that is thrown away."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from data.settings import Settings
from data.warehouse import Session, Warehouse
from tests.bench.bench_questions import NOW, fill

EVENTS = """
insert into report_event by name
with kept as (select *, hash(report_id) % 100 as h, coalesce(first_action_at, created_at) as acted_at, coalesce(last_closed_at, $now::timestamp) as ended_at from report),
steps as (
    select * exclude (stage), unnest(case when h < 8 then ['menunggu', 'koordinasi', 'disposisi', 'proses', 'menunggu_validasi', 'tl_ditolak', 'proses', 'menunggu_validasi', 'selesai']
                          else ['menunggu', 'koordinasi', 'disposisi', 'proses', 'selesai'] end) as stage,
           unnest(case when h < 8 then range(9) else range(5) end) as nth, case when h < 8 then 8 else 4 end as last_nth
    from kept)
select source, report_id, event_at, event_at as known_at, stage, case when nth = 0 then 'system' else 'officer' end as actor, agency, 'o' || h as officer,
       case when stage = 'selesai' then outcome end as outcome, 1 as batch
from (select *, case when nth = 0 then created_at when nth = 1 then acted_at
                     else acted_at + to_microseconds(((epoch_us(ended_at) - epoch_us(acted_at)) * (nth - 1) / (last_nth - 1))::bigint) end as event_at from steps)
where (nth = 0 or first_action_at is not null) and (stage <> 'selesai' or status = 'closed') and (event_at < $now::timestamp)
order by event_at"""
KNOWN = """update report set known_at = e.known_at from (select source, report_id, max(known_at) as known_at from report_event group by source, report_id) e
where e.source = report.source and e.report_id = report.report_id"""


def _log(session: Session) -> None:
    """Five to nine events for each report, and the moment of its newest."""
    session.execute(EVENTS, {"now": NOW})
    session.execute(KNOWN)
    session.execute("checkpoint")


@contextmanager
def standing(reports_n: int, keep: Path | None = None, memory: str = "") -> Iterator[Warehouse]:
    """A warehouse with these reports and their stage log; `keep` names the folder where it is found again."""
    with tempfile.TemporaryDirectory() as folder:
        warehouse = Warehouse.own(Settings(var=keep or Path(folder), demo="off", **({"memory": memory} if memory else {})))
        try:
            with warehouse.working() as session:
                (found,) = session.one("select count(*) from report")
            if found and found != reports_n:
                raise SystemExit(f"{keep} holds {found:,} reports, not {reports_n:,}. Name another folder.")
            if not found:
                fill(warehouse, reports_n)
                with warehouse.working() as session:
                    _log(session)
            yield warehouse
        finally:
            warehouse.close()
