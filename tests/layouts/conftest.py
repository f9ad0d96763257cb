"""Fixtures of the screen's tests: the moment, and a filled city."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

from data.answers import Answers
from data.definitions import keep_definitions
from data.settings import Settings
from data.warehouse import Warehouse
from tests.layouts.filled_city import fill

NOW = datetime(2026, 11, 21, 13, 22, 14, tzinfo=UTC)


@pytest.fixture(scope="module")
def standing(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Answers]:
    """Questions to a filled city at NOW with its ledger of definitions, shared by the tests of a module: none of them writes."""
    warehouse = Warehouse.own(Settings(var=tmp_path_factory.mktemp("standing"), demo="off", memory="1GB"))
    fill(warehouse, NOW.replace(tzinfo=None))
    keep_definitions(warehouse, NOW)
    yield Answers(warehouse)
    warehouse.close()


@pytest.fixture
def filled(warehouse: Warehouse) -> Answers:
    """Questions to a filled city at NOW."""
    fill(warehouse, NOW.replace(tzinfo=None))
    return Answers(warehouse)
