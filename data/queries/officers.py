"""Questions about field officers: who is where, on what, since when, and who is nearest."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd

from data.answers import Answers
from data.model import PROVINCE, Filters
from data.queries.nearness import nearest
from data.queries.ticks import tick


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
    known = officers_now(answers, replace(filters, area=PROVINCE))
    return nearest(known[known["state"] == "ok"], lon, lat, n)
