"""The smaller publishers of the demo city: pure in (seed, time), windows that agree with the history, never an empty answer."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from etl.demo.moments import DAY, seconds
from etl.demo.reports import load_world
from etl.demo.services import SERVICES, Service

UNTIL = seconds(datetime(2026, 11, 18, 5, 0))
PLACES = load_world(5).places


@pytest.mark.parametrize("service", SERVICES, ids=lambda s: s.feed)
def test_a_window_says_what_the_history_says(service: Service) -> None:
    whole = service.history(5, PLACES, UNTIL)
    assert whole.num_rows and whole.equals(service.history(5, PLACES, UNTIL))
    assert not whole.equals(service.history(6, PLACES, UNTIL))
    now = service.told(5, PLACES, UNTIL - 900, UNTIL)
    assert now.num_rows, "an answer is never empty"
    known = {tuple(row.values()) for row in whole.to_pylist()}
    assert all(tuple(row.values()) in known for row in now.to_pylist())
    back = service.told(5, PLACES, UNTIL - 14 * DAY, UNTIL)
    assert back.num_rows >= now.num_rows


def test_a_week_of_dengue_is_corrected_upwards() -> None:
    (service,) = (s for s in SERVICES if s.feed == "dengue")

    def cases(until: int) -> tuple[date, dict[str, int]]:
        table = service.history(5, PLACES, until)
        newest = max(table["minggu_mulai"].to_pylist())
        return newest, {r["kode_kelurahan"]: r["kasus"] for r in table.to_pylist() if r["minggu_mulai"] == newest}

    week, first = cases(UNTIL)
    later = {r["kode_kelurahan"]: r["kasus"] for r in service.history(5, PLACES, UNTIL + 14 * DAY).to_pylist() if r["minggu_mulai"] == week}
    assert set(first) == set(later) and all(first[code] <= later[code] for code in first)
    assert sum(later.values()) > sum(first.values())
