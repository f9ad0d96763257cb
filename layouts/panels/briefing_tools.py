"""What the page of the briefing lets a person do: a dossier of a window, changes by hand, and the search of the archive. The browser builds them (assets/briefing.js)."""

from __future__ import annotations

import json
from datetime import timedelta

from dash import html

from data.answers import Answers
from data.clock import to_wib
from layouts.briefing.period import LONGEST_SPAN
from layouts.panel import Asked, Drawing, Look
from layouts.panels.briefing import Offer
from layouts.words import _, language


def draw_editor(offer: Offer, _look: Look) -> Drawing:
    """Sentences, order and comments of the newest whole month; saved changes give files of their own."""
    words = {
        "load": _("Muat teksnya"), "save": _("Simpan suntingan"), "who": _("Nama Anda"), "note": _("Catatan untuk halaman ini"), "up": _("Naikkan"), "down": _("Turunkan"),
        "saved": _("Tersimpan. Unduh dengan suntingan:"), "wait": _("Memuat …"), "failed": _("Belum tersimpan: {why}"), "preview": _("Pratinjau"),
    }  # fmt: skip
    asked = {"period": offer.periods[0].text, "area": offer.area, "lang": language()}
    told = html.P(_("Suntingan ditandai dalam dokumen, dan kalimat aturannya tetap tercetak di halaman terakhir."), className="chart-note")
    frame = html.Div(className="briefing-editor", **{"data-words": json.dumps(words), "data-asked": json.dumps(asked), "data-briefing": "editor"})
    return html.Figure([html.Figcaption(offer.periods[0].name), told, frame])


def ask_window(_answers: Answers, asked: Asked) -> tuple[str, str, str]:
    """The last six hours as a first window: since, until (WIB, as they are typed) and the area."""
    until = to_wib(asked.filters.as_of or asked.now)
    return (*(f"{m:%Y-%m-%dT%H:%M}" for m in (until - timedelta(hours=6), until)), asked.filters.area)


def draw_window(window: tuple[str, str, str], _look: Look) -> Drawing:
    """Two moments and three files."""
    since, until, area = window
    days = LONGEST_SPAN.days
    words = {
        "since": _("Mulai, WIB"), "until": _("Sampai, WIB"), "days": days, "order": _("Saat akhir harus sesudah saat mulai."), "long": _("Rentang paling panjang {n} hari.", n=str(days)),
    }  # fmt: skip
    asked = {"since": since, "until": until, "area": area, "lang": language()}
    return html.Div(className="briefing-window", **{"data-words": json.dumps(words), "data-asked": json.dumps(asked), "data-briefing": "window"})


def draw_archive(_offer: Offer, _look: Look) -> Drawing:
    """A search of everything that left the house."""
    words = {
        "hint": _("Cari: periode, wilayah, nama, sidik"), "find": _("Cari"), "none": _("Tidak ada dokumen yang cocok."), "wait": _("Memuat …"),
        "heads": [_("Dicetak pada"), _("Dokumen"), _("Wilayah"), _("Format"), _("Oleh"), _("Sidik")], "kinds": [["", _("semua")], ["briefing", _("Briefing")], ["dossier", _("Berkas kejadian")], ["smartcity100", "100 Smart City"]],
    }  # fmt: skip
    return html.Div(className="briefing-archive", **{"data-words": json.dumps(words), "data-asked": "{}", "data-briefing": "archive"})
