"""A briefing of one agency: what its reports tell, and which parts of a briefing cannot be told by agency."""

from __future__ import annotations

from layouts.briefing import kpis
from layouts.briefing.material import Material
from layouts.briefing.shapes import Page, Prose, Sentence, Table
from layouts.words import _


def left_out(material: Material) -> Prose:
    """For the front page: whose reports these are, which KPIs stay, and what is left out because it is not told by agency."""
    kept = ", ".join(material.readings["id"]) or "–"
    return Prose(_("Cakupan perangkat daerah"), (
        Sentence(_("Hanya laporan warga yang ditangani {agency}.", agency=material.request.agency)),
        Sentence(_("KPI yang dapat dihitung dari laporan itu: {kpis}.", kpis=kept)),
        Sentence(_("Tidak dimuat karena tidak dapat dipilah menurut perangkat daerah: skor enam indikator, KPI lain, serta mobilitas, banjir dan udara.")),
    ))  # fmt: skip


def kpi_page(material: Material, formulas: Table) -> Page:
    """The KPIs that rest on reports alone, in place of a page per indicator."""
    title = _("KPI dari laporan perangkat daerah ini")
    note = _("Kisaran adalah interval 95%. Target adalah milik kota, bukan perangkat daerah.")
    sources = sorted({s for group in material.readings["sources"] for s in group})
    counted = kpis.counted(material.readings, formulas, "rumus_perangkat", _("Rumus KPI"))
    return Page("perangkat_kpi", title, (kpis.kpi_table("kpi_perangkat", title, material.readings, note), counted), tuple(sources))
