"""The overview's questions at a million reports and more: through the room of questions, against the bare SQL, and from the cache.

    python tests/bench/bench_questions.py [--reports 1000000] [--days 30] [--rounds 5]

Prints one line per question: uncached, the same SQL run on the connection directly, their ratio, the cached answer, and
the processor time of an uncached answer by its two threads, which a busy machine stretches least.
The reports are made by SQL straight in the core tables of a fresh warehouse in a temporary folder; 10,000,000 take about
half a minute and 1 GB. The two are timed in turn, and the least of the rounds counts, so that a busy machine harms both alike.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

import pandas as pd

sys.path.insert(0, str(Path(__file__).parents[2]))

from data.answers import Answers
from data.model import Filters
from data.queries import areas, kpis, reports, response
from data.settings import Settings
from data.warehouse import Warehouse
from tests.neighbours import pair_reports

NOW = datetime(2026, 10, 31)
DAYS = 730
Ask = Callable[[Answers, Filters], object]
QUESTIONS: dict[str, Ask] = {
    "report_counts": reports.report_counts,
    "reports_list": reports.reports_list,
    "report_points": lambda a, f: reports.report_points(a, f, limit=20_000),
    "reports_by_day": reports.reports_by_day,
    "response_times category": lambda a, f: response.response_times(a, f, "category"),
    "response_times area": lambda a, f: response.response_times(a, f, "area", "first_action"),
    "response_trend week": response.response_trend,
    "survival_curve": response.survival_curve,
    "area_measure reports": lambda a, f: areas.area_measure(a, f, "reports_per_10k", "kelurahan"),
    "area_measure p90": lambda a, f: areas.area_measure(a, f, "close_p90_h", "kecamatan"),
    "kpi_readings": kpis.kpi_readings,
    "indicator_scores": kpis.indicator_scores,
}
MADE = """
insert into report by name
with places as (select list(code order by code) as codes from kelurahan),
     kinds as (select list(category order by category) as names from category where not is_sensitive),
     ways as (select list(channel order by channel) as names from channel), words as (select $said::varchar[] as said),
     drawn as (select i, $now::timestamp - interval (%(days)d) day + to_microseconds((i * 86400e6 * %(days)d / %(n)d)::bigint) as created_at,
                      (hash(i) %% 1000003) / 1000003.0 as u, (hash(i + 7000000000) %% 1000003) / 1000003.0 as v,
                      (hash(i + 90000000000) %% 1000003) / 1000003.0 as w, (hash(i) %% 267)::bigint as place_no
               from range(%(n)d) r(i)),
     timed as (select *, to_seconds((3600 * exp(3.3 + 0.03 * (i %% 26) + 1.2 * sqrt(-2 * ln(1 - u * 0.999999)) * cos(2 * pi() * v)))::bigint) as took from drawn),
     ended as (select *, w < 0.97 and created_at + took < $now::timestamp as is_closed from timed)
select 'simulasi_crm' as source, 'R' || lpad(i::varchar, 9, '0') as report_id, created_at, created_at + case when is_closed then took else interval 1 hour end as updated_at,
       kinds.names[1 + i %% len(kinds.names)] as category, 'Dinas ' || (i %% 20) as agency, case when u < 0.9 then 'jaki' else ways.names[1 + i %% 16] end as channel,
       %(text)s as description, 106.7 + 0.25 * u as lon, -6.35 + 0.2 * v as lat, case when w > 0.01 then places.codes[1 + place_no] end as area,
       case when w > 0.01 then 'inside' else 'outside' end as place, created_at + interval 168 hour as sla_due_at, u > 0.98 as is_private, 'p' || (place_no * 200 + i %% 199) as reporter,
       1 as batch, case when is_closed then 'selesai' else 'proses' end as stage, case when is_closed then 'closed' else 'open' end as status,
       case when is_closed then case when v < 0.95 then 'resolved' when v < 0.98 then 'duplicate' else 'not_ours' end end as outcome,
       case when created_at + took / 10 < $now::timestamp then created_at + took / 10 end as first_action_at,
       case when is_closed then created_at + took end as first_closed_at, case when is_closed then created_at + took end as last_closed_at, 0 as refused_n
