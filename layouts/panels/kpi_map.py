"""One KPI in every area of a level as a map: shaded in classes, hatched where no value is published, marked where it really differs."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache
from typing import Any

import pandas as pd
from dash import html
from dash.development.base_component import Component

from data.kpis.catalogue import Kpi
from layouts import formats
from layouts.charts import svg_map
from layouts.charts.shapes import Map, MapArea, Ring, outer_rings, per_km, placed, round_breaks
from layouts.drawers.indicator import SIGNS, interval_of
from layouts.origin import aim_of
from layouts.words import _, either, mark

PLANE = 1000.0
NAMED_MOST = 8  # areas that have room for their name and value
PUBLISHED = ("ok", "basi", "tanpa target")
MARKS = {"better": mark("lebih baik dari keseluruhan"), "worse": mark("lebih buruk dari keseluruhan")}
Outlines = tuple[tuple[str, str], ...]  # code and GeoJSON
Plane = tuple[dict[str, tuple[Ring, ...]], float, tuple[float, float, float, float] | None]


def figure(kpi: Kpi, rows: pd.DataFrame, shapes: pd.DataFrame, verdicts: dict[str, str], message: str) -> Component:
    """The map of `rows` (as `kpi_areas` gives them), drawn by assets/area_map.js out of one element, beside its legend."""
    spec = of(kpi, rows, shapes, verdicts, message)
    drawn = svg_map.on_screen(spec, f"{kpi.id}-{len(spec.areas)}", len(spec.areas) <= NAMED_MOST)
    host = html.Div(className="area-map", key="area-map", **{"data-area-map": drawn, "data-opens-area": f"kpi:{kpi.id}/"})
    return html.Div([host, html.Div(_legend(kpi, spec, rows), className="area-legend")], className="map-with-legend")


def of(kpi: Kpi, rows: pd.DataFrame, shapes: pd.DataFrame, verdicts: dict[str, str], message: str) -> Map:
    """The map apart from how it is drawn. An area's state is `ok` when its value is published, else that of its reading; values are
    rounded as they are written, so that areas that read the same have one shade."""
    own = shapes[shapes["code"].isin(rows["area"])]
    (rings, height, inset), scale = _plane(tuple(zip(own["code"], own["geometry"], strict=True)))
    names = dict(zip(own["code"], own["name"], strict=True))
    grain, least = _grain(kpi.unit, [v for v, state in zip(rows["value"], rows["state"], strict=True) if state in PUBLISHED and v == v])
    areas = tuple(_area(row, kpi, str(names[row.area]), rings[row.area], verdicts, grain * least) for row in rows[rows["area"].isin(names)].itertuples())
    known = [area.value for area in areas if area.value is not None]
    notes = (_("Batas skematik, bukan batas resmi."),) if bool(own["is_schematic"].any()) else ()
    return Map(either(kpi.title_id, kpi.title_en), message, areas, round_breaks(known, grain, least), PLANE, height, kpi.unit, 1, f"kpi {kpi.base}", notes, inset, per_km=scale)


def _area(row: Any, kpi: Kpi, name: str, rings: tuple[Ring, ...], verdicts: dict[str, str], step: float) -> MapArea:
    is_known = row.state in PUBLISHED and not formats.is_missing(row.value)
    sign, word = SIGNS[row.state]
    band = interval_of(row)
    said = [formats.short_name(name), formats.measured(row.value, kpi.unit) if is_known else formats.NOTHING, _("selang 95%: {band}", band=band) if is_known and band != formats.NOTHING else "", f"n = {formats.number(row.n)}"]
    said += [_(verdicts[row.verdict]) if row.verdict != "unknown" else "", f"{sign} {_(word)}".strip() if row.state not in ("ok", "tanpa target") else ""]
    state = "ok" if is_known else "kosong" if row.state in PUBLISHED else str(row.state)
    kind = row.verdict if row.verdict in MARKS and is_known else ""
    return MapArea(str(row.area), name, round(round(float(row.value) / step) * step, 9) if is_known else None, int(row.n), state, rings, tuple(s for s in said if s), kind)


@lru_cache(maxsize=32)
def _plane(outlines: Outlines) -> tuple[Plane, float]:
    """Outlines on the plane, and its units of a kilometre: the same for every KPI, theme and person, until the areas are loaded anew."""
    shapes = {code: outer_rings(geometry) for code, geometry in outlines}
    return placed(shapes, PLANE), per_km(shapes, PLANE)


def _grain(unit: str, known: Sequence[float]) -> tuple[float, float]:
    """What one step of a written value is, so that an edge is the number that stands in the legend: hours are written as minutes or
    days, large numbers without decimals. Gives the unit's grain and how many grains an edge needs at least."""
    most = max(map(abs, known), default=0.0)
    hours = {"h": 1.0, "min": 60.0}.get(unit)
    if hours:
        of_hour = most / hours
        if of_hour < 1:
            return hours / 60, 0.1 if unit == "min" and most < 10 else 1
        return (hours, 0.1) if of_hour < 48 else (24 * hours, 0.1)
    return 1.0, 1 if unit in formats.COUNTED or unit == "n" or (most >= 100 and unit not in ("%", "hari")) else 0.1


