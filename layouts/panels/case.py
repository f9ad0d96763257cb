"""One report: what it is, how it stands against its deadline, where it came from, and how long its like take."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from urllib.parse import quote, urlencode

import pandas as pd
from dash import dcc, html
from dash.development.base_component import Component

from data.answers import Answers
from data.model import PROVINCE
from data.queries.cases import case_like, case_named, case_one, case_opened
from data.queries.report_table import table_words
from data.queries.savable import chance_late
from layouts import formats
from layouts.choice import Choice
from layouts.missing import number_form
from layouts.panel import Asked, Drawing, Empty, Look
from layouts.report_cells import Titles, flags, said, status
from layouts.spans import Unit
from layouts.table import drawn, table_of
from layouts.words import _


@dataclass(frozen=True, slots=True)
class Found:
    """What the page's `id` names: row is None when it is not known (then `why` says so); opened is UTC, naive."""

    key: str
    row: pd.Series | None
    opened: datetime | None
    titles: Titles
    why: Empty | None = None


@dataclass(frozen=True, slots=True)
class Facts:
    """The report, and its chance to be late (None where it has none)."""

    found: Found
    p_late: float | None = None
    is_pooled: bool = False


@dataclass(frozen=True, slots=True)
class Like:
    """The report, and the rows of `case_like`."""

    found: Found
    rows: pd.DataFrame


def href(key: str, choice: Choice) -> str:
    """The address of one report (`source:report_id`), with the choices of the page it is opened from."""
    return "/report" + replace(choice, case=key).search()


def find(answers: Answers, asked: Asked) -> Found:
    """The report that the URL names, as known at the moment; or why there is none."""
    key = asked.choice.case.strip()
    if key and ":" not in key:
        key = case_named(answers, key) or key
    source, _sep, report_id = key.partition(":")
    titles = Titles.of(table_words(answers))
    opened = case_opened(answers, source, report_id) if report_id else None
    if opened is None:
        why = _("Tidak ada laporan bernomor {key}.", key=key) if key else _("Tulis nomor laporan, atau pilih dari daftar.")
        return Found(key, None, None, titles, Empty(why, _("Buka satu laporan dari halaman Daftar laporan; alamatnya /report?id=sumber:nomor.")))
    rows = case_one(answers, asked.filters, source, report_id, opened)
    if not len(rows):
        why = _("Pada {moment} laporan ini belum ada.", moment=formats.moment(asked.filters.moment))
        return Found(key, None, opened, titles, Empty(why, _("Laporan masuk {moment}. Pilih tanggal sesudahnya.", moment=formats.moment(opened))))
    return Found(key, rows.iloc[0], opened, titles)


def ask(answers: Answers, asked: Asked) -> Facts:
    """The report, and while it is open and in time its chance to be late."""
    found = find(answers, asked)
    row = found.row
    if row is None or row["status"] != "open" or formats.is_missing(row["late_h"]) or row["late_h"] > 0:
        return Facts(found)
    source = asked.filters.source if row["is_home"] else row["source"]
    filters = replace(asked.filters, area=PROVINCE, category=row["category"], source=source)
    chance = chance_late(answers, filters, row["source"], row["report_id"])
    if not len(chance) or formats.is_missing(chance["p_late"].iloc[0]):
        return Facts(found)
    return Facts(found, float(chance["p_late"].iloc[0]), bool(chance["is_pooled"].iloc[0]))


def draw(data: Facts, look: Look) -> Drawing:
    """Heading, marks, words, the deadline in a sentence, facts, and ways on."""
    row = data.found.row
    if row is None:
        why = data.found.why or Empty("", "")
        hint = [html.P(why.what_to_do, className="state-do")] if data.found.opened else []
        return html.Div([html.P(why.why, className="state-why"), *hint, number_form()], className="state state-empty case-ask")
    titles = data.found.titles
    chips: list[Component] = [html.Span(word, className="chip") for word in (status(row), titles.say("stage", row["stage"]), *flags(row))]
    if row["is_simulated"]:
        chips.insert(0, html.Span(_("DATA SIMULASI"), className="chip simulated"))
    words = _("Laporan privat: isi, foto dan tempat tidak ditampilkan.") if row["is_private"] else said(row["description"])
    facts = html.Dl([part for name, text in _facts(row, titles) for part in (html.Dt(name), html.Dd(text))], className="facts")
    return html.Div([
        html.P(f"{titles.say('category', row['category'])} · {row['report_id']}", className="case-title"), html.Div(chips, className="case-marks"),
        html.P(words, className="case-words"), html.P(due(data), className="case-due"), facts, _links(data.found.key, look.asked.choice),
    ])  # fmt: skip


