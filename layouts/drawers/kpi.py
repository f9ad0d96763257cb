"""The drawer of one KPI for one area: `kpi:G1` or `kpi:G1/31.73`: value, target, state, and where all of it comes from."""

from __future__ import annotations

from dataclasses import replace

from dash import dcc, html
from dash.development.base_component import Component

from data.answers import Answers
from data.errors import QuestionError
from data.kpis.catalogue import catalogue
from data.queries.areas import areas_list
from data.queries.kpis import readings_of
from data.trail import recording
from layouts import formats, origin
from layouts.drawers.indicator import reading
from layouts.panel import Look
from layouts.words import _, either


def opened(answers: Answers, key: str, look: Look) -> tuple[str, Component]:
    """Title and content. Raises QuestionError for a KPI that the catalogue does not have."""
    name, _sep, area = key.partition("/")
    kpi = next((k for k in catalogue() if k.id == name), None)
    if kpi is None:
        raise QuestionError(f"There is no KPI {name!r}.", "Choose one of the catalogue.")
    filters = replace(look.asked.filters, area=area) if area else look.asked.filters
    with recording() as steps:
        row = next(readings_of(answers, filters, (kpi,), None, True).itertuples())
    choice = replace(look.asked.choice, area=filters.area)
    links = [dcc.Link(_("Halaman KPI ini"), href=choice.at("/kpi", kpi.id.lower())), " · ", html.A(_("data terbuka (JSON)"), href=f"/api/v1/kpis?area={filters.area}", target="_blank")]
    facts = origin.listed([
        (_("rumus"), either(kpi.formula, kpi.formula_en) or formats.NOTHING), (_("dasar target"), either(kpi.target_source, kpi.target_source_en) or formats.NOTHING),
        (_("penanggung jawab"), kpi.owner or formats.NOTHING), (_("bobot"), _("{n} (konteks, tidak masuk skor indikator)", n=formats.number(0)) if kpi.weight == 0 else formats.number(kpi.weight, 1)),
    ])  # fmt: skip
    place = next((formats.short_name(str(r.name)) for r in areas_list(answers).itertuples() if r.code == filters.area), filters.area)
    told = origin.Told((kpi.feed,) if kpi.feed else (), (), steps)
    content = [reading(row, look), html.Div(facts, className="origin"), html.P(links), origin.origin(answers, replace(look, asked=replace(look.asked, filters=filters)), told)]
    return f"{kpi.id} · {either(kpi.title_id, kpi.title_en)} · {place}", html.Div(content, className="readings")
