"""One KPI's own page: what it is, what it says now, through time and space, and how it was defined when. Without an id: the catalogue."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pandas as pd
from dash import dcc, html
from dash.development.base_component import Component

from data import definitions, schema
from data.answers import Answers
from data.kpis.catalogue import INDICATORS, Kpi, catalogue
from data.kpis.sql import kpi_sql
from data.queries.kpi_history import is_saturated, kpi_of
from data.queries.kpis import kpi_readings, readings_of
from data.trail import Step
from layouts import formats, origin
from layouts.drawers.indicator import reading, state_of
from layouts.missing import nearest
from layouts.options import chosen
from layouts.panel import Asked, Drawing, Empty, Look
from layouts.panels import kpi_areas, kpi_cards, kpi_trend
from layouts.words import _, either, mark

FRAMES = {"iso37120": "ISO 37120", "u4ssc": "U4SSC", "spbe": "SPBE", "sdg": "SDG", "smart100": "100 Smart City"}
AREA_OPTIONS, MOVED_OPTIONS = (kpi_areas.LEVELS, kpi_areas.VIEWS), (kpi_areas.MOVED_LEVELS,)
OF_KIND = {"R": mark("resmi (R)"), "S": mark("usulan (S)"), "": mark("tanpa target")}


@dataclass(frozen=True, slots=True)
class One:
    """The KPI that the page is about (None: the whole catalogue), readings of the catalogue, and whether its target is saturated."""

    kpi: Kpi | None
    name: str
    readings: pd.DataFrame
    is_saturated: bool = False


def ask(answers: Answers, asked: Asked) -> One:
    """The KPI that the URL names by `id`, and the readings for the area chosen."""
    name = asked.choice.case
    kpi = kpi_of(answers, name)
    saturated = kpi is not None and not asked.is_quick and is_saturated(answers, asked.filters, kpi)
    if kpi is None and name:
        return One(None, name, pd.DataFrame())  # the whole catalogue is not worked out for a slip of the pen
    readings = kpi_readings(answers, asked.filters) if kpi is None else readings_of(answers, asked.filters, (kpi,), None, True)
    return One(kpi, name, readings, saturated)


def draw(data: One, look: Look) -> Drawing:
    """What it is and says now; the catalogue when the URL names none."""
    if data.kpi is None and data.name:
        return _unknown(data.name, look)
    if data.kpi is None:
        return html.Div(_catalogue(data.readings, look), className="kpi-list")
    kpi = data.kpi
    row = next(data.readings[data.readings["id"] == kpi.id].itertuples())
    chip = html.Span(f"◇ {_(kpi_cards.SATURATED)}", className="chip quiet") if data.is_saturated else None
    parts = [reading(row, look), chip, html.Div(origin.listed(facts(kpi)), className="origin"), _links(kpi, look)]
    return html.Div([part for part in parts if part is not None], className="kpi-one readings")


def _unknown(name: str, look: Look) -> html.Div:
    """A KPI that is not in the catalogue: those with the most similar id or name, and the way to all."""
    near = nearest(name, [(kpi, {kpi.id.lower(), kpi.title_id.lower(), kpi.title_en.lower()}) for kpi in catalogue()])
    links = [html.Li(dcc.Link(f"{kpi.id} {either(kpi.title_id, kpi.title_en)}", href=look.asked.choice.at("/kpi", kpi.id.lower()))) for kpi in near]
    ways = [html.P(_("Yang paling mirip"), className="state-do"), html.Ul(links, className="plain")] if links else []
    said = html.P(_("KPI {name} tidak ada di katalog.", name=name.upper()), className="state-why")
    return html.Div([said, *ways, html.P(dcc.Link(_("Semua KPI di katalog"), href=look.asked.choice.at("/kpi")))], className="state state-empty")


def facts(kpi: Kpi) -> list[tuple[str, str | Component]]:
    """What is declared of a KPI: formula, target and its basis, owner, weight, limits, and its place in other frames."""
    indicator = INDICATORS[kpi.indicator]
    least = _("sedikitnya {n} kasus; basi setelah {expire}, ditarik setelah dua kali itu", n=formats.number(kpi.least_n), expire=formats.span(kpi.expires.total_seconds()))
    given = [
        ("id", kpi.id), (_("indikator"), either(*indicator)), (_("rumus"), either(kpi.formula, kpi.formula_en) or formats.NOTHING),
        (_("target"), f"{origin.aim_of(kpi)} · {_(OF_KIND[kpi.target_kind])}" if kpi.target is not None else _(OF_KIND[""])), (_("dasar target"), either(kpi.target_source, kpi.target_source_en) or formats.NOTHING),
        (_("penanggung jawab"), kpi.owner or formats.NOTHING), (_("bobot"), _("{n} (konteks, tidak masuk skor indikator)", n=formats.number(0)) if kpi.weight == 0 else formats.number(kpi.weight, 1)),
        (_("syarat"), least), (_("data"), kpi.feed or _("belum ada sumber datanya")), (_("berkas"), f"data/kpis/{kpi.file}"),
    ]  # fmt: skip
    return [*given, *((title, kpi.references.get(frame, formats.NOTHING)) for frame, title in FRAMES.items())]


def _links(kpi: Kpi, look: Look) -> html.P:
    api = html.A(_("data terbuka (JSON)"), href=f"/api/v1/kpis?area={look.asked.filters.area}", target="_blank")
    return html.P([dcc.Link(_("Semua KPI"), href=look.asked.choice.at("/kpi")), " · ", api, " · ", html.Button(_("Asal angka"), className="link", **{"data-opens": f"kpi:{kpi.id}"})])


def _catalogue(readings: pd.DataFrame, look: Look) -> list[Component]:
    """The six indicators with their KPIs, each a link to its page."""
    rows = {row.id: row for row in readings.itertuples()}
    parts: list[Component] = []
    for key, titles in INDICATORS.items():
        own = [k for k in catalogue() if k.indicator == key and k.id in rows]
        heads = html.Tr([html.Th(text, scope="col", className=side) for text, side in (("KPI", ""), (_("Nilai"), "num"), (_("Target"), "num"), (_("Skor"), "num"), (_("Keadaan"), ""), (_("Penanggung jawab"), ""))])
        parts += [html.H3(either(*titles)), html.Div(html.Table([html.Thead(heads), html.Tbody([_row(k, rows[k.id], look) for k in own])], className="figures"), className="scroll", tabIndex=0)]
    return parts


def _row(kpi: Kpi, row: Any, look: Look) -> html.Tr:
    sign, word = state_of(row)
    link = dcc.Link(f"{kpi.id} {either(kpi.title_id, kpi.title_en)}", href=look.asked.choice.at("/kpi", kpi.id.lower()))
    cells = [(link, ""), (formats.measured(row.value, row.unit), "num"), (origin.target_of(kpi), "num"), (formats.score(row.score), "num"), (f"{sign} {_(word)}".strip(), ""), (kpi.owner or formats.NOTHING, "")]
    return html.Tr([html.Td(said, className=side) for said, side in cells])


def ask_trend(answers: Answers, asked: Asked) -> kpi_trend.Trend:
    """Its last twelve periods."""
    return kpi_trend.of(answers, asked, kpi_of(answers, asked.choice.case))


def ask_areas(answers: Answers, asked: Asked) -> kpi_areas.ByArea:
    """It in every area of the level chosen."""
    return kpi_areas.of(answers, asked, kpi_of(answers, asked.choice.case), *chosen(asked.option, AREA_OPTIONS))


def ask_moved(answers: Answers, asked: Asked) -> kpi_areas.ByArea:
    """What moved it, by areas of the level chosen."""
    return kpi_areas.moved_of(answers, asked, kpi_of(answers, asked.choice.case), chosen(asked.option, MOVED_OPTIONS)[0])


@dataclass(frozen=True, slots=True)
class Defined:
    """The KPI and its kept definitions, newest first."""

    kpi: Kpi | None
    kept: pd.DataFrame


def ask_defined(answers: Answers, asked: Asked) -> Defined:
    """How it is computed, and how it was before."""
    kpi = kpi_of(answers, asked.choice.case)
    return Defined(kpi, definitions.history(answers, "kpi", [kpi.id]) if kpi else pd.DataFrame())


def draw_defined(data: Defined, _look: Look) -> Drawing:
    """The dated definitions, and the SQL with its hash."""
    if data.kpi is None:
        return Empty(_("Belum ada KPI yang dipilih, atau tidak ada di katalog."), _("Pilih KPI di katalog: /kpi"))
    parts: list[Component] = []
    for row in data.kept.itertuples():
        said = _("pertama tercatat") if formats.is_missing(row.before) else _("berubah: {keys}", keys=", ".join(kpi_trend.words_changed(row.before, row.text)))
        parts.append(html.Li([html.Span(formats.moment(row.seen_at)), " · ", said, " · SHA-256 ", html.Code(row.sha256[: origin.SHORT], title=row.sha256)]))
    if not parts:
        parts.append(html.Li(_("Belum tercatat: pencatatan terjadi saat server dimulai.")))
    content: list[Component] = [html.Ul(parts, className="dated")]
    if data.kpi.is_loaded:
        sql = kpi_sql(data.kpi)
        content.append(origin.question([Step(f"{origin.KPI_STEP}{data.kpi.base}", sql, (), schema.tables_in(sql), len(data.kept), None)]))
    return html.Div(content, className="origin")
