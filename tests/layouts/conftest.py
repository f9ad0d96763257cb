"""Fixtures of the screen's tests: the moment, and a filled city."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from data.answers import Answers
from data.warehouse import Warehouse
from tests.layouts.filled_city import fill

NOW = datetime(2026, 11, 21, 13, 22, 14, tzinfo=UTC)


@pytest.fixture
def filled(warehouse: Warehouse) -> Answers:
    """Questions to a filled city at NOW."""
    fill(warehouse, NOW.replace(tzinfo=None))
    return Answers(warehouse)
