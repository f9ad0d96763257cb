"""Questions about air quality. Index and categories: PermenLHK P.14/2020, by ispu_breakpoint.csv and ispu_category.csv."""

from __future__ import annotations

import pandas as pd

from data.answers import Answers
from data.model import Filters
from data.queries.ticks import tick


def air_now(answers: Answers, filters: Filters) -> pd.DataFrame:
    """One row per station at as_of, worst first.

    source, station, name, lon, lat, area; of its newest whole day: ispu (the largest index of its pollutants, 0 to 500;
    NaN unless ok), category, title_id, title_en, legal_colour, critical (parameter kritis), is_above_scale (print 'di atas
    skala' beside 500), pollutants_n, hours_n (fewest valid hours of a mean), method (hitung: from 24-hour means; terbit: the
    publisher's indices), day_on, day_at, state (ok | tidak diketahui: the day ended more than two days ago, or none);
    of its newest hour: hour_at, hour_pm25, hour_pm10 (micrograms per cubic metre), hour_index with hour_note 'indikatif'
    (a 1-hour value is no ISPU), is_hour_stale.
    """
    return answers.ask("air_now", {**filters.params(), "moment": tick(filters)})


def air_by_day(answers: Answers, filters: Filters) -> pd.DataFrame:
    """One row per day of the period that has an ISPU: day_on, ispu_max (the highest station: the city's value), ispu_median
    (of the stations), station_max, station_max_name, critical, category, title_id, title_en, legal_colour, is_above_scale,
    stations_n. Days without enough hours have no row."""
    return answers.ask("air_by_day", filters.params())


def ispu_categories(answers: Answers) -> pd.DataFrame:
    """category, rank, i_from, i_to (an index above i_from up to i_to), title_id, title_en, legal_colour: the cleanest first."""
    return answers.ask("ispu_categories")
