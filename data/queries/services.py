"""Questions about what the city owns, permits and answers: assets, zones, permits, services by the hour, ratings."""

from __future__ import annotations

import pandas as pd

from data.answers import Answers
from data.model import Filters
from data.queries.paging import page
from data.queries.ticks import tick


def assets_list(answers: Answers, filters: Filters) -> pd.DataFrame:
    """The register, what is most overdue first: source, asset_id, name, kind, holder, condition (baik | rusak_ringan | rusak_berat),
    value_rp, acquired_year, maintained_at, due_at, overdue_days (NaN: no date is told), lon, lat, area, area_name, place."""
    return answers.ask("assets_list", _moment(filters))


def zones_list(answers: Answers, filters: Filters) -> pd.DataFrame:
    """source, zone_id, code, land_use, lon, lat (a point inside), area, area_name, geometry (GeoJSON text)."""
    return answers.ask("zones_list", filters.params())


def permits_by_zone(answers: Answers, filters: Filters) -> pd.DataFrame:
    """Permits of the period by zone: code, land_use (NA: outside of every zone), n, matured_n (the term is over), on_time_n (of
    these), open_n, overdue_n (open past the term), refused_n."""
    return answers.ask("permits_by_zone", _moment(filters))


def permits_list(answers: Answers, filters: Filters, limit: int = 100, cursor: str | None = None) -> pd.DataFrame:
    """One page of the permits asked for in the period, newest first: source, permit_id, kind, applied_at, decided_at, decision
    (terbit | tolak), sla_days, due_at, area. No point: a permit of a home would name its household. Raises QuestionError."""
    return page(answers, "permits_list", filters, ("applied_at", "source", "permit_id"), limit, cursor, {"moment": tick(filters)})


def service_answered(answers: Answers, filters: Filters) -> pd.DataFrame:
    """Services of the period, the least answered first: service, asked_n, answered_n, answered_pct, night_pct (00–06), morning_pct
    (06–12), noon_pct (12–18), evening_pct (18–24; NaN: nobody asked), wait_s (median of the hours' medians)."""
    return answers.ask("service_answered", _moment(filters))


def service_list(answers: Answers, filters: Filters, limit: int = 100, cursor: str | None = None) -> pd.DataFrame:
    """One page of the hours, newest first: source, service, channel, hour_at, asked_n, answered_n, wait_s. Raises QuestionError."""
    return page(answers, "service_list", filters, ("hour_at", "source", "service", "channel"), limit, cursor, {"moment": tick(filters)})


def ratings_by_agency(answers: Answers, filters: Filters) -> pd.DataFrame:
    """Ratings of the period: agency, closed_n, rated_n, response_pct, score (1 to 5; NaN below a response of 5 %), lowest first."""
    return answers.ask("ratings_by_agency", _moment(filters))


def ratings_list(answers: Answers, filters: Filters, limit: int = 100, cursor: str | None = None) -> pd.DataFrame:
    """One page of the days, newest first: source, day_at, agency, area, closed_n, rated_n, score_sum. Raises QuestionError."""
    return page(answers, "ratings_list", filters, ("day_at", "source", "agency", "area"), limit, cursor, {"moment": tick(filters)})


def _moment(filters: Filters) -> dict[str, object]:
    return {**filters.params(), "moment": tick(filters)}


def zones_drawn(answers: Answers, filters: Filters) -> pd.DataFrame:
    """Every zone for the map, the largest first: source, zone_id, code, land_use, area, area_name, lon, lat, geometry (GeoJSON text
    within some nine metres of the true boundary). Area and period play no part."""
    return answers.ask("zones_drawn", {"source": filters.source})


def zone_one(answers: Answers, filters: Filters, source: str, zone_id: str) -> pd.DataFrame:
    """One zone or no row: source, zone_id, code, land_use, lon, lat, area, area_name, area_km2, and of the permits asked for inside it
    in the period n, matured_n (the term is over), on_time_n (of these), open_n, overdue_n, refused_n."""
    return answers.ask("zone_one", {**_moment(filters), "zone_source": source, "zone_id": zone_id})
