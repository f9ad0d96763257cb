"""Questions about the economy: payments, partners' trade, small enterprises, food prices, yearly statistics."""

from __future__ import annotations

from typing import Literal

import pandas as pd

from data.answers import Answers
from data.model import LEVELS, Filters
from data.queries.ticks import tick

PaidBy = Literal["place_kind", "method", "hour", "day", "area"]
MEMBERS_AIM = 60_000  # members that OK OCE set out to have
_LENGTH = {level: length for length, level in LEVELS.items()}


def payments_by(answers: Answers, filters: Filters, by: PaidBy = "place_kind") -> pd.DataFrame:
    """key (place kind, method, hour 00-23 in Jakarta, day, or code of a kota), paid_n, cashless_n, cashless_pct, value_rp, cashless_rp."""
    return answers.ask("payments_by", {**filters.params(), "by": by})


def ecommerce_by_month(answers: Answers, filters: Filters) -> pd.DataFrame:
    """The 13 months before: source, partner, month_on, area, area_name, category, is_suppressed (fewer than ten sellers: no figures),
    sellers_n, orders_n, value_rp."""
    return answers.ask("ecommerce_by_month", {**filters.params(), "moment": tick(filters)})


def enterprises_by_area(answers: Answers, filters: Filters, level: str = "kelurahan") -> pd.DataFrame:
    """area, area_name, population, is_suppressed (fewer than ten: no figures), registered_n, micro_n, started_n, completed_n, active_n (90 days)."""
    return answers.ask("enterprises_by_area", {**filters.params(), "moment": tick(filters), "code_len": _LENGTH[level]})


def enterprises_total(answers: Answers, filters: Filters) -> pd.DataFrame:
    """One row: registered_n, started_n, completed_n, active_n, told_at (of the newest register)."""
    return answers.ask("enterprises_total", {**filters.params(), "moment": tick(filters)})


def food_now(answers: Answers, filters: Filters) -> pd.DataFrame:
    """Ten staples: commodity, title_id, title_en, unit, source, day_on, price_rp (median over markets), usual_rp (median of the 28 days before),
    change_pct (signed), deviation_pct, markets_n, days_n; empty beyond the title without five markets in the last week."""
    return answers.ask("food_now", {**filters.params(), "moment": tick(filters)})


def food_prices(answers: Answers, filters: Filters, commodity: str | None = None) -> pd.DataFrame:
    """source, commodity, title_id, title_en, unit, day_on, price_rp (median), lowest_rp, highest_rp, markets_n, newest day first."""
    return answers.ask("food_prices", {**filters.params(), "commodity": commodity})


def statistics_list(answers: Answers, filters: Filters, series: str | None = None) -> pd.DataFrame:
    """source, series, title_id, title_en, unit, better, area, area_name, year, value, publisher, published_at."""
    return answers.ask("statistics_list", {**filters.params(), "moment": tick(filters), "series": series})


def plate_tax(answers: Answers, filters: Filters) -> pd.DataFrame:
    """corridor, day_on, is_suppressed (fewer than ten vehicles: no figures), read_n, error_pct (reads that are no plate or not sure), vehicles_n,
    registered_n, due_n and due_pct (of those the register knows; from ten on), owed_rp (potential revenue; from ten debtors on), newest day first."""
    return answers.ask("plate_tax", filters.params())


def plate_privacy(answers: Answers, filters: Filters) -> pd.DataFrame:
    """One row: read_n, unread_n, days_n (with reads), live_n (of these days, those whose key may still be there), key_days, least_n."""
    return answers.ask("plate_privacy", {**filters.params(), "moment": tick(filters)})


def startups_list(answers: Answers, filters: Filters) -> pd.DataFrame:
    """source, startup_id, name, level (ide|purwarupa|awal|tumbuh|matang), step (1 to 5), field, area, area_name, founded, programme, updated_at."""
    return answers.ask("startups_list", {**filters.params(), "moment": tick(filters)})


def partner_flows(answers: Answers, filters: Filters, from_hour: int = 0, to_hour: int = 24) -> pd.DataFrame:
    """origin, origin_name, destination, destination_name, trips_n (of sums that may be shown), hidden_n (sums of fewer than ten), days_n, per_day."""
    return answers.ask("partner_flows", {**filters.params(), "from_hour": from_hour, "to_hour": to_hour})


def partner_trips(answers: Answers, filters: Filters) -> pd.DataFrame:
    """source, partner, mode, hour_at, area (origin), destination, is_suppressed, trips_n, newest hour first."""
    return answers.ask("partner_trips", filters.params())


def transit_coverage(answers: Answers, filters: Filters) -> pd.DataFrame:
    """area (kelurahan), area_name, population, service_class (all|brt|non_brt|rail), share_pct of its area within 500 m of a stop, residents
    (the same share of its people). From the GTFS that is loaded; residents are taken to live evenly over a kelurahan."""
    return answers.ask("transit_coverage", filters.params())