def due(data: Facts) -> str:
    """Where it stands against its deadline."""
    row = data.found.row
    assert row is not None
    late = row["late_h"]
    if formats.is_missing(late):
        return _("Tanpa batas waktu.")
    size = formats.hours(abs(late))
    if row["status"] != "open":
        return _("Selesai {size} setelah batas.", size=size) if late > 0 else _("Selesai {size} sebelum batas.", size=size)
    if late > 0:
        return _("▲ Lewat batas {size}.", size=size)
    if data.p_late is None:
        return _("Sisa {size} sampai batas.", size=size)
    chance = formats.percent(100 * data.p_late, 0)
    return _("Sisa {size} sampai batas; peluang terlambat {chance} menurut umurnya", size=size, chance=chance) + (_(" (kurva gabungan).") if data.is_pooled else ".")


def _facts(row: pd.Series, titles: Titles) -> list[tuple[str, str]]:
    origin = formats.NOTHING if formats.is_missing(row["origin"]) else _("muatan {n}, {file}, {moment}", n=int(row["batch"]), file=row["origin"], moment=formats.moment(row["loaded_at"]))
    return [
        (_("Masuk"), formats.moment(row["created_at"])), (_("Batas"), formats.moment(row["sla_due_at"])), (_("Umur atau lama"), formats.hours(row["age_h"])),
        (_("Tindakan pertama"), formats.moment(row["first_action_at"])), (_("Selesai"), formats.moment(row["last_closed_at"])),
        (_("Kategori sumber"), said(row["category_raw"])), (_("Dinas"), said(row["agency"])), (_("Kanal"), titles.say("channel", row["channel"])),
        (_("Wilayah"), said(row["area_name"])),
        (_("Sumber"), f"{row['source']} · {said(row['source_title'])} · {said(row['city'])}"), (_("Berkas"), origin), (_("Diubah sumber"), formats.moment(row["updated_at"])),
    ]  # fmt: skip


def _links(key: str, choice: Choice) -> html.Div:
    back = replace(choice, case="").search()
    one = quote(key, safe=":")
    return html.Div([
        dcc.Link(_("← daftar laporan"), href="/reports" + back), html.A("Open311", href=f"/open311/v2/requests/{one}.json", target="_blank"),
        html.A("API", href="/api/v1/reports?" + urlencode({"source": key.partition(":")[0]}), target="_blank"),
    ], className="case-links")  # fmt: skip


def ask_like(answers: Answers, asked: Asked) -> Like:
    """How long reports of the same area, agency and category take."""
    found = find(answers, asked)
    return Like(found, pd.DataFrame() if found.row is None else case_like(answers, asked.filters, found.row))


def draw_like(data: Like, _look: Look) -> Drawing:
    """One row each: n, P50, P90, share in time."""
    if data.found.row is None:
        return data.found.why or Empty("", "")
    rows, row = data.rows, data.found.row
    if not len(rows):
        return Empty(_("Belum ada laporan serupa dalam 90 hari."), _("Lihat halaman Waktu tanggap."))
    names = {"area": said(row["area_name"]), "agency": said(row["agency"]), "category": data.found.titles.say("category", row["category"])}
    unit = Unit.of(rows["p50_h"], rows["p90_h"])
    reached = [[unit.write(v) if not formats.is_missing(v) else _("belum tercapai") for v in rows[name]] for name in ("p50_h", "p90_h")]
    heads = (_("kelompok"), "n", unit.head("P50"), unit.head("P90"), _("tepat waktu"))
    shares = [formats.percent(v, 0) for v in rows["sla_matured_pct"]]
    listed = table_of(heads, [[names[of] for of in rows["of"]], [formats.number(n) for n in rows["n"]], *reached, shares], (None,) * 5)
    return html.Div([drawn(replace(listed, numeric=frozenset({1, 2, 3, 4})), _("Laporan yang serupa")), html.P(_("Laporan yang masuk dalam 90 hari; yang masih terbuka ikut dihitung (Kaplan–Meier)."), className="chart-note")])
