"""The one object: everything that a briefing says, built from questions alone. The renderers add nothing to it.

The same data version and the same words give the same contents: nothing here looks at the clock.
"""

from __future__ import annotations

from dataclasses import replace

from data.answers import Answers
from data.kpis.sql import usable
from data.model import level_of
from layouts import formats
from layouts.briefing import (
    agency,
    causes,
    dossier,
    doubts,
    edits,
    front,
    kpis,
    matters,
    place_pages,
    places,
    small,
    smart100,
    waits,
)
from layouts.briefing.material import VERSION, Material, Request, filters_said, gather
from layouts.briefing.shapes import Cell, Column, Contents, Page, Table, cells, table
from layouts.charts.shapes import Map
from layouts.words import _, either, language, mark, speaking

LEVEL_NAMES = {"provinsi": mark("provinsi"), "kota": mark("kota"), "kecamatan": mark("kecamatan"), "kelurahan": mark("kelurahan")}
CLASSES = {"Umum": mark("Umum"), "Terbatas": mark("Terbatas")}


def contents(answers: Answers, request: Request) -> Contents:
    """The briefing for a request, in its language. Blocking. Raises BriefingError, QuestionError, WarehouseError."""
    with speaking(request.lang):
        asked, by_hand = edits.asked(answers, request)
        if asked.kind == "smartcity100":
            said = smart100.contents(answers, asked, _formulas(answers))
        else:
            said = dossier.contents(answers, asked) if asked.kind == "dossier" else _written(answers, gather(answers, asked))
        if request.classification == "Umum":
            said = small.hidden(said)
        return edits.applied(said, by_hand) if by_hand else said


def _written(answers: Answers, material: Material) -> Contents:
    period, filters = material.request.period, material.filters
    formulas = _formulas(answers)
    indicators = [agency.kpi_page(material, formulas)] if material.request.agency else kpis.pages(material, formulas)
    pages = [
        front.page(material), waits.page(material), places.fair_page(material), places.map_page(material), causes.page(material),
        *matters.pages(material), *indicators, *place_pages.pages(material), doubts.page(material), *_appendix(material, formulas),
    ]  # fmt: skip
    pages = [_sourced(page, material) for page in pages]
    since, until = filters.period
    made = Contents(
        title=_("Briefing {kind} {scope}", kind=period.kind_name, scope=material.scope_name), period=period.text, period_name=period.name,
        kind_name=period.kind_name, scope=material.request.scope, scope_name=material.scope_name, since=since, until=until, as_of=filters.moment, lang=language(),
        classification=_(CLASSES[material.request.classification]), is_simulated=_is_simulated(material), pages=tuple(pages), metadata=(),
        formulas=formulas, feeds=doubts.feed_table(material.feeds), versions=material.versions, query_hash=material.query_hash,
        agency=material.request.agency,
    )  # fmt: skip
    return replace(made, metadata=_metadata(material, made))


def _sourced(page: Page, material: Material) -> Page:
    """A page that shows what reports tell names their source where it has named none."""
    asked = {part.strip() for block in page.blocks if isinstance(block, Table | Map) for part in block.question.split(",")}
    return replace(page, sources=waits.sources(material)) if not page.sources and page.name != "ringkasan" and asked & small.OF_REPORTS else page


def _is_simulated(material: Material) -> bool:
    return bool(material.feeds["is_simulated"].any())


def _appendix(material: Material, formulas: Table) -> list[Page]:
    """The complete tables."""
    agencies = places.agency_table(material.cube, material.backlog, "keputusan_lengkap", _("Tunggakan menurut perangkat daerah"))
    small = 8 if len(material.filters.area) == 2 else 13
    areas = replace(places.fair_table(material, length=small, name="wilayah_kecil"), title=_("Semua wilayah di bawahnya"))
    causes_full = [
        replace(t, name=f"{t.name}_lengkap", title=_("Penyebab {by}", by=t.title.lower()), most=None) for t in causes.page(material).blocks if isinstance(t, Table) and t.most and len(t.rows) > t.most
    ]
    rest = [] if material.request.agency else kpis.left_over(material, formulas)
    tables = [*waits.tables(material), agencies, areas, *causes_full, *rest]
    return [Page(f"lampiran_{n}", _("Lampiran {n}: {title}", n=n, title=t.title), (replace(t, is_detail=True),)) for n, t in enumerate(tables, 1)]


def _formulas(answers: Answers) -> Table:
    columns = (
        Column("KPI", width=0.7), Column(_("Nama"), width=2.6), Column(_("Rumus"), width=4.2), Column(_("Satuan"), width=1.0),
        Column(_("Sumber target"), width=2.4), Column(_("Paling sedikit n"), "int", width=0.9),
    )  # fmt: skip
    rows = [
        cells(k.id, either(k.title_id, k.title_en), either(k.formula, k.formula_en) or formats.NOTHING, formats.unit_name(k.unit), either(k.target_source, k.target_source_en) or formats.NOTHING, k.least_n)
        for k in usable(answers.warehouse).kpis
    ]
    return table("rumus", _("Rumus KPI"), columns, rows, "data/kpis")


def _metadata(material: Material, made: Contents) -> tuple[tuple[str, Cell], ...]:
    """What stands on the front page's foot and on the sheet Metadata."""
    sources = sorted({str(s) for s in material.feeds["source"].dropna()})
    return (
        (_("Judul"), made.title), (_("Periode"), f"{made.period_name} ({made.period})"), (_("Mulai"), made.since), (_("Sampai"), made.until),
        (_("Per"), made.as_of), (_("Zona waktu"), "WIB (UTC+7)"),
        (_("Wilayah"), f"{made.scope_name} ({material.filters.area}, {_(LEVEL_NAMES[level_of(material.filters.area)])})"), (_("Saringan"), filters_said(material.filters, material.request.agency)),
        (_("Laporan dalam periode"), int(material.cube["n"].sum())), (_("Baris dimuat sejak awal"), int(material.feeds["rows"].sum())),
        (_("Baris di karantina"), int(material.feeds["quarantined"].sum())), (_("Sumber data"), ", ".join(sources) or formats.NOTHING),
        (_("Klasifikasi"), made.classification), (_("Data simulasi"), _("ya") if made.is_simulated else _("tidak")),
        (_("Sidik pertanyaan"), made.query_hash), (_("Versi pembuat"), VERSION), (_("Versi data"), ", ".join(f"{k} {v}" for k, v in made.versions)),
    )  # fmt: skip
