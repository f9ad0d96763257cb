"""The one time line of a dossier: its words, its chart of how much happened when, and its table."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

import pandas as pd

from layouts import formats
from layouts.briefing.shapes import Cell, Column, Table, cells, table
from layouts.charts.spec import Chart, Series
from layouts.words import _, either, mark

FINEST = timedelta(minutes=1)
BUCKETS = tuple(timedelta(minutes=m) for m in (5, 10, 15, 30, 60, 180, 360, 720, 1440))
MOST_BUCKETS = 48
PRINTED = 300  # rows on paper; the workbook holds all. A cell of paper takes some 18 kB while it is set
BY = 5  # the column of the line that names who
SUBJECTS = {
    "laporan": mark("Laporan warga"), "kamera": mark("Kamera"), "kebakaran": mark("Pemadam"), "pintu_air": mark("Pintu air"), "banjir": mark("Banjir RW"),
    "bus": mark("Bus"), "peringatan": mark("Peringatan"), "alarm": mark("Alarm"),
}  # fmt: skip
STEPS = {
    "terdeteksi": mark("terdeteksi"), "diverifikasi": mark("diverifikasi"), "ditanggapi": mark("ditanggapi"), "dikirim": mark("petugas dikirim"),
    "di_lokasi": mark("tiba di lokasi"), "selesai": mark("selesai ditangani"), "panggilan": mark("panggilan masuk"), "berangkat": mark("berangkat"),
    "tiba": mark("tiba"), "dibaca": mark("bacaan pertama"), "naik": mark("siaga memburuk"), "turun": mark("siaga membaik"), "berubah": mark("keadaan berubah"),
    "masuk": mark("laporan masuk"), "umpan_diam": mark("umpan diam"), "umpan_kembali": mark("umpan kembali"), "pengumuman": mark("pengumuman layanan"),
    "alert": mark("peringatan dikirim"), "update": mark("peringatan diperbarui"), "cancel": mark("peringatan dicabut"),
}  # fmt: skip
ACTIONS = {
    "acknowledge": mark("ditanggapi"), "shelve": mark("disisihkan"), "unshelve": mark("dikembalikan dari sisihan"), "failed": mark("aturan gagal"), "works": mark("aturan berjalan lagi"),
    "mute": mark("suara dimatikan"), "unmute": mark("suara dinyalakan"),
}  # fmt: skip
STATES = {
    "alarm": mark("alarm baru"), "acknowledged": mark("ditanggapi"), "returned": mark("sudah normal, belum ditanggapi"), "normal": mark("kembali normal"), "shelved": mark("disisihkan"),
    "suppressed": mark("ditekan oleh alarm yang lebih berat"), "no_data": mark("tanpa data"), "pending": mark("menunggu jeda"),
}  # fmt: skip


def line_table(line: pd.DataFrame, log: pd.DataFrame, titles: Mapping[str, tuple[str, str]]) -> Table:
    """Everything on one line, oldest first, with who did it and where."""
    rows = [(r.event_at, _told(r, titles)) for r in line.itertuples()] + [(r.event_at, _alarm(r)) for r in log.itertuples()]
    rows.sort(key=lambda row: (row[0], str(row[1][1]), str(row[1][2])))
    columns = (
        when(_("Waktu"), 1.6), Column(_("Bidang"), width=1.4), Column(_("Apa"), width=1.8), Column(_("Kejadian"), width=3.4),
        Column(_("Di mana"), width=2.3), Column(_("Oleh, catatan"), width=1.3), Column(_("Sumber"), width=1.4),
    )  # fmt: skip
    held = [n for n in range(len(columns)) if n != BY or any(row[BY] != formats.NOTHING for _at, row in rows)]  # where nobody did anything, nobody is named
    return table("garis_waktu", _("Garis waktu"), [columns[n] for n in held], [tuple(row[n] for n in held) for _at, row in rows], "dossier_timeline, alarms_log", most=PRINTED)


def when(title: str, width: float = 1.2) -> Column:
    """A column of moments of the window: day and clock, the zone in the heading."""
    return Column(f"{title} (WIB)", "when", width=width)


def _told(row: Any, titles: Mapping[str, tuple[str, str]]) -> tuple[Cell, ...]:
    name = either(_text(row.name_id), _text(row.name_en))
    detail = _text(row.detail)
    if row.subject == "laporan":
        title = either(*titles[name]) if name in titles else name
        what = _("{n} laporan dalam satu jam; terbanyak {name} ({most})", n=formats.number(row.value), name=title, most=detail)
    elif row.subject == "pintu_air":
        what = _("{name}: siaga {siaga}, {cm} cm", name=name, siaga=detail, cm=formats.number(row.value))
    elif row.subject == "banjir":
        what = _("{n} RW: {state}", n=formats.number(row.value), state=name)
    elif row.step in ("umpan_diam", "umpan_kembali"):
        what = _("{kind}, diam {n} menit", kind=row.thing, n=formats.number(row.value))
    else:
        what = " · ".join(part for part in (name, _text(row.thing)) if part)
    where = _text(row.area_name) or (detail if row.subject in ("kebakaran", "peringatan") else "")
    return cells(row.event_at, _(SUBJECTS[row.subject]), _(STEPS.get(row.step, row.step)), what, where or formats.NOTHING, formats.NOTHING, row.source)


def _alarm(row: Any) -> tuple[Cell, ...]:
    title = either(_text(row.title_id), _text(row.title_en)) if row.rule else _("sistem alarm")
    what = " · ".join(part for part in (title, _text(either(row.name, row.name_en))) if part)
    did = _(ACTIONS[row.action]) if row.action != "condition" else _("alarm baru") if row.is_new else _(STATES.get(row.state, str(row.state)))
    by = "; ".join(part for part in (row.who if row.who != "sistem" else "", _text(row.note)) if part)
    return cells(row.event_at, _(SUBJECTS["alarm"]), did, what, formats.NOTHING, by or formats.NOTHING, _text(row.source) or formats.NOTHING)


def _text(value: object) -> str:
    return "" if formats.is_missing(value) else str(value)


def line_chart(line: pd.DataFrame, log: pd.DataFrame, period: tuple[datetime, datetime]) -> Chart:
    """How much happened when: reports, begun incidents and fire calls, and alarms raised, in stretches of the window."""
    since, until = period
    width = next((b for b in BUCKETS if (until - since) / b <= MOST_BUCKETS), BUCKETS[-1])
    if width < timedelta(hours=1) and (line["subject"] == "laporan").any():
        width = timedelta(hours=1) if (until - since) > timedelta(hours=1) else width  # reports are told by the hour
    edges = [since + n * width for n in range(-(-int((until - since).total_seconds()) // int(width.total_seconds())))]
    parts = {
        _("laporan warga"): line[line["subject"] == "laporan"].set_index("event_at")["value"],
        _("kejadian kamera"): line[line["step"] == "terdeteksi"].set_index("event_at")["value"].fillna(1.0),
        _("pemadam"): line[line["step"] == "panggilan"].set_index("event_at")["value"] * 0 + 1.0,
        _("alarm baru"): log[log["is_new"].astype(bool)].set_index("event_at")["event_no"] * 0.0 + 1.0,
    }  # fmt: skip
    series = []
    for n, (name, events) in enumerate(parts.items(), 1):
        sums = events.fillna(1.0).groupby([int((at - since) / width) for at in events.index]).sum()
        series.append(Series(name, tuple(edges), tuple(float(sums.get(k, 0.0)) for k in range(len(edges))), colour=(1, 3, 5, 2)[n - 1]))
    series = [s for s in series if any(s.y)] or series  # what did not happen is no line along the floor
    totals = [sum(float(s.y[k] or 0) for s in series) for k in range(len(edges))]
    top = max(range(len(edges)), key=lambda k: totals[k])
    message = _("Paling ramai sejak {when}: {n} kejadian dalam {minutes} menit", when=formats.moment(edges[top]), n=formats.number(totals[top]), minutes=formats.number(width / FINEST))
    return Chart("line", tuple(series), message=message, x_title=_("waktu, WIB"), y_title=_("kejadian per {n} menit", n=formats.number(width / FINEST)), digits=0)
