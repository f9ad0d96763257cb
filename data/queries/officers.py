"""Questions about field officers: who is where, on what, since when, and who is nearest."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pandas as pd

from data.answers import Answers
from data.errors import QuestionError
from data.model import PROVINCE, Filters
from data.queries.ticks import tick

EARTH_M = 6_371_008.8  # mean radius, IUGG


def officers_now(answers: Answers, filters: Filters) -> pd.DataFrame:
    """One row per officer seen in the twelve hours before as_of.

    source, officer (pseudonym), agency, lon, lat, area, area_name, accuracy_m, seen_at, age_min, state (ok | tidak
    diketahui: seen more than ten minutes ago), is_free (no open task), task_id, task, ref_kind (report|incident|fire),
    ref_id, task_stage (ditugaskan|menuju|di_lokasi), assigned_at, accepted_at, arrived_at.
    """
    return answers.ask("officers_now", {**filters.params(), "moment": tick(filters)})


def nearest_officers(answers: Answers, filters: Filters, lon: float, lat: float, n: int = 5) -> pd.DataFrame:
    """The `n` officers nearest to a point of those whose position is known now, free or not, from the whole province.

    The columns of `officers_now`, and distance_m: along a great circle (haversine), not along roads. Raises QuestionError.
    """
    if not (abs(lon) <= 180 and abs(lat) <= 90) or n < 1:
        raise QuestionError(f"The point {lon}, {lat} or the number {n} is not understood.", "Give degrees east and north, and one officer or more.")
    known = officers_now(answers, replace(filters, area=PROVINCE))
    known = known[known["state"] == "ok"]
    east, north = np.radians(known["lon"].to_numpy(float) - lon), np.radians(known["lat"].to_numpy(float) - lat)
    chord = np.sin(north / 2) ** 2 + np.cos(np.radians(lat)) * np.cos(np.radians(known["lat"].to_numpy(float))) * np.sin(east / 2) ** 2
    found = known.assign(distance_m=2 * EARTH_M * np.arcsin(np.sqrt(chord)))
    return found.sort_values(["distance_m", "officer"]).head(n).reset_index(drop=True)
