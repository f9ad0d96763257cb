"""The catalogue of KPIs: `data/kpis/*.toml`, read once and checked, each fault named with its file and key.

A KPI whose file is broken is left out and told as a problem; the others still run. A KPI without a feed is declared
but cannot be measured yet: it stands in its indicator's total, so that coverage is honest.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, field, fields
from datetime import timedelta
from functools import cache
from pathlib import Path
from typing import Any

from data.errors import Problem
from data.kpis.score import Target
from data.kpis.sense import fits, sense
from data.model import window_of

HERE = Path(__file__).parent
INDICATORS: dict[str, tuple[str, str]] = {
    "tata_kelola": ("Tata kelola cerdas", "Smart Governance"), "ekonomi": ("Ekonomi cerdas", "Smart Economy"),
    "masyarakat": ("Masyarakat cerdas", "Smart People"), "mobilitas": ("Mobilitas cerdas", "Smart Mobility"),
    "lingkungan": ("Lingkungan cerdas", "Smart Environment"), "kehidupan": ("Kehidupan cerdas", "Smart Living"),
}  # fmt: skip
FRAMES = ("iso37120", "u4ssc", "spbe", "sdg", "smart100")
_CHOICES = {
    "better": ("up", "down"),
    "target_kind": ("", "R", "S"),
    "interval": ("", "wilson", "km"),
    "indicator": tuple(INDICATORS),
    "references": FRAMES,
}
_NEEDED = ("id", "title_id", "title_en", "indicator", "unit", "better")


@dataclass(frozen=True, slots=True)
class Kpi:
    """One KPI.

    asked     instead of rows and measure: one of `data.queries.kpi_asked.ASKED`, a question of its own
    rows      a table, view or macro that has source and area, such as `reports($as_of)`
    time      the moment by which a row belongs to the period; empty: a state at the moment, whatever the period
    where     SQL over a row; measure: an SQL aggregate over rows, never over aggregates; size: how many cases it rests on
    interval  wilson (measure is a share in %), km (seconds and event make the cases, quantile is read), or empty
    quantile  0.5 or 0.9, for km; divide turns the seconds into the unit (3600: hours, 60: minutes)
    per_residents   the measure is a count and is told per so many residents
    empty     the value where nothing happened though the feed lives (a count of bad things); None: no rows, no value
    has_areas False: only the whole province can be measured
    expire    age of the newest event of its sources at which the value is stale; at twice that it is withdrawn
    window    a period of its own, ending where the asked one ends; empty: the period asked for
    formula, target_source   in Indonesian, as they were set; formula_en, target_source_en say the same in English
    """

    id: str
    title_id: str
    title_en: str
    indicator: str
    unit: str
    better: str
    target: Target = None
    target_kind: str = ""
    target_source: str = ""
    target_source_en: str = ""
    weight: float = 1.0
    feed: str = ""
    asked: str = ""
    rows: str = ""
    time: str = ""
    where: str = "true"
    measure: str = ""
    size: str = "count(*)"
    interval: str = ""
    quantile: float = 0.0
    seconds: str = ""
    event: str = ""
    divide: float = 1.0
    per_residents: float = 0.0
    empty: float | None = None
    has_areas: bool = True
    least_n: int = 20
    expire: str = "24h"
    window: str = ""
    owner: str = ""
    formula: str = ""
    formula_en: str = ""
    references: dict[str, str] = field(default_factory=dict, hash=False)
    file: str = ""

    @property
    def is_loaded(self) -> bool:
        """False for a KPI that is declared but that no feed carries yet."""
        return bool(self.feed)

    @property
    def base(self) -> str:
        """The KPI that it is a reading of: G3-P50 and G3-P90 are both G3."""
        return self.id.split("-")[0]

    @property
    def keeps_history(self) -> bool:
        """False for a KPI of the newest state alone: it has no earlier period, and no trend."""
        return bool(self.time) or "$as_of" in self.rows or "$moment" in self.rows

    @property
    def expires(self) -> timedelta:
        return window_of(self.expire)


@dataclass(frozen=True, slots=True)
class Catalogue:
    kpis: tuple[Kpi, ...]
    problems: tuple[Problem, ...]


def read(folder: Path = HERE) -> Catalogue:
    """All KPIs of a folder, ordered by indicator and id, and what is wrong with the others."""
    kpis: dict[str, Kpi] = {}
    problems: list[Problem] = []
    for file in sorted(folder.glob("*.toml")):
        for given, fault in _given(file):
            found = fault or _checked(given, file.name)
            if isinstance(found, Kpi) and found.id in kpis:
                found = Problem(file.name, "id", f"{found.id} stands in another file already.")
            if isinstance(found, Kpi):
                kpis[found.id] = found
            else:
                problems.append(found)
    order = list(INDICATORS)
    listed = sorted(
        kpis.values(), key=lambda k: (order.index(k.indicator), int(re.sub(r"\D", "", k.base)), k.id)
    )
    return Catalogue(tuple(listed), tuple(problems))


@cache
def shipped() -> Catalogue:
    """The catalogue that comes with the program."""
    return read()


def catalogue() -> tuple[Kpi, ...]:
    """The KPIs that can be used, by indicator and id."""
    return shipped().kpis


def target_of(kpi_id: str) -> Target:
    """The target of a KPI, for a panel that draws it; None when there is none, or no such KPI that can be used."""
    return next((kpi.target for kpi in catalogue() if kpi.id == kpi_id), None)


def problems() -> tuple[Problem, ...]:
    """What is wrong with files of the catalogue: shown at the start and on the feeds page."""
    return shipped().problems


def _given(file: Path) -> list[tuple[dict[str, Any], Problem | None]]:
    """The tables of a file: one KPI, or a list under [[kpi]]."""
    try:
        read_in = tomllib.loads(file.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        return [({}, Problem(file.name, "", f"The file cannot be read: {error}"))]
    return (
        [(one, None) for one in read_in["kpi"]] if isinstance(read_in.get("kpi"), list) else [(read_in, None)]
    )


def _checked(given: dict[str, Any], file: str) -> Kpi | Problem:
    known = {f.name: f for f in fields(Kpi)}
    name = str(given.get("id", ""))
    for key in _NEEDED:
        if not given.get(key):
            return Problem(file, key, f"{name or 'The KPI'} needs {key}.")
    for key, value in given.items():
        if key not in known or key == "file":
            return Problem(file, key, f"{name} has the key {key}, which is not known.")
        if not fits(known[key].name, value, _CHOICES.get(key)):
            return Problem(file, key, f"{name}: {value!r} does not fit {key}.")
    target = given.get("target")
    kpi = Kpi(
        **{**given, "target": tuple(map(float, target)) if isinstance(target, list) else target, "file": file}
    )
    return sense(kpi, file) or kpi
