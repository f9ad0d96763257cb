"""The list of reports at a million reports and more: a page of 200 rows, uncached, by every way of asking for one.

    python tests/bench/bench_list.py [--reports 1000000] [--days 30] [--rounds 3] [--keep folder]

Prints per line: the first page (the ladder is counted), a page deep in the table by its row number, and the page after it by
cursor, in milliseconds; the wish is 200 ms for a page at ten million reports. The reports are those of bench_questions.py.
"""

from __future__ import annotations

import argparse
import sys
import time
from datetime import timedelta
from pathlib import Path

import pandas as pd

sys.path.insert(0, str(Path(__file__).parents[2]))

from data.answers import Answers
from data.model import Filters
from data.queries.report_table import TableWish, report_table, table_words
from data.warehouse import Warehouse
from tests.bench.bench_questions import NOW
from tests.bench.standing import standing

WISHES = {
    "newest first": TableWish(),
    "oldest first": TableWish(is_descending=False),
    "longest open or taken": TableWish(sort="age"),
    "latest": TableWish(sort="late", flag="late"),
    "by agency": TableWish(sort="agency", is_descending=False),
    "by area": TableWish(sort="area", is_descending=False),
    "search: found in all": TableWish(search="lingkungan"),
    "search: a number": TableWish(search="0000123"),
    "search: found nowhere": TableWish(search="tidak ada"),
}


def timed(answers: Answers, filters: Filters, wish: TableWish, first: int, cursor: str | None = None) -> tuple[float, pd.DataFrame]:
    """(milliseconds, the page)."""
    begun = time.perf_counter()
    page = report_table(answers, filters, wish, first, 200, cursor)
    return 1e3 * (time.perf_counter() - begun), page


def measure(warehouse: Warehouse, filters: Filters, wish: TableWish, rounds: int) -> tuple[list[float], int]:
    """Milliseconds of the first page, a deep one and the one after it, the least of the rounds; and the rows of the table."""
    best, total = [float("inf")] * 3, 0
    for _round in range(rounds):
        answers = Answers(warehouse)
        table_words(answers)  # the page has asked for it when its filters were drawn
        first, page = timed(answers, filters, wish, 0)
        total = page.attrs["total"]
        deep, page = timed(answers, filters, wish, total // 2)
        after, _page = timed(answers, filters, wish, 0, page.attrs["cursor"])
        best = [min(a, b) for a, b in zip(best, (first, deep, after), strict=True)]
    return best, total


def main() -> None:
    words = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    words.add_argument("--reports", type=int, default=1_000_000)
    words.add_argument("--days", type=int, default=30, help="the period asked for; 730 is all of it")
    words.add_argument("--rounds", type=int, default=3)
    words.add_argument("--keep", type=Path, help="a folder for the warehouse, to be found again by the next run")
    given = words.parse_args()
    with standing(given.reports, given.keep) as warehouse:
        filters = Filters(now=NOW, since=NOW - timedelta(days=given.days))
        print(f"{given.reports:,} reports over 730 days, asked for {given.days} days; milliseconds for 200 rows")
        print(f"{'table':24s} {'rows':>10s} {'first':>8s} {'middle':>8s} {'onward':>8s}")
        for name, wish in WISHES.items():
            best, total = measure(warehouse, filters, wish, given.rounds)
            print(f"{name:24s} {total:10,d} {best[0]:8.0f} {best[1]:8.0f} {best[2]:8.0f}", flush=True)


if __name__ == "__main__":
    main()
