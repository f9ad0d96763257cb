"""A schematic map of the 267 kelurahan for when no boundary file is there: it says everywhere that it is schematic."""

from __future__ import annotations

import json
from math import cos, pi, radians, sqrt
from pathlib import Path

from shapely import MultiPoint, Point, Polygon, voronoi_polygons
from shapely.affinity import scale
from shapely.geometry import mapping
from shapely.geometry.base import BaseGeometry
from shapely.strtree import STRtree

from etl.reference import rows

KM_PER_DEGREE = 111.32


def write(file: Path) -> Path:
    """GeoJSON of one polygon per kelurahan: Voronoi cells of the centroids, cut by the mainland's outline; islands as discs."""
    places = rows("kelurahan")
    outline = Polygon([(float(p["lon"]), float(p["lat"])) for p in rows("mainland_outline")]).buffer(0)
    land = [p for p in places if not p["code"].startswith("31.01")]
    points = [Point(float(p["lon"]), float(p["lat"])) for p in land]
    cells = list(voronoi_polygons(MultiPoint(points), extend_to=outline.envelope.buffer(0.1)).geoms)
    tree = STRtree(cells)
    shapes: dict[str, BaseGeometry] = {}
    for place, point in zip(land, points, strict=True):
        cell = cells[tree.query(point, predicate="within")[0]].intersection(outline)
        shapes[place["code"]] = cell if not cell.is_empty else _disc(place)
    for place in places:
        shapes.setdefault(place["code"], _disc(place))
    features = [
        {"type": "Feature", "properties": {"kode": p["code"], "nama": p["kelurahan"], "skematik": "ya"}, "geometry": mapping(shapes[p["code"]])}
        for p in places
    ]
    file.write_text(json.dumps({"type": "FeatureCollection", "features": features}), encoding="utf-8")
    return file


def _disc(place: dict[str, str]) -> BaseGeometry:
    """A disc of the kelurahan's own size around its centroid."""
    lat = float(place["lat"])
    radius = sqrt(float(place["area_km2"]) / pi) / KM_PER_DEGREE
    return scale(Point(float(place["lon"]), lat).buffer(radius, 24), xfact=1 / cos(radians(lat)))
