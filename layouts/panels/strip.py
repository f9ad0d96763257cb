"""The water on its way: from each upstream post to the next below, the range of hours in which it arrives, and who is in its way."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

import pandas as pd
from dash import html
from dash.development.base_component import Component

from data.answers import Answers
from data.clock import to_wib
from data.queries.floods import flood_in_the_way
from data.queries.water import upstream_strip
from layouts import chips, formats, table
from layouts.panel import Asked, Drawing, Look
from layouts.panels import in_the_way
from layouts.panels.gates import nothing, plain
from layouts.words import _


@dataclass(frozen=True, slots=True)
class Water:
    """The rows of `upstream_strip`, and those of `flood_in_the_way`."""

    reaches: pd.DataFrame
    way: pd.DataFrame


def ask(answers: Answers, asked: Asked) -> Water:
    """The reaches of all rivers, for the water comes from outside the province; in its way are kelurahan of the chosen area."""
    return Water(plain(upstream_strip(answers, asked.filters), "from_siaga", "to_siaga"), flood_in_the_way(answers, asked.filters))


def draw(data: Water, _look: Look) -> Drawing:
    """One line of posts per river with who is in its way, and below them the reaches that pass a post by."""
    reaches = data.reaches
    if not len(reaches) or reaches[["from_level_cm", "to_level_cm"]].isna().all(axis=None):
        return nothing()
    chains, past = chained(list(reaches.itertuples()))
    chains.sort(key=_calm)  # a wall hides the rivers that find no room: never the one that rises
    lines = [html.Div([html.Div(_line(chain), className="posts"), in_the_way.line(data.way, _posts(chain))], className="river", role="listitem") for chain in chains]
    ranges = _("Waktu tempuh adalah rentang. Tiba hanya dihitung dari air Siaga 3 atau lebih parah yang diketahui sekarang.")
    note = html.P(" · ".join([*(_passing(reach) for reach in past), ranges, in_the_way.note(data.way)]), className="chart-note")
    return html.Div([html.Figcaption(message(reaches)), html.Div(lines, className="rivers", role="list"), note], className="listed")


def _calm(chain: list[Any]) -> float:
    """The worst siaga known on a river; 4 when nothing is known or all is normal."""
    return min((value for _post, value in _posts(chain) if not formats.is_missing(value)), default=4.0)


def _posts(chain: list[Any]) -> list[tuple[str, float]]:
    """Key and siaga (NaN: not known) of each post of a river, from its head."""
    return [(chain[0].from_post, chain[0].from_siaga), *((reach.to_post, reach.to_siaga) for reach in chain)]


def chained(reaches: list[Any]) -> tuple[list[list[Any]], list[Any]]:
    """Reaches joined end to end, one list per river's head; and those that skip a post which another way goes through."""
    shortest = {}
    for reach in reaches:
        if reach.from_post not in shortest or reach.to_h < shortest[reach.from_post].to_h:
            shortest[reach.from_post] = reach
    reached = {reach.to_post for reach in reaches}
    chains = []
    for head in (post for post in shortest if post not in reached):
        chain, post = [], head
        while post in shortest and shortest[post] not in chain:
            chain.append(shortest[post])
            post = chain[-1].to_post
        chains.append(chain)
    return chains, [reach for reach in reaches if shortest[reach.from_post] is not reach]


def message(data: pd.DataFrame) -> str:
    """Is water coming: which, where to, when at the earliest."""
    coming = data[data["arrives_from_at"].notna()].sort_values("arrives_from_at")
    if len(coming):
        first = next(coming.itertuples())
        return _("▲ Air dari {source} tiba di {place} {when}.", source=first.from_name, place=first.to_name, when=arrival(first))
    if (data["state"] == "ok").all():
        return _("Tidak ada air Siaga 3 atau lebih parah di hulu.")
    return _("Tidak ada air Siaga 3 yang diketahui; hulu tidak diketahui seluruhnya.")


def arrival(reach: Any) -> str:
    """`20.10–22.10 WIB`, with the day where the range passes midnight or is of another day than the reading."""
    start, end = (pd.Timestamp(v).to_pydatetime() for v in (reach.arrives_from_at, reach.arrives_to_at))
    read = to_wib(pd.Timestamp(reach.from_measured_at).to_pydatetime()).date()
    return f"{_clock(start, read)}–{_clock(end, to_wib(start).date())} WIB"


def _clock(moment: datetime, beside: object) -> str:
    """The hour, behind day and month when that day is not the one that is read already."""
    day = formats.day(moment).rsplit(" ", 1)[0]
    return formats.clock(moment) if to_wib(moment).date() == beside else f"{day} {formats.clock(moment)}"


def _line(chain: list[Any]) -> list[Component]:
    said: list[Component] = [html.Span(chain[0].river, className="river-name")]
    for reach in chain:
        said += [_post(reach.from_name, reach.from_level_cm, reach.from_siaga, reach.from_measured_at), _arrow(reach)]
    last = chain[-1]
    return [*said, _post(last.to_name, last.to_level_cm, last.to_siaga, last.to_measured_at)]


def _post(name: str, level: float, level_siaga: float, measured_at: Any) -> html.Div:
    chip = chips.unknown() if formats.is_missing(level_siaga) else chips.siaga(int(level_siaga))
    title = _("belum ada bacaan") if formats.is_missing(measured_at) else formats.moment(pd.Timestamp(measured_at).to_pydatetime())
    stands = html.Div([html.Span([html.B(formats.number(level)), " cm"]), chip], className="post-level")
    return html.Div([html.Span(name, className="post-name"), stands], className="post", title=title)


def _arrow(reach: Any) -> html.Div:
    if formats.is_missing(reach.arrives_from_at):
        when = html.Span(formats.NOTHING if reach.state != "ok" else _("di bawah Siaga 3"), className="quiet")
    else:
        when = html.Span(_("tiba {when}", when=arrival(reach)), className="arrives")
    return html.Div([html.Span(hours(reach), className="quiet"), html.Span(className="reach-line"), when], className="reach", title=reach.reference)


def hours(reach: Any) -> str:
    """`2–3 jam`."""
    lo, hi = (formats.number(h, 0 if h == round(h) else 1) for h in (reach.from_h, reach.to_h))
    return _("{lo}–{hi} jam", lo=lo, hi=hi)


def _passing(reach: Any) -> str:
    said = _("{source} → {place}: {hours}", source=reach.from_name, place=reach.to_name, hours=hours(reach))
    return said if formats.is_missing(reach.arrives_from_at) else f"{said}; " + _("tiba {when}", when=arrival(reach))


def rows(data: Water, _look: Look) -> table.Table:
    """One row per reach."""
    heads = (_("Dari"), "cm", _("Siaga"), _("Ke"), "cm", _("Siaga"), _("Waktu tempuh"), _("Tiba"), _("Di jalannya (k/n)"), _("Acuan"))
    said = [
        (
            r.from_name, formats.number(r.from_level_cm), formats.number(r.from_siaga), r.to_name, formats.number(r.to_level_cm), formats.number(r.to_siaga), hours(r),
            formats.NOTHING if formats.is_missing(r.arrives_from_at) else arrival(r), in_the_way.names(data.way, r.from_post), r.reference,
        )
        for r in data.reaches.itertuples()
    ]  # fmt: skip
    return table.Table(heads, tuple(said), frozenset({1, 2, 4, 5}))
