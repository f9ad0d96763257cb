"""What is open: how much, how old, how much of it late, and whether it grows. Whatever came in before, however long ago."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import pandas as pd

from data.answers import Answers
from data.clock import to_wib
from data.model import Filters

BEGINNING = datetime(2000, 1, 1)


def _whole(filters: Filters) -> Filters:
    """The same question without a beginning, up to the end of its period."""
    return replace(filters, since=BEGINNING, until=filters.period[1])


def backlog(answers: Answers, filters: Filters) -> pd.DataFrame:
    """One row about the reports open at the moment, whenever they were opened (before the end of the period).

    open_n · overdue_n past their deadline · due_24h_n never closed yet, whose deadline falls within 24 hours · oldest_h, age_p50_h, age_p90_h
    ages in hours, percentiles with linear interpolation; NaN when nothing is open.
    """
    return answers.ask("backlog", _whole(filters).params())


def backlog_flow(answers: Answers, filters: Filters, weeks: int = 26) -> pd.DataFrame:
    """week_on (Monday, Jakarta), opened, closed, net (opened - closed), open_end (open when the week ended, or now), is_whole.

    The newest `weeks` weeks, ascending; fewer when the first report is younger. closed counts the last closing of reports
    that are closed at the moment, so that net of all weeks adds up to open_n of `backlog`.
    """
    today = to_wib(filters.moment).date()
    first_on = today - timedelta(days=today.weekday() + 7 * (weeks - 1))
    return answers.ask("backlog_flow", {**_whole(filters).params(), "first_on": first_on})
