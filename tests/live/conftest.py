"""A small fleet whose answers can be moved by hand, and a store of versions in place of a warehouse."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

import numpy as np
import pandas as pd
import pytest

from live.channel import Layer
from live.points import Rows, rows_of

META = ("source", "route_short_name")
EPOCH = datetime(2026, 11, 21, 13, 0, tzinfo=UTC)


def fleet(
    ids: list[str], lon: list[float], lat: list[float], seen_s: int = 0, route: str = "1"
) -> pd.DataFrame:
    """An answer of the vehicles' question."""
    n = len(ids)
    seen = pd.Timestamp(EPOCH.replace(tzinfo=None)) + pd.to_timedelta(np.full(n, seen_s), unit="s")
    return pd.DataFrame(
        {
            "source": ["x"] * n,
            "vehicle_id": ids,
            "lon": np.array(lon, float),
            "lat": np.array(lat, float),
            "bearing": np.full(n, 90.0),
            "speed_ms": np.full(n, 8.0),
            "seen_at": seen,
            "route_short_name": [route] * n,
        }
    )


def rows(frame: pd.DataFrame) -> Rows:
    return rows_of(frame, ("source", "vehicle_id"), "seen_at", META)


class Known:
    """Stands in for Answers: versions that a test sets, and the answer that it wants given."""

    def __init__(self, answer: pd.DataFrame) -> None:
        self.answer = answer
        self.version = 1
        self.asked = 0

    def versions(self) -> dict[str, int]:
        return {"vehicle_position": self.version}

    def give(self, answer: pd.DataFrame) -> None:
        self.answer = answer
        self.version += 1


def layer(ask: Callable[[Known, datetime], pd.DataFrame] | None = None) -> Layer:
    def plain(known: Known, _now: datetime) -> pd.DataFrame:
        known.asked += 1
        return known.answer

    return Layer("vehicles", frozenset({"vehicle_position"}), ask or plain, rows)  # type: ignore[arg-type]


@pytest.fixture
def known() -> Known:
    return Known(fleet(["a", "b"], [106.8, 106.9], [-6.2, -6.1]))
