"""What lies around one report: the same trouble near it, the officers who could go, the cameras that could look; and a small map."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd
from dash import dcc, html
from dash.development.base_component import Component

from data.answers import Answers
from data.queries.areas import area_shapes
from data.queries.cases import case_cameras, case_near
from data.queries.officers import nearest_officers
from layouts import formats
from layouts.locator import Dot, locator
from layouts.panel import Asked, Drawing, Empty, Look
from layouts.panels.case import Found, find, href
from layouts.report_cells import said, status
from layouts.words import _, many, mark

OFFICERS = 3
SHOWN = 6
CAMERA = {"online": mark("▪ menyala"), "offline": mark("◆ padam"), "unknown": mark("◌ tidak diketahui")}


@dataclass(frozen=True, slots=True)
class Around:
    """The report; rows of `case_near`, `nearest_officers` and `case_cameras`; outlines of areas (code, name, geometry)."""

    found: Found
    near: pd.DataFrame
    officers: pd.DataFrame
    cameras: pd.DataFrame
    shapes: pd.DataFrame

    @property
    def has_place(self) -> bool:
        """A place that may be shown."""
        return self.found.row is not None and not formats.is_missing(self.found.row["lon"])


def ask(answers: Answers, asked: Asked) -> Around:
    """Nothing but the kecamatan's outline for a private report: what lies near it would tell where it is."""
    found = find(answers, asked)
    none = pd.DataFrame()
    if found.row is None:
        return Around(found, none, none, none, none)
    row = found.row
    shapes = area_shapes(answers, "kecamatan" if row["is_private"] else "kelurahan") if row["is_home"] else none
    if formats.is_missing(row["lon"]):
        return Around(found, none, none, none, shapes)
    officers = nearest_officers(answers, asked.filters, row["lon"], row["lat"], OFFICERS) if row["is_home"] else none
    return Around(found, case_near(answers, asked.filters, row), officers, case_cameras(answers, row["lon"], row["lat"]), shapes)


def draw(data: Around, look: Look) -> Drawing:
    """Three lists, each with its distance."""
    row = data.found.row
    if row is None:
        return data.found.why or Empty("", "")
    if not data.has_place:
        return _no_place(row)
    near = [
        html.Li([dcc.Link(f"{r.report_id} · {status(r)} · {formats.day(r.created_at)}", href=href(f"{r.source}:{r.report_id}", look.asked.choice)), _far(r.distance_m)])
        for r in data.near.head(SHOWN).itertuples()
    ]  # fmt: skip
    officers = [html.Li([html.Span(f"◇ {r.officer} · {said(r.agency)} · {_('bebas') if r.is_free else _('bertugas')} · {formats.age(60 * r.age_min)}"), _far(r.distance_m)]) for r in data.officers.itertuples()]
    cameras = [html.Li([html.Span(f"{_(CAMERA.get(r.status, CAMERA['unknown']))} · {r.name}"), _far(r.distance_m)]) for r in data.cameras.head(SHOWN).itertuples()]
    return html.Div([
        *_listed(many("{n} laporan sekategori dalam 100 m dan 14 hari", len(data.near)), near, _("Tidak ada: bukan ganda dan tidak berulang sejauh diketahui.")),
        *_listed(_("Petugas terdekat sekarang"), officers, _("Tidak ada petugas yang posisinya diketahui.")),
        *_listed(many("{n} kamera dalam 300 m", len(data.cameras)), cameras, _("Tidak ada kamera dalam 300 m.")),
        html.P(_("Jarak garis lurus. Keadaan kamera: sekarang, menurut sumbernya."), className="chart-note"),
    ])  # fmt: skip


def draw_place(data: Around, look: Look) -> Drawing:
    """The map: outlines, circles of 100 and 300 m, and what lies in them."""
    row = data.found.row
    if row is None:
        return data.found.why or Empty("", "")
    if not data.has_place and not row["is_private"]:
        return _no_place(row)
    shapes = [(r.code == row["area"], r.geometry) for r in data.shapes.itertuples()]
    if not data.has_place:
        own = [(is_own, geometry) for is_own, geometry in shapes if is_own]
        if not own:
            return _no_place(row)
        label = _("{name}: laporan privat, tempatnya tidak ditampilkan.", name=said(row["area_name"]))
        return html.Figure([html.Figcaption(label), locator(look.theme, None, own, [], label)])
    dots = [Dot(r.lon, r.lat, "report") for r in data.near.itertuples()] + [Dot(r.lon, r.lat, "officer") for r in data.officers.itertuples()]
    dots += [Dot(r.lon, r.lat, "camera" if r.status == "online" else "camera_off") for r in data.cameras.itertuples()]
    label = f"{said(row['area_name'])} · {formats.number(row['lat'], 5)}; {formats.number(row['lon'], 5)}"
    is_sketch = len(data.shapes) > 0 and bool(data.shapes["is_schematic"].any())
    note = _("● laporan ini · ○ laporan sekategori · ▪ kamera (□ tidak menyala) · ◇ petugas · lingkaran 100 dan 300 m") + (" · " + _("batas skematik") if is_sketch else "")
    return html.Figure([html.Figcaption(label), locator(look.theme, (row["lon"], row["lat"]), shapes, dots, label), html.P(note, className="chart-note")])


def _no_place(row: pd.Series) -> Empty:
    if row["is_private"]:
        return Empty(_("Laporan privat: tempat dan sekitarnya tidak ditampilkan."), _("Wilayahnya disebut sampai kecamatan."))
    return Empty(_("Laporan ini tidak punya tempat."), _("Kanal tanpa titik peta (surel, media sosial) diteruskan tanpa koordinat."))


def _listed(title: str, items: list[Component], otherwise: str) -> list[Component]:
    return [html.H3(title), html.Ul(items, className="near") if items else html.P(otherwise, className="quiet")]


def _far(metres: float) -> html.Span:
    return html.Span(_("{n} m", n=formats.number(metres)) if metres < 1000 else _("{n} km", n=formats.number(metres / 1000, 1)), className="where")
