"""Questions about procurements: which deserve a look and why, and how long they take."""

from __future__ import annotations

from datetime import timedelta

import pandas as pd

from data.answers import Answers, question
from data.model import Filters
from data.queries.paging import page
from data.queries.survival import survival_sql
from data.queries.ticks import tick

RULES = ("r003", "r018", "r024", "r036", "r048")
LEAST = 20  # procurements, or suppliers, below which a rule of quartiles says nothing
CYCLE = timedelta(days=365)


def tender_flags(answers: Answers, filters: Filters) -> pd.DataFrame:
    """Procurements whose bids closed in the period (and those without any date), most flags first.

    source, tender_id, title, buyer, method, category, status, value_rp, contract_rp, notice_at, closes_at, signed_at, bid_days,
    bidder_n, gap_n and supplier_n (populations of the quartile rules), and by Cardinal's rule true, false or NA (not known):
    r003 fewer than 15 days for bids, r018 one bid, r024 price gap ≤ Q1 − 1.5 IQR, r036 lowest bid disqualified, r048 a
    supplier of many kinds of goods, ≥ Q3 + 1.5 IQR.
    """
    return answers.ask("tender_flags", {**filters.params(), "least": LEAST})


def tender_rules(flags: pd.DataFrame) -> pd.DataFrame:
    """rule, known_n (procurements of which it can be said), flagged_n: from the rows of `tender_flags`."""
    known = flags[list(RULES)].astype("boolean")
    return pd.DataFrame({"rule": RULES, "known_n": known.notna().sum().to_numpy(), "flagged_n": known.fillna(False).sum().to_numpy()})


def tender_buyers(flags: pd.DataFrame) -> pd.DataFrame:
    """buyer, n procurements, flagged_n (with one flag or more), value_rp, of each buyer; most flagged first."""
    marked = flags[list(RULES)].astype("boolean").fillna(False).any(axis=1)
    by = flags.assign(flagged=marked.astype(int)).groupby(flags["buyer"].fillna("—"))
    found = by.agg(n=("tender_id", "size"), flagged_n=("flagged", "sum"), value_rp=("value_rp", "sum")).reset_index(names="buyer")
    return found.sort_values(["flagged_n", "n"], ascending=False, kind="stable")


def tender_cycle(answers: Answers, filters: Filters) -> pd.DataFrame:
    """Hours from notice to signed contract by Kaplan-Meier, of notices of the year up to the period's end, by category.

    key (goods | works | services | tidak_diketahui), p50_h, p50_lo, p50_hi, p90_h, p90_lo, p90_hi (NaN: not reached), n.
    """
    until = filters.period[1]
    text = survival_sql(question("parts/tender_cases"), question("kpi_quantile"))
    return answers.ask_sql("tender_cycle", text, {**filters.params(), "since": until - CYCLE, "until": until, "moment": tick(filters)})


def tenders_list(answers: Answers, filters: Filters, limit: int = 100, cursor: str | None = None) -> pd.DataFrame:
    """One page of the procurements last told of in the period: source, tender_id, released_at, title, buyer, method, method_raw, category,
    status, fiscal_year, value_rp, contract_rp, notice_at, closes_at, awarded_at, signed_at, bidder_n, is_short, is_single,
    is_lowest_out (NA: not known), is_retender. Raises QuestionError."""
    return page(answers, "tenders_list", filters, ("released_at", "source", "tender_id"), limit, cursor)
