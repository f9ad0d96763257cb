"""Questions about water levels. Siaga goes down as danger goes up: sort and colour by severity = 5 - siaga."""

from __future__ import annotations

import pandas as pd

from data.answers import Answers
from data.model import Filters
from data.queries.ticks import tick


def water_now(answers: Answers, filters: Filters) -> pd.DataFrame:
    """The newest reading of each post at as_of (or now), worst first. Limits and rule: flood_post.csv.

    source, post, name, river, kind (sungai|laut|waduk|pompa), datum, lon, lat, area, level_cm, measured_at, age_min,
    state (ok | tanpa batas: no published limit | tidak diketahui: older than twice interval_min),
    siaga (1 danger … 4 normal; empty unless ok), severity (5 - siaga), title_id, title_en, acts_id, acts_en (who must act),
    source_siaga, source_status (as the source states), is_mismatch (the two differ: show a badge), is_least (a limit above
    is unknown, it may be worse), is_verified (all limits from a published table), trend_cm_h (NaN without an earlier
    reading), s3_cm, s2_cm, s1_cm, interval_min, weather.
    """
    return answers.ask("water_now", {**filters.params(), "moment": tick(filters)})


def water_series(answers: Answers, filters: Filters, post: str) -> pd.DataFrame:
    """Readings of one post (key of flood_post.csv) in the period, oldest first: source, post, name, measured_at, level_cm,
    siaga, severity, source_siaga, source_status, is_mismatch, s3_cm, s2_cm, s1_cm."""
    return answers.ask("water_series", {**filters.params(), "post": post})


def upstream_strip(answers: Answers, filters: Filters) -> pd.DataFrame:
    """One row per reach from a post to the one below, upstream first; travel times of flood_travel.csv, in hours.

    from_post, from_name, river, from_level_cm, from_measured_at, from_siaga, to_post, to_name, to_level_cm, to_measured_at,
    to_siaga, from_h, to_h (shortest and longest travel time), arrives_from_at, arrives_to_at (the range in which the water
    now above arrives; empty below siaga 3), state (ok | tidak diketahui: the upstream reading is missing or too old),
    reference. Every area's wall sees the whole strip: the water comes from outside the province.
    """
    return answers.ask("upstream_strip", {**filters.params(), "moment": tick(filters)})


def posts_known(answers: Answers) -> pd.DataFrame:
    """post: every key that `water_series` can be asked for, those of flood_post.csv and those that a source alone ever named."""
    return answers.ask("posts_known")
