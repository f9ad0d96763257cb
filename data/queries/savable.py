"""Which open reports can still be closed in time: each one's chance to be late, from its age, and how right such chances were.

P(late | open at age a) = (S(deadline) / S(a)) ** pace, Kaplan-Meier of the time to the first closing by category (house's formula
sheet, conditional survival). pace is partial pooling of the offices within a category (an office: one agency in one kota):
(closings + WEIGHT) / (expected + WEIGHT), where `expected` is what the category's cumulative hazard (Nelson-Aalen) gives for the office's own
cases, open ones included. It is the mean of a gamma frailty after its cases were seen (Clayton 1978; Clayton and Kaldor 1987, Biometrics 43:671):
the office's own where it has many, 1 (the category's curve as it is) where it has few; a category of one office keeps its curve. The clock runs in shares of each report's own promise, because one category can hold promises of
a day and of a month. A category with fewer than LEAST_EVENTS closings is read from the curve of all together. Every
closing ends the wait here, also one as a duplicate: the question is whether the deadline is missed.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pandas as pd

from data.answers import Answers, question
from data.model import Filters

LEAST_EVENTS = 100
WEIGHT = 10  # closings at the category's pace that every office is given beforehand
LEARNT = timedelta(days=365)  # reports opened in the year before are learnt from
_PARTS = ("parts/late_cases", "parts/late_curves", "parts/late_chance")


def _params(filters: Filters, cut_ago: timedelta = timedelta(0)) -> dict[str, object]:
    cut = filters.moment - cut_ago
    return {**filters.params(), "cut": cut, "train_from": cut - LEARNT, "least_events": LEAST_EVENTS, "weight": WEIGHT}


def savable(answers: Answers, filters: Filters, limit: int = 200) -> pd.DataFrame:
    """Open reports that are not late yet, those due within 24 hours first, then by falling chance to be late.

    source, report_id, category, agency, area (kecamatan where the report is private or sensitive), created_at, due_at,
    age_h, left_h (hours until the deadline), p_late (0 to 1; NaN where no earlier report lasted that long), is_pooled (the
    category was too thin for a curve of its own), is_today (due within 24 hours); the same in every row: all_n, all_expected (sum of
    the chances of all such reports), today_n, today_expected (of those due within 24 hours). Opened in the year before the moment; the
    period of the filters plays no part.
    """
    return _ask(answers, "savable", {**_params(filters), "rows": limit})


def chance_late(answers: Answers, filters: Filters, source: str, report_id: str) -> pd.DataFrame:
    """p_late (0 to 1; NaN where no earlier report lasted that long), is_pooled: the chance of one open report, as in `savable`; no
    row when it is closed, or late already. `filters` say the area (any that holds it) and from which source is learnt."""
    return _ask(answers, "late_one", {**_params(filters), "of_source": source, "of_id": report_id})


def late_calibration(answers: Answers, filters: Filters, ago: timedelta = timedelta(days=28)) -> pd.DataFrame:
    """bin (0 to 9: tenths of the chance), n, foretold (mean chance), came (share late), lo, hi (Wilson 95 %).

    What would have been foretold `ago` before the moment, learnt from closings before that only, for the reports then
    open; those of them that have fallen due since are judged. For all of the city whatever area is asked: more cases.
    """
    return _ask(answers, "late_calibration", _params(replace(filters, area="31"), ago))


def _ask(answers: Answers, name: str, params: dict[str, object]) -> pd.DataFrame:
    return answers.ask_sql(name, "\n".join(question(part) for part in (*_PARTS, name)), params)
