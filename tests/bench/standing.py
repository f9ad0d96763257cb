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

# For every hundred reports, ten incidents and one fire call: the demo city has six and one.
INCIDENTS = """
insert into incident by name
with made as (select i, hash(i) as h, $now::timestamp - to_microseconds((($n - i) * 730 * 86400e6 / $n)::bigint) as detected_at, i % 9 = 0 as is_false_alarm from range($n) r(i)),
verified as (select *, detected_at + to_seconds((60 + h % 600)::int) as verified_at from made),
acknowledged as (select *, case when not is_false_alarm then verified_at + to_seconds((30 + (h >> 8) % 600)::int) end as acknowledged_at from verified),
sent as (select *, acknowledged_at + to_seconds((30 + (h >> 16) % 900)::int) as dispatched_at from acknowledged),
there as (select *, case when i % 9 > 1 then dispatched_at + to_seconds((60 + (h >> 24) % 3600)::int) end as on_scene_at from sent)
select 'bench' as source, 'I' || i as incident_id, 'K' || i % 8000 as camera_id, ['banjir', 'kebakaran', 'kerumunan', 'parkir_liar'][1 + i % 4] as event_type,
       ['tinggi', 'sedang', 'rendah'][1 + i % 3] as priority, 0.8 as confidence, is_false_alarm, detected_at, detected_at + interval 20 second as received_at, verified_at, acknowledged_at,
       dispatched_at, on_scene_at, case when i % 11 > 0 then coalesce(on_scene_at, verified_at) + to_seconds((600 + (h >> 32) % 9000)::int) end as cleared_at, detected_at as updated_at,
       106.8 as lon, -6.2 as lat, (select list(code order by code) from kelurahan)[1 + (h % 267)::int] as area, 'inside' as place, 1 as batch
from there"""
FIRES = """
insert into fire_call by name
with made as (select i, hash(i) as h, $now::timestamp - to_microseconds((($n - i) * 730 * 86400e6 / $n)::bigint) as called_at from range($n) r(i)),
there as (select *, called_at + to_seconds((260 + (h >> 8) % 1200)::int) as arrived_at from made)
select 'bench' as source, 'F' || i as call_id, called_at, called_at + to_seconds((60 + h % 200)::int) as departed_at, arrived_at, 'rumah' as object,
       case when i % 11 > 0 then arrived_at + to_seconds((600 + (h >> 16) % 9000)::int) end as cleared_at, ['listrik', 'kompor', 'rokok'][1 + i % 3] as cause, 'fire' as outcome,
       106.8 as lon, -6.2 as lat, (select list(code order by code) from kelurahan)[1 + (h % 267)::int] as area, 'inside' as place, called_at as updated_at, 1 as batch
from there"""
SOURCES = "insert into source by name select 'bench' as source, unnest(['cctv_incidents', 'fires']) as feed, 'Jakarta' as city, true as is_home, true as is_simulated, $now::timestamp as first_seen_at"


def _calls(session: Session, reports_n: int) -> None:
    """Incidents and fire calls, where there are none."""
    (found,) = session.one("select count(*) from incident")
    if not found:
        session.execute(SOURCES, {"now": NOW})
        session.execute(INCIDENTS, {"now": NOW, "n": reports_n // 10})
        session.execute(FIRES, {"now": NOW, "n": reports_n // 100})
        session.execute("update table_version set version = version + 1 where table_name in ('incident', 'fire_call', 'source')")
        session.execute("checkpoint")


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
            with warehouse.working() as session:
                _calls(session, reports_n)
            yield warehouse
        finally:
            warehouse.close()
