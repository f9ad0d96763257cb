"""How far things are from a point: along a great circle, not along roads."""

from __future__ import annotations

import numpy as np
import pandas as pd

from data.errors import QuestionError

EARTH_M = 6_371_008.8  # mean radius, IUGG


def nearest(rows: pd.DataFrame, lon: float, lat: float, n: int) -> pd.DataFrame:
    """The `n` rows nearest to a point (degrees, WGS84), with distance_m by the haversine; rows without lon and lat are left out.

    Raises QuestionError for a point or a number that cannot be understood.
    """
    if not (abs(lon) <= 180 and abs(lat) <= 90) or n < 1:
        raise QuestionError(f"The point {lon}, {lat} or the number {n} is not understood.", "Give degrees east and north, and one row or more.")
    placed = rows[rows["lon"].notna() & rows["lat"].notna()]
    east, north = np.radians(placed["lon"].to_numpy(float) - lon), np.radians(placed["lat"].to_numpy(float) - lat)
    chord = np.sin(north / 2) ** 2 + np.cos(np.radians(lat)) * np.cos(np.radians(placed["lat"].to_numpy(float))) * np.sin(east / 2) ** 2
    found = placed.assign(distance_m=2 * EARTH_M * np.arcsin(np.sqrt(chord)))
    return found.sort_values("distance_m", kind="stable").head(n).reset_index(drop=True)
