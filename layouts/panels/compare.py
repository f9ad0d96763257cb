"""Two areas or two periods side by side, KPI by KPI; only differences that the intervals bear are called differences."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import dash_mantine_components as dmc
import pandas as pd
from dash import dcc, html
from dash.development.base_component import Component

from data.answers import Answers
from data.kpis.catalogue import INDICATORS
from data.queries.areas import areas_list
from data.queries.kpi_compare import compare_areas, compare_periods
from layouts import formats, ids, shell, table
from layouts.choice import Choice
from layouts.drawers.indicator import SIGNS, target_of
from layouts.options import chosen
from layouts.panel import Asked, Drawing, Look
from layouts.words import _, either, language, mark

OPTIONS = ((("period", mark("dua periode")), ("area", mark("dua wilayah"))),)
VERDICTS = {"better": mark("lebih baik"), "worse": mark("◆ lebih buruk"), "same": mark("tidak berbeda nyata"), "unknown": mark("◌ tidak dapat dinilai")}
_CODE = re.compile(r"31(\.\d\d(\.\d\d(\.\d{4})?)?)?")


@dataclass(frozen=True, slots=True)
class Sides:
    """The rows of the comparison, what each side is called, and the choices of the second area."""

    kind: str
    rows: pd.DataFrame
    first: str
    second: str
    areas: pd.DataFrame
    other: str


def ask(answers: Answers, asked: Asked) -> Sides:
    """The two sides that the panel's option and the URL's `banding` name: an area code, or the day on which the second period ends."""
    (kind,) = chosen(asked.option, OPTIONS)
    areas = areas_list(answers)
    filters = asked.filters
    names = dict(zip(areas["code"], areas["name"], strict=True))
    here = names.get(filters.area, filters.area)
    if kind == "area":
        other = asked.choice.compare if _CODE.fullmatch(asked.choice.compare) else beside(areas, filters.area)
        return Sides(kind, compare_areas(answers, filters, other), here, names.get(other, other), areas, other)
    end, day = second_end(asked)
    since, until = filters.period
    return Sides(kind, compare_periods(answers, filters, end), _span(since, until), _span(end - (until - since), end), areas, day)


def second_end(asked: Asked) -> tuple[datetime, str]:
    """Where the second period ends, and the day chosen: without one it ends where the first begins."""
    day = "" if _CODE.fullmatch(asked.choice.compare) else asked.choice.compare
    if not day:
        return asked.filters.period[0], ""
    moment = Choice(compare=day).compared(asked.now)
    return moment.replace(microsecond=0), day


def beside(areas: pd.DataFrame, code: str) -> str:
    """An area to begin with: the most populous other one of the same level above the same parent; of the province its most populous kota."""
    own = areas[areas["code"] == code]
    parent = own["parent"].iloc[0] if len(own) else None
    like = areas[(areas["parent"] == (parent if isinstance(parent, str) else code)) & (areas["code"] != code)]
    return str(like.sort_values("population", ascending=False, kind="stable")["code"].iloc[0]) if len(like) else code


def draw(data: Sides, look: Look) -> Drawing:
    """The second side's choice, the sentence, and the KPIs by indicator."""
    heads = ("KPI", data.first, data.second, _("Selisih"), _("Perbandingan"), _("Target"))
    head = html.Tr([html.Th(text, scope="col", className="num" if n in (1, 2, 3, 5) else "") for n, text in enumerate(heads)])
    body: list[Component] = []
    for key, titles in INDICATORS.items():
        known = data.rows[(data.rows["indicator"] == key) & (data.rows["value_a"].notna() | data.rows["value_b"].notna())]
        if len(known):
            body.append(html.Tr(html.Th(either(*titles), colSpan=len(heads), scope="colgroup")))
            body += [_row(row, look.asked.choice) for row in known.itertuples()]
    drawn = html.Div(html.Table([html.Thead(head), html.Tbody(body)], className="figures"), className="scroll", tabIndex=0)
    return html.Div([chooser(data, look), html.P(sentence(data), className="verdict"), drawn, html.P(note(data), className="chart-note")], className="compare")


