"""The KPIs in the frame of 100 Smart City: six dimensions, each KPI with value, target and state; what is unverified is marked."""

from __future__ import annotations

import hashlib
import json

import pandas as pd

from data.answers import Answers
from data.kpis.catalogue import catalogue
from data.model import PROVINCE
from data.queries import briefing as asked
from data.queries.areas import areas_list
from data.queries.crosswalk import NONE, crosswalk, smart100_weights
from data.snapshot import Snapshot
from layouts import formats
from layouts.briefing import doubts
from layouts.briefing.kpis import state_name
from layouts.briefing.material import VERSION, Request, data_versions, filters_of, filters_said, params_of
from layouts.briefing.shapes import (
    Block,
    Cell,
    Column,
    Contents,
    Fact,
    Notice,
    Page,
    Prose,
    Sentence,
    Table,
    cells,
    table,
)
from layouts.spans import of_row
from layouts.words import _, either, language, mark

REFERENCES = (mark("padanan dimensi: usulan; pedoman 2018/2021 belum diperiksa"), mark("jambiekspres 654588 (tahun lain; sebagian)"))  # those of the two tables that have words to translate
DIMENSIONS = ("Smart Governance", "Smart Branding", "Smart Economy", "Smart Living", "Smart Society", "Smart Environment")


def contents(answers: Answers, request: Request, formulas: Table) -> Contents:
    """The frame for a period and an area. Raises BriefingError, QuestionError, WarehouseError."""
    filters = filters_of(answers, request)
    with Snapshot(answers, filters.params()["as_of"]) as known:  # type: ignore[arg-type]
        pairs, weights, feeds = crosswalk(known, filters, "smart100"), smart100_weights(known), asked.feeds_at(known, filters.moment)
    areas = areas_list(answers).set_index("code")["name"]
    name = formats.short_name(str(areas.get(request.area, request.area if request.area != PROVINCE else "DKI Jakarta")))
    versions = data_versions(answers)
    params = params_of(filters)
    digest = hashlib.sha256(json.dumps([request.kind, request.period.text, params, request.classification, versions], default=str).encode()).hexdigest()[:12]
    pages = [_front(pairs, weights, params), *(_page(pairs, d) for d in DIMENSIONS)]
    if (pairs["ref"] == NONE).any():
        pages.append(_page(pairs, NONE))
    since, until = filters.period
    title, simulated = _("Kerangka 100 Smart City: {scope}", scope=name), bool(feeds["is_simulated"].any())
    metadata: tuple[tuple[str, Cell], ...] = (
        (_("Judul"), title), (_("Periode"), f"{request.period.name} ({request.period.text})"), (_("Mulai"), since), (_("Sampai"), until), (_("Per"), filters.moment), (_("Zona waktu"), "WIB (UTC+7)"),
        (_("Wilayah"), f"{name} ({filters.area})"), (_("Saringan"), filters_said(filters)),
        (_("Sumber data"), ", ".join(sorted({str(s) for s in feeds["source"].dropna()})) or formats.NOTHING), (_("Klasifikasi"), _(request.classification)),
        (_("Data simulasi"), _("ya") if simulated else _("tidak")), (_("Sidik pertanyaan"), digest), (_("Versi pembuat"), VERSION),
        (_("Versi data"), ", ".join(f"{k} {v}" for k, v in versions)),
    )  # fmt: skip
    return Contents(
        title=title, period=request.period.text, period_name=request.period.name, kind_name="100 Smart City", scope=filters.area, scope_name=name, since=since,
        until=until, as_of=filters.moment, lang=language(), classification=_(request.classification), is_simulated=simulated, pages=tuple(pages), metadata=metadata,
        formulas=formulas, feeds=doubts.feed_table(feeds), versions=versions, query_hash=digest, kind=request.kind,
    )  # fmt: skip


def _front(pairs: pd.DataFrame, weights: pd.DataFrame, params: str) -> Page:
    paired = pairs[pairs["kpi"].notna() & pairs["ref"].isin(DIMENSIONS)]
    counts = {"n": len(paired), "valued": int(paired["value"].notna().sum()), "sure": int(paired["is_verified"].astype(bool).sum())}
    facts = tuple(Fact(k, float(v), formats.number(v), "smart100", params) for k, v in counts.items())
    said = _("{n} KPI dipadankan dengan enam dimensi; {valued} punya nilai.", n=facts[0].shown, valued=facts[1].shown)
    said += " " + (_("{sure} padanan sudah diperiksa.", sure=facts[2].shown) if counts["sure"] else _("Belum satu pun padanan diperiksa."))
    more = _("Padanan dimensi adalah usulan: branding ada di sini, mobilitas tidak. Tanda – berarti tidak ada.")
    return Page("kerangka", "100 Smart City", (Prose(_("Padanan"), (Sentence(said, facts), Sentence(more))), _dimensions(paired), _weights(weights)))


