"""Who is on time, compared fairly: of like cases, drawn towards the city where there are few, and only where it can be told."""

from __future__ import annotations

import pandas as pd

from data.answers import Answers, question
from data.errors import QuestionError
from data.model import LEVELS, Filters, level_of

UNITS = ("kelurahan", "kecamatan", "kota", "agency")
LEAST_N = 20
WEIGHT = 20  # reports of the city's share that every unit is given beforehand: a Beta prior


def league(answers: Answers, filters: Filters, level: str = "kecamatan") -> pd.DataFrame:
    """One row per unit with reports of the period that have fallen due by the moment; open ones are misses.

    key            area code, or agency
    n              reports that have fallen due
    met_pct        closed by their deadline, in % of n
    expected_pct   what it would be if each category of the unit did as it does in the area asked for (indirect
                   standardisation). Agencies are not standardised: a category belongs to one agency, so the mix is the agency
    adjusted_pct   city + met - expected, within 0 and 100: met share of a unit with the city's mix
    shrunk_pct     (n * adjusted + WEIGHT * city) / (n + WEIGHT): what is ranked
    lo_pct, hi_pct          Wilson's 95 % interval of adjusted_pct
    city_pct, city_lo_pct, city_hi_pct   the same of the area asked for
    verdict        'sedikit' (n < LEAST_N) | 'di bawah' | 'di atas' (the intervals of unit and city do not meet) | 'tidak berbeda'
    place          rank by shrunk_pct among units with at least LEAST_N; empty for the others
    Best first. Raises QuestionError.
    """
    if level not in UNITS:
        raise QuestionError(f"There is no league of {level!r}.", f"Use one of {', '.join(UNITS)}.")
    return _ask(answers, "parts/league_reports", filters, level, {"has_mix": level != "agency"})


def fire_league(answers: Answers, filters: Filters, level: str = "kecamatan", kind: str = "fire") -> pd.DataFrame:
    """The columns of `league` for calls of a kind (fire | rescue) whose minutes to the arrival are over by the moment: those
    that nobody has reached are misses. Areas only, nothing is standardised. Raises QuestionError."""
    if level not in UNITS[:3]:
        raise QuestionError(f"There is no league of {level!r}.", f"Use one of {', '.join(UNITS[:3])}.")
    return _ask(answers, "parts/league_fires", filters, level, {"kind": kind})


def _ask(answers: Answers, due: str, filters: Filters, level: str, given: dict[str, object]) -> pd.DataFrame:
    lengths = {name: length for length, name in LEVELS.items()}
    length = max(lengths.get(level, 2), lengths[level_of(filters.area)])
    params = {**filters.params(), "level": level, "code_len": length, "least_n": LEAST_N, "weight": WEIGHT, **given}
    return answers.ask_sql(due, question(due) + question("league"), params)
