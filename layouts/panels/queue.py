"""The review queue: closings that deserve a second look, the strongest first, and the week's random sample beside them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pandas as pd
from dash import html
from dash.development.base_component import Component

from data.answers import Answers
from data.queries.integrity import integrity_flags, integrity_queue, integrity_sample, week_of
from data.queries.limits import group_titles
from layouts import formats
from layouts.panel import Asked, Drawing, Empty, Look
from layouts.panels import flags
from layouts.words import _, many

SHOWN = 60


@dataclass(frozen=True, slots=True)
class Queue:
    """The rows of a list, the sentences of each flag by report, names of areas by code; of_n: what the sample is drawn from."""

    rows: pd.DataFrame
    facts: dict[tuple[str, str], list[tuple[str, str]]]
    names: dict[str, str]
    week: str = ""


def ask(answers: Answers, asked: Asked) -> Queue:
    """The queue of the period."""
    rows = integrity_queue(answers, asked.filters)
    shown = rows.head(SHOWN)
    found = integrity_flags(answers, asked.filters).merge(shown[["source", "report_id"]], on=["source", "report_id"])
    return Queue(rows, facts_of(found), area_names(answers))


def facts_of(found: pd.DataFrame) -> dict[tuple[str, str], list[tuple[str, str]]]:
    """(source, report_id) -> its flags with their sentences. At most a screenful of rows comes in."""
    said: dict[tuple[str, str], list[tuple[str, str]]] = {}
    for row in found.itertuples():
        said.setdefault((row.source, row.report_id), []).append((row.rule, flags.fact(row)))
    return said


def area_names(answers: Answers) -> dict[str, str]:
    """Area code -> name."""
    return dict(group_titles(answers, "area")[["key", "title_id"]].itertuples(index=False))


def draw(data: Queue, _look: Look) -> Drawing:
    """A sentence and the table."""
    if not len(data.rows):
        return Empty(_("Tidak ada penutupan yang perlu ditinjau dalam rentang ini."), _("Lebarkan rentang waktu, atau lihat sampel acak pekan ini."))
    heads = (_("Laporan"), _("Tanda"), _("Kekuatan"), _("Dinas"), _("Wilayah"), _("Ditutup (WIB)"), _("Tinjauan"))
    return _listed(sentence(data.rows), heads, [_row(row, data) for row in data.rows.head(SHOWN).itertuples()], "queue")


def _listed(said: str, heads: tuple[str, ...], body: list[html.Tr], name: str) -> html.Div:
    head = html.Tr([html.Th(text, scope="col") for text in heads])
    whole = html.Table([html.Thead(head), html.Tbody(body)], className=f"figures {name}")
    return html.Div([html.P(said, className="verdict"), html.Div(whole, className="scroll", tabIndex=0)], className="listed")


def sentence(rows: pd.DataFrame) -> str:
    """How many wait, how many are done, and how many are shown."""
    waiting = int(rows["verdict"].isna().sum())
    said = many("{n} penutupan perlu ditinjau", waiting, n=formats.number(waiting))
    done = many("{n} sudah ditinjau", len(rows) - waiting, n=formats.number(len(rows) - waiting))
    shown = _("; ditampilkan {n} terkuat", n=SHOWN) if len(rows) > SHOWN else ""
    return f"{said}, {done}{shown}. {_('Tanda bukan tuduhan: setiap tanda punya penjelasan yang wajar.')}"


def _row(row: Any, data: Queue) -> html.Tr:
    facts = data.facts.get((row.source, row.report_id), [])
    chips: list[Component] = [flags.chip(rule, text) for rule, text in facts]
    said = html.Div([html.Div(text) for _rule, text in facts], className="quiet")
    return html.Tr(
        [
            html.Td(flags.opener(row)), html.Td([html.Div(chips), said]), html.Td(flags.strength(row.strength)),
            html.Td(formats.NOTHING if formats.is_missing(row.agency) else row.agency), html.Td(flags.area_name(row.area, row.is_hidden, data.names)),
            html.Td(flags.closed(row.closed_at, names_zone=False)), html.Td(flags.reviewed(row)),
        ],
        className="" if formats.is_missing(row.verdict) else "is-done",
    )  # fmt: skip


def ask_sample(answers: Answers, asked: Asked) -> Queue:
    """The week's sample."""
    return Queue(integrity_sample(answers, asked.filters), {}, area_names(answers), week_of(asked.filters.moment)[2])


def draw_sample(data: Queue, _look: Look) -> Drawing:
    """Its purpose in a sentence, and the table."""
    rows = data.rows
    if not len(rows):
        return Empty(_("Tidak ada penutupan pada pekan lalu untuk wilayah ini."), _("Pilih semua Jakarta."))
    done = int(rows["verdict"].notna().sum())
    said = _(
        "{n} dari {of} penutupan pekan {week}, diundi acak dan sama bagi semua orang: mengukur yang luput dari tanda. {done} sudah ditinjau.",
        n=len(rows), of=formats.number(int(rows["of_n"].iloc[0])), week=data.week, done=done,
    )  # fmt: skip
    body = [
        html.Tr([html.Td(flags.opener(r)), html.Td(formats.NOTHING if formats.is_missing(r.agency) else r.agency), html.Td(flags.area_name(r.area, r.is_hidden, data.names)),
                 html.Td(flags.closed(r.closed_at, names_zone=False)), html.Td(flags.reviewed(r))], className="" if formats.is_missing(r.verdict) else "is-done")
        for r in rows.itertuples()
    ]  # fmt: skip
    return _listed(said, (_("Laporan"), _("Dinas"), _("Wilayah"), _("Ditutup (WIB)"), _("Tinjauan")), body, "sample")
