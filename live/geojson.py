"""Feature collections as text, out of columns: the pieces are joined by vectorised string work, never row by row."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pandas as pd

DIGITS = 5  # decimals of a degree: a metre


def collection(properties: pd.DataFrame, geometry: pd.Series) -> str:
    """A FeatureCollection: each row of `properties` with its GeoJSON text in `geometry` ('null' for none)."""
    if properties.empty:
        return '{"type":"FeatureCollection","features":[]}'
    said = properties.copy()
    for column in said.columns[said.dtypes.map(pd.api.types.is_datetime64_any_dtype)]:
        said[column] = said[column].dt.strftime("%Y-%m-%dT%H:%M:%SZ")
    lines = said.to_json(orient="records", lines=True, double_precision=6).split("\n")[: len(said)]
    words = pd.Series(lines, index=said.index, dtype=object)
    features = '{"type":"Feature","geometry":' + geometry.astype(object) + ',"properties":' + words + "}"
    return '{"type":"FeatureCollection","features":[' + ",".join(features) + "]}"


def points(lon: pd.Series, lat: pd.Series) -> pd.Series:
    """GeoJSON points as text."""
    x, y = lon.astype(float).round(DIGITS).astype(str), lat.astype(float).round(DIGITS).astype(str)
    return '{"type":"Point","coordinates":[' + x + "," + y + "]}"


def cells(
    lon: npt.NDArray[np.float64], lat: npt.NDArray[np.float64], late: npt.NDArray[np.bool_], metres: float
) -> pd.DataFrame:
    """Points put together on a grid of that width: lon, lat (mean of the points), n, late. Metres hold near the equator."""
    step = metres / 111_320.0
    grid = np.floor(lon / step).astype(np.int64) * 1_000_003 + np.floor(lat / step).astype(np.int64)
    _, where, n = np.unique(grid, return_inverse=True, return_counts=True)
    return pd.DataFrame(
        {
            "lon": np.bincount(where, lon) / n,
            "lat": np.bincount(where, lat) / n,
            "n": n,
            "late": np.bincount(where, late.astype(float)).astype(np.int64),
        }
    )


def classes(
    values: npt.NDArray[np.float64], is_worse_high: bool, k: int = 5
) -> tuple[pd.Series, npt.NDArray[np.bool_]]:
    """Class 0…k-1 of each value by quantiles (null where there is no value), and who stands out on the bad side.

    Standing out is Tukey's rule for far out: beyond a quartile by more than 3 times the distance between the quartiles. With
    fewer than 8 values nobody does. J. W. Tukey, Exploratory Data Analysis, 1977.
    """
    known = np.isfinite(values)
    classed = pd.Series(pd.array([None] * len(values), dtype="Int64"))
    outliers = np.zeros(len(values), bool)
    if not known.any():
        return classed, outliers
    bounds = np.unique(np.quantile(values[known], np.linspace(0, 1, k + 1)[1:-1]))
    found = np.searchsorted(bounds, values[known], side="right")
    _, dense = np.unique(found, return_inverse=True)  # equal values share a class, and no class is left empty
    classed[known] = dense
    low, high = np.quantile(values[known], [0.25, 0.75])
    fence = 3 * (high - low)
    if known.sum() >= 8 and fence > 0:
        outliers[known] = values[known] > high + fence if is_worse_high else values[known] < low - fence
    return classed, outliers
