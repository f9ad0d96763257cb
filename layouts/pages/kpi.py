"""One KPI: definition, value, history, areas, what moved it, and its dated definitions. Without `?id=` the whole catalogue."""

from __future__ import annotations

from data.kpis.catalogue import catalogue
from layouts.panel import Asked, Page, Panel
from layouts.panels import kpi_areas, kpi_one, kpi_trend
from layouts.panels.kpi_panels import feeds_of, needs_of
from layouts.words import mark

LOADED = tuple(k for k in catalogue() if k.is_loaded)
NEEDS, FEEDS = needs_of(LOADED), feeds_of(LOADED)


def feeds_now(asked: Asked) -> tuple[str, ...]:
    """The feed of the KPI that the URL names; of the catalogue all of them."""
    return feeds_of(tuple(k for k in LOADED if k.id == asked.choice.case.upper())) if asked.choice.case else FEEDS



PAGE = Page(
    name="kpi",
    path="/kpi",
    title=mark("Satu KPI"),
    order=55,
    group=mark("Enam indikator"),
    is_listed=False,
    panels=(
        Panel("one", mark("KPI"), kpi_one.ask, kpi_one.draw, needs=NEEDS, feeds=FEEDS, narrows=feeds_now, is_slow=True, pace_s=300),
        Panel("history", mark("Dua belas periode terakhir"), kpi_one.ask_trend, kpi_trend.draw, needs=NEEDS, feeds=FEEDS, narrows=feeds_now, has_chart=True, pace_s=300, asks=("kpi_measure",)),
        Panel("areas", mark("Menurut wilayah"), kpi_one.ask_areas, kpi_areas.draw, needs=NEEDS, feeds=FEEDS, narrows=feeds_now, pace_s=300, options=kpi_one.AREA_OPTIONS),
        Panel("moved", mark("Yang menggerakkannya: campuran atau kinerja"), kpi_one.ask_moved, kpi_areas.draw_moved, needs=NEEDS, feeds=FEEDS, narrows=feeds_now, pace_s=300, options=kpi_one.MOVED_OPTIONS),
        Panel("defined", mark("Definisi, SQL dan riwayatnya"), kpi_one.ask_defined, kpi_one.draw_defined, needs=("definition_log",), asks=("definition_history",)),
    ),
)  # fmt: skip
