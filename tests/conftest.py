"""Fixtures that every room's tests share: a state folder of their own, a warehouse in it, and the open data."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from data.answers import Answers
from data.settings import Settings
from data.warehouse import Warehouse

BESIDE = Path(__file__).parents[2] / "shared" / "open-data"


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """Settings of a fresh state folder; nothing of the environment leaks in."""
    return Settings(var=tmp_path / "var", demo="off", memory="2GB")


@pytest.fixture(scope="session")
def empty_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The file of a warehouse without rows, made once: to open a copy of it takes a third of the time that making one does."""
    settings = Settings(var=tmp_path_factory.mktemp("empty") / "var", demo="off", memory="1GB")
    Warehouse.own(settings).close()
    return settings.warehouse_file


@pytest.fixture
def warehouse(settings: Settings, empty_file: Path) -> Iterator[Warehouse]:
    """An empty warehouse, owned by the test."""
    settings.var.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(empty_file, settings.warehouse_file)
    opened = Warehouse.own(settings)
    yield opened
    opened.close()


@pytest.fixture
def answers(warehouse: Warehouse) -> Answers:
    """Questions to the test's warehouse."""
    return Answers(warehouse)


@pytest.fixture(scope="session")
def open_data() -> Path:
    """The folder of real files. Where it is not, the tests that need it fail: they are part of the proof."""
    folder = Path(os.environ.get("CITY_OPEN_DATA") or BESIDE)
    if not folder.is_dir():
        pytest.fail(f"There is no open data at {folder}. Set CITY_OPEN_DATA, or leave these tests out with -m 'not opendata'.")
    return folder
