"""Groups of the cube made into comparable figures: shares with their intervals, and whether they differ from the whole."""

from __future__ import annotations

import math

import pandas as pd

from data.kpis.score import wilson
from data.queries.briefing import COUNTS, UNKNOWN
from layouts import formats
from layouts.briefing import small
from layouts.briefing.material import LEAST_N, Material
from layouts.briefing.shapes import Fact
from layouts.words import _, either

SAME, WORSE, BETTER, FEW = "sama", "lebih buruk", "lebih baik", "sedikit"


def grouped(cube: pd.DataFrame, by: str, length: int | None = None) -> pd.DataFrame:
    """Sums of the counts by a column of the cube; areas can be cut to `length` characters. Index: the key."""
    keys = cube[by] if length is None else cube[by].where(cube[by] == UNKNOWN, cube[by].str[:length])
    return cube.groupby(keys)[[c for c in (*COUNTS, "overdue_n", "over30_n") if c in cube]].sum()


def shares(groups: pd.DataFrame, part: str = "late_n", whole: str = "due_n", least: int = 0) -> pd.DataFrame:
    """pct, lo, hi (Wilson, 95 %) and state ok | sedikit (fewer than LEAST_N) of part/whole; NaN where the whole is 0, or where
    it would tell of 1 to least - 1 cases."""
    rows = []
    for key, p, n in zip(groups.index, groups[part], groups[whole], strict=True):
        lo, hi = wilson(p / n, int(n)) if n else (math.nan, math.nan)
        if small.is_small(p, least) or small.is_small(n - p, least) or small.is_small(n, least):
            rows.append((key, math.nan, math.nan, math.nan, "sedikit"))
            continue
        rows.append((key, 100 * p / n if n else math.nan, 100 * lo, 100 * hi, "ok" if n >= LEAST_N else "sedikit"))
    return pd.DataFrame(rows, columns=["key", "pct", "lo", "hi", "state"]).set_index("key")


def compared(row: pd.Series, level: float) -> str:
    """Is a share (in %, less is better) different from a level: its interval lies wholly on one side, or it does not differ."""
    if row["state"] != "ok":
        return FEW
    return WORSE if row["lo"] > level else BETTER if row["hi"] < level else SAME


def verdict(word: str) -> str:
    """The same in words."""
    return {SAME: _("tidak berbeda nyata"), WORSE: _("lebih buruk"), BETTER: _("lebih baik"), FEW: _("terlalu sedikit data")}[word]


def counted(material: Material, name: str, n: int, question: str) -> Fact:
    """A count of reports for a sentence; a small one is hidden where the document hides them."""
    is_hidden = small.is_small(n, material.least)
    return Fact(name, math.nan if is_hidden else float(n), small.FEW if is_hidden else formats.number(n), question, material.params)


def area_name(material: Material, code: str) -> str:
    """The name of an area; rows without a place say so."""
    return _("tanpa wilayah") if code == UNKNOWN else material.names.get(code, code)


def category_name(material: Material, key: str) -> str:
    """The title of a category in the language of the request."""
    if key == UNKNOWN:
        return _("tidak diketahui")
    if key == "lain_baru":
        return _("Lain-lain (baru)")
    titles = material.titles.get(key)
    return either(*titles) if titles else key


def agency_name(key: str) -> str:
    """The agency as its source writes it."""
    return _("tidak diketahui") if key == UNKNOWN else key
