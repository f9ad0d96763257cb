"""The pages: one file each, declaring PAGE. They are found by looking into this folder; there is no list to keep."""

from __future__ import annotations

from importlib import import_module
from pkgutil import iter_modules

from layouts.panel import Page


def found() -> tuple[Page, ...]:
    """Every page, in the order of the menu."""
    pages = [import_module(f"{__name__}.{module.name}") for module in iter_modules(__path__)]
    return tuple(sorted((module.PAGE for module in pages if hasattr(module, "PAGE")), key=lambda page: (page.order, page.name)))
