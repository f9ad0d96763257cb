"""The map of a dossier: how much began in each area, and the places of fires, grave incidents and gates on alert."""

from __future__ import annotations

import numpy as np
import pandas as pd

from layouts import formats
from layouts.charts.shapes import Map, MapArea, breaks_of, outer_rings, placed
from layouts.words import _

PLANE = 1000.0
SPOTS = {"kamera": 3, "kebakaran": 5, "pintu_air": 2}  # subject -> the theme's data colour
MOST = 120
REACH = 0.0035  # half a spot's diagonal in degrees


def drawn(shapes: pd.DataFrame, by_area: pd.DataFrame, line: pd.DataFrame) -> Map:
    """Areas shaded by what began there, with a spot for each fire call, camera incident and gate that rose."""
    counts = by_area.set_index("area")["n"] if len(by_area) else pd.Series(dtype=float)
    found = _spots(line)
    outlines = {str(r.code): outer_rings(r.geometry) for r in shapes.itertuples()}
    marks = {f"{r.area or '31'}|{n}": [_diamond(float(r.lon), float(r.lat))] for n, r in enumerate(found.head(MOST).itertuples())}
    rings, height, inset = placed(outlines | marks, PLANE)
    areas = [MapArea(str(r.code), str(r.name), float(counts.get(str(r.code), 0)), int(counts.get(str(r.code), 0)), "ok", rings[str(r.code)]) for r in shapes.itertuples()]
    areas += [MapArea(key, str(r.name_id), None, SPOTS[str(r.subject)], "spot", rings[key]) for key, r in zip(marks, found.head(MOST).itertuples(), strict=True)]
    top = max((a for a in areas if a.state == "ok"), key=lambda a: a.n or 0, default=None)
    said = _("Terbanyak: {area}, {n} kejadian", area=top.name, n=formats.number(top.n)) if top and top.n else _("Tidak ada kejadian yang punya wilayah")
    notes = [_("{shown} dari {all} titik digambar.", shown=formats.number(min(MOST, len(found))), all=formats.number(len(found)))] if len(found) > MOST else []
    if bool(shapes["is_schematic"].any()):
        notes.append(_("Batas skematik, bukan batas resmi."))
    legend = tuple((SPOTS[s], said) for s, said in (("kebakaran", _("pemadam")), ("kamera", _("kamera")), ("pintu_air", _("air naik"))) if (found["subject"] == s).any())
    return Map(
        _("Laporan, kejadian kamera dan panggilan pemadam yang mulai di sini"), said, tuple(areas), breaks_of([float(a.n) for a in areas if a.state == "ok" and a.n]), PLANE,
        height, "", 0, "dossier_areas, dossier_timeline", tuple(notes), inset, has_unknown=False, spots=legend,
    )  # fmt: skip


def _spots(line: pd.DataFrame) -> pd.DataFrame:
    """Fires first, then gates that rose, then what cameras saw; only what has a place within the city."""
    begun = line[line["step"].isin(["panggilan", "terdeteksi"]) | (line["step"] == "naik")]
    begun = begun[begun["lon"].notna() & begun["area"].notna()]
    rank = begun["subject"].map({"kebakaran": 0, "pintu_air": 1, "kamera": 2})
    return begun.assign(_rank=rank).sort_values(["_rank", "event_at"], kind="stable").drop(columns="_rank")


def _diamond(lon: float, lat: float) -> np.ndarray:
    return np.array([[lon - REACH, lat], [lon, lat + REACH], [lon + REACH, lat], [lon, lat - REACH], [lon - REACH, lat]])
