"""Questions behind the bus search: what a word means, which stops a thing stands for, and what comes there next."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from data.answers import Answers
from data.model import Filters

KINDS = ("route", "stop", "bus", "area", "facility")
MOST = 12


@dataclass(frozen=True, slots=True)
class Found:
    """A thing that was searched for: its kind and id, `stop:H012` in the URL."""

    kind: str
    id: str

    @classmethod
    def of(cls, text: str) -> Found | None:
        """`stop:H012` -> Found; None for anything else."""
        kind, colon, key = text.partition(":")
        return cls(kind, key) if colon and key and kind in KINDS else None


def transit_search(answers: Answers, word: str, kind: str | None = None, most: int = MOST) -> pd.DataFrame:
    """What a word may mean, the best first; nothing for an empty word.

    kind (route|stop|bus|area|facility), source, id, title, detail, area, area_name, lon, lat, rank (0 the word itself, 1 begins so,
    2 a word in it begins so, 3 stands inside, 4 nearly so). Case, accents and one typing error do not matter.
    """
    return answers.ask("transit_search", {"q": word[:80], "kind": kind, "most": most, "is_list": False})


def transit_list(answers: Answers, kind: str) -> pd.DataFrame:
    """Everything of a kind in the columns of `transit_search`; all have rank 0."""
    return answers.ask("transit_search", {"q": "", "kind": kind, "most": 100_000, "is_list": True})


def thing(answers: Answers, found: Found) -> pd.DataFrame:
    """The thing itself in the columns of `transit_search`; no row when there is none of that id."""
    rows = transit_search(answers, found.id, found.kind, 50)
    return rows[rows["id"] == found.id].head(1)


def stops_about(answers: Answers, found: Found) -> pd.DataFrame:
    """source, stop_id, stop_name, lon, lat, area, metres (from the thing; NaN without a place), the nearest first."""
    return answers.ask("stops_about", {"kind": found.kind, "id": found.id})


def arrivals(answers: Answers, filters: Filters, stops: Sequence[str] | None, each: int = 3) -> pd.DataFrame:
    """What leaves these stops (None: every stop) within two hours, soonest first; at most `each` by stop, route and direction.

    source, route_id, route_short_name, route_color, service_class, direction_id, trip_headsign, trip_id, vehicle_id, stop_id,
    stop_name, due_at (UTC), wait_min, delay_s, method (prediction: TripUpdates | position: a fix and the timetable's running
    times | schedule: the timetable alone), heard_at (UTC; null for the timetable).
    """
    return answers.ask("arrivals", {**filters.params(), "stops": None if stops is None else ",".join(stops), "each": each})


def bus_calls(answers: Answers, filters: Filters, vehicle: str) -> pd.DataFrame:
    """Stops ahead of a vehicle: source, route_id, trip_id, stop_id, stop_name, stop_sequence, due_at (UTC), wait_min, delay_s, updated_at."""
    return answers.ask("bus_calls", {**filters.params(), "id": vehicle})
