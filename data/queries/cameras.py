"""Questions about cameras."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from data.answers import Answers
from data.model import Filters
from data.queries.paging import page


def cameras_list(
    answers: Answers, filters: Filters, limit: int = 100, cursor: str | None = None
) -> pd.DataFrame:
    """One page of cameras by source and id; `frame.attrs["cursor"]` asks for the next page. The period plays no part;
    of a past moment come the cameras that were known then, in the state that was told by then.

    source, camera_id, name, owner, lon, lat, area, place, stream_url, snapshot_url, status (online|offline|unknown),
    updated_at (empty where it was told again since that moment). Raises QuestionError.
    """
    return page(answers, "cameras_list", filters, ("source", "camera_id"), limit, cursor)


def camera(answers: Answers, source: str, camera_id: str) -> pd.DataFrame:
    """The camera of that number, or no row: source, camera_id, name, owner, lon, lat, area, area_name, kota_name, stream_url,
    snapshot_url, status, updated_at, is_simulated. The addresses may hold a password: never show them as they are.
    """
    return answers.ask("camera_by_id", {"camera_source": source, "camera_id": camera_id})


@dataclass(frozen=True, slots=True)
class Sought:
    """Which cameras: words in name, number, owner or place; near a point (degrees); or exactly these `source/camera_id`."""

    words: str = ""
    lon: float | None = None
    lat: float | None = None
    keys: tuple[str, ...] | None = None


def cameras_found(answers: Answers, filters: Filters, sought: Sought, limit: int) -> pd.DataFrame:
    """source, camera_id, name, owner, area, area_name, lon, lat, status, updated_at, is_simulated, distance_m (null without a point),
    has_stream, has_photo; nearest first when a point is given. The period plays no part.
    """
    params = {**filters.params(), "words": " ".join(sought.words.split()), "lon": sought.lon, "lat": sought.lat, "rows": limit}
    return answers.ask("cameras_found", {**params, "keys": list(sought.keys) if sought.keys is not None else None})


def camera_availability(answers: Answers, filters: Filters, source: str, camera_id: str) -> pd.DataFrame:
    """One row: day_online_s, day_known_s, week_online_s, week_known_s (seconds, as the source says), day_n, day_ok_n, week_n, week_ok_n
    (tries of the proxy), last_at, last_outcome.
    """
    return answers.ask("camera_availability", {"moment": filters.moment, "camera_source": source, "camera_id": camera_id})


def cameras_availability(answers: Answers, filters: Filters, by: str) -> pd.DataFrame:
    """By kota or pemilik: key, name, cameras_n, known_n, online_pct (% of the known camera-time of the period), online_n, offline_n, unknown_n
    (now), mostly_off_n (off for more than half of it), tries_n, tries_ok_pct. The worst first.
    """
    return answers.ask("cameras_availability", {**filters.params(), "by": by})


def camera_tours(answers: Answers) -> pd.DataFrame:
    """name, cameras (list of `source/camera_id`), dwell_s, tiles, saved_at of every saved tour, by name."""
    return answers.ask("camera_tours")


def camera_incidents(answers: Answers, filters: Filters, source: str, camera_id: str) -> pd.DataFrame:
    """The newest eight: incident_id, event_type, title_id, title_en, priority, detected_at, acknowledged_at, cleared_at, is_false_alarm."""
    params = {"as_of": filters.params()["as_of"], "moment": filters.moment, "camera_source": source, "camera_id": camera_id}
    return answers.ask("camera_incidents", params)


def incident_place(answers: Answers, incident_id: str, source: str | None) -> pd.DataFrame:
    """source, incident_id, title_id, title_en, lon, lat (degrees) of an incident that has a place, itself or by its camera; or no row."""
    return answers.ask("incident_place", {"incident": incident_id, "incident_source": source})


def cameras_uptime(answers: Answers) -> pd.DataFrame:
    """source, camera_id, online_24h_pct, online_7d_pct: the share of the known time online (%) before the newest word of any source, so
    that the answer stands still while the data does.
    """
    newest = answers.ask("camera_word_newest").iloc[0]["newest_at"]
    return answers.ask("cameras_uptime", {"until": None if pd.isna(newest) else newest.to_pydatetime()})
