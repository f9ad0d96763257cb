"""What can still be saved today: open reports that are not late yet, with their chance to be; and how right such chances were."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd
from dash import html

from data.answers import Answers
from data.queries.limits import group_titles
from data.queries.savable import WEIGHT, late_calibration, savable
from layouts import formats
from layouts.charts.spec import Chart, Series, column
from layouts.grid import Column, grid
from layouts.panel import Asked, Drawing, Empty, Look, TooFew
from layouts.panels import waits
from layouts.panels.case import href
from layouts.spans import Unit
from layouts.words import _, language, many

SHOWN = 200


@dataclass(frozen=True, slots=True)
class Savable:
    """The rows of `savable`, and the titles of categories and areas by key."""

    rows: pd.DataFrame
    categories: dict[str, str]
    areas: dict[str, str]


def ask(answers: Answers, asked: Asked) -> Savable:
    """The first SHOWN of those due soonest and likeliest to be late."""
    column_name = "title_id" if language() == "id" else "title_en"
    titles = [dict(group_titles(answers, by)[["key", column_name]].itertuples(index=False)) for by in ("category", "area")]
    return Savable(savable(answers, asked.filters, SHOWN), *titles)


def draw(data: Savable, look: Look) -> Drawing:
    """A sentence and the grid."""
    if not len(data.rows):
        return Empty(_("Tidak ada laporan terbuka yang masih di dalam batas."), _("Lihat tunggakan: yang sudah lewat batas ada di sana."))
    found = data.rows
    links = [href(f"{source}:{report_id}", look.asked.choice) for source, report_id in zip(found["source"], found["report_id"], strict=True)]
    aged, left = Unit.of(found["age_h"]), Unit.of(found["left_h"])
    columns = [
        Column("report", _("laporan"), list(found["report_id"]), width=115, links=links),
        Column("category", _("kategori"), [data.categories.get(c, c) for c in found["category"]], width=150),
        Column("place", _("wilayah"), [formats.NOTHING if formats.is_missing(a) else data.areas.get(a, a) for a in found["area"]], width=130),
        Column("agency", _("dinas"), [formats.NOTHING if formats.is_missing(a) else a for a in found["agency"]], width=180),
        Column.of("age", aged.head(_("umur")), found["age_h"], aged.write),
        Column.of("left", left.head(_("sisa waktu")), found["left_h"], left.write),
        Column("chance", _("peluang terlambat"), [_chance(*row) for row in zip(found["p_late"], found["is_pooled"], strict=True)], order=list(found["p_late"].fillna(-1.0)), width=130),
    ]
    notes = [html.P(sentence(data.rows), className="verdict"), grid(columns), html.P(note(), className="chart-note")]
    return html.Div(notes, className="grid-with-note")


def _chance(p_late: float | None, is_pooled: bool) -> str:
    if p_late is None or formats.is_missing(p_late):
        return formats.NOTHING
    said = formats.percent(100 * p_late, 0)
    return _("{share} (gabungan)", share=said) if is_pooled else said


def sentence(rows: pd.DataFrame) -> str:
    """How many are due within a day, and how many of all will be late when nothing changes."""
    row = rows.iloc[0]
    due = many("{n} laporan jatuh tempo dalam 24 jam", int(row.today_n), n=formats.number(row.today_n))
    rest = _("dari {n} yang masih di dalam batas, sekitar {late} akan terlambat bila pola kerja tetap", n=formats.number(row.all_n), late=formats.number(row.all_expected))
    return f"{due}; {rest}."


def note() -> str:
    """How the chance is made."""
    return _("Peluang = (S(batas)/S(umur))^laju: S menurut kategori dari laporan setahun terakhir (“gabungan” bila terlalu sedikit), laju dinas di kota itu terhadap kategorinya, ditarik ke 1 seberat {w} penutupan. Yang jatuh tempo dalam 24 jam di atas.", w=WEIGHT)


def ask_calibration(answers: Answers, asked: Asked) -> pd.DataFrame:
    """The rows of `late_calibration` for four weeks ago."""
    return late_calibration(answers, asked.filters)


def draw_calibration(data: pd.DataFrame, _look: Look) -> Drawing:
    """Came against foretold, with Wilson bands, beside the line of perfect chances."""
    if not len(data):
        return Empty(_("Belum ada yang dapat dinilai: empat pekan lalu tidak ada laporan terbuka."), _("Muat data yang lebih lama."))
    n = int(data["n"].sum())
    if n < waits.LEAST_N:
        return TooFew(n)
    x = column(100 * data["foretold"])
    shown = tuple(v for v in x if v is not None)
    came = Series(_("nyata"), shown, column(100 * data["came"]), column(100 * data["lo"]), column(100 * data["hi"]))
    line = Series(_("tepat"), shown, x, colour=6, is_side=True)
    off = float((100 * (data["came"] - data["foretold"])).abs().mul(data["n"]).sum() / n)
    message = _("Peluang empat pekan lalu meleset rata-rata {off} poin ({n} laporan).", off=formats.number(off, 1), n=formats.number(n))
    return Chart(
        "line", (line, came), message, x_title=_("% diperkirakan terlambat"), y_title=_("% menjadi terlambat"), unit="%", x_kind="number", y_max=105, digits=0,
        notes=(_("Dipelajari hanya dari yang diketahui saat itu, dinilai dengan yang terjadi kemudian. Pita: Wilson 95%."),),
    )  # fmt: skip
