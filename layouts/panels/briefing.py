"""The periods of the briefing with their downloads, and the first pages of one as they are on paper."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from dash import html

from data.answers import Answers
from data.clock import to_wib
from layouts.briefing.period import Period, period_of, recent
from layouts.panel import Asked, Drawing, Look
from layouts.words import _, language

FORMATS = {"pdf": "PDF", "pptx": "PowerPoint", "xlsx": "Excel"}
ORDER = ("month", "quarter", "week", "day")  # how the kinds of periods follow each other
SHOWN = 6  # pages that every briefing has


@dataclass(frozen=True, slots=True)
class Offer:
    """The periods on offer, the newest whole month first, for an area."""

    periods: tuple[Period, ...]
    area: str
    today: date


def ask(_answers: Answers, asked: Asked) -> Offer:
    """No question is asked before somebody takes a briefing: only the calendar."""
    today = to_wib(asked.filters.as_of or asked.now).date()
    return Offer(tuple(period_of(text) for text in recent(today)), asked.filters.area, today)


@dataclass(frozen=True, slots=True)
class Agencies:
    """The newest whole month, an area, and the agencies that reports name."""

    period: Period
    area: str
    names: tuple[str, ...]


def ask_agencies(answers: Answers, asked: Asked) -> Agencies:
    """Which agencies a briefing can be had of."""
    offer = ask(answers, asked)
    return Agencies(offer.periods[0], offer.area, tuple(str(a) for a in answers.ask("briefing_agencies")["agency"]))


def draw_agencies(found: Agencies, _look: Look) -> Drawing:
    """A row per agency with its three files."""
    if not found.names:
        return html.P(_("Belum ada laporan yang menyebut perangkat daerah."), className="calm")
    heads = html.Tr([html.Th(text, scope="col") for text in (_("Perangkat daerah"), _("Unduh"), _("Pratinjau"))])
    rows = [html.Tr([html.Td(name), html.Td(_files(found.period, found.area, agency=name)), html.Td(_look_at(found.period, found.area, agency=name))]) for name in found.names]
    words = html.P(_("Hanya laporan yang ditangani perangkat daerah itu; yang tidak dapat dipilah tidak dimuat."), className="chart-note")
    listed = html.Table([html.Thead(heads), html.Tbody(rows)], className="figures")
    return html.Figure([html.Figcaption(found.period.name), html.Div(listed, className="scroll", tabIndex=0), words])


def address(form: str, period: Period, area: str, **more: str) -> str:
    """Where a briefing is had."""
    return f"/export/briefing.{form}?{urlencode({'period': period.text, 'area': area, 'lang': language()} | more)}"


def draw_periods(offer: Offer, _look: Look) -> Drawing:
    """A row per period, with its three files and a look at its first page."""
    heads = (_("Periode"), _("Jenis"), _("Unduh"), _("Pratinjau"))
    rows = [html.Tr([html.Th(text, scope="col") for text in heads])]
    body = [_row(period, offer.area, period.after > offer.today) for period in sorted(offer.periods, key=lambda p: (ORDER.index(p.kind), -p.first.toordinal()))]
    newest = offer.periods[0]
    frame = html.P([_("Kerangka 100 Smart City, {period}:", period=newest.name), " ", *_files(newest, offer.area, kind="smartcity100")])
    words = html.P(_("Angka yang sama di ketiga berkas. Setiap unduhan dicatat."), className="chart-note")
    said = {"making": _("Membuat {name} … {n} dtk"), "done": _("Selesai: {name}"), "failed": _("Tidak dapat dibuat: {why}")}  # filled in by the browser, while it waits
    listed = html.Table([html.Thead(rows), html.Tbody(body)], className="figures")
    return html.Div([html.Div(listed, className="scroll", tabIndex=0), frame, words], **{"data-making": json.dumps(said)})


def _row(period: Period, area: str, is_running: bool) -> html.Tr:
    return html.Tr([html.Td(period.name), html.Td(_("{kind}, berjalan", kind=period.kind_name) if is_running else period.kind_name), html.Td(_files(period, area)), html.Td(_look_at(period, area))])


def _files(period: Period, area: str, **more: str) -> list[html.A | str]:
    files: list[html.A | str] = []
    for form, name in FORMATS.items():
        files += [" · " if files else "", html.A(name, href=address(form, period, area, **more), download="")]
    return files


def _look_at(period: Period, area: str, **more: str) -> html.A:
    return html.A(_("lihat"), href=address("png", period, area, **more), target="_blank", rel="noopener")


def draw_preview(offer: Offer, _look: Look) -> Drawing:
    """The first pages of the newest whole month, as on paper."""
    period = offer.periods[0]
    pages = [_paper(period, offer.area, n) for n in range(1, SHOWN + 1)]
    return html.Figure([html.Figcaption(_("{period}, {n} halaman pertama", period=period.name, n=SHOWN)), html.Div(pages, className="scroll", tabIndex=0)])


def _paper(period: Period, area: str, n: int) -> html.Span:
    """A page in a frame of its shape, which says that it is being made until the picture covers the words."""
    picture = html.Img(src=address("png", period, area, page=str(n)), alt=_("{period}, halaman {n}", period=period.name, n=n), className="paper")
    return html.Span([html.Span(_("menyiapkan halaman {n}…", n=n), className="paper-waits", **{"aria-hidden": "true"}), picture], className="paper-frame")
