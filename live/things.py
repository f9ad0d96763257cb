"""Layers of the map that are sets of things (gates, fires, hydrants …): one declaration each, one way to make them GeoJSON.

A layer without rows says why: `absent` when no source of its feed ever loaded, else `empty`.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

import pandas as pd

from data.answers import Answers
from data.model import Filters
from data.queries import air, facilities, feeds, fires, floods, officers, services, traffic, warnings, water
from live.geojson import collection, points
from live.shelf import Packed, pack

MOST = 20_000  # things that travel at once; the header says how many there were


@dataclass(frozen=True)
class Thing:
    """One layer.

    tables   core tables that its question reads
    feed     the feed that fills them: never loaded means "not loaded"
    ask      (answers, filters of the whole city) -> rows with source, lon, lat, and geometry (GeoJSON text) where it is no point
    key      the column that is its id; with the source it is what the drawer asks for
    said     columns that travel
    newest   the column whose largest value is the layer's age; empty: the feed's newest event
    """

    name: str
    tables: frozenset[str]
    feed: str
    ask: Callable[[Answers, Filters], pd.DataFrame]
    key: str
    said: tuple[str, ...]
    newest: str = ""


def _facilities(answers: Answers, filters: Filters, kinds: tuple[str, ...]) -> pd.DataFrame:
    rows = facilities.facilities_list(answers, filters)
    return rows[rows["kind"].isin(kinds)]


def _place(name: str, *kinds: str) -> Thing:
    return Thing(name, frozenset({"facility", "area"}), "facilities", partial(_facilities, kinds=kinds), "facility_id", ("name", "kind", "kind_id", "kind_en", "is_approximate"))


THINGS = (
    Thing("gates", frozenset({"water_level"}), "water_levels", water.water_now, "post",
          ("name", "siaga", "severity", "state", "level_cm", "trend_cm_h", "is_mismatch", "measured_at"), "measured_at"),
    Thing("floods", frozenset({"flood_report", "flood_area", "area"}), "flood_reports", floods.floods_now, "id",
          ("kind", "state", "state_id", "state_en", "depth_cm", "area_name", "seen_at"), "seen_at"),
    Thing("air", frozenset({"air_quality"}), "air_quality", air.air_now, "station",
          ("name", "ispu", "category", "title_id", "title_en", "legal_colour", "is_above_scale", "critical", "day_at", "hour_at", "state"), "day_at"),
    Thing("warnings", frozenset({"warning", "area"}), "warnings", warnings.warnings_active, "identifier",
          ("event", "headline", "severity", "severity_rank", "severity_id", "severity_en", "attribution", "sent_at", "expires_at"), "sent_at"),
    Thing("fires", frozenset({"fire_call", "area"}), "fires", fires.fires_open, "call_id",
          ("object", "called_at", "departed_at", "arrived_at", "units", "outcome", "area_name", "step"), "called_at"),
    Thing("officers", frozenset({"officer_position", "officer_task", "area"}), "officers", officers.officers_now, "officer",
          ("agency", "state", "is_free", "task", "task_stage", "seen_at"), "seen_at"),
    _place("hydrants", "hidran"),
    _place("posts", "pos_damkar", "sektor_damkar", "kantor_damkar"),
    _place("hospitals", "rumah_sakit"),
    _place("clinics", "puskesmas"),
    _place("pumps", "pompa", "pintu_air"),
    Thing("jams", frozenset({"traffic_jam", "traffic_alert", "traffic_irregularity", "area"}), "traffic", traffic.jams_now, "id",
          ("kind", "street", "level", "speed_kmh", "length_m", "delay_s", "is_blocked", "alert_kind", "seen_at"), "seen_at"),
    Thing("assets", frozenset({"asset", "area"}), "assets", services.assets_list, "asset_id", ("name", "kind", "holder", "condition", "overdue_days", "area_name")),
    Thing("zones", frozenset({"zoning_area", "area"}), "zoning", services.zones_drawn, "zone_id", ("code", "land_use", "area_name")),
)  # fmt: skip


def packed(thing: Thing, answers: Answers, filters: Filters) -> Packed:
    """The layer as GeoJSON with its header: n, shown, unplaced, total (when cut), state (ok | empty | absent), newest_at, sources."""
    rows = thing.ask(answers, filters).reset_index(drop=True)
    has_shape = rows["geometry"].notna() if "geometry" in rows else pd.Series(False, index=rows.index)
    is_placed = has_shape | (rows["lon"].notna() & rows["lat"].notna())
    placed = rows[is_placed].head(MOST)
    geometry = points(placed["lon"], placed["lat"]).astype(object)
    if "geometry" in placed:
        geometry = placed["geometry"].where(has_shape[placed.index], geometry)
    said = placed[["source", *thing.said]].assign(id=placed["source"].astype(str) + "/" + placed[thing.key].astype(str))
    about = {"n": len(rows), "shown": len(placed), "unplaced": int((~is_placed).sum()), **_state(thing, answers, filters, rows)}
    return pack(collection(said, geometry), json.dumps(about))


def _state(thing: Thing, answers: Answers, filters: Filters, rows: pd.DataFrame) -> dict[str, object]:
    """Whether there is something, and if not why; the age; the sources."""
    health = feeds.feed_health(answers, filters.now)
    loaded = health[(health["feed"] == thing.feed) & health["source"].notna() & (health["rows"] > 0) & health["is_home"].astype(bool)]
    moment = rows[thing.newest].max() if thing.newest and len(rows) else loaded["newest_event_at"].max()
    if pd.isna(moment):
        moment = loaded["last_success_at"].max()  # what has no clock of its own is as old as its last load
    state = "ok" if len(rows) else "empty" if len(loaded) else "absent"
    said: dict[str, object] = {"state": state, "feed": thing.feed, "sources": sorted(rows["source"].dropna().unique().tolist())}
    return said if pd.isna(moment) else {**said, "newest_at": moment.isoformat() + "Z"}
