"""The search box of the mobility page: an empty frame with its words; assets/bus_search.js makes the combobox in it."""

from __future__ import annotations

import json

from dash import html
from dash.development.base_component import Component

from layouts import ids
from layouts.panels.bus_answer import KINDS
from layouts.words import _, speaking


def search_box(lang: str, _tile_url: str = "") -> Component:
    """One box for a stop, a route, a place or a bus, in that language."""
    with speaking(lang):
        words = {
            "label": _("Cari bus"), "hint": _("Halte, rute, tempat, atau nomor bus"), "none": _("Tidak ada yang cocok. Periksa ejaan, atau cari nama yang lain."),
            "failed": _("Pencarian tidak menjawab; coba lagi."), "clear": _("kosongkan"), "near": _("mungkin maksud Anda"), "kinds": {kind: _(word) for kind, word in KINDS.items()},
        }  # fmt: skip
        return html.Section(id=ids.BUS_SEARCH, className="bus-search", role="search", **{"data-words": json.dumps(words)})
