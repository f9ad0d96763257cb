"""The drawer of a camera: its picture, whose it is, its state and availability, its newest incidents, and its neighbours."""

from __future__ import annotations

import json
from typing import Any

import pandas as pd
from dash import html
from dash.development.base_component import Component

from data.answers import Answers
from data.model import PROVINCE, Filters
from data.queries import cameras
from layouts import camera_wall, formats, ids
from layouts.drawers.thing import Kind, opener
from layouts.panel import Look
from layouts.panels.incidents import state
from layouts.words import _, either, many, mark

STATUS = {"online": mark("daring"), "offline": mark("luring"), "unknown": mark("keadaan tidak diketahui")}
NEAR = 6
LEAST_S = 3600  # of known time, before a share of it is told


def opened(answers: Answers, key: str, look: Look) -> tuple[str, Component]:
    """Title and content for `source/camera_id`."""
    title, told = opener(CAMERA)(answers, key, look)
    source, _sep, camera_id = key.partition("/")
    found = cameras.camera(answers, source, camera_id)
    return title, html.Div([*map(picture, found.itertuples()), told], className="camera-drawer")


def picture(row: Any) -> Component:
    """The place of the live tile; assets/cameras/10_tile.js fills it."""
    info = {
        "key": f"{row.source}/{row.camera_id}", "name": row.name, "place": _text(row.area_name), "owner": _text(row.owner), "status": row.status,
        "is_simulated": bool(row.is_simulated), "has_stream": bool(_text(row.stream_url)), "has_photo": bool(_text(row.snapshot_url)),
    }  # fmt: skip
    return html.Div(className="camera-place", **{"data-camera": json.dumps(info), "data-words": json.dumps(camera_wall.words())})


def availability(answers: Answers, look: Look, row: Any) -> list[Component]:
    """The share of the last day and the last week, by what the source says and by what the screens met."""
    found = next(cameras.camera_availability(answers, look.asked.filters, row.source, row.camera_id).itertuples())
    heads = html.Tr([html.Th(""), html.Th(_("24 jam"), className="num", scope="col"), html.Th(_("7 hari"), className="num", scope="col")])
    said = [_share(found.day_online_s, found.day_known_s), _share(found.week_online_s, found.week_known_s)]
    met = [_tries(found.day_ok_n, found.day_n), _tries(found.week_ok_n, found.week_n)]
    rows = [html.Tr([html.Td(title), *(html.Td(cell, className="num") for cell in cells)]) for title, cells in ((_("menurut sumber"), said), (_("gambar tiba di layar"), met))]
    content: list[Component] = [html.H3(_("Ketersediaan")), html.Table([html.Thead(heads), html.Tbody(rows)], className="figures")]
    if not formats.is_missing(found.last_at):
        outcome = str(found.last_outcome).removeprefix("camera-")
        why = _("berhasil") if outcome == "ok" else camera_wall.reasons().get(f"why_{outcome}", outcome)
        content.append(html.P(_("Percobaan terakhir {age}: {why}", age=formats.age_of(_moment(found.last_at), look.asked.now), why=why), className="quiet"))
    return content


def _share(online_s: float, known_s: float) -> str:
    """`97,2%`; a dash when too little is known."""
    return formats.NOTHING if known_s < LEAST_S else formats.percent(100 * online_s / known_s)


def _tries(ok_n: int, n: int) -> str:
    return formats.NOTHING if not n else f"{formats.percent(100 * ok_n / n)} (n = {formats.number(n)})"


def incidents(answers: Answers, look: Look, row: Any) -> list[Component]:
    """The newest incidents that it saw."""
    found = cameras.camera_incidents(answers, look.asked.filters, row.source, row.camera_id)
    head = html.H3(_("Insiden terbaru di kamera ini"))
    if not len(found):
        return [head, html.P(_("Belum ada insiden dari kamera ini."), className="quiet")]
    lines = [
        html.Tr([
            html.Td(html.Button(either(r.title_id, r.title_en), id=ids.opens(f"incident:{row.source}/{r.incident_id}"), className="link")), html.Td(state(r)),
            html.Td(formats.age_of(_moment(r.detected_at), look.asked.now), className="num quiet", title=formats.moment(_moment(r.detected_at))),
        ])
        for r in found.itertuples()
    ]  # fmt: skip
    return [head, html.Table(html.Tbody(lines), className="figures")]


def nearby(answers: Answers, look: Look, row: Any) -> list[Component]:
    """Its nearest neighbours; each opens in this drawer, and all of them on the wall."""
    if formats.is_missing(row.lon) or formats.is_missing(row.lat):
        return []
    filters = Filters(now=look.asked.filters.now, area=PROVINCE)
    found = cameras.cameras_found(answers, filters, cameras.Sought(lon=float(row.lon), lat=float(row.lat)), NEAR + 1)
    found = found[(found["camera_id"] != row.camera_id) | (found["source"] != row.source)].head(NEAR)
    if not len(found):
        return []
    lines = [
        html.Tr([
            html.Td(html.Button(r.name, id=ids.opens(f"camera:{r.source}/{r.camera_id}"), className="link")), html.Td(_(STATUS[r.status]), className="quiet"),
            html.Td(f"{formats.number(r.distance_m)} m", className="num quiet"),
        ])
        for r in found.itertuples()
    ]  # fmt: skip
    keys = ",".join([f"{row.source}/{row.camera_id}", *(found["source"] + "/" + found["camera_id"])])
    wall = html.A(many("lihat ke-{n} kamera di dinding", len(found) + 1), href=f"/cameras?kamera={keys}&petak=9", className="link")
    return [html.H3(_("Kamera terdekat")), html.Table(html.Tbody(lines), className="figures"), wall]


def _place(row: Any) -> str:
    return " · ".join(word for word in (_text(row.area_name), _text(row.kota_name)) if word)


def _text(value: object) -> str:
    return "" if formats.is_missing(value) else str(value)


def _moment(value: Any) -> Any:
    return pd.Timestamp(value).to_pydatetime()


CAMERA = Kind(
    find=lambda answers, _look, source, name: cameras.camera(answers, source, name),
    title=lambda row: str(row.name or row.camera_id),
    rows=(
        (mark("Status"), lambda row: _(STATUS.get(row.status, row.status))), (mark("Pemilik"), lambda row: _text(row.owner)), (mark("Letak"), _place),
        (mark("Nomor"), lambda row: str(row.camera_id)),
    ),
    seen="updated_at",
    more=(availability, incidents, nearby),
    page=("/cameras", mark("Kamera")),
    api=lambda row: ("api/v1/cameras", {"source": row.source, "area": row.area or ""}),
)  # fmt: skip
