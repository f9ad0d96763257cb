"""The pictures of one report: the citizen's and the officer's proof, fetched from their source by this server when somebody looks."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

import pandas as pd
from dash import html

from data.answers import Answers
from data.queries.cases import case_photos
from layouts import formats
from layouts.panel import Asked, Drawing, Empty, Look
from layouts.panels.case import Found, find
from layouts.words import _, mark

ROLES = {"laporan": mark("foto pelapor"), "tindak_lanjut": mark("bukti tindak lanjut")}


@dataclass(frozen=True, slots=True)
class Seen:
    """The report, and the rows of `case_photos`."""

    found: Found
    rows: pd.DataFrame


def ask(answers: Answers, asked: Asked) -> Seen:
    """The pictures as known at the moment."""
    found = find(answers, asked)
    if found.row is None:
        return Seen(found, pd.DataFrame())
    return Seen(found, case_photos(answers, found.row["source"], found.row["report_id"], asked.filters.moment))


def draw(data: Seen, _look: Look) -> Drawing:
    """The pictures, the oldest first, each with whose it is and when; or why there are none."""
    row = data.found.row
    if row is None:
        return data.found.why or Empty("", "")
    if row["is_private"]:
        return Empty(_("Laporan privat: foto tidak ditampilkan."), _("Foto dapat menunjuk orang dan tempatnya."))
    if not len(data.rows):
        why = _("Sumber hanya memberi sidik gambar, bukan alamat fotonya.") if row["has_photo"] else _("Sumber tidak memberi foto.")
        return Empty(why, _("Alamat foto datang dengan kolom foto_url laporan atau tahapan."))
    figures = [_figure(data.found.key, one) for one in data.rows.sort_values(["event_at", "no"]).itertuples()]
    note = _("Diambil dari server sumbernya saat dilihat dan tidak disimpan di sini. Dapat memuat orang: jangan disebarkan.")
    return html.Div([html.Div(figures, className="photos"), html.P(note, className="chart-note")])


def _figure(key: str, one: Any) -> html.Figure:
    source, _sep, report_id = key.partition(":")
    address = f"/photos/{quote(source, safe='')}/{quote(report_id, safe='')}/{one.no}.jpg"
    said = f"{_(ROLES[one.role])} · {formats.moment(one.event_at)}"
    picture = html.Img(src=address, alt=said, **{"data-photo": _("Foto tidak dapat diambil dari sumbernya.")})
    return html.Figure([html.A(picture, href=address, target="_blank", title=_("Buka foto utuh")), html.Figcaption(said)])
