"""Partners' trade by month, small enterprises by kota, and yearly statistics."""

from __future__ import annotations

from datetime import date

import pandas as pd
from dash import html

from data.answers import Answers
from data.queries.economy import (
    MEMBERS_AIM,
    ecommerce_by_month,
    enterprises_by_area,
    enterprises_total,
    statistics_list,
)
from layouts import formats, table
from layouts.charts.spec import Chart, Series, column
from layouts.formats import short_name
from layouts.panel import Asked, Drawing, Empty, Look
from layouts.panels.gates import plain
from layouts.panels.sheet import Field, Sheet
from layouts.words import _, either, mark

BILLION = 1e9


def ask_months(answers: Answers, asked: Asked) -> pd.DataFrame:
    """The rows of `ecommerce_by_month`."""
    return ecommerce_by_month(answers, asked.filters)


def draw_months(data: pd.DataFrame, _look: Look) -> Drawing:
    """One line a partner: value by month, of the cells that may be shown."""
    if not len(data):
        return Empty(_("Belum ada volume e-commerce untuk pilihan ini."), _("Muat berkas: python -m etl load ecommerce BERKAS"))
    hidden = int(data["is_suppressed"].sum())
    sums = data.groupby(["partner", "month_on"])["value_rp"].sum().unstack("partner").sort_index() / BILLION
    months = tuple(pd.Timestamp(m).date() for m in sums.index)
    series = tuple(Series(str(name), months, column(sums[name]), colour=1 + n % 6) for n, name in enumerate(sums.columns))
    newest: date = months[-1]
    total = float(sums.iloc[-1].sum())
    said = _("{value} pada {month} lewat {n} mitra.", value=formats.rupiah(total * BILLION), month=formats.day(newest), n=formats.number(len(series)))
    note = _("Hanya jumlah; {n} sel dengan kurang dari 10 penjual disembunyikan.", n=formats.number(hidden))
    return Chart("line", series, said, x_title=_("bulan"), y_title=_("miliar rupiah"), unit=_("Rp miliar"), notes=(note,))


def ask_members(answers: Answers, asked: Asked) -> tuple[pd.DataFrame, pd.DataFrame]:
    """(the one row of `enterprises_total`, the rows of `enterprises_by_area` one level below the area)."""
    level = {2: "kota", 5: "kecamatan"}.get(len(asked.filters.area), "kelurahan")
    return enterprises_total(answers, asked.filters), enterprises_by_area(answers, asked.filters, level)


def draw_members(data: tuple[pd.DataFrame, pd.DataFrame], look: Look) -> Drawing:
    """Members against the aim, and a table by area."""
    total = data[0]
    n = int(total["registered_n"].iloc[0])
    if not n:
        return Empty(_("Belum ada register UMKM untuk pilihan ini."), _("Muat berkas: python -m etl load enterprises BERKAS"))
    words = {"n": formats.number(n), "active": formats.number(total["active_n"].iloc[0]), "done": formats.number(total["completed_n"].iloc[0]), "started": formats.number(total["started_n"].iloc[0])}
    said = _("{n} anggota, {active} aktif 90 hari terakhir; {done} dari {started} menyelesaikan pelatihan.", **words)
    if look.asked.filters.area == "31":
        said += " " + _("Sasaran OK OCE {aim}: {share}.", aim=formats.number(MEMBERS_AIM), share=formats.percent(100 * n / MEMBERS_AIM))
    note = html.P(_("Wilayah dengan kurang dari 10 anggota tidak diberi angka. Tanpa nama pemilik, telepon, dan alamat."), className="chart-note")
    return html.Div([html.P(said, className="verdict"), table.drawn(rows_members(data, look), said), note], className="listed")


def rows_members(data: tuple[pd.DataFrame, pd.DataFrame], _look: Look) -> table.Table:
    """The same by area."""
    areas = plain(data[1], "registered_n", "started_n", "completed_n", "active_n", "population")
    rate = 1e5 * areas["registered_n"] / areas["population"].where(areas["population"] > 0)
    heads = (_("Wilayah"), _("terdaftar"), _("per 100.000"), _("mulai latih"), _("selesai latih"), _("aktif 90 hari"))
    columns = [areas["area_name"].map(short_name), areas["registered_n"], rate, areas["started_n"], areas["completed_n"], areas["active_n"]]
    return table.table_of(heads, [list(c) for c in columns], [None, *[formats.number] * 5])


def _newest(answers: Answers, asked: Asked) -> pd.DataFrame:
    """The newest year of each series and area of the choice, with the year before."""
    found = statistics_list(answers, asked.filters)
    return found.assign(before=found.groupby(["source", "series", "area"])["value"].shift(-1)).drop_duplicates(["source", "series", "area"]) if len(found) else found


def _titles(data: pd.DataFrame) -> list[str]:
    return [str(r.series) if formats.is_missing(r.title_id) else either(r.title_id, r.title_en) for r in data.itertuples()]


def _years(data: pd.DataFrame) -> list[str]:
    return [str(int(y)) for y in data["year"]]


def _changes(data: pd.DataFrame) -> list[str]:
    return [formats.change(r.value, r.before, r.better if r.better in ("up", "down") else "", "" if formats.is_missing(r.unit) else r.unit, 2) for r in data.itertuples()]


def _values(data: pd.DataFrame) -> list[str]:
    """`5,23%`, `83,55 indeks`: two decimals, for a year moves little."""
    return [formats.percent(r.value, 2) if r.unit == "%" else f"{formats.number(r.value, 0 if abs(r.value) >= 100 else 2)} {'' if formats.is_missing(r.unit) else formats.unit_name(r.unit)}".strip() for r in data.itertuples()]


def _said(data: pd.DataFrame) -> str:
    return _("{n} angka tahunan; yang terbaru terbit {day}.", n=formats.number(len(data)), day=formats.day(data["published_at"].max().to_pydatetime()))


STATISTICS = Sheet(
    _newest,
    (Field(mark("Deret"), _titles), Field(mark("Wilayah"), "area_name"), Field(mark("Tahun"), _years), Field(mark("Nilai"), _values, is_number=True),
     Field(mark("Dari tahun sebelumnya"), _changes), Field(mark("Penerbit"), "publisher")),
    _said,
    (mark("Belum ada statistik tahunan untuk pilihan ini."), mark("Muat berkas: python -m etl load statistics BERKAS")),
)  # fmt: skip