def chooser(data: Sides, look: Look) -> html.Div:
    """The second area or the day on which the second period ends; it goes into the URL as `banding`."""
    if data.kind == "area":
        choices = shell.area_options(data.areas, data.other)
        control: Component = dmc.Select(id=ids.compare("kpi-area"), data=choices, value=data.other, searchable=True, allowDeselect=False, limit=80, size="xs",
                                        className="choice-area", comboboxProps={"shadow": "none"}, **{"aria-label": _("Wilayah kedua")})  # fmt: skip
        return html.Div([html.Span(_("bandingkan dengan wilayah")), control], className="compare-row")
    picker = dmc.DatePickerInput(id=ids.compare("kpi-period"), value=data.other or None, clearable=True, placeholder=_("periode tepat sebelumnya"), size="xs", className="choice-compare",
                                 valueFormat="D MMM YYYY", minDate="2013-01-01", **{"aria-description": _("Akhir periode kedua")})  # fmt: skip
    return html.Div([html.Span(_("bandingkan dengan periode yang berakhir pada")), dmc.DatesProvider(picker, settings={"locale": language(), "firstDayOfWeek": 1})], className="compare-row")


def sentence(data: Sides) -> str:
    """How many KPIs differ, and how many do not."""
    counts = data.rows.loc[data.rows["value_a"].notna() & data.rows["value_b"].notna(), "verdict"].value_counts()
    words = {name: formats.number(int(counts.get(name, 0))) for name in VERDICTS}
    return _("{first} terhadap {second}: {better} KPI lebih baik, {worse} lebih buruk, {same} tidak berbeda nyata, {unknown} tidak dapat dinilai.", first=data.first, second=data.second, **words)


def note(data: Sides) -> str:
    """What is called a difference."""
    said = _("Berbeda bila selang 95% keduanya tidak bersinggungan; tanpa selang atau dengan terlalu sedikit kasus tidak dinilai.")
    if data.kind == "period":
        said += " " + _("Periode kedua menurut yang diketahui kini; keadaan sesaat menurut yang diketahui saat itu.")
    return said


def rows(data: Sides, _look: Look) -> table.Table:
    """Every KPI, also what has no value on either side."""
    cells = [
        (f"{r.id} {either(r.title_id, r.title_en)}", _side(r, "a"), _side(r, "b"), difference(r), _(VERDICTS[r.verdict]), target_of(r))
        for r in data.rows.itertuples()
    ]  # fmt: skip
    return table.Table(("KPI", data.first, data.second, _("Selisih"), _("Perbandingan"), _("Target")), tuple(cells), frozenset({1, 2, 3, 5}))


def _row(row: Any, choice: Choice) -> html.Tr:
    link = dcc.Link(f"{row.id} {either(row.title_id, row.title_en)}", href=choice.at("/kpi", row.id.lower()))
    cells = [(link, ""), (_side(row, "a"), "num"), (_side(row, "b"), "num"), (difference(row), "num"), (_(VERDICTS[row.verdict]), ""), (target_of(row), "num")]
    return html.Tr([html.Td(said, className=side) for said, side in cells])


def _side(row: Any, side: str) -> str:
    """Value, interval, n, and the state where it is not sound."""
    value, lo, hi, n, state = (getattr(row, f"{name}_{side}") for name in ("value", "lo", "hi", "n", "state"))
    if not isinstance(state, str):
        return _("◌ tanpa riwayat")
    said = formats.measured(value, row.unit)
    if not formats.is_missing(lo) and not formats.is_missing(hi):
        said += f" ({formats.between(lo, hi, row.unit)})"
    sign, word = SIGNS.get(state, ("◌", state))
    told = "" if state in ("ok", "tanpa target") else f" · {sign} {_(word)}"
    return f"{said} · n {formats.compact(n)}{told}"


def difference(row: Any) -> str:
    """`+3,2 poin`, `−4 jam`."""
    if formats.is_missing(row.difference):
        return formats.NOTHING
    size = formats.distance(row.difference, row.unit, beside=row.value_a)
    if size == formats.distance(0, row.unit):
        return size
    return f"{'+' if row.difference > 0 else formats.MINUS if row.difference < 0 else ''}{size}"


def _span(since: datetime, until: datetime) -> str:
    return f"{formats.day(since)} – {formats.day(until - timedelta(seconds=1))}"
