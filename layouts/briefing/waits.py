"""Response time done right: Kaplan-Meier percentiles by week beside the announced mean, and by agency and category."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pandas as pd

from layouts import formats
from layouts.briefing.figures import agency_name, category_name
from layouts.briefing.material import LEAST_N, Material
from layouts.briefing.shapes import Block, Column, Notice, Page, Table, cells, table
from layouts.charts.spec import Chart, Reference, Series, column
from layouts.spans import DAYS, PER_HOUR, Unit, of_row
from layouts.words import _

LIMIT_H = 168.0


TIMES = ("p50_h", "p50_lo", "p50_hi", "p90_h", "p90_lo", "p90_hi", "mean_closed_h")


def columns(first: Column, unit: Unit | None) -> tuple[Column, ...]:
    """The columns of every table of response times, after one that names the group; its times have one unit, said in the heads. Without one each row has its own, said beside the group."""

    def time(title: str, width: float = 1.0) -> Column:
        return Column(title, "number", unit.digits if unit else 1, width)

    def head(title: str) -> str:
        return unit.head(title) if unit else title

    return (
        first, *(() if unit else (Column(_("Satuan")),)), Column("n", "int"), Column(_("terbuka"), "int"), time(head("P50")), time(_("P50 bawah")), time(_("P50 atas")),
        time(head("P90")), time(_("P90 bawah")), time(_("P90 atas")), time(head(_("Rata-rata selesai")), 1.2),
        Column(_("Tepat waktu"), "percent", width=1.2), Column(_("n jatuh tempo"), "int", width=1.2),
    )  # fmt: skip


def waits_table(name: str, title: str, head: str, data: pd.DataFrame, keys: Sequence[object], question: str) -> Table:
    """Response times by group, in one unit. Groups of fewer than LEAST_N reports keep their counts but not their percentiles."""
    shown, measures = data.copy(), [*TIMES, "sla_matured_pct"]
    shown[measures] = shown[measures].astype(float).where(shown["n"] >= LEAST_N)
    unit = Unit.of(shown["p50_h"], shown["p90_h"], shown["mean_closed_h"])
    if unit.name == DAYS and shown["p50_h"].min() * PER_HOUR[DAYS] < 1:  # hours beside days
        unit = replace(unit, digits=2)
    shown[list(TIMES)] *= PER_HOUR[unit.name]
    told = (shown[column] for column in ("n", "open", *measures, "sla_n"))
    rows = [cells(key, *values) for key, values in zip(keys, zip(*told, strict=True), strict=True)]
    return table(name, title, columns(Column(head, width=3.4), unit), rows, question, note=_note())


def _note() -> str:
    return _("Kaplan–Meier: yang masih terbuka ikut dihitung; kosong: belum tercapai atau kurang dari {n} laporan.", n=LEAST_N)


def stages_table(data: pd.DataFrame, keys: Sequence[object]) -> Table:
    """Both stages, a row each, in the unit that a sentence gives its P90: hours of the first action stand beside days of the closing."""
    shown, measures = data.copy(), [*TIMES, "sla_matured_pct"]
    shown[measures] = shown[measures].astype(float).where(shown["n"] >= LEAST_N)
    units = [of_row("h", r.p90_h, r.p50_h, r.mean_closed_h) for r in shown.itertuples()]
    shown[list(TIMES)] = shown[list(TIMES)].mul([by for _unit, by in units], axis=0)
    told = (shown[column] for column in ("n", "open", *measures, "sla_n"))
    rows = [cells(key, formats.unit_name(unit), *values) for key, (unit, _by), values in zip(keys, units, zip(*told, strict=True), strict=True)]
    return table("tahap", _("Dua jam: tindakan pertama dan penyelesaian"), columns(Column(_("Tahap"), width=3.4), None), rows, "response_times", note=_note())


def page(material: Material) -> Page:
    """The chart by week, both stages as a table, and the weeks."""
    told_by = sources(material)
    if not len(material.trend) or not material.trend["n"].sum():
        gap = Notice(_("Belum ada laporan warga untuk wilayah dan periode ini."), _("Periksa sumber laporan warga pada halaman sumber data."))
        return Page("waktu", _("Waktu tanggap dan penyelesaian"), (gap,), told_by)
    blocks: list[Block] = [chart(material)]
    stages = [row.iloc[0] for row in material.stages.values() if len(row)]
    if stages:
        data = pd.DataFrame(stages).reset_index(drop=True)
        names = [_("Tindakan pertama"), _("Penyelesaian")][: len(data)]
        blocks.append(stages_table(data, names))
    return Page("waktu", _("Waktu tanggap dan penyelesaian"), tuple(blocks), told_by)


def chart(material: Material) -> Chart:
    """P50 and P90 by week with their bands, the mean of closed cases thin, and the limit of seven days. Days."""
    data = material.trend
    weeks = tuple(pd.Timestamp(day).date() for day in data["bucket_on"])
    enough = data["n"] >= LEAST_N

    def days(name: str) -> tuple[float | None, ...]:
        return column([v / 24 for v in data[name].where(enough).astype(float)])

    series = (
        Series("P90", weeks, days("p90_h"), days("p90_lo"), days("p90_hi"), colour=1),
        Series("P50", weeks, days("p50_h"), days("p50_lo"), days("p50_hi"), colour=3),
        Series(_("rata-rata kasus selesai (yang diumumkan)"), weeks, days("mean_closed_h"), colour=6, is_side=True),
    )
    known = [v for s in series for v in s.y if v is not None]
    widest = max((v for s in series for v in s.hi if v is not None), default=0.0)
    top = min(1.1 * max([*known, widest, LIMIT_H / 24]), 1.6 * max([*known, LIMIT_H / 24]))  # a very wide band may not flatten the lines
    reached = data[data["p90_h"].notna() & enough]
    if len(reached):
        last = reached.iloc[-1]
        said = _("Pekan {on}: 9 dari 10 laporan selesai dalam {p90}; rata-rata kasus selesai {mean}",
                 on=formats.day(pd.Timestamp(last["bucket_on"]).date()), p90=_days(last["p90_h"]), mean=_days(last["mean_closed_h"]))  # fmt: skip
    else:
        said = _("P90 belum tercapai: terlalu banyak laporan masih terbuka.")
    return Chart(
        "line", series, message=said, x_title=_("pekan laporan masuk"), y_title=_("hari"), unit=_("hari"),
        references=(Reference(LIMIT_H / 24, _("batas 7 hari")),), y_max=top,
        notes=(_("Pita: interval 95%. Rata-rata resmi hanya menghitung kasus yang sudah selesai, jadi terlihat lebih baik daripada kenyataan. Garis putus: belum tercapai."),),
    )  # fmt: skip


def _days(value: float) -> str:
    return _("{n} hari", n=formats.number(float(value) / 24, 1))


def tables(material: Material) -> list[Table]:
    """The complete tables: by week, agency and category."""
    weeks: list[object] = [pd.Timestamp(day).date() for day in material.trend["bucket_on"]]
    agencies: list[object] = [agency_name(str(k)) for k in material.by_agency["key"]]
    categories: list[object] = [category_name(material, str(k)) for k in material.by_category["key"]]
    return [
        waits_table("pekan", _("Waktu penyelesaian per pekan laporan masuk"), _("Pekan"), material.trend, weeks, "response_trend"),
        waits_table("perangkat", _("Waktu penyelesaian per perangkat daerah"), _("Perangkat daerah"), material.by_agency, agencies, "response_times"),
        waits_table("kategori", _("Waktu penyelesaian per kategori"), _("Kategori"), material.by_category, categories, "response_times"),
    ]


def sources(material: Material) -> tuple[str, ...]:
    """The sources of the reports."""
    rows = material.feeds[(material.feeds["feed"] == "citizen_reports") & material.feeds["source"].notna()]
    return tuple(rows["source"])
