"""Flood gates by severity: how high, how it moves, how old the reading is, and who must act."""

from __future__ import annotations

from typing import Any

import pandas as pd
from dash import html
from dash.development.base_component import Component

from data.answers import Answers
from data.queries.water import water_now
from layouts import chips, formats, table
from layouts.panel import Asked, Drawing, Empty, Look
from layouts.words import _, either, many

ALARM = 2  # siaga 2 and 1: the Regional Secretary and the Governor act


def ask(answers: Answers, asked: Asked) -> pd.DataFrame:
    """The newest reading of every post, the worst first: the columns of `water_now`."""
    return plain(water_now(answers, asked.filters), "siaga", "severity", "source_siaga")


def plain(found: pd.DataFrame, *names: str) -> pd.DataFrame:
    """These columns as floats with NaN: a nullable integer's NA cannot be asked whether it is missing."""
    return found.astype(dict.fromkeys(names, "float64"))


def nothing() -> Empty:
    """There is no water level at all."""
    return Empty(
        _("Belum ada bacaan tinggi muka air untuk pilihan ini."),
        _("Pilih semua Jakarta, atau muat berkas: python -m etl load water_levels BERKAS"),
    )  # fmt: skip


def draw(data: pd.DataFrame, look: Look) -> Drawing:
    """A sentence, and a table with one row per post."""
    if not len(data):
        return nothing()
    heads = (_("Siaga"), _("Pos"), "cm", _("cm/jam"), _("Umur"), _("Yang bertindak"))
    head = html.Tr([html.Th(text, className="num" if n in (2, 3, 4) else "", scope="col") for n, text in enumerate(heads)])
    is_several = data["source"].nunique() > 1
    body = [_row(row, look, is_several) for row in data.itertuples()]
    whole = html.Table([html.Thead(head), html.Tbody(body)], className="figures gates")
    return html.Div([html.Figcaption(message(data)), html.Div(whole, className="scroll", tabIndex=0)], className="listed")


def message(data: pd.DataFrame) -> str:
    """The worst post in a sentence, and how many posts say nothing about now."""
    known = data[data["state"] == "ok"]
    unknown = int((data["state"] == "tidak diketahui").sum())
    silent = "; " + many("{n} pos tidak diketahui", unknown) if unknown else ""
    if not len(known):
        return _("Tidak satu pos pun diketahui siaganya") + silent + "."
    worst = known.iloc[0]
    words = {"name": worst["name"], "cm": formats.number(worst["level_cm"]), "siaga": either(worst["title_id"], worst["title_en"])}
    alarms = int((known["siaga"] <= ALARM).sum())
    if alarms:
        return many("▲ {n} pos Siaga 2 atau lebih parah", alarms) + ": " + _("{name} {cm} cm, {siaga}", **words) + silent + "."
    if worst["siaga"] < 4:
        return _("◆ Terparah: {name} {cm} cm, {siaga}", **words) + silent + "."
    return many("{n} pos yang diketahui semuanya normal", len(known)) + silent + "."


def chip(row: Any) -> Component:
    """The siaga of a reading; unknown when it is too old, and a word when the post has no limits."""
    if row.state == "tidak diketahui":
        return chips.unknown()
    if row.state != "ok":
        return html.Span(_("tanpa batas"), className="legal", title=_("pos ini tidak punya batas siaga yang dipublikasikan"))
    return chips.siaga(int(row.siaga), either(row.title_id, row.title_en))


def badges(row: Any) -> list[Component]:
    """What else must be known about a siaga: the source says otherwise, or the limit above is not known."""
    said: list[Component] = []
    if row.is_mismatch and row.state == "ok":
        text = _("◆ sumber: Siaga {n}", n=int(row.source_siaga))
        said.append(html.Span(text, className="chip mismatch", title=_("Sumber menyatakan lain dari batas pos ini: {status}", status=row.source_status)))
    if row.is_least and row.state == "ok":
        said.append(html.Span(_("atau lebih parah"), className="chip", title=_("batas di atasnya tidak diketahui")))
    return said


def trend(value: float) -> str:
    """`+12`, `−4`, `0` cm per hour."""
    text = formats.number(value)
    return f"+{text}" if not formats.is_missing(value) and round(value) > 0 else text


def _row(row: Any, look: Look, is_several: bool) -> html.Tr:
    at = pd.Timestamp(row.measured_at).to_pydatetime()
    river = _text(row.river) + (f" · {row.source}" if is_several else "")
    age = formats.span(row.age_min * 60)
    acts = either(row.acts_id, row.acts_en) if row.state == "ok" else formats.NOTHING
    cells = [
        html.Td([chip(row), *badges(row)]), html.Td([row.name, html.Span(f" {river}", className="quiet")], title=_text(row.datum)),
        html.Td(formats.number(row.level_cm), className="num"), html.Td(trend(row.trend_cm_h), className="num"),
        html.Td(age, className="num quiet", title=formats.moment(at)), html.Td(acts, className="" if row.state == "ok" and row.siaga < 4 else "quiet"),
    ]  # fmt: skip
    return html.Tr(cells, className="is-alarm" if row.state == "ok" and row.siaga <= ALARM else "")


def _text(value: object) -> str:
    return formats.NOTHING if formats.is_missing(value) else str(value)


def rows(data: pd.DataFrame, _look: Look) -> table.Table:
    """The same with the limits of each post."""
    heads = (_("Pos"), _("Sumber"), _("Siaga"), _("Menurut sumber"), "cm", _("cm/jam"), _("Batas 3"), _("Batas 2"), _("Batas 1"), _("Dibaca"))
    said = [
        (
            r.name, r.source, _text(r.siaga if formats.is_missing(r.siaga) else int(r.siaga)), _text(r.source_status), formats.number(r.level_cm), trend(r.trend_cm_h),
            formats.number(r.s3_cm), formats.number(r.s2_cm), formats.number(r.s1_cm), formats.moment(pd.Timestamp(r.measured_at).to_pydatetime()),
        )
        for r in data.itertuples()
    ]  # fmt: skip
    return table.Table(heads, tuple(said), frozenset(range(4, 9)))