def _dimensions(paired: pd.DataFrame) -> Table:
    groups = {d: paired[paired["ref"] == d] for d in DIMENSIONS}
    rows = [cells(d, len(g), int(g["value"].notna().sum()), int(g["target"].notna().sum()), int(g["is_verified"].astype(bool).sum())) for d, g in groups.items()]
    columns = (
        Column(_("Dimensi"), width=2), Column("KPI", "int"), Column(_("KPI dengan nilai"), "int"), Column(_("KPI dengan target"), "int"), Column(_("Padanan diperiksa"), "int"),
    )  # fmt: skip
    return table("dimensi", _("Enam dimensi"), columns, rows, "crosswalk")


def _weights(weights: pd.DataFrame) -> Table:
    rows = [
        cells(r.list, r.component, r.weight_pct, NONE if pd.isna(r.year) else str(int(r.year)), r.known_pct, _sure(r.is_verified), _(str(r.reference))) for r in weights.itertuples()
    ]
    columns = (
        Column(_("Daftar"), width=0.7), Column(_("Komponen"), width=1.5), Column(_("Bobot"), "percent", 0), Column(_("Tahun")),
        Column(_("Jumlah yang diketahui"), "percent", 0), Column(_("Keadaan"), width=1.5), Column(_("Rujukan"), width=3),
    )  # fmt: skip
    note = _("Bobot berbeda antartahun; – bila rujukan tidak menyebut tahunnya. Kurang dari 100%: hanya sebagian diketahui. Skor berbobot tidak dihitung.")
    return table("bobot", _("Bobot komponen menurut tahun"), columns, rows, "smart100_weights", note=note)


def _sure(is_verified: object) -> str:
    return _("diperiksa") if bool(is_verified) else "◌ " + _("belum diperiksa")


def _page(pairs: pd.DataFrame, dimension: str) -> Page:
    rows = pairs[(pairs["ref"] == dimension) & pairs["kpi"].notna()]
    name, title = f"dimensi_{dimension.split()[-1].lower()}", _("Tanpa padanan") if dimension == NONE else dimension
    block: Block = _table(name if dimension != NONE else "tanpa_padanan", title, rows)
    if not len(rows):
        block = Notice(_("Belum ada KPI Jakarta untuk dimensi ini."), _("Tambahkan KPI dan padanannya di data/reference/crosswalk.csv."))
    return Page(name if dimension != NONE else "tanpa_padanan", title, (block,))


def _table(name: str, title: str, rows: pd.DataFrame) -> Table:
    def told(value: float, by: float = 1.0) -> float | str:
        return NONE if pd.isna(value) else value * by

    columns = (
        Column("KPI", width=0.8), Column(_("Nama"), width=3), Column(_("Nilai"), "number"), Column(_("Satuan"), width=1.5), Column(_("Target"), "number"),
        Column("n", "int"), Column(_("Keadaan"), width=2.1), Column(_("Padanan"), width=2), Column(_("Rujukan"), width=3),
    )  # fmt: skip
    bands = {k.id: k.target for k in catalogue() if isinstance(k.target, tuple)}
    same = _(str(rows["reference"].iloc[0])) if rows["reference"].nunique() == 1 else ""  # said once, below
    keep = len(columns) - 1 if same else len(columns)
    made = [
        cells(r.kpi, either(r.title_id, r.title_en), told(r.value, by), formats.unit_name(unit), "–".join(f"{edge:g}" for edge in bands[r.kpi]) if r.kpi in bands else told(r.target, by), r.n, state_name(r), _sure(r.is_verified), _(str(r.reference)) if r.reference else None)[:keep]
        for r, (unit, by) in ((r, of_row(r.unit, r.value, r.target)) for r in rows.sort_values("kpi", key=lambda k: k.str.extract(r"(\d+)", expand=False).astype(int), kind="stable").itertuples())
    ]
    return table(name, title, columns[:keep], made, "kpi_readings", note=_("Rujukan: {name}.", name=same) if same else "")
