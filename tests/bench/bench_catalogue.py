"""The whole catalogue of KPIs for every area of the city: 267 kelurahan, 44 kecamatan, 6 kota and the province.

    python tests/bench/bench_catalogue.py [--reports 1000000] [--days 30] [--previous]

Prints, for an uncached answer, the seconds of each level and of all of them, the processor time, and the KPIs that take longest;
then what an answer costs when nothing changed, and when only the cameras did. The reports, with a log of two events each, are
made by SQL in a warehouse of their own in a temporary folder; 1,000,000 take about half a minute.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections import Counter
from datetime import timedelta
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from data.answers import Answers
from data.kpis.sql import usable
from data.model import Filters
from data.queries.kpis import kpi_levels
from data.settings import Settings
from data.warehouse import Warehouse
from tests.bench.bench_questions import NOW, fill

LOG = """
insert into report_event by name
select source, report_id, created_at as event_at, created_at as known_at, 'menunggu' as stage, 'system' as actor, agency, null as officer, null as outcome, 1 as batch from report
union all by name
select source, report_id, last_closed_at as event_at, last_closed_at as known_at, 'selesai' as stage, 'officer' as actor, agency, 'o1' as officer, outcome, 1 as batch from report where last_closed_at is not null"""
OTHERS = (
    "insert into source values ('simulasi_cctv', 'cameras', 'CCTV', 'Jakarta', true, true, timestamp '2024-01-01'), ('simulasi_cctv', 'cctv_incidents', 'CCTV', 'Jakarta', true, true, timestamp '2024-01-01'), "
    "('simulasi_damkar', 'fires', 'Damkar', 'Jakarta', true, true, timestamp '2024-01-01'), ('simulasi_crm', 'report_events', 'CRM', 'Jakarta', true, true, timestamp '2024-01-01')",
    """insert into camera by name select 'simulasi_cctv' as source, 'k' || i as camera_id, 'k' as name, 'inside' as place, $now as updated_at, 1 as batch, 'online' as status,
              (select list(code order by code) from kelurahan)[1 + i % 267] as area from range(6000) r(i)""",
    """insert into incident by name select 'simulasi_cctv' as source, 'i' || i as incident_id, 'kecelakaan' as event_type, 'tinggi' as priority, false as is_false_alarm,
              $now - to_minutes(i * 4) as detected_at, detected_at + to_minutes(1 + i % 9) as acknowledged_at, detected_at + to_minutes(20 + i % 60) as cleared_at, cleared_at as updated_at,
              (select list(code order by code) from kelurahan)[1 + i % 267] as area, 'inside' as place, 1 as batch from range(40000) r(i)""",
    """insert into fire_call by name select 'simulasi_damkar' as source, 'f' || i as call_id, $now - to_minutes(i * 60) as called_at, called_at + to_minutes(4 + i % 15) as arrived_at,
              'fire' as outcome, (select list(code order by code) from kelurahan)[1 + i % 267] as area, 'inside' as place, called_at as updated_at, 1 as batch from range(17000) r(i)""",
)


class Clocked(Answers):
    """Answers that note how long each question took when it was not kept."""

    def __init__(self, warehouse: Warehouse) -> None:
        super().__init__(warehouse)
        self.took: Counter[str] = Counter()

    def ask_sql(self, name: str, sql: str, params):  # type: ignore[no-untyped-def]
        begun, misses = time.perf_counter(), self.misses
        answer = super().ask_sql(name, sql, params)
        if self.misses > misses:
            self.took[name] += time.perf_counter() - begun
        return answer


def asked(answers: Answers, filters: Filters, previous: bool) -> tuple[float, float, int]:
    """(seconds, processor seconds, readings) of the whole catalogue at every level."""
    begun, worked = time.perf_counter(), time.process_time()
    readings_n = len(kpi_levels(answers, filters, previous=previous))
    return time.perf_counter() - begun, time.process_time() - worked, readings_n


def main() -> None:
    words = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    words.add_argument("--reports", type=int, default=1_000_000)
    words.add_argument("--days", type=int, default=30, help="the period asked for")
    words.add_argument("--previous", action="store_true", help="with the period before")
    given = words.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        warehouse = Warehouse.own(Settings(var=Path(folder), demo="off", threads=2))
        try:
            fill(warehouse, given.reports)
            with warehouse.working() as session:
                session.execute(LOG)
                for statement in OTHERS:
                    session.execute(statement, {"now": NOW})
            show(Clocked(warehouse), warehouse, given)
        finally:
            warehouse.close()


def show(answers: Clocked, warehouse: Warehouse, given: argparse.Namespace) -> None:
    """Print the three costs."""
    filters = Filters(now=NOW, since=NOW - timedelta(days=given.days))
    kpis_n = sum(k.is_loaded for k in usable(warehouse).kpis)
    print(f"{given.reports:,} reports, {kpis_n} KPIs that a feed carries, {given.days} days{', and the period before' if given.previous else ''}; 2 threads")
    seconds, worked, n = asked(answers, filters, given.previous)
    print(f"nothing kept      {seconds:6.2f} s  {worked:6.2f} s processor  {n:,} readings")
    for name, took in answers.took.most_common(6):
        print(f"  {name:24s} {took:6.2f} s")
    seconds, worked, _n = asked(answers, filters, given.previous)
    print(f"nothing changed   {seconds:6.3f} s  {worked:6.3f} s processor")
    answers.took.clear()
    with warehouse.working() as session:
        session.execute("update table_version set version = version + 1 where table_name = 'camera'")
    seconds, worked, _n = asked(answers, filters, given.previous)
    print(f"cameras changed   {seconds:6.3f} s  {worked:6.3f} s processor  asked again: {', '.join(sorted(answers.took)) or 'none'}")


if __name__ == "__main__":
    main()
