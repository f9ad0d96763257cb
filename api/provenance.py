"""Where rows come from: their sources, and whether any of these is simulated. No answer leaves without it."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from api.dataset import DataSet
from api.words import Query
from data.answers import Answers
from data.queries.open_data import sources_known

SIMULATED = "DATA SIMULASI"


@dataclass(frozen=True, slots=True)
class Provenance:
    """The sources of an answer, in order of name, each with its mark."""

    sources: tuple[tuple[str, bool], ...]

    @property
    def simulated(self) -> bool:
        """Is anything in it simulated?"""
        return any(is_simulated for _, is_simulated in self.sources)

    def members(self) -> dict[str, object]:
        """As every format says it: sources, simulated, note."""
        sources = [{"source": name, "is_simulated": mark} for name, mark in self.sources]
        return {
            "sources": sources,
            "simulated": self.simulated,
            "note": SIMULATED if self.simulated else None,
        }


def provenance(answers: Answers, data_set: DataSet, query: Query, frame: pd.DataFrame) -> Provenance:
    """The sources named by the rows; where rows name none, those that the question could draw on."""
    known = sources_known(answers)
    marks = dict(zip(known["source"], known["is_simulated"].astype(bool), strict=True))
    names = _named(frame)
    if names is None and query.filters.source:
        names = {query.filters.source}
    if names is None:
        names = set(known.loc[known["is_home"].astype(bool) & known["feed"].isin(data_set.feeds), "source"])
    return Provenance(
        tuple((name, bool(marks.get(name, name.startswith("simulasi")))) for name in sorted(names))
    )


def _named(frame: pd.DataFrame) -> set[str] | None:
    if "source" in frame:
        return set(frame["source"].dropna().unique())
    if "sources" in frame:
        return set(frame["sources"].explode().dropna().unique())
    return None
