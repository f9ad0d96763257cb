"""Fixtures of the briefing's tests."""

from __future__ import annotations

from datetime import datetime

import pytest

from data.answers import Answers
from data.warehouse import Warehouse
from layouts.briefing.shapes import Contents
from tests.layouts.briefing.town import AREAS, BATCH, SOURCE, add, briefing


@pytest.fixture
def city(warehouse: Warehouse) -> Warehouse:
    """Two kota: 300 reports of October in the west (1 in 5 late), 200 in the centre (1 in 20), and 200 and 200 of September."""
    with warehouse.working() as session:
        session.transact([AREAS, SOURCE, BATCH, "update table_version set version = version + 1 where table_name = 'area'"])
    add(warehouse, "a", 300, datetime(2026, 10, 1), "31.73.05.1001", late=5)
    add(warehouse, "b", 200, datetime(2026, 10, 1), "31.71.01.1001", "sampah", "Dinas Lingkungan Hidup", late=20)
    add(warehouse, "c", 200, datetime(2026, 9, 1), "31.73.05.1001", late=10)
    add(warehouse, "d", 200, datetime(2026, 9, 1), "31.71.01.1001", "sampah", "Dinas Lingkungan Hidup", late=20)
    add(warehouse, "e", 1, datetime(2026, 11, 20), "31.71.01.1001")  # life goes on after October
    return warehouse


@pytest.fixture
def asked(city: Warehouse) -> Answers:
    """Questions to that city."""
    return Answers(city)


@pytest.fixture
def said(asked: Answers) -> Contents:
    """The October briefing of the city."""
    return briefing(asked)


@pytest.fixture
def empty(warehouse: Warehouse) -> Contents:
    """The briefing of a warehouse in which there is nothing at all."""
    return briefing(Answers(warehouse))
