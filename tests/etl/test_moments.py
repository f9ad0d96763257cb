"""Moments as sources write them, against Python's own time zones."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from data.warehouse import Warehouse
from etl.columns import moment
from etl.feed import Feed, Mapping, Staged, Table
from etl.staging import type_rows

TABLE = Table("report", ("text",), {"moment": moment("text")})
FEED = Feed("uji", "Uji", "Test", (TABLE,), timedelta(1), timedelta(1))


def read(warehouse: Warehouse, texts: list[str], zone: str = "Asia/Jakarta", form: str = "") -> list[datetime | None]:
    """The texts as the engine reads them: UTC, naive; None for what is no moment."""
    mapping = Mapping("uji", "csv", "uji", zone=zone, fields={"text": "t"}, times={"text": form} if form else {})
    staged = Staged({"rows": "select unnest($texts) as text"}, {"rows": ("text",)})
    with warehouse.working() as session:
        return [m for (m,) in session.rows(f"select moment from {type_rows(session, FEED, mapping, staged, TABLE, {'texts': texts}).name}")]


@pytest.mark.parametrize(
    ("text", "utc"),
    [
        ("2026-10-31 23:30:00", datetime(2026, 10, 31, 16, 30)),
        ("2026-11-01 00:30:00", datetime(2026, 10, 31, 17, 30)),
        ("2024-02-29 00:00:00", datetime(2024, 2, 28, 17)),
        ("2025-02-29 00:00:00", None),
        ("2026-01-02", datetime(2026, 1, 1, 17)),
        ("2026-01-02T10:00:00Z", datetime(2026, 1, 2, 10)),
        ("2026-01-02T10:00:00.250+08:00", datetime(2026, 1, 2, 2, 0, 0, 250000)),
        ("2026-01-02T10:00:00-0500", datetime(2026, 1, 2, 15)),
        ("2026-01-02 10:00:00+07", datetime(2026, 1, 2, 3)),
        ("2026-01-02 10:00:00-05", datetime(2026, 1, 2, 15)),
        ("2026-01-02 10:00:00 UTC", datetime(2026, 1, 2, 10)),
        ("  2026-01-02 10:00:00  ", datetime(2026, 1, 2, 3)),
        ("2026-01-02 25:00:00", None),
        ("02/01/2026 10:00", None),
        ("1767316800", None),
        ("epoch", None),
        ("infinity", None),
        ("-infinity", None),
        ("290309-12-22 (BC) 00:00:00", None),
        ("", None),
    ],
)
def test_forms(warehouse: Warehouse, text: str, utc: datetime | None) -> None:
    assert read(warehouse, [text]) == [utc]


def test_a_form_of_its_own(warehouse: Warehouse) -> None:
    assert read(warehouse, ["31/12/2025 23.30", "2025-12-31"], form="%d/%m/%Y %H.%M") == [datetime(2025, 12, 31, 16, 30), None]


def test_hours_that_come_twice_or_not_at_all(warehouse: Warehouse) -> None:
    """New York on 2 November 2025 has 01:30 twice, on 9 March 2025 no 02:30: each gives one moment, an hour off at most."""
    twice, never = read(warehouse, ["2025-11-02 01:30:00", "2025-03-09 02:30:00"], zone="America/New_York")
    assert twice in (datetime(2025, 11, 2, 5, 30), datetime(2025, 11, 2, 6, 30))
    assert never in (datetime(2025, 3, 9, 6, 30), datetime(2025, 3, 9, 7, 30))


ZONES = ("Asia/Jakarta", "America/New_York", "Asia/Kolkata", "UTC", "Australia/Lord_Howe")


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.sampled_from(ZONES), st.lists(st.datetimes(datetime(2000, 1, 2), datetime(2037, 12, 30)), min_size=1, max_size=30))
def test_naive_moments_agree_with_zoneinfo(warehouse: Warehouse, zone: str, locals_: list[datetime]) -> None:
    info = ZoneInfo(zone)
    found = read(warehouse, [t.isoformat(sep=" ") for t in locals_], zone=zone)
    for local, utc in zip(locals_, found, strict=True):
        either = {local.replace(tzinfo=info, fold=fold).astimezone(UTC).replace(tzinfo=None) for fold in (0, 1)}
        assert utc in either


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.datetimes(datetime(2000, 1, 2), datetime(2037, 12, 30)), st.integers(-11 * 60, 13 * 60)), min_size=1, max_size=30))
def test_stated_offsets_win_over_the_zone_of_the_source(warehouse: Warehouse, moments: list[tuple[datetime, int]]) -> None:
    texts = [f"{t.isoformat()}{'+' if o >= 0 else '-'}{abs(o) // 60:02}:{abs(o) % 60:02}" for t, o in moments]
    assert read(warehouse, texts, zone="America/New_York") == [t - timedelta(minutes=o) for t, o in moments]
