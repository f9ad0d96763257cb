"""The path of one report over the stages: every step with the time since the one before, on both clocks, cycle by cycle."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pandas as pd
from dash import html
from dash.development.base_component import Component

from data.answers import Answers
from data.queries.cases import case_path
from layouts import formats
from layouts.panel import Asked, Drawing, Empty, Look
from layouts.panels.case import Found, find
from layouts.report_cells import OUTCOMES
from layouts.words import _, either

KNOWN_LATER_S = 3600  # a step that became known this much later says so


@dataclass(frozen=True, slots=True)
class Path:
    """The report and the rows of `case_path`."""

    found: Found
    rows: pd.DataFrame


def ask(answers: Answers, asked: Asked) -> Path:
    """The steps as known at the moment."""
    found = find(answers, asked)
    if found.row is None or found.opened is None:
        return Path(found, pd.DataFrame())
    return Path(found, case_path(answers, asked.filters, found.row["source"], found.row["report_id"], found.opened))


def draw(data: Path, look: Look) -> Drawing:
    """A sentence with the whole time, and the steps."""
    row, rows = data.found.row, data.rows
    if row is None:
        return data.found.why or Empty("", "")
    if not rows["stage"].notna().any():
        return _without_log(row)
    longest = max(1.0, float(rows["wall_s"].max()))
    wall, work = formats.hours(rows["wall_s"].sum() / 3600), formats.hours(rows["work_s"].sum() / 3600)
    parts: list[Component] = [html.Figcaption(_("{wall} menurut jam dinding, {work} menurut jam kerja.", wall=wall, work=work))]
    for cycle, steps in rows.groupby("cycle", sort=True):
        if rows["cycle"].max() > 0:
            title = _("siklus {n}", n=int(str(cycle)) + 1) if cycle == 0 else _("siklus {n}, setelah tindak lanjut ditolak", n=int(str(cycle)) + 1)
            parts.append(html.H3(title, className="cycle"))
        parts.append(html.Ol([_step(step, longest) for step in steps.itertuples()], className="steps"))
    note = _("Jam kerja: hari kerja menurut tabel hari libur dan jam kerja. Langkah oleh sistem bukan tindakan petugas.")
    if look.asked.filters.as_of:
        note = _("Hanya yang sudah diketahui pada {moment}.", moment=formats.moment(look.asked.filters.moment)) + " " + note
    return html.Div([*parts, html.P(note, className="chart-note")])


def _without_log(row: pd.Series) -> Drawing:
    """A source that keeps no log has its own clocks only."""
    clocks = [(_("masuk"), row["created_at"]), (_("tindakan pertama"), row["first_action_at"]), (_("selesai pertama"), row["first_closed_at"]), (_("selesai terakhir"), row["last_closed_at"])]
    steps = [html.Li(html.Div([html.Strong(name), html.Span(formats.moment(at))], className="step-head")) for name, at in clocks if not formats.is_missing(at)]
    return html.Div([html.Figcaption(_("Sumber ini tidak memberi catatan tahap, hanya waktunya sendiri.")), html.Ol(steps, className="steps")])


def _step(step: Any, longest: float) -> html.Li:
    is_open = formats.is_missing(step.stage)
    name = _("masih terbuka") if is_open else either(step.title_id, step.title_en) if not formats.is_missing(step.title_id) else step.stage
    kind = "is-open" if is_open else "is-refused" if step.stage == "tl_ditolak" else "is-final" if step.is_final else ""
    work = formats.NOTHING if formats.is_missing(step.work_s) else formats.hours(step.work_s / 3600)
    spent = _("+{wall} · jam kerja {work}", wall=formats.hours(step.wall_s / 3600), work=work)
    bar = html.Div(className="step-bar", style={"width": f"{100 * step.wall_s / longest:.1f}%"}) if step.wall_s > 0 else None
    about = " · ".join(_about(step)) if not is_open else _("sejak langkah terakhir")
    return html.Li(
        [
            html.Div([html.Strong(name), html.Span(formats.moment(step.event_at))], className="step-head"),
            html.Div([html.Span(about), html.Span(spent if step.wall_s > 0 else "")], className="step-head step-about"), bar,
        ],
        className=kind,
    )  # fmt: skip


def _about(step: Any) -> list[str]:
    said = [_("petugas") if step.actor == "officer" else _("sistem") if step.actor == "system" else "", "" if formats.is_missing(step.agency) else step.agency]
    if step.is_final and not formats.is_missing(step.outcome):
        said.append(_(OUTCOMES.get(step.outcome, step.outcome)))
    if (step.known_at - step.event_at).total_seconds() > KNOWN_LATER_S:
        said.append(_("diketahui {moment}", moment=formats.moment(step.known_at)))
    return [word for word in said if word]
