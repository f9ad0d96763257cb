"""A written demo city of ninety days, and the world behind it, shared by the tests of this folder."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from data.settings import Settings
from etl.demo import city, crm
from etl.demo.moments import DAY, seconds
from etl.demo.reports import World, load_world

NOW = datetime(2026, 11, 21, 13, 0, tzinfo=UTC)


@pytest.fixture(scope="session")
def now() -> datetime:
    """Saturday evening, 20:00 WIB."""
    return NOW


@pytest.fixture(scope="session")
def world() -> World:
    return load_world(2026)


@pytest.fixture(scope="session")
def two_years(world: World) -> tuple[crm.Chunk, ...]:
    """The reports of the default history with their complete timelines."""
    last = seconds(NOW) // DAY
    return tuple(crm.chunks(world, last - 729, last))


@pytest.fixture(scope="session")
def written(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The folder of a demo city of ninety days."""
    yield city.write(tmp_path_factory.mktemp("kota"), NOW, Settings(demo_days=90))
