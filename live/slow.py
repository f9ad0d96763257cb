"""The layers of the map that are fetched by URL: what is asked for, and how each answer becomes GeoJSON."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

import numpy as np
import pandas as pd

from data.answers import Answers
from data.model import Filters
from data.queries import areas, cameras, incidents, open_data, reports, transit
from data.queries.paging import MOST
from layouts.choice import Choice
from live.geojson import cells, classes, collection, points
from live.shelf import Packed, pack
from live.things import THINGS, packed

MOST_POINTS = 20_000  # reports that travel one by one; above that they are put together on a grid
CELLS_M = (150, 300, 600, 1200)
WORSE_LOW = ("on_time_pct", "second_per_100")


@dataclass(frozen=True)
class Wish:
    """What a URL asks for. `until` is the end of the present minute, so that all screens of a minute share one answer."""

    choice: Choice
    until: datetime
    level: str = "kelurahan"
    measure: str = ""
    has_shapes: bool = True

    @classmethod
    def of(cls, words: Mapping[str, str], now: datetime) -> Wish:
        """From `area, window, as_of, source, level, measure, shapes`; `v` only makes the URL another one. Raises QuestionError later."""
        until = now.replace(second=0, microsecond=0)
        given = {name: words[name] for name in ("level", "measure") if words.get(name)}
        return cls(Choice.from_store(dict(words)), until, has_shapes=words.get("shapes") != "0", **given)

    def filters(self) -> Filters:
        """The question's words. Raises QuestionError."""
        return self.choice.filters(self.until)


@dataclass(frozen=True)
class Slow:
    """A layer by URL, and the core tables that it reads."""

    tables: frozenset[str]
    make: Callable[[Answers, Wish], Packed]


def _about(rows: pd.DataFrame, newest: str = "", **more: object) -> str:
    """The header about a layer: n, sources, newest_at; and what else the map must say."""
    said: dict[str, object] = {"n": len(rows)}
    if "source" in rows:
        said["sources"] = sorted(rows["source"].dropna().unique().tolist())
    if newest and len(rows) and rows[newest].notna().any():
        said["newest_at"] = rows[newest].max().isoformat() + "Z"
    return json.dumps({**said, **more})


def _areas(answers: Answers, wish: Wish) -> Packed:
    """Outlines of a level with what is known of each area; with `measure`, its value, class and whether it stands out."""
    shapes = areas.area_shapes(answers, wish.level)
    said: dict[str, object] = {"schematic": bool(shapes["is_schematic"].any())}
    rows = shapes.drop(columns="geometry")
    if wish.measure:
        filters = wish.filters()
        found = areas.area_measure(answers, filters, wish.measure, wish.level)
        usable = found["value"].where(found["state"] == "ok").to_numpy(np.float64)
        classed, outliers = classes(usable, wish.measure not in WORSE_LOW)
        found = found.assign(q=classed.to_numpy(object), is_outlier=outliers).drop(columns="name")
        rows = rows.merge(found, on="code", how="inner")
        said["newest_at"] = _newest(answers, filters)
    else:
        rows = rows.drop(columns="parent")
    outline = (
        shapes.set_index("code")["geometry"].reindex(rows["code"]).set_axis(rows.index)
        if wish.has_shapes
        else _no_shape(rows)
    )
    if not wish.has_shapes:
        rows = (
            rows[["code", "lon", "lat", "value", "n", "state", "q", "is_outlier"]] if wish.measure else rows
        )
    return pack(collection(rows, outline), _about(rows, "", **said))


def _newest(answers: Answers, filters: Filters) -> str | None:
    moment = reports.report_counts(answers, filters)["newest_event_at"].iloc[0]
    return None if pd.isna(moment) else moment.isoformat() + "Z"


def _no_shape(rows: pd.DataFrame) -> pd.Series:
    return pd.Series("null", index=rows.index, dtype=object)


def _cameras(answers: Answers, wish: Wish) -> Packed:
    rows = cameras.cameras_list(answers, Filters(now=wish.until, as_of=wish.filters().as_of), limit=MOST)
    rows = _placed(rows)
    rows["id"] = rows["source"] + "/" + rows["camera_id"]
    shown = rows[["id", "source", "camera_id", "name", "owner", "status", "updated_at"]]
    return pack(
        collection(shown, points(rows["lon"], rows["lat"])),
        _about(shown, "updated_at", off=int((rows["status"] == "offline").sum())),
    )


def _incidents(answers: Answers, wish: Wish) -> Packed:
    rows = _placed(incidents.incidents_list(answers, wish.filters(), limit=5_000))
    shown = rows.drop(columns=["lon", "lat"])
    return pack(
        collection(shown, points(rows["lon"], rows["lat"])),
        _about(shown, "detected_at", cut=len(rows) >= 5_000),
    )


def _reports(answers: Answers, wish: Wish) -> Packed:
    """Reports of the period one by one; too many of them are put together on a grid, and the header says its width."""
    rows = reports.report_points(answers, wish.filters())
    late = rows["is_late"].to_numpy(bool)
    about: dict[str, object] = {"n": len(rows), "late": int(late.sum())}
    if len(rows) <= MOST_POINTS:
        known = open_data.categories_known(answers)[["category", "title_id", "title_en"]]
        shown = (
            rows.drop(columns=["lon", "lat", "is_late"])
            .merge(known, on="category", how="left")
            .assign(n=1, late=late.astype(int))
        )
        return pack(collection(shown, points(rows["lon"], rows["lat"])), _about(rows, "created_at", **about))
    for cell_m in CELLS_M:
        put = cells(rows["lon"].to_numpy(float), rows["lat"].to_numpy(float), late, cell_m)
        if len(put) <= MOST_POINTS:
            break
    return pack(
        collection(put[["n", "late"]], points(put["lon"], put["lat"])),
        _about(rows, "created_at", cell_m=cell_m, **about),
    )


def _routes(answers: Answers, wish: Wish) -> Packed:
    rows = transit.route_lines(answers)
    shown = rows.drop(columns="geometry")
    return pack(collection(shown, rows["geometry"]), _about(shown, n=int(shown["route_id"].nunique())))


def _placed(rows: pd.DataFrame) -> pd.DataFrame:
    return rows[rows["lon"].notna() & rows["lat"].notna()].copy()


_REPORTS = frozenset({"report", "report_event", "source"})
SLOW = {
    "areas": Slow(_REPORTS | {"area", "incident"}, _areas),
    "cameras": Slow(frozenset({"camera", "camera_status"}), _cameras),
    "incidents": Slow(frozenset({"incident", "camera"}), _incidents),
    "reports": Slow(_REPORTS, _reports),
    "routes": Slow(frozenset({"transit_route", "transit_shape", "transit_trip"}), _routes),
    **{
        thing.name: Slow(
            thing.tables | {"batch"}, lambda answers, wish, thing=thing: packed(thing, answers, wish.filters())
        )
        for thing in THINGS
    },
}
