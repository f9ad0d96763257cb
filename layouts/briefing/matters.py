"""Pages that are there when they matter: flood, air and mobility. The rules are declared here, and each page says which one brought it."""

from __future__ import annotations

import pandas as pd

from layouts import formats
from layouts.briefing.material import Material
from layouts.briefing.shapes import Column, Fact, Page, Prose, Sentence, cells, table
from layouts.charts.spec import Chart, Reference, Series
from layouts.words import _, either, many

CALM = 4  # the siaga of a post at which nothing happens
GRAVEST_CALM_SIAGA = 2  # any post at this siaga or graver (1 is the gravest) in the period
CALM_ISPU = 100.0  # above it on any day of the period
MOST_DAYS = 31  # of air on paper; of a longer period the worst, for the drawing has them all
HEADWAY_KPIS = ("M1", "M2")  # the share of headways within their limit, below its target


def pages(material: Material) -> list[Page]:
    """None, some or all of the three; none for one agency, whose reports say nothing of them."""
    if material.request.agency:
        return []
    return [page for page in (_flood(material), _air(material), _mobility(material)) if page]


def _why(material: Material, title: str, text: str, name: str, n: float, question: str) -> Prose:
    return Prose(title, (Sentence(text, (Fact(name, n, formats.number(n), question, material.params),)),))


def _sources(material: Material, feed: str) -> tuple[str, ...]:
    rows = material.feeds[(material.feeds["feed"] == feed) & material.feeds["source"].notna()]
    return tuple(str(s) for s in rows["source"])


def _flood(material: Material) -> Page | None:
    high = int((material.gates["worst_siaga"] <= GRAVEST_CALM_SIAGA).sum())
    if not high:
        return None
    text = _("Halaman ini ada karena {n} pos mencapai Siaga {siaga} atau lebih gawat dalam periode ini.", n=formats.number(high), siaga=GRAVEST_CALM_SIAGA)
    columns = (
        Column(_("Pos"), width=2), Column(_("Sungai"), width=1.5), Column(_("Bacaan"), "int"), Column(_("Tertinggi, cm"), "number", 0),
        Column(_("Tertinggi pada"), "moment", width=1.8), Column(_("Siaga terparah"), "int"),
    )  # fmt: skip
    rows = [cells(r.name, r.river, r.n, r.high_cm, r.high_at, None if pd.isna(r.worst_siaga) else int(r.worst_siaga)) for r in material.gates.itertuples(index=False)]
    watched = int((material.gates["worst_siaga"] < CALM).sum())
    calm = len(rows) - watched
    note = many("{n} pos lainnya tidak mencapai Siaga 3 dalam periode ini, atau batasnya tidak diketahui.", calm, n=formats.number(calm)) if calm else ""
    listed = table("banjir", _("Pintu air dalam periode"), columns, rows, "dossier_gates", most=watched, note=note)
    return Page("banjir", _("Banjir"), (_why(material, _("Banjir"), text, "pos siaga", high, "dossier_gates"), listed), _sources(material, "water_levels"))


def _air(material: Material) -> Page | None:
    data = material.air
    bad = int((data["ispu_max"] > CALM_ISPU).sum())
    if not bad:
        return None
    limit = formats.number(CALM_ISPU)
    text = _("Halaman ini ada karena ISPU melebihi {limit} pada {n} hari dalam periode ini.", limit=limit, n=formats.number(bad))
    days = [pd.Timestamp(day).date() for day in data["day_on"]]
    said = _("ISPU melebihi {limit} pada {n} dari {all} hari yang ternilai", limit=limit, n=formats.number(bad), all=formats.number(len(data)))
    series = Series(_("Stasiun tertinggi"), tuple(days), tuple(float(v) for v in data["ispu_max"]), colour=1)
    chart = Chart("line", (series,), message=said, x_title=_("hari"), y_title="ISPU", unit="", digits=0, references=(Reference(CALM_ISPU, _("batas ISPU")),))
    columns = (
        Column(_("Hari"), width=1.3), Column(_("ISPU tertinggi"), "number", 0), Column(_("Median stasiun"), "number", 0), Column(_("Stasiun tertinggi"), width=2),
        Column(_("Kategori udara"), width=1.5), Column(_("Parameter kritis")),
    )  # fmt: skip
    rows = [
        cells(day, r.ispu_max, r.ispu_median, r.station_max_name or r.station_max, either(r.title_id, r.title_en), formats.pollutant(r.critical))
        for day, r in zip(days, data.itertuples(), strict=True)
    ]
    is_long = len(rows) > MOST_DAYS
    if is_long:
        rows = [rows[n] for n in data["ispu_max"].reset_index(drop=True).sort_values(ascending=False, kind="stable").index]
    note = _("Hari dengan ISPU tertinggi lebih dahulu.") if is_long else ""
    listed = table("udara", _("ISPU tertinggi per hari"), columns, rows, "air_by_day", most=MOST_DAYS, note=note, is_detail=True)
    return Page("udara", _("Udara"), (_why(material, _("Udara"), text, "hari ISPU", bad, "air_by_day"), chart, listed), _sources(material, "air_quality"))


def _mobility(material: Material) -> Page | None:
    read = material.readings[material.readings["id"].isin(HEADWAY_KPIS)]
    short = read[read["value"].notna() & (read["value"] < read["target"])]
    if not len(short) or not len(material.buses):
        return None
    facts = tuple(Fact(str(r.id), float(r.value), formats.percent(float(r.value)), "kpi_readings", material.params) for r in short.itertuples())
    named = ", ".join(f"{either(r.title_id, r.title_en)} {f.shown}" for r, f in zip(short.itertuples(), facts, strict=True))
    why = Sentence(_("Halaman ini ada karena kepatuhan jarak antarbus di bawah target: {kpis}.", kpis=named), facts)
    columns = (
        Column(_("Rute")), Column(_("Nama"), width=2.5), Column(_("Layanan")), Column(_("Dinilai"), "int"), Column(_("Melampaui batas"), "int"),
        Column(_("Dalam batas"), "percent"), Column("P90", "number"), Column(_("Tunggu lebih, menit"), "number"),
    )  # fmt: skip
    rows = [
        cells(r.route_short_name or r.route_id, r.route_long_name, r.service_class, r.judged_n, r.breach_n, r.within_pct, r.p90_min, r.ewt_min)
        for r in material.buses.sort_values(["breach_n", "route_id"], ascending=[False, True]).itertuples()
    ]
    note = _("Berlaku untuk seluruh kota; jarak yang melintasi diamnya umpan tidak dipakai.")
    listed = table("mobilitas", _("Jarak antarbus per koridor"), columns, rows, "headways", most=30, note=note)
    return Page("mobilitas", _("Mobilitas"), (Prose(_("Mobilitas"), (why,)), listed), tuple(str(s) for s in material.buses["source"].unique()))
