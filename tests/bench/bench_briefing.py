"""The command that prints a monthly city briefing in all three formats, over a warehouse of so many reports with their log.

    python tests/bench/bench_briefing.py [--reports 1000000] [--state FOLDER]

The command runs in a process of its own, so that the time and the peak memory printed are its own: once it opens the
warehouse itself, once beside a server that owns it.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))

from data.settings import Settings  # noqa: E402
from tests.neighbours import pair_reports  # noqa: E402

REPORTS = """
insert into report (source, report_id, created_at, updated_at, category, agency, channel, area, place, lon, lat, sla_due_at, is_private, batch, description,
                    stage, status, outcome, first_action_at, first_closed_at, last_closed_at)
select 'simulasi_crm', 'R' || i, t, coalesce(done, t), category, 'Dinas ' || (i % 15), 'jaki', areas[1 + (hash(i) % len(areas))::bigint], 'inside',
       106.7 + hash(i + 11) % 27000 / 1e5, -6.35 + hash(i + 13) % 25000 / 1e5,
       t + interval 7 day, false, 1, 'Laporan warga nomor ' || i, case when done is null then 'proses' else 'selesai' end,
       case when done is null then 'open' else 'closed' end, case when done is not null then 'resolved' end, t + interval 3 hour, done, done
from (select i, timestamp '2024-11-21' + to_seconds(i * 63072000 // {n}) as t, categories[1 + (hash(i + 7) % len(categories))::bigint] as category,
             case when i % 40 > 0 then t + to_seconds((-172800 * ln((hash(i + 3) % 99991 + 1) / 100000))::bigint) end as ended,
             case when ended < timestamp '2026-11-20' then ended end as done
      from range({n}) r(i), (select list(category order by category) as categories from category))
, (select list(code order by code) as areas from area where level = 'kelurahan')"""
EVENTS = """
insert into report_event
select source, report_id, at_, at_, stage, actor, agency, 'P1', outcome, 1
from (select source, report_id, agency, unnest([created_at, first_action_at, last_closed_at]) as at_, unnest(['menunggu', 'proses', 'selesai']) as stage,
             unnest(['system', 'officer', 'officer']) as actor, unnest([null, null, 'resolved']) as outcome from report)
where at_ is not null"""
KNOWN = "update report set known_at = (select max(known_at) from report_event e where e.source = report.source and e.report_id = report.report_id)"
BOOKS = """
insert into source values ('simulasi_crm', 'citizen_reports', 'x', 'Jakarta', true, true, timestamp '2026-01-01'),
                          ('simulasi_crm', 'report_events', 'x', 'Jakarta', true, true, timestamp '2026-01-01')"""


def prepare(var: Path, reports: int) -> None:
    """A warehouse with areas, so many reports over two years, and three events each."""
    from data.warehouse import Warehouse
    from etl import begin

    settings = Settings(var=var, demo="off", memory="1500MB")
    warehouse = Warehouse.own(settings)
    begin.load_areas(warehouse, settings)
    with warehouse.working() as session:
        for sql in (BOOKS, REPORTS.replace("{n}", str(reports)), EVENTS, KNOWN):
            session.execute(sql)
        pair_reports(session)
        session.execute("update table_version set version = version + 1")
    warehouse.close()


def measure(var: Path) -> None:
    """Print the briefing of October as the command does, and say where time and memory went."""
    begun = time.perf_counter()
    from layouts.briefing import command, export

    def peak() -> int:
        (line,) = [line for line in Path("/proc/self/status").read_text().splitlines() if line.startswith("VmHWM")]
        return int(line.split()[1]) // 1000  # the parent's own peak is not in it, as it is in getrusage

    told = [f"libraries {time.perf_counter() - begun:.2f} s {peak()} MB"]

    def timed(name: str, work: Callable[..., Any]) -> Callable[..., Any]:
        def run(*given: Any) -> Any:
            since = time.perf_counter()
            made = work(*given)
            told.append(f"{name} {time.perf_counter() - since:.2f} s {peak()} MB")
            return made

        return run

    command.contents = timed("contents", command.contents)
    export.RENDERERS.update({form: timed(form, write) for form, write in export.RENDERERS.items()})
    words = ["--period", "2026-10", "--format", "pdf,pptx,xlsx", "--out", str(var / "briefing.pdf")]
    since = time.perf_counter()
    code = command.main(words, Settings(var=var))
    print(f"{time.perf_counter() - since:.2f} s after the libraries, peak {peak()} MB, {time.process_time():.2f} s of processor: {', '.join(told)}")
    sys.exit(code)


def beside_owner(var: Path, child: list[str]) -> None:
    """The same while this process owns the warehouse, as a server does."""
    from data.warehouse import Warehouse

    warehouse = Warehouse.own(Settings(var=var, memory="1500MB"))
    subprocess.run(child, check=True)
    warehouse.close()


def main() -> None:
    words = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    words.add_argument("--reports", type=int, default=1_000_000)
    words.add_argument("--state", type=Path, help="a state folder that stands, in place of one made for this")
    words.add_argument("--measure", type=Path, help=argparse.SUPPRESS)  # of the process that this one starts
    given = words.parse_args()
    if given.measure:
        return measure(given.measure)
    with tempfile.TemporaryDirectory() as made:
        var = given.state or Path(made)
        if given.state is None:
            prepare(var, given.reports)
        child = [sys.executable, __file__, "--measure", str(var)]
        print("the command opens the warehouse itself", flush=True)
        subprocess.run(child, check=True)
        print("beside a server that owns it", flush=True)
        beside_owner(var, child)


if __name__ == "__main__":
    main()
