"""Air quality: the ISPU of every station, and the city's highest and middle one by day."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pandas as pd
from dash import html
from dash.development.base_component import Component

from data.answers import Answers
from data.queries.air import air_by_day, air_now, ispu_categories
from layouts import chips, formats, table
from layouts.charts.spec import Chart, Reference, Series, column
from layouts.panel import Asked, Drawing, Empty, Look
from layouts.words import _, either, many, mark

METHODS = {"hitung": mark("dihitung dari rata-rata 24 jam"), "terbit": mark("indeks penerbit")}
UNHEALTHY = 100
AS_BARS = 62  # days; more of them are a line


def ask_stations(answers: Answers, asked: Asked) -> pd.DataFrame:
    """One row per station, the worst first: the columns of `air_now`."""
    return air_now(answers, asked.filters)


def nothing() -> Empty:
    """There is no measurement."""
    return Empty(
        _("Belum ada data kualitas udara untuk pilihan ini."),
        _("Pilih semua Jakarta dan rentang yang lebih lebar, atau muat berkas: python -m etl load air_quality BERKAS"),
    )  # fmt: skip


def draw_stations(data: pd.DataFrame, _look: Look) -> Drawing:
    """A sentence, and one row per station: category, index, critical pollutant, day, and the hour beside it."""
    if not len(data):
        return nothing()
    heads = (_("ISPU"), _("Stasiun"), "", _("Parameter kritis"), _("Hari"), _("Jam terbaru"))
    head = html.Tr([html.Th(text, className="num" if n == 2 else "", scope="col") for n, text in enumerate(heads)])
    body = html.Tbody([_row(row) for row in data.itertuples()])
    whole = html.Table([html.Thead(head), body], className="figures stations")
    note = html.P(_("Nilai satu jam hanya indikatif dan bukan ISPU (PermenLHK P.14/2020)."), className="chart-note")
    return html.Div([html.Figcaption(message(data)), html.Div(whole, className="scroll", tabIndex=0), note], className="listed")


def message(data: pd.DataFrame) -> str:
    """The worst station in a sentence."""
    known = data[data["state"] == "ok"]
    if not len(known):
        return _("ISPU tidak diketahui: hari terakhir sudah terlalu lama.")
    worst = next(known.itertuples())
    words = {"name": worst.name, "ispu": formats.number(worst.ispu), "category": either(worst.title_id, worst.title_en)}
    return _("Tertinggi {name}: ISPU {ispu}, {category}.", **words)


def _row(row: Any) -> html.Tr:
    is_known = row.state == "ok" and not formats.is_missing(row.category)
    chip = chips.legal(either(row.title_id, row.title_en), row.legal_colour) if is_known else chips.unknown(_("hari terakhir sudah terlalu lama"))
    value: list[Component | str] = [formats.number(row.ispu)]
    if is_known and row.is_above_scale:
        value.append(html.Span(_("di atas skala"), className="chip above"))
    method = _(METHODS[row.method]) if row.method in METHODS else ""
    cells = [
        html.Td(chip), html.Td(_name(row)), html.Td(value, className="num"), html.Td(formats.pollutant(row.critical) if is_known else formats.NOTHING),
        html.Td(_day(row.day_on), className="quiet", title=method), html.Td(_hour(row), className="quiet"),
    ]  # fmt: skip
    return html.Tr(cells)


def _hour(row: Any) -> str:
    """`PM2.5 38 µg/m³, 20.00 WIB, indikatif`; nothing once the hour is old."""
    if row.is_hour_stale or formats.is_missing(row.hour_at):
        return formats.NOTHING
    name, value = ("PM2.5", row.hour_pm25) if not formats.is_missing(row.hour_pm25) else ("PM10", row.hour_pm10)
    when = formats.clock(pd.Timestamp(row.hour_at).to_pydatetime())
    return _("{name} {value} µg/m³, {when} WIB, indikatif", name=name, value=formats.number(value), when=when)


def _name(row: Any) -> str:
    return str(row.station) if formats.is_missing(row.name) else str(row.name)



def _day(value: Any) -> str:
    return formats.NOTHING if formats.is_missing(value) else formats.day(pd.Timestamp(value).to_pydatetime().date())


def rows_stations(data: pd.DataFrame, _look: Look) -> table.Table:
    """The same, with how the index was found."""
    heads = (_("Stasiun"), _("Sumber"), _("ISPU"), _("Kategori"), _("Parameter kritis"), _("Hari"), _("Cara"), _("Jam terbaru"))
    said = [
        (
            _name(r), r.source, formats.number(r.ispu), formats.NOTHING if formats.is_missing(r.title_id) else either(r.title_id, r.title_en), formats.pollutant(r.critical),
            _day(r.day_on), _(METHODS[r.method]) if r.method in METHODS else formats.NOTHING, _hour(r),
        )
        for r in data.itertuples()
    ]  # fmt: skip
    return table.Table(heads, tuple(said), frozenset({2}))


@dataclass(frozen=True, slots=True)
class Days:
    """The rows of `air_by_day`, and the categories of the index."""

    rows: pd.DataFrame
    categories: pd.DataFrame


def ask_days(answers: Answers, asked: Asked) -> Days:
    """The days of the period."""
    return Days(air_by_day(answers, asked.filters), ispu_categories(answers))


def draw_days(data: Days, _look: Look) -> Drawing:
    """The highest station and the median of stations, with the edges of the categories; days without data are gaps."""
    if not len(data.rows):
        return nothing()
    days = data.rows.assign(on=pd.to_datetime(data.rows["day_on"])).set_index("on")
    whole = days[["ispu_max", "ispu_median"]].reindex(pd.date_range(days.index.min(), days.index.max(), freq="D"))
    on = tuple(stamp.date() for stamp in whole.index)
    most = float(days["ispu_max"].max())
    edges = data.categories[(data.categories["i_from"] >= UNHEALTHY) & (data.categories["i_from"] <= max(1.3 * most, UNHEALTHY))]
    limits = tuple(Reference(float(e.i_from), f"{either(e.title_id, e.title_en)} > {formats.number(e.i_from)}") for e in edges.itertuples())
    series = (
        Series(_("stasiun tertinggi"), on, column(whole["ispu_max"]), colour=1),
        Series(_("median stasiun"), on, column(whole["ispu_median"]), colour=6, is_side=len(on) > AS_BARS),
    )
    return Chart(
        "bar" if len(on) <= AS_BARS else "line", series, days_message(data.rows), x_title=_("hari"), y_title=_("ISPU"), references=limits, digits=0,
        y_max=1.12 * max(most, *(r.value for r in limits)),
    )  # fmt: skip


def days_message(found: pd.DataFrame) -> str:
    """How many days were unhealthy somewhere, and the worst one."""
    bad = int((found["ispu_max"] > UNHEALTHY).sum())
    worst = found.loc[found["ispu_max"].idxmax()]
    name = worst["station_max"] if formats.is_missing(worst["station_max_name"]) else worst["station_max_name"]
    ispu = formats.number(worst["ispu_max"]) + (f" ({_('di atas skala')})" if worst["is_above_scale"] else "")
    said = many("{n} hari di atas 100 dari {all}", bad, all=formats.number(len(found)))
    return said + "; " + _("terburuk {on}: {ispu} di {name}.", on=_day(worst["day_on"]), ispu=ispu, name=name)
