"""The frame of a panel: its title, its drawing in the state that it is in, and its foot with age and sources."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

import dash_mantine_components as dmc
from dash import dcc, html
from dash.development.base_component import Component

from data.model import PROVINCE, Filters
from layouts import formats, ids, narrow, options, states, table
from layouts.charts import plotly, svg, upright
from layouts.charts.spec import Chart
from layouts.choice import Choice
from layouts.health import Freshness, Limits
from layouts.panel import Drawing, Empty, Look, Panel, TooFew
from layouts.words import _, language, many

ENDED = ("mati",)


def panel(page: str, declared: Panel, on_wall: bool = False, option: str | None = None) -> html.Section:
    """The frame as it stands before its first drawing: title, grey bars with a word, and what the callbacks need.

    `on_wall` is known to the first drawing already: its charts are SVG, and Plotly is never loaded. `option`: as the URL names it.
    """
    switch = []
    if declared.rows or declared.has_chart:
        switch = [dmc.Switch(id=ids.panel_table(page, declared.name), label=_("tabel"), size="xs", checked=False, className="as-table")]
    else:
        switch = [html.Div(dmc.Switch(id=ids.panel_table(page, declared.name), checked=False), hidden=True)]
    tools = html.Span([*switch, origin_mark(page, declared)], className="panel-tools")
    title = html.Header([html.H2(_(declared.title)), *(switch if on_wall else [tools])], className="panel-head")
    bars = html.Div([*(html.Div(className="bar") for _n in range(4)), html.P(f"{_('memuat')} …", className="quiet")], className="first-load", role="status")
    return html.Section(
        [
            title,
            html.Div(bars, id=ids.panel_body(page, declared.name), className="panel-body"),
            dcc.Store(id=ids.panel_version(page, declared.name), data={"wall": True} if on_wall else None),
            dcc.Store(id=ids.panel_option(page, declared.name), data=option),
        ],
        className=f"panel panel-{declared.name}",
        **{"data-panel": declared.name, "data-page": page, "data-needs": " ".join(declared.needs), "data-pace": str(declared.pace_s)},
        **({"data-keeps": "1"} if declared.is_history else {}),
    )


def origin_mark(page: str, declared: Panel) -> html.Button:
    """Opens the origin of the panel's numbers; assets/options.js adds the option that the panel is on."""
    return place_mark(f"{page}/{declared.name}", declared.title)


def place_mark(place: str, title: str) -> html.Button:
    """The same for a panel or a place by its name; where it follows a list of choices, the chosen one is its option."""
    label = _("Asal angka: {title}", title=_(title))
    return html.Button("i", type="button", className="origin-mark", title=label, **{"data-origin": place, "aria-label": label})


def filled(
    declared: Panel, data: object, look: Look, fresh: Freshness, versions: Mapping[str, int], is_table: bool, limits: Limits | None = None
) -> list[Component]:
    """What a panel shows once its question is answered: the drawing in its state, and the foot with age and sources."""
    is_past = bool(look.asked.filters.as_of)
    is_expired = bool(declared.feeds) and fresh.state in ENDED and not is_past
    if is_expired and not declared.is_history:
        content: Component = states.expired(fresh.newest_at)
    else:
        content = _content(declared, data, look, is_table)
    state = "expired" if is_expired else "late" if fresh.state == "terlambat" and not is_past else "fresh"
    body = html.Div(content, className=f"drawing is-{state}", **{"data-expired": _("kedaluwarsa")})
    seen = {table_name: versions.get(table_name, 0) for table_name in declared.needs}
    choices = [options.buttons(look.asked.option, declared.options, declared.only_with)] if declared.options else []
    return [*choices, body, foot(declared, look, fresh, seen, limits)]


def _content(declared: Panel, data: object, look: Look, is_table: bool) -> Component:
    if is_table and declared.rows:
        return table.drawn(declared.rows(data, look), _(declared.title))
    drawing: Drawing = declared.draw(data, look)
    if isinstance(drawing, Empty):
        return states.empty(drawing, look.asked.filters.moment if look.asked.filters.as_of else None)
    if isinstance(drawing, TooFew):
        return states.too_few(drawing.n)
    if isinstance(drawing, Chart):
        if is_table:
            return table.drawn(table.chart_table(drawing), _(declared.title))
        return _chart(drawing, look, _(declared.title))
    return drawing


