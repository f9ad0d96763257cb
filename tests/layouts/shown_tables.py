"""The tables of figures in what is sent to a browser: layouts/table.py puts their cells into one element."""

from __future__ import annotations

import json
import re

_TOLD = re.compile(r'"data-figures": ("(?:[^"\\]|\\.)*")')


def figures(sent: str) -> list[list[list[str]]]:
    """The rows of each table, in order."""
    return [json.loads(json.loads(told))["rows"] for told in _TOLD.findall(sent)]


def cells(sent: str) -> set[str]:
    """Every cell of them."""
    return {cell for rows in figures(sent) for row in rows for cell in row}
