"""GeoJSON (RFC 7946): features whose text is joined by Arrow, column by column, with the envelope's members beside them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from api.dataset import Column
from api.formats.cells import plain
from api.formats.json import members, records


def encode(frame: pd.DataFrame, columns: Sequence[Column], about: Mapping[str, object], zone: str) -> bytes:
    """A FeatureCollection. The place is the column `geometry` (GeoJSON text); lon and lat where a row has none."""
    kept = [c for c in columns if c.kind != "shape"]
    # Split at \n alone: other line ends, such as U+2028, may stand inside a text.
    properties = (
        records(plain(frame[[c.name for c in kept]], kept, zone), lines=True).rstrip("\n").split("\n")
        if len(frame)
        else []
    )
    features = ""
    if properties:
        joined = pc.binary_join_element_wise(
            '{"type":"Feature","geometry":',
            _geometry(frame),
            ',"properties":',
            pa.array(properties, pa.string()),
            "}",
            "",
        )
        features = ",".join(joined.to_pylist())
    return f'{{"type":"FeatureCollection","features":[{features}],{members(about)}'.encode()


def _geometry(frame: pd.DataFrame) -> pa.Array:
    places = [pa.array(frame["geometry"], pa.string())] if "geometry" in frame else []
    if "lon" in frame:
        lon, lat = (
            pc.cast(pa.array(frame[name], pa.float64(), from_pandas=True), pa.string())
            for name in ("lon", "lat")
        )
        places.append(pc.binary_join_element_wise('{"type":"Point","coordinates":[', lon, ",", lat, "]}", ""))
    return pc.coalesce(*places, "null")
