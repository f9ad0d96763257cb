"""Several moments of the past at once: the reports of each are derived once for all the KPIs that ask about them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from contextlib import ExitStack
from types import TracebackType

from data.answers import Answers
from data.kpis.catalogue import Kpi
from data.kpis.sql import goes_through, kpi_sql
from data.model import Filters
from data.queries.kpi_measured import Reading, measured, measured_through
from data.snapshot import Snapshot, tells

WORTH = 4  # deriving the reports of a past once costs about as much as three KPIs that each derive them


class Pasts:
    """What KPIs measure at the moments of `asked`; use it in a `with` block, from one thread."""

    def __init__(self, answers: Answers, asked: Sequence[tuple[Kpi, Sequence[Filters]]]) -> None:
        self._answers = answers
        self._open = ExitStack()
        about = [kpi for kpi, each in asked if tells(kpi_sql(kpi)) and not kpi.asked and not goes_through(kpi, each)]
        wanted = {kpi.id for kpi in about}
        self._known: dict[Filters, Answers] = {}
        asking = Counter(filters for kpi, each in asked if kpi.id in wanted for filters in each if filters.as_of)
        self._worth = {filters for filters, n in asking.items() if n >= WORTH}

    def __enter__(self) -> Pasts:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._open.close()

    def measured(self, asked: Sequence[Filters], kpi: Kpi, area: str, residents: float | None) -> list[Reading]:
        """One reading of the area for each of the questions."""
        if not (self._worth.intersection(asked) and tells(kpi_sql(kpi))):
            return measured_through(self._answers, asked, kpi, area, residents)
        return [measured(self._of(filters), filters, kpi, {area: residents}, None)[area] for filters in asked]

    def _of(self, filters: Filters) -> Answers:
        """The answers that know the past of a question already; as a question is asked with its own, all of them when there are none."""
        if filters not in self._worth:
            return self._answers
        if filters not in self._known:
            past = Snapshot(self._answers, filters.params()["as_of"], None, filters.period[0])  # type: ignore[arg-type]
            self._known[filters] = self._open.enter_context(past)
        return self._known[filters]
