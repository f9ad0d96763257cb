"""The answer of the bus search: what comes next, where its buses are, and how regular the last hour was."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

import pandas as pd
from dash import html
from dash.development.base_component import Component

from data.answers import Answers
from data.queries.bus_search import Found, arrivals, bus_calls, stops_about, thing
from data.queries.headways import headways
from data.queries.transit import vehicles_now
from layouts import formats, table
from layouts.panel import Asked, Drawing, Empty, Look
from layouts.panels import headways as regular
from layouts.words import _, many, mark

KINDS = {"route": mark("rute"), "stop": mark("halte"), "bus": mark("bus"), "area": mark("wilayah"), "facility": mark("tempat")}
METHODS = {"prediction": mark("ramalan"), "position": mark("posisi"), "schedule": mark("jadwal")}
MEANING = {
    "prediction": mark("ramalan operator (TripUpdates)"), "position": mark("posisi bus, dilanjutkan dengan waktu tempuh jadwal"),
    "schedule": mark("jadwal saja: tidak ada bus yang terlihat"),
}  # fmt: skip
MOST_ROWS, ON_ROUTE = 30, 40


@dataclass(frozen=True, slots=True)
class Answered:
    """What is known of the thing that was searched for; frames are empty where they do not apply."""

    found: Found | None
    thing: pd.DataFrame
    stops: pd.DataFrame
    coming: pd.DataFrame
    regular: pd.DataFrame
    buses: pd.DataFrame


NOBODY = Answered(None, *(pd.DataFrame() for _n in range(5)))


def ask(answers: Answers, asked: Asked) -> Answered:
    """The rows of `thing`, `stops_about`, `arrivals` (or `bus_calls`), `headways` of the last hour, and the vehicles of its routes."""
    found = Found.of(asked.choice.find)
    if found is None:
        return NOBODY
    what, hour = thing(answers, found), _last_hour(asked)
    live = replace(asked.filters, area="31", now=asked.filters.as_of or asked.now)
    fleet = vehicles_now(answers, live)
    if found.kind == "bus":
        own = fleet[fleet["vehicle_id"] == found.id]
        routes = set(own["route_id"].dropna())
        told = _plain(headways(answers, hour, "direction"), "direction")
        return Answered(found, what, pd.DataFrame(), _plain(bus_calls(answers, live, found.id), "delay_s"), told[told["route_id"].isin(routes)], own)
    stops = stops_about(answers, found)
    names = sorted(set(stops["stop_id"]))
    if found.kind == "route":
        return Answered(found, what, stops, pd.DataFrame(), _plain(headways(answers, hour, "direction", route=found.id), "direction"), fleet[fleet["route_id"] == found.id])
    coming = arrivals(answers, live, names) if names else pd.DataFrame()
    routes = set(coming["route_id"]) if len(coming) else set()
    told = _plain(headways(answers, hour, "direction", stops=names), "direction") if names else pd.DataFrame()
    return Answered(found, what, stops, coming, told, fleet[fleet["route_id"].isin(routes)])


def _plain(found: pd.DataFrame, name: str) -> pd.DataFrame:
    """A nullable integer's NA cannot be asked whether it is missing: floats with NaN can."""
    return found.astype({name: "float64"})


def _last_hour(asked: Asked) -> Any:
    until = asked.filters.until or asked.filters.now
    return replace(asked.filters, since=until - timedelta(hours=1), until=until)


def draw(data: Answered, look: Look) -> Drawing:
    """Its name, what comes, how regular it was, and for the map which routes to show."""
    if data.found is None:
        return Empty(_("Cari halte, rute, tempat, atau bus."), _("Misalnya Harmoni, koridor 9, Kebon Jeruk, atau nomor bus. Jawabannya: bus berikutnya, letaknya, dan jarak antarbus satu jam terakhir."))
    if not len(data.thing) and not len(data.buses):
        return Empty(_("Tidak ada yang bernama {id} lagi.", id=data.found.id), _("Cari lagi: jadwal atau daftarnya mungkin sudah berganti."))
    parts = [_title(data), *_coming(data, look), *_buses(data, look), *_regular(data)]
    return html.Div(parts, className="bus-answer scroll", tabIndex=0, **_for_the_map(data))


