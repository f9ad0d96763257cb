"""Page one, read in a minute: three sentences, the six, who exceeds and who lags, what to decide, what we do not know."""

from __future__ import annotations

from typing import Any

from layouts import formats
from layouts.briefing import agency, causes, decisions, doubts, kpis, places
from layouts.briefing.figures import agency_name, area_name, category_name, counted, grouped, shares
from layouts.briefing.material import Material
from layouts.briefing.shapes import Block, Fact, Notice, Page, Prose, Sentence
from layouts.briefing.small import is_small
from layouts.words import _, many

DECIDED = 5
POINTS = 2  # decimals of a change: so many have its causes too, on their own page


def page(material: Material) -> Page:
    """The front page; with nothing loaded it says so."""
    blocks: list[Block] = []
    if material.cube.empty and material.readings["value"].isna().all():
        blocks.append(Notice(_("Belum ada data untuk wilayah dan periode ini."), _("Muat berkas dengan python -m etl load, lalu buat briefing lagi.")))
    blocks.append(Prose(_("Dalam tiga kalimat"), sentences(material), is_lead=True))
    if waiting := decisions.prose(material):
        blocks.append(waiting)
    blocks.append(agency.left_out(material) if material.request.agency else kpis.standing_table(material))
    blocks.extend(t for t in kpis.ranked_tables(material) if t.rows)
    if len(material.backlog):
        blocks.append(places.agency_table(material.cube, material.backlog, "keputusan", _("Keputusan yang diperlukan: tunggakan menurut perangkat daerah"), DECIDED))
    blocks.append(Prose(_("Yang belum kita ketahui"), doubts.sentences(material)))
    return Page("ringkasan", _("Ringkasan"), tuple(blocks))


def sentences(material: Material) -> tuple[Sentence, Sentence, Sentence]:
    """Volume and waiting; lateness with where and why; the backlog with whose it is. Without data each says that."""
    return _waiting(material), _lateness(material), _backlog(material)


def _fact(material: Material, name: str, value: float, shown: str, question: str) -> Fact:
    return Fact(name, float(value), shown, question, material.params)


def _reading(material: Material, kpi: str) -> Any:
    rows = material.readings[material.readings["id"] == kpi]
    return rows.iloc[0] if len(rows) else None


def _waiting(material: Material) -> Sentence:
    n = int(material.cube["n"].sum())
    period = material.request.period.name
    if not n:
        return Sentence(_("{period}: tidak ada laporan warga yang tercatat.", period=period))
    facts = [counted(material, "laporan", n, "briefing_cube")]
    said = many("{period}: {n} laporan warga masuk", n, period=period, n=facts[0].shown)
    close = material.stages["close"]
    p90 = float(close["p90_h"].iloc[0]) if len(close) else float("nan")
    if is_small(n, material.least):
        return Sentence(said + ".", tuple(facts))
    if formats.is_missing(p90):
        return Sentence(said + _("; belum 9 dari 10 yang selesai."), tuple(facts))
    facts.append(_fact(material, "P90", p90, formats.hours(p90), "response_times"))
    said += _("; 9 dari 10 selesai dalam {p90}", p90=facts[1].shown)
    before = _reading(material, "G3-P90")
    if before is not None and not formats.is_missing(before["previous"]):
        moved = p90 - float(before["previous"])
        facts.append(_fact(material, "P90 Δ", moved, formats.hours(abs(moved), p90), "kpi_readings"))
        said += _(", {change} dari periode sebelumnya", change=formats.change(p90, float(before["previous"]), "down", "h"))
    return Sentence(said + ".", tuple(facts))


def _lateness(material: Material) -> Sentence:
    due, late = int(material.cube["due_n"].sum()), int(material.cube["late_n"].sum())
    if not due:
        return Sentence(_("Belum ada laporan periode ini yang jatuh tempo."))
    if is_small(late, material.least) or is_small(due - late, material.least):
        return Sentence(_("Bagian yang terlambat tidak ditampilkan: jumlahnya kecil."))
    share = 100 * late / due
    facts = [_fact(material, "terlambat", share, formats.percent(share), "briefing_cube")]
    said = _("{pct} laporan yang jatuh tempo terlambat", pct=facts[0].shown)
    due0, late0 = int(material.cube_before["due_n"].sum()), int(material.cube_before["late_n"].sum())
    if due0 and not is_small(late0, material.least):
        before = 100 * late0 / due0
        facts.append(_fact(material, "terlambat Δ", share - before, formats.number(abs(share - before), POINTS), "briefing_cube"))
        said += _(", {change}", change=formats.change(share, before, "down", "%", POINTS))
    return Sentence(_with_where(material, said, facts) + ".", tuple(facts))


def _with_where(material: Material, said: str, facts: list[Fact]) -> str:
    """The worst place that truly differs from the whole, and the greatest driver of the change."""
    whole = facts[0].value
    groups = shares(grouped(material.cube, "area", material.child_length), least=material.least)
    worse = groups[(groups["state"] == "ok") & (groups["lo"] > whole)].sort_values("pct", ascending=False)
    if len(worse):
        code, pct = str(worse.index[0]), float(worse["pct"].iloc[0])
        facts.append(_fact(material, f"terlambat {code}", pct, formats.percent(pct), "briefing_cube"))
        said += _("; terburuk: {place} ({pct})", place=area_name(material, code), pct=facts[-1].shown)
    else:
        said += _("; tidak ada wilayah yang nyata lebih buruk")
    told = causes.leading(material, causes.split(material, "category"))
    if len(told):
        top = told.iloc[0]
        facts.append(_fact(material, f"penyebab {top['key']}", float(top["total_pp"]), causes.signed(float(top["total_pp"])), "briefing_cube"))
        named = {"name": category_name(material, str(top["key"])), "points": facts[-1].shown}
        said += _("; perbaikan terbesar: {name} ({points} poin)", **named) if top["total_pp"] < 0 else _("; penyebab terbesar: {name} ({points} poin)", **named)
    return said


def _backlog(material: Material) -> Sentence:
    if not len(material.backlog):
        return Sentence(_("Tidak ada laporan terbuka."))
    total = material.backlog[["open_n", "overdue_n", "over30_n"]].sum()
    facts = [counted(material, name, int(total[name]), "briefing_backlog") for name in ("open_n", "overdue_n", "over30_n")]
    said = _("{open} laporan terbuka, {late} lewat batas, {old} di antaranya lebih dari 30 hari", open=facts[0].shown, late=facts[1].shown, old=facts[2].shown)
    if total["over30_n"]:
        is_one = bool(material.request.agency)  # of one agency: where its own wait
        most = grouped(material.backlog, *(("area", material.child_length) if is_one else ("agency",)))["over30_n"].sort_values(ascending=False, kind="stable").head(1)
        key = str(most.index[0])
        facts.append(counted(material, f"over30_n {key}", int(most.iloc[0]), "briefing_backlog"))
        said += _("; terbanyak di {area} ({n})", area=area_name(material, key), n=facts[-1].shown) if is_one else _("; terbanyak pada {agency} ({n})", agency=agency_name(key), n=facts[-1].shown)
    return Sentence(said + ".", tuple(facts))
