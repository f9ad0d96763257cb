"""How figures are written, in both languages."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pandas as pd
import pytest

from layouts import formats
from layouts.words import speaking

MOMENT = datetime(2026, 11, 21, 13, 22, 14)
GOLDEN = [
    (lambda: formats.number(1234.5, 1), "1.234,5", "1,234.5"),
    (lambda: formats.number(-3.25, 1), "−3,2", "−3.2"),
    (lambda: formats.number(-0.01), "0", "0"),
    (lambda: formats.number(None), "—", "—"),
    (lambda: formats.number(float("nan"), 2), "—", "—"),
    (lambda: formats.number(pd.NA), "—", "—"),
    (lambda: formats.number(float("inf")), "—", "—"),
    (lambda: formats.compact(1_234_567), "1,2 jt", "1.2M"),
    (lambda: formats.compact(9_999), "9.999", "9,999"),
    (lambda: formats.rupiah(1.2e9), "Rp1,2 miliar", "Rp1.2 billion"),
    (lambda: formats.rupiah(928e9), "Rp928,0 miliar", "Rp928.0 billion"),
    (lambda: formats.compact(12_000), "12,0 rb", "12.0K"),
    (lambda: formats.rupiah(950_000), "Rp950.000", "Rp950,000"),
    (lambda: formats.percent(93.26), "93,3%", "93.3%"),
    (lambda: formats.percent(None), "—", "—"),
    (lambda: formats.hours(0.75), "45 mnt", "45 min"),
    (lambda: formats.hours(6.5), "6,5 jam", "6.5 h"),
    (lambda: formats.hours(77), "3,2 hari", "3.2 days"),
    (lambda: formats.minutes(14), "14 mnt", "14 min"),
    (lambda: formats.age(4), "4 dtk lalu", "4 s ago"),
    (lambda: formats.age(-2), "0 dtk lalu", "0 s ago"),
    (lambda: formats.age(12 * 60), "12 mnt lalu", "12 min ago"),
    (lambda: formats.age(3 * 86400), "3 hari lalu", "3 days ago"),
    (lambda: formats.moment(MOMENT), "21 Nov 2026 20.22 WIB", "21 Nov 2026 20:22 WIB"),
    (lambda: formats.moment(MOMENT, seconds=True), "21 Nov 2026 20.22.14 WIB", "21 Nov 2026 20:22:14 WIB"),
    (lambda: formats.moment(None), "—", "—"),
    (lambda: formats.day(datetime(2026, 8, 31, 18, 0)), "1 Sep 2026", "1 Sept 2026"),
    (lambda: formats.day(date(2026, 5, 2)), "2 Mei 2026", "2 May 2026"),
    (lambda: formats.weekday(MOMENT.replace(hour=18)), "Min", "Sun"),
    (lambda: formats.age_of(MOMENT, datetime(2026, 11, 21, 13, 22, 18, tzinfo=UTC)), "4 dtk lalu", "4 s ago"),
    (lambda: formats.measured(5.2, "h"), "5,2 jam", "5.2 h"),
    (lambda: formats.measured(47.92, "per 100.000"), "47,9 per 100.000", "47.9 per 100,000"),
    (lambda: formats.measured(4.1, "1–5"), "4,1 dari 5", "4.1 of 5"),
    (lambda: formats.measured(0.4, "min"), "0,4 mnt", "0.4 min"),
    (lambda: formats.measured(25.0, "mitra"), "25 mitra", "25 partners"),
    (lambda: formats.between(3.9, 4.2, "1–5"), "3,9–4,2 dari 5", "3.9–4.2 of 5"),
    (lambda: formats.between(None, 4.2, "%"), "—", "—"),
    (lambda: formats.aim(105, 95, "%", "up"), "95–105%", "95–105%"),
    (lambda: formats.aim(90, None, "%", "up"), "≥ 90,0%", "≥ 90.0%"),
    (lambda: formats.aim(6, None, "h", "down"), "≤ 6,0 jam", "≤ 6.0 h"),
    (lambda: formats.aim(None, None, "%", "up"), "—", "—"),
    (lambda: formats.rupiah(-225.8e9), "−Rp225,8 miliar", "−Rp225.8 billion"),
    (lambda: formats.change(5, 3, "down", "h"), "memburuk 2,0 jam", "worse by 2.0 h"),
    (lambda: formats.change(288, 250.3, "down", "h"), "memburuk 1,6 hari", "worse by 1.6 days"),
    (lambda: formats.change(252, 251, "down", "h"), "memburuk 1,0 jam", "worse by 1.0 h"),
    (lambda: formats.between(46.5, 52.8, "h"), "1,9 hari – 2,2 hari", "1.9 days – 2.2 days"),
    (lambda: formats.change(93.1, 91, "up", "%"), "membaik 2,1 poin", "better by 2.1 points"),
    (lambda: formats.change(91.01, 91, "up", "%"), "tetap", "unchanged"),
    (lambda: formats.change(None, 91, "up", "%"), "—", "—"),
]


@pytest.mark.parametrize("case", range(len(GOLDEN)))
def test_each_figure_is_written_as_agreed(case: int) -> None:
    write, indonesian, english = GOLDEN[case]
    assert write() == indonesian
    with speaking("en"):
        assert write() == english


def test_a_score_that_misses_its_target_never_reads_as_one() -> None:
    assert [formats.score(value) for value in (0.996, 0.99999, 0.994, 1.0, 1.25, None, float("nan"))] == ["0,99", "0,99", "0,99", "1,00", "1,25", "—", "—"]
