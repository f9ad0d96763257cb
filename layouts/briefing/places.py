"""Where: a map, and the places compared fairly."""

from __future__ import annotations

import math

import pandas as pd

from data.queries.briefing import UNKNOWN
from layouts import formats
from layouts.briefing.figures import agency_name, area_name, compared, grouped, shares, verdict
from layouts.briefing.material import LEAST_N, Material
from layouts.briefing.shapes import Block, Column, Notice, Page, Table, cells, table
from layouts.charts.shapes import Map, MapArea, breaks_of, outer_rings, placed
from layouts.charts.spec import Chart, Reference, Series
from layouts.words import _

PLANE = 1000.0


def map_page(material: Material) -> Page:
    """Areas shaded by the share of late reports; those with few cases are hatched."""
    title = _("Peta keterlambatan")
    if not len(material.shapes):
        return Page("peta", title, (Notice(_("Belum ada batas wilayah."), _("Muat wilayah: python -m etl load areas BERKAS.geojson")),))
    if not len(material.cube) or not material.cube["due_n"].sum():
        hint = _("Batas waktu laporan periode ini belum tiba.") if len(material.cube) else _("Periksa sumber laporan warga.")
        return Page("peta", title, (Notice(_("Tidak ada laporan yang jatuh tempo untuk dipetakan."), hint),))
    return Page("peta", title, (drawn(material),))


def drawn(material: Material) -> Map:
    """The map: late share of reports that fell due, by kecamatan (by kelurahan inside a kota)."""
    groups = grouped(material.cube, "area")
    told = shares(groups, least=material.least)
    rings, height, inset = placed({str(r.code): outer_rings(r.geometry) for r in material.shapes.itertuples()}, PLANE)
    areas = tuple(
        MapArea(str(r.code), str(r.name), *_value(told, groups, str(r.code)), rings[str(r.code)]) for r in material.shapes.itertuples()
    )
    known = [(a.value, a.name) for a in areas if a.value is not None and a.state == "ok"]
    worst = max(known, default=None)
    said = _("Tertinggi: {area}, {pct} terlambat", area=worst[1], pct=formats.percent(worst[0])) if worst else _("Terlalu sedikit laporan di setiap wilayah")
    notes = [_("Diarsir: kurang dari {n} laporan jatuh tempo, tidak diwarnai.", n=LEAST_N)]
    if bool(material.shapes["is_schematic"].any()):
        notes.append(_("Batas skematik, bukan batas resmi."))
    return Map(
        _("Bagian laporan terlambat, % dari yang jatuh tempo"), said, areas, breaks_of([v for v, _name in known]), PLANE, height, "%", 1,
        "briefing_cube", tuple(notes), inset,
    )  # fmt: skip


def _value(told: pd.DataFrame, groups: pd.DataFrame, code: str) -> tuple[float | None, int, str]:
    if code not in told.index:
        return None, 0, "kosong"
    n = int(groups.loc[code, "due_n"])
    value = float(told.loc[code, "pct"])
    return (None if math.isnan(value) else value), n, "kosong" if n == 0 else str(told.loc[code, "state"])


def fair_table(material: Material, codes: list[str] | None = None, length: int | None = None, name: str = "wilayah") -> Table:
    """Places beside each other: reports per 10,000 residents, late share with its interval, and whether it differs from the whole."""
    length = length or material.child_length
    groups, open_ones = grouped(material.cube, "area", length), grouped(material.backlog, "area", length)
    told = shares(groups, least=material.least)
    whole = material.cube["late_n"].sum() / max(1, material.cube["due_n"].sum()) * 100
    keys = codes if codes is not None else sorted(groups.index, key=lambda k: (k == UNKNOWN, str(k)))
    rows = []
    for key in keys:
        row = groups.loc[key] if key in groups.index else pd.Series(0, groups.columns)
        late = told.loc[key] if key in told.index else pd.Series({"pct": math.nan, "lo": math.nan, "hi": math.nan, "state": "sedikit"})
        back = open_ones.loc[key] if key in open_ones.index else pd.Series(0, ["open_n", "overdue_n", "over30_n"])
        people = material.population.get(key)
        rate = row["n"] / people * 1e4 if people else math.nan
        rows.append(cells(area_name(material, key), row["n"], rate, row["due_n"], late["pct"], late["lo"], late["hi"], verdict(compared(late, whole)),
                          back["open_n"], back["overdue_n"], back["over30_n"]))  # fmt: skip
    columns = (
        Column(_("Wilayah"), width=2.8), Column(_("Laporan masuk"), "int", width=1.1), Column(_("per 10.000 penduduk"), "number", width=1.2), Column(_("Jatuh tempo"), "int"),
        Column(_("Terlambat"), "percent", width=1.2), Column(_("bawah"), "percent"), Column(_("atas"), "percent"),
        Column(_("Terhadap seluruhnya"), width=2.5), Column(_("Terbuka"), "int"), Column(_("Lewat batas"), "int"), Column(_("> 30 hari"), "int"),
    )  # fmt: skip
    note = _("Urutan menurut kode, bukan peringkat. Berbeda nyata bila seluruh interval 95% ada di satu sisi nilai keseluruhan ({pct}).", pct=formats.percent(whole))
    if not material.cube["due_n"].sum():  # three columns of dashes and a verdict that cannot be given
        note = _("Urutan menurut kode, bukan peringkat. Bagian yang terlambat tidak ditampilkan: belum ada laporan periode ini yang jatuh tempo.")
        columns, rows = columns[:3] + columns[8:], [row[:3] + row[8:] for row in rows]
    return table(name, _("Perbandingan wilayah"), columns, rows, "briefing_cube, briefing_backlog", note=note)


