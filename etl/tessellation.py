"""A schematic map of the 267 kelurahan for when no boundary file is there: it says everywhere that it is schematic."""

from __future__ import annotations

from math import cos, pi, radians
from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
from shapely import Polygon
from shapely.affinity import scale

from etl.reference import rows

KM_PER_DEGREE = 111.32
ISLANDS = "31.01"


def write(file: Path) -> Path:
    """GeoJSON of the schematic kelurahan."""
    file.write_text(shapes().to_json(), encoding="utf-8")
    return file


def shapes() -> gpd.GeoDataFrame:
    """kode, nama, skematik and one polygon per kelurahan: Voronoi cells of the centroids, cut by the mainland's outline; islands as discs."""
    places = pd.DataFrame(rows("kelurahan")).astype({"lon": float, "lat": float, "area_km2": float})
    points = gpd.GeoDataFrame(
        {"kode": places["code"], "nama": places["kelurahan"], "skematik": "ya"},
        geometry=gpd.points_from_xy(places["lon"], places["lat"]),
        crs="EPSG:4326",
    )
    land = ~points["kode"].str.startswith(ISLANDS)
    outline = Polygon([(float(p["lon"]), float(p["lat"])) for p in rows("mainland_outline")]).buffer(0)
    cells = gpd.GeoDataFrame(geometry=points.geometry[land].voronoi_polygons(extend_to=outline.envelope.buffer(0.1)), crs=points.crs)
    own = gpd.sjoin(points[land], cells, predicate="within")["index_right"]
    cut = cells.geometry.loc[own].intersection(outline).set_axis(own.index)
    radius = np.sqrt(places["area_km2"] / pi) / KM_PER_DEGREE
    discs = gpd.GeoSeries(
        [scale(p.buffer(r, 24), xfact=1 / cos(radians(p.y))) for p, r in zip(points.geometry, radius, strict=True)], crs=points.crs
    )
    drawn = cut.reindex(points.index)
    return points.set_geometry(discs.where(drawn.isna() | drawn.is_empty, drawn))
