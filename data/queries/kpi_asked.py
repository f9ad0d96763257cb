"""KPIs that no single aggregate over rows can say: each asks questions that stand, once for the whole city, and groups the answer.

A KPI's file names one of `ASKED` in its key `asked`. Each gives key (area code), value and n, like every other KPI's query.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import timedelta

import numpy as np
import pandas as pd

from data.answers import Answers, question
from data.model import PROVINCE, Filters
from data.queries.integrity import closings_by, integrity_flags, reporting_silence, rule_params

LOW, HIGH = 0.1, 0.9  # the kelurahan between which the gap is told
COLUMNS = ["key", "value", "n"]


@dataclass(frozen=True, slots=True)
class Asked:
    """texts: the names of the questions, for the tables that they read; ask: (answers, filters, length of the keys or None)."""

    texts: tuple[str, ...]
    ask: Callable[[Answers, Filters, int | None], pd.DataFrame]

    @property
    def sql(self) -> str:
        """The SQL of its questions, one after the other."""
        return "\n".join(question(name) for name in self.texts)


def standing(filters: Filters) -> Filters:
    """The same question for whole hours, and for a whole day where its period is over: these KPIs are dear, and their answers are
    kept that long whatever is loaded meanwhile."""
    since, until = filters.period
    is_over = until < filters.moment - timedelta(days=1) and until - since >= timedelta(days=2)
    since, until = (end.replace(hour=0 if is_over else end.hour, minute=0, second=0, microsecond=0) for end in (since, until))
    return replace(filters, now=filters.now.replace(hour=0 if is_over else filters.now.hour, minute=0, second=0, microsecond=0), since=since, until=until)


def flagged_closings(answers: Answers, filters: Filters, code_len: int | None) -> pd.DataFrame:
    """Closings of the period with a flag of `data.queries.integrity` in % of those looked at; n: those looked at."""
    city = replace(filters, area=PROVINCE)
    counted = _keyed(closings_by(answers, city), filters.area, code_len).groupby("key")["n"].sum()
    flags = integrity_flags(answers, city).drop_duplicates(["source", "report_id"])
    flagged = _keyed(flags, filters.area, code_len).groupby("key").size().reindex(counted.index).fillna(0)
    return pd.DataFrame({"key": counted.index, "value": 100 * flagged / counted, "n": counted}, columns=COLUMNS).reset_index(drop=True)


def reporting_gap(answers: Answers, filters: Filters, code_len: int | None) -> pd.DataFrame:
    """P90 over P10 of the kelurahan's rates of second reports (how readily people report what they see; after Liu and Garg 2022);
    n: kelurahan in it. Those that say too little are left out, and each rate is drawn to the city's as if that many more second
    reports as are needed at least had come at the city's rate, so that chance alone makes no gap."""
    found = reporting_silence(answers, replace(filters, area=PROVINCE, since=None, until=None))
    known = found[~found["verdict"].isin(["kosong", "sedikit"])].rename(columns={"code": "area"})
    city, weight = known["city_per_100"] / 100, float(rule_params(answers)["sunyi_least"])  # type: ignore[arg-type]
    beyond = (known["second_n"] - known["chance_n"]).clip(lower=0)
    rates = _keyed(known.assign(rate=(beyond + weight) / (known["n"] + weight / city)), filters.area, code_len).groupby("key")["rate"]
    edges = rates.quantile([LOW, HIGH]).unstack() if len(known) else pd.DataFrame(columns=[LOW, HIGH])
    with np.errstate(divide="ignore", invalid="ignore"):
        value = edges[HIGH] / edges[LOW]
    return pd.DataFrame({"key": edges.index, "value": value, "n": rates.size().reindex(edges.index)}, columns=COLUMNS).reset_index(drop=True)


def _keyed(rows: pd.DataFrame, area: str, code_len: int | None) -> pd.DataFrame:
    """The rows that lie in the area, each with its key; for the province those without an area count as well."""
    codes = rows["area"].astype(object)
    inside = codes.notna() & codes.astype(str).str.startswith(area)
    kept = rows[inside] if code_len is not None or len(area) > len(PROVINCE) else rows
    key = pd.Series(area, index=kept.index) if code_len is None else kept["area"].astype(str).str[:code_len]
    return kept.assign(key=key.astype(object))


ASKED = {
    "flagged_closings": Asked(("parts/closed_cases", "integrity_flags", "integrity_counts", "integrity_rules"), flagged_closings),
    "reporting_gap": Asked(("reporting_silence", "integrity_rules"), reporting_gap),
}