def _legend(kpi: Kpi, spec: Map, rows: pd.DataFrame) -> list[Component]:
    """Unit and direction, the classes with their numbers of areas, what is hatched and why, what the marks say."""
    counts = Counter(svg_map.shade_class(spec, area) for area in spec.areas)
    edges = [formats.measured(edge, kpi.unit) for edge in spec.breaks]
    classes = len(edges) + 1
    known = [area.value for area in spec.areas if area.value is not None]
    spans = [f"≤ {edges[0]}", *(f"{a} – {b}" for a, b in itertools.pairwise(edges)), f"> {edges[-1]}"] if edges else [formats.measured(known[0], kpi.unit) if known else ""]
    shades = [f"shade-{svg_map.spread_of(n, classes)}" for n in range(classes)]
    keys = [_key(f"swatch {shade}", said, counts[shade]) for shade, said in zip(shades, spans, strict=True) if counts[shade]]
    why = Counter(area.state for area in spec.areas if spec.shade(area) is None)
    keys += [_key("swatch hatched", _untold(kpi, state), n) for state, n in why.most_common()]
    marked = Counter(area.mark for area in spec.areas if area.mark)
    keys += [_key(f"swatch sign-{kind}", _(said), marked[kind]) for kind, said in MARKS.items() if marked[kind]]
    head = html.P([html.Strong(_("Nilai, jumlah wilayah")), html.Br(), direction(kpi)])
    judged = rows["verdict"].ne("unknown").any()
    notes = [*([] if judged else [_("Tanpa selang 95%: beda dengan keseluruhan tidak dinilai.")]), *spec.notes]
    return [head, html.Ul(keys), *(html.P(note, className="chart-note") for note in notes)]


def _key(look: str, said: str, n: int) -> html.Li:
    return html.Li([html.Span(className=look), html.Span(said), html.Span(formats.number(n), className="num")])


def _untold(kpi: Kpi, state: str) -> str:
    if state == "sedikit":
        return f"◌ n < {formats.number(kpi.least_n)}"
    return f"◌ {_('tidak ada kejadian')}" if state == "kosong" else " ".join(_(w) if n else w for n, w in enumerate(SIGNS[state])).strip()


def direction(kpi: Kpi) -> str:
    """Which way is good, in words: a shade alone does not say it."""
    if isinstance(kpi.target, tuple):
        return _("makin kuat warnanya, makin tinggi nilainya; baik di dalam {band}", band=aim_of(kpi))
    return _("makin kuat warnanya, makin tinggi nilainya; makin tinggi makin baik") if kpi.better == "up" else _("makin kuat warnanya, makin tinggi nilainya; makin rendah makin baik")
