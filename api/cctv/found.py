"""The list of cameras from which a wall is picked: by words, by area, near an incident, or by their numbers."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from api.problem import not_found
from data.answers import Answers
from data.errors import QuestionError
from data.model import PROVINCE, Filters
from data.queries.cameras import Sought, cameras_found, incident_place
from layouts.words import either

MOST = 90
WORDS = ("q", "area", "source", "dekat", "ids", "limit")


def listed(answers: Answers, words: Mapping[str, str], now: datetime) -> dict[str, object]:
    """{"cameras": [key, name, place, owner, status, is_simulated, has_stream, has_photo, distance_m], "near": title or null}.

    Raises QuestionError for a word that is not understood, Refusal (404) for an incident that is not there.
    """
    if unknown := sorted(set(words) - set(WORDS)):
        raise QuestionError(f"The word {unknown[0]!r} is not known here.", f"Use {', '.join(WORDS)}.")
    limit = words.get("limit", "36")
    if not limit.isdigit() or not 1 <= int(limit) <= MOST:
        raise QuestionError(f"The limit {limit!r} is not understood.", f"Use 1 to {MOST}.")
    ids = tuple(words["ids"].split(",")) if words.get("ids") else None
    # Cameras that are named are meant, wherever they stand.
    filters = Filters(now=now, area=PROVINCE if ids else words.get("area") or PROVINCE, source=words.get("source") or None)
    lon, lat, near = _place(answers, words["dekat"]) if words.get("dekat") else (None, None, None)
    rows = cameras_found(answers, filters, Sought(words.get("q", "")[:100], lon, lat, ids), int(limit))
    cameras = [_camera(row) for row in rows.itertuples()]
    if ids:
        order = {key: n for n, key in enumerate(ids)}
        cameras.sort(key=lambda said: order[str(said["key"])])
    return {"cameras": cameras, "near": near}


def _place(answers: Answers, incident_id: str) -> tuple[float, float, str]:
    """Where an incident is: `I-12`, or `source/I-12` where two sources may use one number."""
    source, _slash, number = incident_id.rpartition("/")
    found = incident_place(answers, number, source or None)
    if not len(found):
        raise not_found(f"There is no incident {incident_id!r} with a place.", "Take its number from the list of incidents.")
    row = found.iloc[0]
    return float(row.lon), float(row.lat), either(row.title_id, row.title_en)


def _camera(row: Any) -> dict[str, object]:
    return {
        "key": f"{row.source}/{row.camera_id}", "name": row.name, "place": _text(row.area_name), "owner": _text(row.owner), "status": row.status,
        "source": row.source, "is_simulated": bool(row.is_simulated), "has_stream": bool(row.has_stream), "has_photo": bool(row.has_photo),
        "distance_m": None if row.distance_m != row.distance_m or row.distance_m is None else round(float(row.distance_m)),
    }  # fmt: skip


def _text(value: object) -> str:
    return "" if value is None or value != value else str(value)
