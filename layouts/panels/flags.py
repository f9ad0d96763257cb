"""What a flag of closure integrity says, in words that accuse nobody: what was measured, and what is usual."""

from __future__ import annotations

from typing import Any

import pandas as pd
from dash import html
from dash.development.base_component import Component

from layouts import formats, ids
from layouts.words import _, many, mark

TITLES = {
    "foto_sama": mark("foto serupa"), "terlalu_cepat": mark("sangat cepat"), "lapor_ulang": mark("dilaporkan lagi"),
    "foto_jauh": mark("foto jauh"), "foto_lama": mark("foto lebih tua"), "sekaligus": mark("ditutup bersamaan"), "sampel": mark("sampel acak"),
}  # fmt: skip
VERDICTS = {"wajar": mark("wajar"), "tindak_lanjut": mark("◆ perlu tindak lanjut")}


def fact(row: Any) -> str:
    """One flag in a sentence: its measured value beside its limit."""
    if row.rule == "foto_sama":
        if row.other == row.report_id:
            return _("Foto tindak lanjut serupa dengan foto pelapor sendiri ({n} dari 64 bit berbeda).", n=int(row.value))
        return many("Foto serupa ada di {n} laporan lain, antara lain {other} ({bits} dari 64 bit berbeda).", int(row.more), n=int(row.more), other=row.other, bits=int(row.value))
    if row.rule == "terlalu_cepat":
        return _("{took} dari tindakan pertama sampai selesai; untuk kategori ini lazimnya di atas {limit}.", took=_minutes(row.value), limit=_minutes(row.more))
    if row.rule == "lapor_ulang":
        said = many("{n} laporan sekategori di dekatnya setelah ditutup, antara lain {other}", int(row.value), n=int(row.value), other=row.other)
        return f"{said}; {_('secara kebetulan diharapkan {n}.', n=formats.number(row.more, 2))}"
    if row.rule == "foto_jauh":
        return _("Foto diambil {far} m dari lokasi laporan; batas {limit} m.", far=formats.number(row.value), limit=formats.number(row.more))
    if row.rule == "foto_lama":
        return _("Foto bertanggal {age} sebelum laporan masuk.", age=formats.hours(row.value))
    return _("Petugas yang sama menutup {n} laporan dalam satu menit.", n=int(row.value))


def _minutes(value: float) -> str:
    return _("{n} dtk", n=formats.number(value * 60)) if value < 1 else formats.minutes(value)


def chip(rule: str, explained: str) -> html.Span:
    """A flag as a quiet chip; its sentence is its title."""
    return html.Span(_(TITLES[rule]), className=f"chip flag flag-{rule}", title=explained)


def strength(value: float) -> str:
    """`kuat 92%`: how far beyond the limits, all flags of a report together."""
    word = _("kuat") if value >= 0.9 else _("sedang") if value >= 0.6 else _("lemah")
    return f"{word} {formats.percent(100 * value, 0)}"


def opener(row: Any) -> html.Button:
    """The report's number, which opens its review."""
    return html.Button(row.report_id, id=ids.opens(f"review:{row.source}/{row.report_id}"), className="link", title=_("Buka tinjauan laporan ini"))


def reviewed(row: Any) -> Component:
    """The newest verdict, or that there is none yet."""
    if formats.is_missing(row.verdict):
        return html.Span(_("belum ditinjau"), className="quiet")
    return html.Span(_(VERDICTS[row.verdict]), title=f"{row.who}: {row.note}")


def area_name(area: object, is_hidden: bool, names: dict[str, str]) -> str:
    """The kelurahan; of a private report the kecamatan alone."""
    if formats.is_missing(area):
        return formats.NOTHING
    code = str(area)[:8] if is_hidden else str(area)
    return names.get(code, code)


def closed(value: object, names_zone: bool = True) -> str:
    """A closing's moment in WIB; without the zone's name where the head of its column has it."""
    at = None if formats.is_missing(value) else pd.Timestamp(str(value)).to_pydatetime()
    return formats.moment(at) if names_zone or at is None else f"{formats.day(at)} {formats.clock(at)}"