def _chart(chart: Chart, look: Look, label: str) -> html.Div:
    """The chart below the sentence that it shows."""
    notes = [html.P(note, className="chart-note") for note in chart.notes]
    said = {"aria-label": f"{label}. {chart.message}"}
    if look.room:
        draw = upright.bars if upright.is_wanted(chart, look.room.height) else svg.chart
        box = {"data-svg": draw(chart, look.theme, look.room.width, look.room.height), "data-box": f"{look.room.width:g}x{look.room.height:g}"}
        return html.Figure([html.Figcaption(chart.message), html.Div(className="chart svg-chart", **box), *notes], **said)
    config = {"displayModeBar": False, "responsive": True, "locale": language(), "doubleClick": "reset"}
    graph = dcc.Graph(figure=plotly.figure(chart, look.theme, look.scale), config=config, className="chart", responsive=True)
    return html.Figure([html.Figcaption(chart.message), graph, *notes], **said)


def foot(declared: Panel, look: Look, fresh: Freshness, versions: Mapping[str, int], limits: Limits | None = None) -> html.Footer:
    """The line below a drawing: simulated or not, age (ticking), sources, which of them fail, and the state in words."""
    carried = {"data-versions": json.dumps(versions), "data-health": fresh.key, "data-feeds": " ".join(declared.feeds)}
    if not declared.feeds:
        return html.Footer(className="panel-foot", **carried)
    if limits and not look.asked.filters.as_of:
        carried |= {"data-late-s": str(limits.late_s), "data-expire-s": str(limits.expire_s), "data-state": fresh.state}
    said: list[Component] = []
    if fresh.is_simulated:
        said.append(html.Span(_("DATA SIMULASI"), className="chip simulated"))
    if look.asked.filters.as_of:
        said.append(html.Span(_("per {moment}", moment=formats.moment(look.asked.filters.moment)), className="chip"))
    elif fresh.newest_at:
        said.append(age(fresh.newest_at, look.asked.now, fresh.state))
    names = ", ".join(sorted({s.source for s in fresh.sources}, key=lambda name: (not name.startswith("simulasi"), name)))
    names = names or _("belum ada sumber")
    said.append(html.Span(names, className="sources", title=names))
    if look.asked.unheeded:
        said.append(html.Span(narrow.unheeded(look.asked.unheeded), className="chip"))
    dead = fresh.dead(look.asked.now)
    if dead and fresh.state in ("ok", "terlambat") and not look.asked.filters.as_of:
        said.append(html.Span(many("◆ {n} sumber mati", len(dead)), className="warning", title=", ".join(s.source for s in dead)))
    return html.Footer(said, className="panel-foot", **carried)


def age(newest_at: datetime, now: datetime, state: str) -> html.Span:
    """An age that the page lets tick by the server's clock; late and ended ones carry a sign and a word, not colour alone."""
    signs = {"terlambat": _("◆ terlambat ·"), "mati": _("◌ kedaluwarsa ·"), "kosong": _("◌ kosong ·")}
    ticking = html.Time(
        formats.age_of(newest_at, now),
        className="age", dateTime=f"{newest_at.isoformat()}Z", title=formats.moment(newest_at, seconds=True),
    )  # fmt: skip
    words = [html.Span(signs[state])] if state in signs else []
    return html.Span([*words, " ", _("data"), " ", ticking], className=f"age-of is-{state}")


def stray(choice: Choice) -> Component:
    """The URL names an area that there is not: every figure is empty because of it, so the header says so and leads back."""
    whole = dcc.Link(_("Semua Jakarta"), href="?" + replace(choice, area=PROVINCE).search().lstrip("?"))
    return html.Span(["◆ ", _("wilayah {code} tidak ada", code=choice.area[:20]), " · ", whole], className="warning")


def marks(fresh: Freshness, filters: Filters, now: datetime) -> list[Component]:
    """What the header says of the data as a whole: simulated or not, as of when, how old, what does not run."""
    said: list[Component] = []
    if fresh.is_simulated:
        said.append(html.Span(["◌ ", _("DATA SIMULASI")], className="chip simulated"))
    if filters.as_of:
        said.append(html.Span(_("keadaan per {moment}", moment=formats.moment(filters.moment)), className="chip past"))
    elif fresh.newest_at:
        said.append(age(fresh.newest_at, now, fresh.state))
    else:
        said.append(html.Span(_("belum ada data"), className="chip"))
    dead = fresh.dead(now)
    if dead and not filters.as_of:
        names = ", ".join(sorted({s.source for s in dead}))
        said.append(dcc.Link(many("◆ {n} sumber mati", len(dead)), href="/feeds", className="warning", title=names))
    return [*said, place_mark("header/data", "Kepala halaman")]