def _for_the_map(data: Answered) -> dict[str, str]:
    """The routes whose buses the map shows, and where to look; assets/bus_search.js reads them."""
    assert data.found
    only = {data.found.id} if data.found.kind == "route" else set(data.buses["route_id"].dropna()) if len(data.buses) else set()
    spots = data.buses if data.found.kind == "bus" else data.stops
    spots = spots.dropna(subset=["lon", "lat"]) if len(spots) else spots
    box = [spots["lat"].min(), spots["lon"].min(), spots["lat"].max(), spots["lon"].max()] if len(spots) else []
    return {"data-only": " ".join(sorted(only)), "data-box": " ".join(f"{v:.5f}" for v in box), "data-find": f"{data.found.kind}:{data.found.id}"}


def _title(data: Answered) -> Component:
    assert data.found
    row = data.thing.iloc[0] if len(data.thing) else data.buses.iloc[0]
    name = str(row["title"] if "title" in row else row["label"])
    detail = [str(row[k]) for k in ("detail", "area_name") if k in row and not formats.is_missing(row[k]) and row[k] and str(row[k]) != name]
    return html.H3([html.Span(_(KINDS[data.found.kind]), className="chip"), f" {name} ", html.Span(" · ".join(detail), className="quiet")], className="answer-title")


def _coming(data: Answered, look: Look) -> list[Component]:
    if data.found and data.found.kind == "route":
        return []
    if not len(data.coming):
        why = _("Tidak ada halte di sini.") if data.found and data.found.kind != "bus" and not len(data.stops) else _("Tidak ada bus dalam dua jam ke depan, juga tidak menurut jadwal.")
        return [html.P(_("Bus ini tidak punya ramalan perjalanan.") if data.found and data.found.kind == "bus" else why, className="calm")]
    is_bus = "method" not in data.coming
    heads = (_("Halte"), _("Tiba"), _("WIB"), _("Terlambat")) if is_bus else (_("Rute"), _("Tujuan"), _("Berangkat"), _("WIB"), _("Menurut"), _("Bus"))
    body = [_call(row) if is_bus else _arrival(row, look, data) for row in data.coming.head(MOST_ROWS).itertuples()]
    head = html.Tr([html.Th(text, scope="col", className="num" if text in (_("Tiba"), _("Berangkat"), _("WIB"), _("Terlambat")) else "") for text in heads])
    whole = html.Table([html.Thead(head), html.Tbody(body)], className="figures arrivals", **{"aria-label": _("Bus berikutnya")})
    return [html.P(said_of(data), className="verdict"), whole]


def said_of(data: Answered) -> str:
    """How the moments are known; that they are only the timetable is said before anything else."""
    if "method" not in data.coming:
        return many("{n} halte di depan", len(data.coming))
    methods = set(data.coming["method"])
    if methods == {"schedule"}:
        return _("◌ Hanya menurut jadwal: tidak ada umpan langsung untuk rute di sini.")
    first = data.coming.iloc[0]
    name = "" if formats.is_missing(first["route_short_name"]) else first["route_short_name"]
    return _("Berikutnya: {route} dalam {wait}, {how}", route=name, wait=_wait(first["wait_min"]), how=_(MEANING[first["method"]]))


def _arrival(row: Any, look: Look, data: Answered) -> html.Tr:
    at = pd.Timestamp(row.due_at).to_pydatetime()
    where = f" {_('dari')} {row.stop_name}" if data.stops["stop_name"].nunique() > 1 and not formats.is_missing(row.stop_name) else ""
    sign = [html.Span("◌ ", className="quiet")] if row.method == "schedule" else []
    age = "" if formats.is_missing(row.heard_at) else f" {formats.age_of(pd.Timestamp(row.heard_at).to_pydatetime(), look.asked.now)}"
    cells = [
        html.Td(html.B(_text(row.route_short_name))), html.Td([_text(row.trip_headsign), html.Span(where, className="quiet")], className="cut"),
        html.Td(_wait(row.wait_min), className="num"), html.Td(formats.clock(at), className="num quiet"),
        html.Td([*sign, _(METHODS[row.method]), html.Span(age, className="quiet")], title=_(MEANING[row.method])), html.Td("" if formats.is_missing(row.vehicle_id) else row.vehicle_id, className="quiet"),
    ]  # fmt: skip
    return html.Tr(cells, className="is-planned" if row.method == "schedule" else "")


def _call(row: Any) -> html.Tr:
    at = pd.Timestamp(row.due_at).to_pydatetime()
    late = formats.NOTHING if formats.is_missing(row.delay_s) else formats.number(row.delay_s / 60, 1)
    return html.Tr([html.Td(_text(row.stop_name)), html.Td(_wait(row.wait_min), className="num"), html.Td(formats.clock(at), className="num quiet"), html.Td(late, className="num")])


