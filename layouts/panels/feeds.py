"""How the data comes in: each feed and source with its state, the newest batches, the quarantine, and what to do."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pandas as pd
from dash import html

from data.answers import Answers
from data.clock import to_utc
from data.queries import feeds
from layouts import formats, ids, table
from layouts.drawers.feed import batch_table, feed_names, reason_table
from layouts.health import ARCHIVE
from layouts.panel import Asked, Drawing, Empty, Look
from layouts.words import _, either, many, mark

STATES = {
    "ok": ("", mark("berjalan"), mark("Tidak ada.")),
    "terlambat": ("◆", mark("terlambat"), mark("Tunggu muatan berikut; bila terus terlambat, tanyakan kepada pemilik sumber.")),
    "mati": ("▲", mark("mati"), mark("Periksa alamat dan jaringan sumber, lalu muat lagi. Angka yang bergantung padanya ditarik.")),
    "kosong": ("◆", mark("kosong"), mark("Sumber menjawab tanpa isi, padahal biasanya ada. Tanyakan kepada pemilik sumber.")),
    "arsip": ("", mark("arsip"), mark("Tidak ada: berkas lama, dimuat sekali.")),
    "belum": ("◌", mark("belum ada data"), mark("Muat berkas, atau daftarkan alamatnya di sources.toml.")),
}
ACT_ON_ERROR = mark("Perbaiki menurut pesan di bawah ini, lalu muat lagi.")
ORDER = ("mati", "kosong", "terlambat", "ok", "belum", "arsip")


def ask_health(answers: Answers, asked: Asked) -> pd.DataFrame:
    """One row per feed and source, the worst first."""
    health = feeds.feed_health(answers, asked.now)
    is_old = (health["state"] == "mati") & (health["newest_event_at"] < to_utc(asked.now) - ARCHIVE)
    health = health.assign(state=health["state"].mask(is_old, "arsip"))
    return health.assign(rank=health["state"].map({s: n for n, s in enumerate(ORDER)})).sort_values(["rank", "feed", "source"])


def draw_health(data: pd.DataFrame, look: Look) -> Drawing:
    """A table whose rows open the drawer of their feed."""
    heads = (_("Data"), _("Sumber"), _("Keadaan"), _("Kejadian terbaru"), _("Berhasil terakhir"), _("Baris"), _("Karantina"), _("P95 muat"), _("Yang perlu dilakukan"))
    right = (5, 6, 7)
    head = html.Tr([html.Th(text, className="num" if n in right else "", scope="col") for n, text in enumerate(heads)])
    body = [_row(row, look) for row in data.itertuples()]
    said = _summary(data)
    return html.Div([html.P(said), html.Div(html.Table([html.Thead(head), html.Tbody(body)], className="figures health"), className="scroll", tabIndex=0)])


def _summary(data: pd.DataFrame) -> str:
    counts = data["state"].value_counts()
    running = int(counts.get("ok", 0))
    if not counts.drop("belum", errors="ignore").sum():
        return _("Belum ada data. Muat berkas dengan python -m etl load, atau nyalakan kota demo: CITY_DEMO=on make run")
    bad = [_("{n} {state}", n=int(counts[s]), state=_(STATES[s][1])) for s in ("mati", "kosong", "terlambat") if s in counts]
    said = many("{n} sumber berjalan", running)
    return f"{said}; {', '.join(bad)}." if bad else f"{said}."


def _row(row: Any, look: Look) -> html.Tr:
    sign, word, what_to_do = STATES[row.state]
    source = formats.NOTHING if formats.is_missing(row.source) else row.source
    chip = html.Span(_("SIMULASI"), className="chip simulated") if row.is_simulated is True or row.is_simulated == 1 else None
    state = html.Span([html.Span(f"{sign} ", className="sign") if sign else "", _(word)], className=f"feed-state is-{row.state}")
    error = None if formats.is_missing(row.error) or not row.error else html.Div(str(row.error), className="feed-error")
    if error:
        what_to_do = ACT_ON_ERROR
    quarantined = formats.number(row.quarantined)
    opener = html.Button(either(row.title_id, row.title_en), id=ids.opens(f"feed:{row.feed}/{source}"), className="link")
    seconds = formats.NOTHING if formats.is_missing(row.seconds_p95) else _("{n} dtk", n=formats.number(row.seconds_p95, 1))
    cells = [
        html.Td(opener), html.Td([source, " ", chip] if chip else source), html.Td(state), html.Td(_when(row.newest_event_at, look)),
        html.Td(_when(row.last_success_at, look)), html.Td(formats.number(row.rows), className="num"), html.Td(quarantined, className="num"),
        html.Td(seconds, className="num"), html.Td([_(what_to_do), error] if error else _(what_to_do), className="what-to-do"),
    ]  # fmt: skip
    return html.Tr(cells)


def _when(value: Any, look: Look) -> Any:
    if formats.is_missing(value):
        return formats.NOTHING
    at = pd.Timestamp(value).to_pydatetime()
    return html.Time(formats.age_of(at, look.asked.now), className="age", dateTime=f"{at.isoformat()}Z", title=formats.moment(at, seconds=True))


@dataclass(frozen=True, slots=True)
class Named:
    """Rows of the books, and the titles of the feeds in them."""

    rows: pd.DataFrame
    names: dict[str, str]


def ask_batches(answers: Answers, asked: Asked) -> Named:
    """The newest batches of every feed."""
    return Named(feeds.batches(answers, None, None, 60), feed_names(feeds.feed_health(answers, asked.now)))


def draw_batches(data: Named, _look: Look) -> Drawing:
    """The law of every batch: read = new + updated + duplicate + quarantined."""
    if not len(data.rows):
        return Empty(_("Belum ada muatan."), _("Muat berkas: python -m etl load DATA BERKAS"))
    note = html.P(_("Hukum tiap muatan: terbaca = baru + diperbarui + ganda + karantina."), className="quiet")
    return html.Div([note, table.drawn(batch_table(data.rows, data.names), _("Muatan terakhir"))])


def ask_quarantine(answers: Answers, asked: Asked) -> Named:
    """Quarantined rows of every feed by reason."""
    return Named(feeds.quarantine_by_reason(answers, None), feed_names(feeds.feed_health(answers, asked.now)))


def draw_quarantine(data: Named, _look: Look) -> Drawing:
    """By reason; the raw rows are in the drawer of the feed."""
    if not len(data.rows):
        return html.P(_("Tidak ada baris di karantina."), className="calm")
    note = html.P(_("Buka sumbernya di tabel atas untuk melihat baris mentahnya."), className="quiet")
    return html.Div([note, table.drawn(reason_table(data.rows, data.names), _("Karantina menurut alasan"))])
