"""Parquet: typed columns, and what the data is in the file's own metadata, so that a copied file still says so."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from api.dataset import Column

_ZONES = {"wib": "Asia/Jakarta", "utc": "UTC"}
_TYPES = {
    "text": pa.string(),
    "shape": pa.string(),
    "texts": pa.list_(pa.string()),
    "integer": pa.int64(),
    "number": pa.float64(),
    "boolean": pa.bool_(),
    "day": pa.date32(),
}


def encode(frame: pd.DataFrame, columns: Sequence[Column], about: Mapping[str, object], zone: str) -> bytes:
    """One Parquet file. Moments are instants with their zone; units and titles stand with each column."""
    fields = [_field(column, zone) for column in columns]
    arrays = [
        _array(frame[column.name], column, field.type) for column, field in zip(columns, fields, strict=True)
    ]
    metadata = {
        key: value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
        for key, value in about.items()
    }
    sink = pa.BufferOutputStream()
    pq.write_table(pa.Table.from_arrays(arrays, schema=pa.schema(fields, metadata)), sink, compression="zstd")
    return sink.getvalue().to_pybytes()  # type: ignore[no-any-return]


def _field(column: Column, zone: str) -> pa.Field:
    kind = pa.timestamp("us", tz=_ZONES[zone]) if column.kind == "moment" else _TYPES[column.kind]
    return pa.field(
        column.name,
        kind,
        metadata={"title_id": column.title_id, "title_en": column.title_en, "unit": column.unit},
    )


def _array(values: pd.Series, column: Column, kind: pa.DataType) -> pa.Array:
    if (
        column.kind == "moment"
    ):  # naive UTC: the instants are right already, the zone only says how to show them
        return (
            pa.array(values, pa.timestamp("us"), from_pandas=True)
            .cast(pa.timestamp("us", tz="UTC"))
            .cast(kind)
        )
    return pa.array(values, kind, from_pandas=True)