def _wait(minutes: float) -> str:
    """`3 mnt`; below one minute `segera`."""
    return _("segera") if minutes < 1 else _("{n} mnt", n=formats.number(int(minutes)))


def _buses(data: Answered, look: Look) -> list[Component]:
    """Of a route and of a bus: each vehicle with where it is, how it moves and how old that is."""
    assert data.found
    if data.found.kind not in ("route", "bus"):
        return []
    said = many("{n} bus terlihat", len(data.buses), n=formats.number(len(data.buses))) if len(data.buses) else _("◌ Tidak ada bus yang terlihat: umpan posisi diam atau belum ada.")
    if not len(data.buses):
        return [html.P(said, className="verdict")]
    names = dict(zip(data.stops["stop_id"], data.stops["stop_name"], strict=True)) if len(data.stops) else {}
    heads = (_("Bus"), _("Tujuan"), _("Menuju"), _("km/jam"), _("Umur"))
    head = html.Tr([html.Th(text, scope="col", className="num" if n > 2 else "") for n, text in enumerate(heads)])
    ordered = data.buses.sort_values(["direction_id", "trip_headsign", "vehicle_id"]).head(ON_ROUTE)
    whole = html.Table([html.Thead(head), html.Tbody([_bus(row, names, look) for row in ordered.itertuples()])], className="figures buses")
    return [html.P(said, className="verdict"), whole]


def _bus(row: Any, names: dict[str, str], look: Look) -> html.Tr:
    speed = formats.NOTHING if formats.is_missing(row.speed_ms) else formats.number(row.speed_ms * 3.6)
    age = formats.age_of(pd.Timestamp(row.seen_at).to_pydatetime(), look.asked.now)
    stop = names.get(row.stop_id, _text(row.stop_id))
    cells = [html.Td(html.B(_text(row.label))), html.Td(_text(row.trip_headsign)), html.Td(stop), html.Td(speed, className="num"), html.Td(age, className="num quiet")]
    return html.Tr(cells, className="quiet" if row.is_stale else "")


def _regular(data: Answered) -> list[Component]:
    """The last hour's headways here by route and direction."""
    if not len(data.regular):
        return [html.P(_("Jarak antarbus satu jam terakhir tidak diketahui: tidak ada lintasan yang teramati."), className="calm")]
    heads = (_("Koridor"), _("Tengah"), _("P90"), _("Batas"), _("Tepat jarak"), _("Tunggu lebih"), _("Beriringan"), "n")
    head = html.Tr([html.Th(text, scope="col", className="num" if n else "") for n, text in enumerate(heads)])
    whole = html.Table([html.Thead(head), html.Tbody([_headway(row) for row in data.regular.itertuples()])], className="figures regular")
    return [html.H3(_("Jarak antarbus satu jam terakhir, menit"), className="answer-title"), whole]


def _headway(row: Any) -> html.Tr:
    way = "" if formats.is_missing(row.direction) else " →" if row.direction == 0 else " ←"
    limit = "–".join(dict.fromkeys(formats.number(v) for v in (row.limit_least_min, row.limit_most_min)))
    within = [html.Span("▲ " if row.within_pct < regular.TARGET_PCT else "", className="sign breach"), formats.percent(row.within_pct, 0)]
    cells = (formats.number(row.p50_min, 1), formats.number(row.p90_min, 1), limit, within, formats.number(row.ewt_min, 1), formats.percent(row.bunched_pct, 0), formats.number(row.n))
    return html.Tr([html.Td(html.B(regular.name_of(row) + way)), *(html.Td(cell, className="num") for cell in cells)])


def rows(data: Answered, _look: Look) -> table.Table:
    """What comes, as it is known."""
    heads = (_("Rute"), _("Tujuan"), _("Halte"), _("Berangkat"), _("Menurut"), _("Bus"))
    if not len(data.coming) or "method" not in data.coming:
        return table.Table(heads, ())
    said = [
        (_text(r.route_short_name), _text(r.trip_headsign), _text(r.stop_name), formats.moment(pd.Timestamp(r.due_at).to_pydatetime(), seconds=True), _(MEANING[r.method]), _text(r.vehicle_id))
        for r in data.coming.itertuples()
    ]
    return table.Table(heads, tuple(said))


def _text(value: object) -> str:
    return formats.NOTHING if formats.is_missing(value) else str(value)
