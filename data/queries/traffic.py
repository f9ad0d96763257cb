"""Questions about traffic as Waze for Cities sees it."""

from __future__ import annotations

import pandas as pd

from data.answers import Answers
from data.model import Filters
from data.queries.ticks import tick


def jams_now(answers: Answers, filters: Filters) -> pd.DataFrame:
    """Jams, irregularities and alerts of the newest snapshot at as_of; nothing when it is more than 30 minutes old.

    kind (macet | tidak_lazim | laporan), source, id, seen_at (the snapshot), published_at, street, level (jam: 0 free … 5
    blocked; irregularity: severity 0 to 5), speed_kmh, length_m, delay_s (NaN when blocked), is_blocked, alert_kind,
    alert_subkind, reliability, confidence (alerts: 0 to 10, draw by them), lon, lat (the middle), area, geometry (line as
    GeoJSON text; alerts: None), area_name.
    """
    return answers.ask("jams_now", {**filters.params(), "moment": tick(filters)})


def travel_times(answers: Answers, filters: Filters) -> pd.DataFrame:
    """Each corridor and direction with readings in the period, the slowest first.

    source, corridor_id, name, from_name, to_name, length_m, free_s (the road at night: P85 of speed), peak_s (mean of the peak
    hours of working days), travel_index (mean of time over free time in these hours), peak_n, n (readings), seen_at, now_s, usual_s.
    """
    return answers.ask("travel_times", {**filters.params(), "moment": tick(filters)})