def fair_page(material: Material) -> Page:
    """The compared places: bars with intervals, and the table."""
    title = _("Perbandingan yang adil antarwilayah")
    if not len(material.cube):
        return Page("wilayah", title, (Notice(_("Belum ada laporan warga untuk dibandingkan."), _("Periksa sumber laporan warga.")),))
    told = shares(grouped(material.cube, "area", material.child_length), least=material.least)
    told = told[(told.index != UNKNOWN) & told["pct"].notna() & (told["state"] == "ok")]
    blocks: list[Block] = []
    if len(told):
        names = [area_name(material, str(k)) for k in told.index]
        message = _("Bagian laporan terlambat menurut wilayah, dengan interval 95%")
        blocks.append(late_chart(told, names, message, _("wilayah"), whole_pct(material)))
    blocks.append(fair_table(material))
    return Page("wilayah", title, tuple(blocks))


def late_chart(told: pd.DataFrame, names: list[str], message: str, x_title: str, level: float) -> Chart:
    """Late shares as bars with their intervals, beside the level of the whole. %."""
    series = Series(_("terlambat"), tuple(names), tuple(told["pct"]), tuple(told["lo"]), tuple(told["hi"]))
    label = _("seluruhnya {pct}", pct=formats.percent(level))
    return Chart("bar", (series,), message=message, x_title=x_title, y_title=_("% terlambat dari yang jatuh tempo"), unit="%", x_kind="category",
                 references=(Reference(level, label),))  # fmt: skip


def whole_pct(material: Material) -> float:
    """The late share of all reports that fell due. %."""
    return float(100 * material.cube["late_n"].sum() / max(1, material.cube["due_n"].sum()))


def agency_table(cube: pd.DataFrame, backlog: pd.DataFrame, name: str, title: str, most: int | None = None) -> Table:
    """Agencies with what waits for them: most overdue for more than 30 days first, then most overdue."""
    groups, waits = grouped(cube, "agency"), grouped(backlog, "agency")
    both = groups.join(waits, how="outer", lsuffix="_period").fillna(0)
    told = shares(both)
    both = both.assign(key=both.index.astype(str)).sort_values(["over30_n", "overdue_n", "key"], ascending=[False, False, True])
    rows = [
        cells(agency_name(str(r.key)), r.open_n, r.overdue_n, r.over30_n, r.due_n, r.late_n, told.loc[r.key, "pct"], told.loc[r.key, "lo"], told.loc[r.key, "hi"])
        for r in both.itertuples()
    ]
    columns = (
        Column(_("Perangkat daerah"), width=3), Column(_("Terbuka"), "int"), Column(_("Lewat batas"), "int"), Column(_("> 30 hari"), "int"),
        Column(_("Jatuh tempo"), "int"), Column(_("Laporan terlambat"), "int"), Column(_("Terlambat"), "percent"), Column(_("bawah"), "percent"), Column(_("atas"), "percent"),
    )  # fmt: skip
    note = _("Terbuka, lewat batas: semua yang terbuka pada saat ini. Jatuh tempo, terlambat: laporan periode ini; interval 95%.")
    if not both["due_n"].sum():
        columns, rows = columns[:4], [row[:4] for row in rows]
        note = _("Semua yang terbuka pada saat ini. Belum ada laporan periode ini yang jatuh tempo.")
    return table(name, title, columns, rows, "briefing_backlog, briefing_cube", most=most, note=note)
