"""What page one must not leave out, in sentences: water at Siaga 2 or graver, unhealthy air, agencies that are late more often than the whole, the budget."""

from __future__ import annotations

import math

from data.kpis.score import is_met
from layouts import formats
from layouts.briefing.figures import WORSE, agency_name, compared, grouped, shares
from layouts.briefing.kpis import target_cell
from layouts.briefing.material import Material
from layouts.briefing.matters import CALM_ISPU, GRAVEST_CALM_SIAGA
from layouts.briefing.shapes import Fact, Prose, Sentence
from layouts.words import _

NAMED = 3
ABSORPTION = "G7"


def prose(material: Material) -> Prose | None:
    """The gravest first; None when nothing of the kind waits. The backlog has its own table. Of one agency only its reports are told."""
    told = [] if material.request.agency else [_water(material), _air(material), _agencies(material), _budget(material)]
    said = tuple(one for one in told if one)
    return Prose(_("Perlu perhatian"), said) if said else None


def _fact(material: Material, name: str, value: float, shown: str, question: str) -> Fact:
    return Fact(name, float(value), shown, question, material.params)


def _named(names: list[str]) -> str:
    rest = len(names) - NAMED
    return _("{names} dan {n} lagi", names=", ".join(names[:NAMED]), n=formats.number(rest)) if rest > 0 else ", ".join(names)


def _water(material: Material) -> Sentence | None:
    grave = material.gates[material.gates["worst_siaga"] <= GRAVEST_CALM_SIAGA]
    if not len(grave):
        return None
    worst = int(grave["worst_siaga"].min())
    posts = grave[grave["worst_siaga"] == worst]
    siaga = _fact(material, "siaga", worst, formats.number(worst), "dossier_gates")
    heights = [_fact(material, f"cm {r.name}", r.high_cm, formats.number(r.high_cm), "dossier_gates") for r in posts.head(NAMED).itertuples(index=False)]
    names = [f"{name} ({fact.shown} cm)" for name, fact in zip(posts["name"], heights, strict=False)] + list(posts["name"][NAMED:])
    return Sentence(_("Air mencapai Siaga {siaga} di {posts}.", siaga=siaga.shown, posts=_named(names)), (siaga, *heights))


def _air(material: Material) -> Sentence | None:
    bad, days = int((material.air["ispu_max"] > CALM_ISPU).sum()), len(material.air)
    if not bad:
        return None
    facts = (
        _fact(material, "hari ISPU", bad, formats.number(bad), "air_by_day"), _fact(material, "hari dinilai", days, formats.number(days), "air_by_day"),
        _fact(material, "ISPU", float(material.air["ispu_max"].max()), formats.number(float(material.air["ispu_max"].max())), "air_by_day"),
    )  # fmt: skip
    return Sentence(_("Udara tidak sehat (ISPU di atas {limit}) pada {n} dari {all} hari yang dinilai; tertinggi {high}.", limit=formats.number(CALM_ISPU), n=facts[0].shown, all=facts[1].shown, high=facts[2].shown), facts)


def _agencies(material: Material) -> Sentence | None:
    """Those whose whole interval lies above the share of all."""
    cube = material.cube
    due, late = int(cube["due_n"].sum()), int(cube["late_n"].sum())
    told = shares(grouped(cube, "agency"), least=material.least)
    if not due or not len(told):
        return None
    whole = 100 * late / due
    worse = told[[compared(row, whole) == WORSE for _key, row in told.iterrows()]].sort_values("pct", ascending=False, kind="stable")
    if not len(worse):
        return None
    facts = [_fact(material, f"terlambat {key}", row["pct"], formats.percent(row["pct"]), "briefing_cube") for key, row in worse.head(NAMED).iterrows()]
    names = [f"{agency_name(str(key))} ({fact.shown})" for key, fact in zip(worse.index, facts, strict=False)] + [str(key) for key in worse.index[NAMED:]]
    facts.append(_fact(material, "terlambat", whole, formats.percent(whole), "briefing_cube"))
    return Sentence(_("Terlambat lebih sering daripada keseluruhan ({whole}): {names}.", whole=facts[-1].shown, names=_named(names)), tuple(facts))


def _budget(material: Material) -> Sentence | None:
    rows = material.readings[material.readings["id"] == ABSORPTION]
    if not len(rows):
        return None
    row = next(rows.itertuples())
    if formats.is_missing(row.value) or formats.is_missing(row.score) or row.state != "ok" or is_met(float(row.score)):
        return None
    target = target_cell(row)
    if isinstance(target, str) and float(row.target_lo) <= round(float(row.value), 1) <= float(row.target):
        return None  # as it is written it lies within its band
    fact = _fact(material, ABSORPTION, row.value, formats.percent(float(row.value)), "kpi_readings")
    asked = f"{target}%" if isinstance(target, str) else formats.percent(target if target is not None else math.nan, 0)
    return Sentence(_("Serapan anggaran {pct} dari rencana kas; target {target}.", pct=fact.shown, target=asked), (fact,))
