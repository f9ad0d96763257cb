"""JSON: an envelope that says what the rows are, and the rows. Never NaN, never Infinity: what is missing is null."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence

import pandas as pd

from api.dataset import Column
from api.formats.cells import plain

DIGITS = 12  # after the point: enough for any measure here, and 0.1 stays 0.1


def records(frame: pd.DataFrame, lines: bool = False) -> str:
    """Rows as JSON objects: one array, or one object per line."""
    text: str = frame.to_json(orient="records", lines=lines, double_precision=DIGITS, force_ascii=False)
    return text.replace(
        "\\/", "/"
    )  # the writer escapes every slash, and no other backslash can stand before one


def members(about: Mapping[str, object]) -> str:
    """The members of an object as JSON text, with its closing brace and without its opening one."""
    return json.dumps(about, ensure_ascii=False, allow_nan=False, separators=(",", ":"))[1:]


def encode(frame: pd.DataFrame, columns: Sequence[Column], about: Mapping[str, object], zone: str) -> bytes:
    """`{"data": [...], ...about}` in UTF-8."""
    return f'{{"data":{records(plain(frame, columns, zone))},{members(about)}'.encode()
