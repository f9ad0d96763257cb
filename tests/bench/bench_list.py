"""The list of reports at a million reports and more: a page of 200 rows, uncached, by every way of asking for one.

    python tests/bench/bench_list.py [--reports 1000000] [--days 30] [--rounds 3] [--keep folder]

Prints per line, in milliseconds: the first rows as the screen asks for them (of a long table newest first those of its newest part, and how
many these are), the first page with the count of the whole, a page deep in the table by its row number, and the page after it by cursor.
The wish is 200 ms for a page at ten million reports. The reports are those of bench_questions.py.
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
from data.queries.report_table import TableWish, report_head, report_table, table_words
from data.warehouse import Warehouse
from tests.bench.bench_questions import NOW
from tests.bench.standing import standing

WISHES = {
    "newest first": TableWish(),
    "oldest first": TableWish(is_descending=False),
    "longest open or taken": TableWish(sort="age"),
    "shortest open or taken": TableWish(sort="age", is_descending=False),
    "least late": TableWish(sort="late", is_descending=False),
    "next due": TableWish(sort="due", is_descending=False),
    "latest": TableWish(sort="late", flag="late"),
    "by agency": TableWish(sort="agency", is_descending=False),
    "by area": TableWish(sort="area", is_descending=False),
    "search: a common word": TableWish(search="lingkungan"),
    "search: a rare word": TableWish(search="buaya"),
    "search: a number": TableWish(search="0000123"),
    "search: found nowhere": TableWish(search="tidak ada"),
}


def timed(answers: Answers, filters: Filters, wish: TableWish, first: int, cursor: str | None = None) -> tuple[float, pd.DataFrame]:
    """(milliseconds, the page)."""
    begun = time.perf_counter()
    page = report_table(answers, filters, wish, first, 200, cursor)
    return 1e3 * (time.perf_counter() - begun), page


def shown(answers: Answers, filters: Filters, wish: TableWish) -> tuple[float, int]:
    """Milliseconds until the screen shows what it found first, and how many rows that is (0: it says how far back it looked)."""
    begun = time.perf_counter()
    page = report_head(answers, filters, wish)
    if page is None:
        page = report_table(answers, filters, wish)
    return 1e3 * (time.perf_counter() - begun), len(page)


def measure(warehouse: Warehouse, filters: Filters, wish: TableWish, rounds: int) -> tuple[list[float], int, int]:
    """Milliseconds of the first rows, the first page, a deep one and the one after it, the least of the rounds; the first rows and all."""
    best, total, rows = [float("inf")] * 4, 0, 0
    for _round in range(rounds):
        answers = Answers(warehouse)
        table_words(answers)  # the page has asked for it when its filters were drawn
        head, rows = shown(answers, filters, wish)
        answers = Answers(warehouse)
        table_words(answers)
        first, page = timed(answers, filters, wish, 0)
        total = page.attrs["total"]
        deep, page = timed(answers, filters, wish, total // 2)
        after, _page = timed(answers, filters, wish, 0, page.attrs["cursor"])
        best = [min(a, b) for a, b in zip(best, (head, first, deep, after), strict=True)]
    return best, rows, total


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
        print(f"{'table':24s} {'rows':>10s} {'shown':>6s} {'after':>8s} {'counted':>8s} {'middle':>8s} {'onward':>8s}")
        for name, wish in WISHES.items():
            best, rows, total = measure(warehouse, filters, wish, given.rounds)
            print(f"{name:24s} {total:10,d} {rows:6d} " + " ".join(f"{ms:8.0f}" for ms in best), flush=True)


if __name__ == "__main__":
    main()
