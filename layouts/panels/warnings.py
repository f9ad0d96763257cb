"""Warnings in force, the gravest first; exercises last and marked, the origin named with each."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pandas as pd
from dash import html

from data.answers import Answers
from data.queries.feeds import feed_health
from data.queries.warnings import warnings_active
from layouts import formats, table
from layouts.health import Freshness, sources_of
from layouts.panel import Asked, Drawing, Empty, Look
from layouts.panels.gates import plain
from layouts.words import _, either

GRAVE, GRAVER = 2, 3  # rank of Moderate, of Severe


@dataclass(frozen=True, slots=True)
class Warnings:
    """The rows of `warnings_active` with exercises, and how fresh their feed is."""

    rows: pd.DataFrame
    fresh: Freshness


def ask(answers: Answers, asked: Asked) -> Warnings:
    """Warnings and exercises that touch the area."""
    found = plain(warnings_active(answers, asked.filters, exercises=True), "severity_rank")
    return Warnings(found, sources_of(feed_health(answers, asked.now), ("warnings",)))


def draw(data: Warnings, look: Look) -> Drawing:
    """A block per warning. That there is none is said only while a source is heard."""
    if len(data.rows):
        return html.Div([_block(row) for row in data.rows.itertuples()], className="warnings scroll", tabIndex=0)
    if data.fresh.state == "belum":
        return Empty(_("Belum ada sumber peringatan dini."), _("Muat berkas CAP: python -m etl load warnings BERKAS"))
    if data.fresh.state == "mati" and not look.asked.filters.as_of:
        last = formats.moment(data.fresh.newest_at)
        return Empty(_("Tidak diketahui: sumber peringatan diam sejak {last}.", last=last), _("Lihat sumber aslinya, dan periksa alamatnya di halaman Sumber data."))
    return html.P(_("Tidak ada peringatan dini yang berlaku di sini."), className="calm")


def _block(row: Any) -> html.Article:
    sign, kind = ("▲", "breach") if row.severity_rank >= GRAVER else ("◆", "warning") if row.severity_rank >= GRAVE else ("", "quiet")
    sign, kind = ("", "quiet") if row.is_exercise else (sign, kind)
    head = [html.Span(row.banner, className="chip exercise")] if row.is_exercise else []
    head += [html.Span(f"{sign} ", className=f"sign {kind}"), html.B(_title(row)), html.Span(_severity(row), className="quiet")]
    begun = "" if row.is_begun else _("mulai {when}; ", when=_moment(row.onset_at)) if not formats.is_missing(row.onset_at) else ""
    facts = [_text(row.area_desc), begun + _("sampai {when}", when=_moment(row.expires_at)), _("sumber: {name}", name=row.attribution)]
    said = [html.P(head, className="warning-head"), html.P(" · ".join(facts), className="quiet")]
    said += [html.P(str(t)) for t in (row.description, row.instruction) if not formats.is_missing(t)]
    return html.Article(said, className="warning-block")


def _title(row: Any) -> str:
    return _text(row.event if formats.is_missing(row.headline) else row.headline)


def _severity(row: Any) -> str:
    return "" if formats.is_missing(row.severity_id) else f" {either(row.severity_id, row.severity_en)}"


def _moment(value: Any) -> str:
    return formats.NOTHING if formats.is_missing(value) else formats.moment(pd.Timestamp(value).to_pydatetime())


def _text(value: object) -> str:
    return formats.NOTHING if formats.is_missing(value) else str(value)


def rows(data: Warnings, _look: Look) -> table.Table:
    """The same in rows."""
    heads = (_("Latihan"), _("Peringatan"), _("Keparahan"), _("Wilayah"), _("Dikirim"), _("Berlaku sampai"), _("Sumber"))
    said = [(_text(r.banner), _title(r), _severity(r).strip(), _text(r.area_desc), _moment(r.sent_at), _moment(r.expires_at), r.attribution) for r in data.rows.itertuples()]
    return table.Table(heads, tuple(said))
