"""The pages: one file each, declaring PAGE. They are found by looking into this folder; there is no list to keep.

A page that names its indicator gets that indicator's KPI panels around its own.
"""

from __future__ import annotations

from dataclasses import replace
from importlib import import_module
from pkgutil import iter_modules

from layouts.panel import Page
from layouts.panels.kpi_panels import above, below


def found() -> tuple[Page, ...]:
    """Every page, in the order of the menu."""
    pages = [import_module(f"{__name__}.{module.name}") for module in iter_modules(__path__)]
    return tuple(sorted((_whole(module.PAGE) for module in pages if hasattr(module, "PAGE")), key=lambda page: (page.order, page.name)))


def _whole(page: Page) -> Page:
    return replace(page, above=above(page.indicator), below=below(page.indicator)) if page.indicator else page
