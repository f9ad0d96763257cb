"""Questions about the services of daily life: 112, ambulances, dengue, pumps, waste."""

from __future__ import annotations

import pandas as pd

from data.answers import Answers
from data.errors import QuestionError
from data.model import Filters
from data.queries.below import WHOLE, grouped
from data.queries.survival import ask_survival
from data.queries.ticks import tick

BUCKETS = ("hour", "day")


def emergency_calls(answers: Answers, filters: Filters, bucket: str = "day") -> pd.DataFrame:
    """Calls to 112 by hour or day: begins_at, source, offered_n, answered_n, quick_n (within 30 s), abandoned_n, abandoned_late_n
    (after 30 s), prank_n, in_time_pct, wait_p90_s (of the worst hour). Raises QuestionError."""
    if bucket not in BUCKETS:
        raise QuestionError(f"Calls cannot be told by {bucket!r}.", f"Use one of {', '.join(BUCKETS)}.")
    return answers.ask("emergency_calls", {**filters.params(), "moment": tick(filters), "bucket": bucket})


def ambulance_times(answers: Answers, filters: Filters, by: str = "area", priority: int | None = 1) -> pd.DataFrame:
    """From the call to the scene by area, priority, hour or "all", by Kaplan-Meier: the columns of `clock_times`, by key. A
    call that nobody reached is open, a cancelled one leaves at its end. Raises QuestionError."""
    params = {**grouped(filters, by, ("area", "priority", "hour", "all")), "priority": priority}
    return ask_survival(answers, "clock_times", ("parts/ambulance_asked", "parts/ambulance_groups", "parts/case_counts"), params)


def dengue_weeks(answers: Answers, filters: Filters) -> pd.DataFrame:
    """By week of the period: week_on (Monday), confirmed_n, suspected_n, dead_n, areas_n (kelurahan that reported), per_100k,
    is_provisional (later reports may still come: the week ended less than two weeks ago)."""
    return answers.ask("dengue_weeks", filters.params())


def dengue_areas(answers: Answers, filters: Filters) -> pd.DataFrame:
    """The newest four whole weeks one level below, the highest rate first: key, name, confirmed_n, per_100k, population, from_on, to_on."""
    return answers.ask("dengue_areas", grouped(filters, "area", ("area",)))


def dengue_open(answers: Answers, filters: Filters) -> pd.DataFrame:
    """By kecamatan and week, counts of one to four not told: source, area, area_name, week_on, confirmed_n, dead_n, is_provisional."""
    return answers.ask("dengue_open", filters.params())


def pumps_now(answers: Answers, filters: Filters) -> pd.DataFrame:
    """Every pump, those that cannot run first: source, pump_id, name, state (jalan | siap | perbaikan | rusak; empty when its
    newest word is older than a day), told_state, capacity_m3s, updated_at, age_min, area, area_name, lon, lat."""
    return answers.ask("pumps_now", {**filters.params(), "moment": tick(filters)})


def waste_trips(answers: Answers, filters: Filters, by: str = "area", most: int = WHOLE) -> pd.DataFrame:
    """By area, day or collection point, the lowest share first: key, name, points_n, planned_n, done_n, done_pct, missed_days_n
    (days without a single trip), tonnes, newest_on; of a point also source, area, lon, lat. Raises QuestionError."""
    return answers.ask("waste_trips", grouped(filters, by, ("area", "day", "point"), most))
