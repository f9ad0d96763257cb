"""Questions about the budget: how fast it is spent against its own cash plan, and how its two drafts differ."""

from __future__ import annotations

import pandas as pd

from data.answers import Answers, question
from data.errors import QuestionError
from data.model import Filters
from data.queries.paging import page
from data.queries.ticks import tick

KINDS = ("belanja", "pendapatan")
SIDES = ("", "keduanya", "dprd", "pemprov")
PHASES = ("rancangan_pemprov", "rancangan_dprd", "apbd", "apbd_p", "kas", "realisasi")


def budget_absorption(answers: Answers, filters: Filters) -> pd.DataFrame:
    """Spending of the fiscal year to the moment by agency, the largest gap to the plan first.

    code, agency, planned_rp (cash plan to the moment), realised_rp, absorbed_pct (NaN: nothing planned yet), ceiling_rp
    (the revision, else the plan), ceiling_pct (of the whole year's ceiling).
    """
    return answers.ask("budget_absorption", _moment(filters))


def budget_curve(answers: Answers, filters: Filters, kind: str = "belanja") -> pd.DataFrame:
    """The fiscal year added up by month: month, begins_at, month_ends_at (UTC), planned_rp, realised_rp (NaN: still ahead).

    Raises QuestionError for a kind that is neither belanja nor pendapatan.
    """
    if kind not in KINDS:
        raise QuestionError(f"The budget has no kind {kind!r}.", f"Use one of {', '.join(KINDS)}.")
    return answers.ask("budget_curve", {**_moment(filters), "kind": kind})


def budget_versions(answers: Answers, filters: Filters) -> pd.DataFrame:
    """The council's and the executive's draft by agency, the largest difference first; a published draft goes before a simulated one.

    source, fiscal_year, code, agency (the commonest of its spellings), n lines, executive_rp, council_rp, delta_rp (council −
    executive), council_only_n, council_only_rp, executive_only_n (struck by the council), unclear_n (matched to several lines).
    """
    return _pairs(answers, "budget_versions", _moment(filters))


def budget_deviations(answers: Answers, filters: Filters, side: str = "") -> pd.DataFrame:
    """The 200 lines in which the drafts differ most: source, fiscal_year, line_id, agency, activity, executive_rp, council_rp (NaN: not
    there), delta_rp, side (keduanya | dprd | pemprov), note. Lines matched to several are left out. Raises QuestionError."""
    if side not in SIDES:
        raise QuestionError(f"A draft has no side {side!r}.", f"Use one of {', '.join(SIDES[1:])}.")
    return _pairs(answers, "budget_deviations", {**_moment(filters), "side": side or None})


def budget_list(answers: Answers, filters: Filters, limit: int = 100, cursor: str | None = None, phase: str | None = None) -> pd.DataFrame:
    """One page of the lines booked in the period, newest first: source, line_id, phase, kind, fiscal_year, month, booked_at (UTC),
    agency_code, agency, programme, activity_code, activity, account_code, account, amount_rp, note. Raises QuestionError."""
    return page(answers, "budget_list", filters, ("booked_at", "source", "phase", "line_id"), limit, cursor, {"phase": phase, "moment": tick(filters)})


def _moment(filters: Filters) -> dict[str, object]:
    return {"moment": tick(filters), "source": filters.source}


def _pairs(answers: Answers, name: str, params: dict[str, object]) -> pd.DataFrame:
    return answers.ask_sql(name, question("parts/budget_pairs") + question(name), params)
