"""The Kaplan-Meier estimator as parts of SQL, one for every grouping, and how they are put together.

The parts stand in data/questions/parts: cases (key, t in seconds, is_event) -> the sorted cases and blocks of the curve
-> quantiles with their band. S(t) = prod(1 - d/n), Greenwood's variance, log-log band; domain source: Kaplan and Meier
1958, as in the house's formula sheet. Equal to lifelines to 1e-9.
"""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from data.answers import Answers, question


def survival_sql(cases: str, answer: str, *, quantiles: bool = True) -> str:
    """SQL: a text that begins with `with … cases as (select key, t, is_event …)`, the estimator, and the answer's select."""
    parts = ["parts/survival", "parts/quantiles"] if quantiles else ["parts/survival"]
    return "\n".join([cases, *(question(part) for part in parts), answer])


def ask_survival(
    answers: Answers,
    name: str,
    cases: tuple[str, ...],
    params: Mapping[str, object],
    *,
    quantiles: bool = True,
) -> pd.DataFrame:
    """The answer to `questions/<name>.sql` over the cases that the named parts make."""
    text = survival_sql("\n".join(question(part) for part in cases), question(name), quantiles=quantiles)
    return answers.ask_sql(name, text, params)
