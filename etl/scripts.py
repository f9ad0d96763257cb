"""SQL scripts that feeds run after their merge, one file each in etl/sql."""

from __future__ import annotations

from functools import cache
from pathlib import Path

SQL = Path(__file__).parent / "sql"


@cache
def script(name: str) -> str:
    """The text of `etl/sql/<name>.sql`: one statement."""
    return (SQL / f"{name}.sql").read_text(encoding="utf-8").strip().rstrip(";")
