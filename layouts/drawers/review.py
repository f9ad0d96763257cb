"""The drawer of a closing under review: its flags in sentences, what was found before, and the form to write a verdict."""

from __future__ import annotations

import dash_mantine_components as dmc
from dash import html
from dash.development.base_component import Component

from data.answers import Answers
from data.queries.integrity import integrity_case
from layouts import formats, ids
from layouts.panel import Look
from layouts.panels import flags
from layouts.panels.queue import area_names
from layouts.words import _


def opened(answers: Answers, key: str, look: Look) -> tuple[str, Component]:
    """Title and content for `source/report_id`."""
    source, _sep, report_id = key.partition("/")
    about, found = integrity_case(answers, look.asked.filters, source, report_id)
    if not len(about):
        return report_id, html.P(_("Laporan ini tidak ada lagi."), className="quiet")
    row = next(about.itertuples())
    lines = (
        (_("Dinas"), formats.NOTHING if formats.is_missing(row.agency) else row.agency), (_("Wilayah"), flags.area_name(row.area, row.is_hidden, area_names(answers))),
        (_("Dilaporkan"), flags.closed(row.created_at)), (_("Ditutup"), flags.closed(row.closed_at)), (_("TL Ditolak"), formats.number(row.refused_n)),
    )  # fmt: skip
    listed = html.Dl([part for title, said in lines for part in (html.Dt(title), html.Dd(said))])
    facts: list[Component] = [html.Li([flags.chip(f.rule, flags.fact(f)), " ", flags.fact(f)]) for f in found.itertuples()]
    said = html.Ul(facts, className="review-log") if facts else html.P(_("Tidak membawa tanda apa pun."), className="calm")
    link = html.Button(_("Buka laporan"), id=ids.opens(f"report:{key}"), className="link")
    return _("Tinjauan {id}", id=report_id), html.Div([listed, said, link, *_before(answers, source, report_id), form(key, bool(look.asked.filters.as_of))], className="review")


def _before(answers: Answers, source: str, report_id: str) -> list[Component]:
    log = answers.ask("integrity_log", {"source": source, "report_id": report_id})
    if not len(log):
        return []
    steps = [html.Li(f"{flags.closed(e.reviewed_at)} · {e.who} · {_(flags.VERDICTS[e.verdict])} · {e.note}") for e in log.itertuples()]
    return [html.H3(_("Tinjauan sebelumnya")), html.Ul(steps, className="review-log")]


def form(key: str, is_past: bool) -> Component:
    """The verdict, a note, a name; nothing can be written about the past."""
    if is_past:
        return html.P(_("Anda melihat keadaan lampau: kembali ke sekarang untuk menulis tinjauan."), className="quiet")
    verdict = dmc.SegmentedControl(
        id=ids.review("verdict", key), value="wajar", fullWidth=True,
        data=[{"value": value, "label": _(title)} for value, title in flags.VERDICTS.items()],
    )  # fmt: skip
    return html.Div(
        [
            html.H3(_("Tulis tinjauan")), verdict,
            dmc.Textarea(id=ids.review("note", key), label=_("Catatan"), description=_("Apa yang dilihat; tanpa nama petugas atau warga."), autosize=True, minRows=2),
            dmc.TextInput(id=ids.review("who", key), label=_("Nama peninjau")),
            dmc.Button(_("Simpan tinjauan"), id=ids.review("send", key), variant="default"), html.Div(id=ids.review("said", key), role="status"),
        ],
        className="review-form",
    )  # fmt: skip
