"""The panels of response time at a million reports with their stage log: each panel's question, uncached and from the cache.

    python tests/bench/bench_response.py [--reports 1000000] [--window 30d] [--ago 0] [--rounds 3] [--pages response,integrity,incidents,fires,reports] [--keep folder]

The panels are found through the declared pages. `--ago 60` asks as the city knew it sixty days before. Prints for each
panel the least of some rounds: milliseconds uncached (every answer forgotten before), processor time, milliseconds cached.
Reports are those of bench_questions.py; each has a log of five to nine events, made by SQL in the same warehouse.
"""

from __future__ import annotations

import argparse
import sys
import time
from datetime import UTC, timedelta
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from data.answers import Answers
from data.clock import to_wib
from layouts.choice import Choice
from layouts.pages import found
from layouts.panel import Asked, Panel
from tests.bench.bench_questions import NOW
from tests.bench.standing import standing


def measure(answers: Answers, panel: Panel, asked: Asked, rounds: int) -> tuple[float, float, float]:
    """(uncached, processor, cached) milliseconds of one panel's question."""
    uncached = worked = cached = float("inf")
    for _ in range(rounds):
        cold = Answers(answers.warehouse)
        began, before = time.perf_counter(), time.process_time()
        panel.answer(cold, asked)
        uncached, worked = min(uncached, time.perf_counter() - began), min(worked, time.process_time() - before)
        again = time.perf_counter()
        panel.answer(cold, asked)
        cached = min(cached, time.perf_counter() - again)
    return uncached * 1e3, worked * 1e3, cached * 1e3


def main() -> None:
    words = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    words.add_argument("--reports", type=int, default=1_000_000)
    words.add_argument("--window", default="30d", help="the period as the page's filter names it: 30d, 90d, 365d")
    words.add_argument("--ago", type=int, default=0, help="days between the moment known and now")
    words.add_argument("--rounds", type=int, default=3)
    words.add_argument("--pages", default="response,integrity,incidents,fires,reports")
    words.add_argument("--keep", type=Path, help="a folder for the warehouse, to be found again by the next run")
    given = words.parse_args()
    with standing(given.reports, given.keep) as warehouse:
        (events,) = warehouse.here().one("select count(*) from report_event")
        day = (to_wib(NOW) - timedelta(days=given.ago)).strftime("%Y-%m-%d") if given.ago else ""
        now = NOW.replace(tzinfo=UTC)
        choice = Choice(window=given.window, as_of=day)
        print(f"{given.reports:,} reports, {events:,} events, {given.window}, known {day or 'now'}; milliseconds")
        print(f"{'panel':28s} {'uncached':>9s} {'cpu':>9s} {'cached':>8s}")
        for page in (p for p in found() if p.name in given.pages.split(",")):
            for panel in page.panels:
                asked = Asked(choice.filters(now), choice, now)
                uncached, worked, cached = measure(Answers(warehouse), panel, asked, given.rounds)
                print(f"{page.name + ' ' + panel.name:28s} {uncached:9.1f} {worked:9.1f} {cached:8.2f}", flush=True)


if __name__ == "__main__":
    main()
