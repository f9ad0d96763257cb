"""`python -m data.kpis > docs/kpis.md`: the catalogue as a page, made from the files of this folder."""

from __future__ import annotations

from data.kpis.catalogue import FRAMES, INDICATORS, Kpi, catalogue

HEAD = """# The catalogue of KPIs

Made by `python -m data.kpis > docs/kpis.md` from `data/kpis/*.toml`; a test holds it. A target is (R) referenced or (S) suggested.
A KPI without a feed is declared and counts in its indicator's total, so that coverage is honest. What each number of a screen came
from is behind the mark *i*; one KPI has the page `/kpi?id=g1`, two areas or periods stand on `/compare`, readings come from `/api/v1/kpis`.
The catalogue that the indicators' scores are made of has 49 KPIs; P9 to P13, G10 to G13 and EC9 to EC11 are beyond it, so that every system of
[systems.md](systems.md) has one: they are measured and shown, and have no weight in a score until their owners give them one.
How a definition changed is kept, with its day, in the table `definition_log` whenever a server starts with another one.
"""


def page() -> str:
    """The page as Markdown: a table for each indicator."""
    parts = [HEAD]
    for key, (_title_id, title_en) in INDICATORS.items():
        own = [k for k in catalogue() if k.indicator == key]
        parts += [f"\n## {title_en}\n", "| id | KPI | unit | target | basis | how it is counted | feed | weight | expires | owner | frames |", "|---|---|---|---|---|---|---|---|---|---|---|", *map(_row, own)]
    return "\n".join(parts) + "\n"


def _row(kpi: Kpi) -> str:
    frames = "; ".join(f"{frame} {kpi.references[frame]}" for frame in FRAMES if frame in kpi.references)
    cells = (kpi.id, kpi.title_en, kpi.unit, _target(kpi), kpi.target_source_en or kpi.target_source, kpi.formula_en or kpi.formula, kpi.feed, f"{kpi.weight:g}", kpi.expire if kpi.feed else "", kpi.owner, frames)
    return f"| {' | '.join(cell.replace('|', '/') or '–' for cell in cells)} |"


def _target(kpi: Kpi) -> str:
    if kpi.target is None:
        return "–"
    if isinstance(kpi.target, tuple):
        return f"{kpi.target[0]:g}–{kpi.target[1]:g} ({kpi.target_kind})"
    return f"{'≥' if kpi.better == 'up' else '≤'} {kpi.target:g} ({kpi.target_kind})"


if __name__ == "__main__":
    print(page(), end="")
