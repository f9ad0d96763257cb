"""Saved tours: a name, cameras in their order, how long each view stands, how many tiles. Shared by all screens, kept in the warehouse."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime

from api.problem import Refusal
from data.answers import Answers
from data.clock import to_utc
from data.queries.cameras import camera_tours

MOST_CAMERAS, MOST_TOURS = 90, 200
TILES = (1, 4, 9)
DWELL_S = (5, 600)
_NAME = re.compile(r"[^\W_][\w .,()/-]{0,59}")
_WRITE = (
    "insert into camera_tour values ($name, $cameras::varchar[], $dwell_s, $tiles, $is_deleted, $saved_at)",
    "update table_version set version = version + 1 where table_name = 'camera_tour'",
)


@dataclass(frozen=True, slots=True)
class Tour:
    """cameras: `source/camera_id`. dwell_s: seconds that a view stands. tiles: 1, 4 or 9."""

    name: str
    cameras: tuple[str, ...]
    dwell_s: int
    tiles: int

    @classmethod
    def told(cls, given: object) -> Tour:
        """From the body of a request. Raises Refusal (400) that says what is wrong."""
        if not isinstance(given, dict):
            raise _wrong("The body is no tour.")
        name, cameras, dwell_s, tiles = (given.get(key) for key in ("name", "cameras", "dwell_s", "tiles"))
        if not isinstance(name, str) or not _NAME.fullmatch(name.strip()):
            raise _wrong("The name of the tour is not understood.", "Use up to 60 letters, digits and spaces.")
        if not isinstance(cameras, list) or not 1 <= len(cameras) <= MOST_CAMERAS or not all(isinstance(c, str) and "/" in c and len(c) <= 200 for c in cameras):
            raise _wrong(f"A tour has 1 to {MOST_CAMERAS} cameras, each as source/number.")
        if not isinstance(dwell_s, int) or isinstance(dwell_s, bool) or not DWELL_S[0] <= dwell_s <= DWELL_S[1]:
            raise _wrong(f"A view stands {DWELL_S[0]} to {DWELL_S[1]} seconds.")
        if tiles not in TILES:
            raise _wrong("A wall has 1, 4 or 9 tiles.")
        return cls(name.strip(), tuple(dict.fromkeys(cameras)), dwell_s, tiles)


def saved(answers: Answers) -> list[Tour]:
    """Every saved tour, by name."""
    return [Tour(r.name, tuple(r.cameras), int(r.dwell_s), int(r.tiles)) for r in camera_tours(answers).itertuples()]


def save(answers: Answers, tour: Tour, moment: datetime) -> None:
    """Keep a tour; one of the same name is followed by it. Raises Refusal (409) when there are too many."""
    names = {kept.name for kept in saved(answers)}
    if tour.name not in names and len(names) >= MOST_TOURS:
        raise Refusal(409, "camera-tours", f"There are {MOST_TOURS} tours already.", "Delete one that nobody watches.")
    _write(answers, tour, moment, is_deleted=False)


def delete(answers: Answers, name: str, moment: datetime) -> None:
    """Take a tour away; its rows stay in the log. Raises Refusal (404)."""
    found = next((kept for kept in saved(answers) if kept.name == name), None)
    if found is None:
        raise Refusal(404, "camera-tours", f"There is no tour {name!r}.")
    _write(answers, found, moment, is_deleted=True)


def _write(answers: Answers, tour: Tour, moment: datetime, is_deleted: bool) -> None:
    values = {"name": tour.name, "cameras": list(tour.cameras), "dwell_s": tour.dwell_s, "tiles": tour.tiles}
    with answers.warehouse.working() as session:
        session.transact(_WRITE, {**values, "is_deleted": is_deleted, "saved_at": to_utc(moment)})


def _wrong(message: str, hint: str = "") -> Refusal:
    return Refusal(400, "camera-tour", message, hint)
