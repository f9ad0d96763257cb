"""Cells: a frame as a question gives it -> the declared columns, typed, in the words of the contract."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

import numpy as np
import pandas as pd

from api.dataset import Column
from data import clock
from data.errors import CityError

_HOURS = {"wib": (7, "+07:00"), "utc": (0, "Z")}


def iso(moment: datetime, zone: str = "wib") -> str:
    """One moment as the contract writes it."""
    return (
        clock.to_wib(moment).isoformat(timespec="seconds")
        if zone == "wib"
        else f"{clock.to_utc(moment).isoformat(timespec='seconds')}Z"
    )


def moments(values: pd.Series, zone: str = "wib") -> pd.Series:
    """Naive UTC moments as ISO 8601 text with +07:00 (or Z). Missing stays missing."""
    hours, suffix = _HOURS[zone]
    utc = pd.to_datetime(values).to_numpy("datetime64[s]")
    text = (
        np.char.add(np.datetime_as_string(utc + np.timedelta64(hours, "h")), suffix)
        if len(utc)
        else np.array([], dtype=str)
    )
    return pd.Series(text, index=values.index, dtype="object").mask(np.isnat(utc), None)


def declared(frame: pd.DataFrame, columns: Sequence[Column]) -> pd.DataFrame:
    """The declared columns alone, in their order and with nullable types; moments still naive UTC.

    Raises CityError when the question does not give a column that is promised: the contract is broken, say so.
    """
    missing = [c.name for c in columns if c.name not in frame]
    if missing:
        raise CityError(
            f"The question does not give {', '.join(missing)}.",
            "Correct the question or the data set's declaration.",
        )
    return pd.DataFrame({c.name: _typed(frame[c.name], c.kind) for c in columns}, index=frame.index)


def _typed(values: pd.Series, kind: str) -> pd.Series:
    if kind in ("moment", "day"):
        return pd.to_datetime(values).astype("datetime64[us]")
    if kind == "texts":
        return values.astype("object")
    if kind == "number":
        numbers = pd.to_numeric(values).astype("float64")
        return numbers.where(np.isfinite(numbers))
    return values.astype({"integer": "Int64", "boolean": "boolean"}.get(kind, "string[python]"))


def plain(frame: pd.DataFrame, columns: Sequence[Column], zone: str) -> pd.DataFrame:
    """The typed frame with moments and days as text: what JSON and CSV are written from."""
    plain_frame = frame.copy()
    for column in columns:
        if column.kind == "moment":
            plain_frame[column.name] = moments(frame[column.name], zone)
        elif column.kind == "day":
            plain_frame[column.name] = moments(frame[column.name], "utc").str[:10]
    return plain_frame


def as_dicts(frame: pd.DataFrame) -> list[dict[str, object]]:
    """Rows as dicts with None for what is missing: for short answers."""
    rows: list[dict[str, object]] = frame.astype(object).where(frame.notna(), None).to_dict("records")
    return rows
