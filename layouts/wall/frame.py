"""A tour as it stands on a wall: every page is there from the beginning and stays, one of them is seen. Nothing is mounted
or taken away while it rotates, so nothing flashes and nothing is left behind in memory."""

from __future__ import annotations

import json

from dash import html
from dash.development.base_component import Component

from layouts import frame
from layouts.wall.grids import SHAPES, for_shape
from layouts.wall.tour import Stop, Tour, parts_of
from layouts.words import _, either, language


def wall(tour: Tour, tile_url: str) -> html.Div:
    """The pages over each other, the bar below them, and the places for alarm and self-check."""
    stage = html.Div([_page(n, stop, tile_url) for n, stop in enumerate(tour.stops)], className="wall-stage")
    alarm = html.Div(className="wall-alarm", hidden=True, role="alert")
    check = html.Aside(className="wall-check", hidden=True, **{"aria-label": _("Periksa diri")})
    return html.Div([stage, alarm, check, _bar(tour)], className="wall", **{"data-tour": tour.name, "data-words": json.dumps(wall_words())})


def _page(n: int, stop: Stop, tile_url: str) -> html.Div:
    grids = {f"--grid-{shape.replace(':', 'x')}": for_shape(shape, stop.cells, stop.grids).css for shape in SHAPES}
    carried = {
        "data-stop": str(n), "data-page": stop.page.name, "data-seconds": str(stop.seconds), "data-alarms": " ".join(stop.alarms),
        "data-title": either(stop.title_id, stop.title_en) or _(stop.page.title),
    }  # fmt: skip
    return html.Div([_cell(stop, name, tile_url) for name in stop.cells], className="wall-page", style=grids, **carried)


def _cell(stop: Stop, name: str, tile_url: str) -> html.Div:
    parts = parts_of(stop.page)
    drawn: Component = parts[name](language(), tile_url) if name in parts else frame.panel(stop.page.name, stop.page.panel(name), on_wall=True)
    return html.Div(drawn, className="wall-cell", style={"gridArea": name}, **{"data-cell": name})


def _bar(tour: Tour) -> html.Footer:
    """What is shown and for how long, the way to stop it, and the state of the line. The clock and the marks are the header's own."""
    name = html.Span(either(tour.title_id, tour.title_en), className="wall-tour")
    progress = html.Span(html.I(), className="wall-progress", **{"aria-hidden": "true"})
    keys = [
        html.Button("◂", className="wall-key", title=_("halaman sebelumnya (←)"), **{"data-act": "back", "aria-label": _("halaman sebelumnya (←)")}),
        html.Button("❚❚", className="wall-key wall-pause", title=_("jeda (spasi)"), **{"data-act": "pause", "aria-label": _("jeda (spasi)")}),
        html.Button("▸", className="wall-key", title=_("halaman berikutnya (→)"), **{"data-act": "on", "aria-label": _("halaman berikutnya (→)")}),
    ]  # fmt: skip
    said = html.Span(className="wall-now", **{"aria-live": "polite"})
    return html.Footer([html.Span([*keys, progress], className="wall-keys"), html.Span([name, said], className="wall-said"), html.Span(className="wall-link")], className="wall-bar")


def wall_words() -> dict[str, str]:
    """What the scripts of a wall say."""
    return {
        "page": _("{title} · {n}/{m}"), "part": _("{title} {part} · {n}/{m}"), "paused": _("jeda"), "socket": _("tersambung"), "poll": _("tersambung tanpa soket"),
        "lost": _("◆ terputus"), "warehouse": _("◆ gudang data tidak menjawab"),
        "more": _("{n} baris lagi"), "columns": _("{n} kolom lagi"), "layers": _("{n} lapisan lagi"), "cropped": _("sebagian tidak muat"),
        "alarm": _("▲ Alarm prioritas: {title}. Rotasi berhenti."), "elsewhere": _("▲ Alarm prioritas: {title}. Tidak ada halamannya di tur ini."),
        "check": _("Periksa diri: {n} teks di bawah 16′ dari {m}"), "calm": _("Semua {m} teks terbaca: 16′ atau lebih."),
        "where": _("{distance} m dari layar {diagonal} inci, {w} × {h}: huruf terkecil {px} px"), "unset": _("Beri ?jarak=(meter)&diagonal=(inci) untuk memeriksa ukuran huruf."),
        "crosses": _("Melintasi bingkai layar: {names}"), "cut": _("Terpotong: {names}"),
        "across": _("{n} teks melintasi bingkai layar"), "faint": _("Kontras kurang: {n} dari {m} teks (batas 4,5; huruf besar 3)"), "clear": _("Kontras cukup pada semua {m} teks."),
    }  # fmt: skip
