"""The panels of an indicator's KPIs, declared once for all six: a page that names its indicator gets them."""

from __future__ import annotations

from functools import partial

from data import schema
from data.kpis.catalogue import Kpi, catalogue
from data.kpis.sql import kpi_sql
from data.queries.origin import core_tables
from layouts.panel import Panel
from layouts.panels import kpi_areas, kpi_cards, kpi_trend
from layouts.words import mark

BY_KOTA = frozenset({"ekonomi", "lingkungan", "kehidupan"})  # most of their sources tell by kota alone, or have too few cases or stations for a kecamatan


def of_indicator(indicator: str, is_loaded: bool = True) -> tuple[Kpi, ...]:
    """Its KPIs in their order; with `is_loaded` only those that a feed carries."""
    return tuple(k for k in catalogue() if k.indicator == indicator and (k.is_loaded or not is_loaded))


def needs_of(kpis: tuple[Kpi, ...]) -> tuple[str, ...]:
    """The core tables that their questions read."""
    return tuple(sorted(core_tables() & frozenset().union(*(schema.tables_in(kpi_sql(k)) for k in kpis))))


def feeds_of(kpis: tuple[Kpi, ...]) -> tuple[str, ...]:
    """The feeds behind them."""
    return tuple(sorted({k.feed for k in kpis}))


def above(indicator: str) -> tuple[Panel, ...]:
    """The cards, above everything else."""
    kpis = of_indicator(indicator)
    return (
        Panel("kpi_cards", mark("KPI indikator ini"), partial(kpi_cards.ask, indicator), kpi_cards.draw, needs=needs_of(kpis), feeds=feeds_of(kpis), rows=kpi_cards.rows,
              is_slow=True, pace_s=300),
    )  # fmt: skip


def below(indicator: str) -> tuple[Panel, ...]:
    """Each KPI through time, in every area, and what moved it. Nothing for an indicator without a KPI that is loaded."""
    kpis = of_indicator(indicator)
    if not kpis:
        return ()
    carried = {"needs": needs_of(kpis), "feeds": feeds_of(kpis), "pace_s": 300}
    every = tuple((k.id, k.id) for k in kpis)
    local = tuple((k.id, k.id) for k in kpis if k.has_areas) or every
    levels = tuple(sorted(kpi_areas.LEVELS, key=lambda level: level[0] != "kota")) if indicator in BY_KOTA else kpi_areas.LEVELS
    places, movers = (local, levels, kpi_areas.VIEWS), (local, kpi_areas.MOVED_LEVELS)
    return (
        Panel("kpi_trend", mark("KPI dalam dua belas periode terakhir"), partial(kpi_trend.ask, (every,)), kpi_trend.draw, has_chart=True, options=(every,), **carried),
        Panel("kpi_areas", mark("KPI menurut wilayah"), partial(kpi_areas.ask, places), kpi_areas.draw, options=places, **carried),
        Panel("kpi_moved", mark("Yang menggerakkannya: campuran atau kinerja"), partial(kpi_areas.ask_moved, movers), kpi_areas.draw_moved, options=movers, **carried),
    )