from ended, places, kinds, ways, words"""
# Nine words, drawn for each report: no two texts are alike. One report in 50,000 tells of a crocodile.
SAID = [
    "air", "anjing", "aspal", "bau", "berlubang", "banjir", "depan", "gang", "gelap", "got", "hidup", "jalan", "jembatan", "kabel", "kali", "kotor",
    "kursi", "lampu", "liar", "lingkungan", "macet", "malam", "mampet", "mati", "menumpuk", "orang", "pagar", "parkir", "pasar", "pohon", "rumah",
    "rusak", "sampah", "sekolah", "selokan", "taman", "tergenang", "trotoar", "tumbang", "warga",
]  # fmt: skip
TEXT = "concat_ws(' ', " + ", ".join(f"words.said[1 + (hash(i + {n}000000000000) % {len(SAID)})::bigint]" for n in range(1, 10)) + ", case when hash(i) % 50000 = 7 then 'buaya' end)"
AREAS = """
insert into area by name
with named as (select code, kelurahan as name, 'kelurahan' as level, left(code, 8) as parent, population_2014 as population from kelurahan
               union all select left(code, 8), any_value(kecamatan), 'kecamatan', left(code, 5), sum(population_2014) from kelurahan group by left(code, 8), left(code, 5)
               union all select left(code, 5), any_value(kota), 'kota', '31', sum(population_2014) from kelurahan group by left(code, 5)
               union all select '31', 'DKI Jakarta', 'provinsi', null, sum(population_2014) from kelurahan)
select *, 2014 as population_year, true as is_schematic, st_point(106.8, -6.2) as geom, 'skematik' as source, timestamp '2026-01-01' as updated_at, 1 as batch from named"""


class Recorder:
    """Notes the SQL and values that a question asks, so that they can be run bare."""

    def __init__(self, answers: Answers) -> None:
        self.asked: list[tuple[str, dict[str, object]]] = []
        self._frame = answers.warehouse.here().frame
        answers.warehouse.here().frame = self._note  # type: ignore[method-assign]
        self._answers = answers

    def _note(self, sql: str, params: dict[str, object] | None = None) -> pd.DataFrame:
        self.asked.append((sql, dict(params or {})))
        return self._frame(sql, params)

    def stop(self) -> None:
        self._answers.warehouse.here().frame = self._frame  # type: ignore[method-assign]


def fill(warehouse: Warehouse, reports_n: int) -> None:
    """Reports over two years, with right-skewed waits, 3 % that never end, and 5 % that end as something else."""
    with warehouse.working() as session:
        session.execute("insert into source values ('simulasi_crm', 'citizen_reports', 'CRM', 'Jakarta', true, true, timestamp '2024-01-01')")
        session.execute(AREAS)
        session.execute(MADE % {"n": reports_n, "days": DAYS, "text": TEXT}, {"now": NOW, "said": SAID})
        pair_reports(session)
        session.execute("checkpoint")


def least(run: Callable[[], object], rounds: int) -> float:
    """Seconds of the quickest round."""
    return min(_timed(run) for _ in range(rounds))


def _timed(run: Callable[[], object]) -> float:
    begun = time.perf_counter()
    run()
    return time.perf_counter() - begun


def measure(warehouse: Warehouse, filters: Filters, ask: Ask, rounds: int) -> tuple[float, float, float, float]:
    """(uncached, bare, cached, processor) seconds of one question."""
    warm = Answers(warehouse)
    recorder = Recorder(warm)
    ask(warm, filters)
    recorder.stop()
    session = warehouse.here()

    def bare() -> None:
        for sql, params in recorder.asked:
            session.frame(sql, params)

    uncached = naked = worked = float("inf")
    for _ in range(rounds):
        cold = Answers(warehouse)
        before = time.process_time()
        uncached = min(uncached, _timed(lambda: ask(cold, filters)))  # noqa: B023
        worked = min(worked, time.process_time() - before)
        naked = min(naked, _timed(bare))
    return uncached, naked, least(lambda: ask(warm, filters), rounds), worked


def main() -> None:
    words = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    words.add_argument("--reports", type=int, default=1_000_000)
    words.add_argument("--days", type=int, default=30, help="the period asked for; 730 is all of it")
    words.add_argument("--rounds", type=int, default=5)
    given = words.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        warehouse = Warehouse.own(Settings(var=Path(folder), demo="off"))
        try:
            fill(warehouse, given.reports)
            filters = Filters(now=NOW, since=NOW - timedelta(days=given.days))
            print(f"{given.reports:,} reports over {DAYS} days, asked for {given.days} days; milliseconds")
            print(f"{'question':26s} {'uncached':>9s} {'bare':>9s} {'ratio':>6s} {'cached':>7s} {'cpu':>9s}")
            for name, ask in QUESTIONS.items():
                uncached, bare, cached, worked = measure(warehouse, filters, ask, given.rounds)
                print(f"{name:26s} {uncached * 1e3:9.1f} {bare * 1e3:9.1f} {uncached / bare:6.2f} {cached * 1e3:7.2f} {worked * 1e3:9.1f}", flush=True)
        finally:
            warehouse.close()


if __name__ == "__main__":
    main()
