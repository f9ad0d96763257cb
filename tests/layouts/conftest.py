"""Fixtures of the screen's tests: the moment, and a filled city."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from data.answers import Answers
from data.definitions import keep_definitions
from data.settings import Settings
from data.warehouse import Warehouse
from tests.layouts.filled_city import fill

NOW = datetime(2026, 11, 21, 13, 22, 14, tzinfo=UTC)


@pytest.fixture(scope="session")
def filled_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The file of a filled city at NOW, made once; every test opens a copy of it."""
    settings = Settings(var=tmp_path_factory.mktemp("made") / "var", demo="off", memory="1GB")
    warehouse = Warehouse.own(settings)
    fill(warehouse, NOW.replace(tzinfo=None))
    warehouse.close()
    return settings.warehouse_file


def copied(file: Path, var: Path) -> Warehouse:
    """A warehouse of its own that holds what `file` holds."""
    settings = Settings(var=var, demo="off", memory="1GB")
    var.mkdir(parents=True)
    shutil.copyfile(file, settings.warehouse_file)
    return Warehouse.own(settings)


@pytest.fixture(scope="module")
def standing(tmp_path_factory: pytest.TempPathFactory, filled_file: Path) -> Iterator[Answers]:
    """Questions to a filled city at NOW with its ledger of definitions, shared by the tests of a module: none of them writes."""
    warehouse = copied(filled_file, tmp_path_factory.mktemp("standing") / "var")
    keep_definitions(warehouse, NOW)
    yield Answers(warehouse)
    warehouse.close()


@pytest.fixture
def filled(tmp_path: Path, filled_file: Path) -> Iterator[Answers]:
    """Questions to a filled city at NOW, the test's own."""
    warehouse = copied(filled_file, tmp_path / "filled")
    yield Answers(warehouse)
    warehouse.close()
