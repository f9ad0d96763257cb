"""The house rules of this room, read from its own text."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

ROOM = Path(__file__).parents[2] / "api"
# Routes that serve the house's own screens and papers, not open data: what is printed or listed there is made by the layouts.
SHOWN = {"briefing.py", "archive.py", "tables.py", "cctv/found.py"}
FILES = sorted(ROOM.rglob("*.py"))


def imported(file: Path) -> set[str]:
    """The top packages that a file imports."""
    tree = ast.parse(file.read_text(encoding="utf-8"))
    plain = {
        alias.name.split(".")[0]
        for node in ast.walk(tree)
        if isinstance(node, ast.Import)
        for alias in node.names
    }
    return plain | {
        (node.module or "").split(".")[0] for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)
    }


@pytest.mark.parametrize("file", FILES, ids=lambda file: str(file.relative_to(ROOM)))
def test_it_leans_on_the_ground_floor_alone(file: Path) -> None:
    above = {"etl", "dash", "duckdb", "callbacks", "layouts", "live", "app"}
    prints = {"layouts"} if file.relative_to(ROOM).as_posix() in SHOWN else set()
    assert not imported(file) & (above - prints)
    assert len(file.read_text(encoding="utf-8").splitlines()) <= 250


def test_no_value_of_now_is_taken_inside() -> None:
    asking = [
        file.name for file in FILES if re.search(r"(?<!room)(?<!desk)(?<!self)\.now\(\)", file.read_text(encoding="utf-8"))
    ]
    assert not asking and len(FILES) > 20
