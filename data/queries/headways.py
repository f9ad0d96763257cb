"""Questions about the regularity of public transport: headways against their limit, excess wait, bunching, fines.

A headway is the time between two vehicles of a route and direction leaving a stop. One that a silence of the feed or of a vehicle
spans is censored: counted, never used. AWT = sum h^2 / (2 sum h); EWT = AWT observed - AWT planned; bunched is h < 25 % of planned.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

import pandas as pd

from data.answers import Answers
from data.model import Filters

By = Literal["route", "direction", "hour"]


def headways(answers: Answers, filters: Filters, by: By = "route", route: str | None = None, stops: Sequence[str] | None = None) -> pd.DataFrame:
    """Headways of the period [since, until) at timing points, by route (and direction, and hour).

    source, kind (observed|predicted), route_id, route_short_name, route_long_name, service_class, direction, hour (UTC), n (headways),
    censored_n, gap_n, silent_n, judged_n (with a limit), breach_n (above it), within_pct, p50_min, p90_min, limit_least_min,
    limit_most_min, planned_min, awt_min, swt_min, ewt_min, bunched_n, bunched_pct, newest_at. What cannot be said is NaN.
    Formulas: the excess wait of frequency services; limits of Pergub 2/2024 (headway_limit.csv).
    """
    params = {**filters.params(), "by": by, "route": route, "stops": ",".join(stops) if stops is not None else None}
    return answers.ask("headways", params)


def headway_fines(answers: Answers, filters: Filters) -> pd.DataFrame:
    """Breaches of the period by route and the fine that they expose to, the dearest first.

    source, route_id, route_short_name, route_long_name, service_class, n, breach_n, from_at (UTC, of the first passage known), basis (tarif: breaches x tariff | porsi: share of
    the breaches in what a whole year was fined, for the length of the period), year, reference, exposure_idr (rupiah).
    """
    return answers.ask("headway_fines", filters.params())


def fleet_now(answers: Answers, filters: Filters) -> pd.DataFrame:
    """source, due_n (vehicles that the timetable has on the road), seen_n (reported within 120 s), on_duty_n (of the due ones, route by route),
    share_pct (of due_n: never above 100)."""
    return answers.ask("fleet_now", filters.params())


def alerts_now(answers: Answers, filters: Filters) -> pd.DataFrame:
    """Service alerts in force or beginning within six hours: source, alert_id, header, description, cause, effect, severity,
    active_from, active_until, route_ids, stop_ids, updated_at, is_coming. Moments are UTC."""
    return answers.ask("alerts_now", filters.params())
