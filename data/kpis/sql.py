"""The SQL of a KPI, made from its words and the parts in data/questions, and checked against the schema."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import lru_cache

from data.answers import question
from data.errors import Problem, WarehouseError
from data.kpis.catalogue import Catalogue, Kpi, shipped
from data.model import Filters
from data.queries.kpi_asked import ASKED
from data.queries.survival import survival_sql
from data.warehouse import Session, Warehouse

_OF_PERIOD = re.compile(r"\$(since|until|moment)\b")
_SQL_KEYS = ("rows", "time", "where", "seconds", "event", "measure", "size")
_MOMENT = datetime(2026, 1, 1)
_PROBE: dict[str, object] = {
    "area": "31", "code_lens": [2], "sources": [], "since": _MOMENT, "until": _MOMENT, "moment": _MOMENT, "as_of": None,
}  # fmt: skip


def kpi_sql(kpi: Kpi) -> str:
    """One grouped query (of a KPI that is asked: its questions): key, value, n; or, for a Kaplan-Meier KPI, key, the quantiles with their bands in hours, and n."""
    if kpi.asked:
        return ASKED[kpi.asked].sql
    return _written(_words(kpi), "parts/kpi_rows", kpi.interval == "km")


def kpi_sql_through(kpi: Kpi) -> str:
    """The same for several periods in one pass: $sinces, $untils and $moments are lists, key is `place in them/area`, and $since and
    $until are the ends of them all. What the rows name themselves (a past, a moment) must be the same in all of them: `goes_through`."""
    words = {name: text if name == "rows" else _OF_PERIOD.sub(r"period_\1", text) for name, text in _words(kpi).items()}
    if kpi.time:
        words["in_period"] = f"({kpi.time}) >= $since and ({kpi.time}) < $until and {words['in_period']}"
    return _written(words, "parts/kpi_rows_through", kpi.interval == "km")


def goes_through(kpi: Kpi, asked: Sequence[Filters]) -> bool:
    """Can questions that differ in period and moment be asked in one pass: not when what their rows are made of differs."""
    fixed: dict[str, set[object]] = {"$as_of": {f.params()["as_of"] for f in asked}, "$moment": {f.moment for f in asked}}
    words = {"$as_of": " ".join(_words(kpi).values()), "$moment": kpi.rows}
    if kpi.asked or (not kpi.time and re.search(r"\$(since|until)\b", kpi.rows)):
        return False
    return all(len(found) == 1 or name not in words[name] for name, found in fixed.items())


def _words(kpi: Kpi) -> dict[str, str]:
    """What stands in place of the << >> of the parts."""
    return {
        "rows": kpi.rows,
        "where": kpi.where,
        "in_period": f"({kpi.time}) >= $since and ({kpi.time}) < $until" if kpi.time else "true",
        "measure": kpi.measure,
        "size": kpi.size,
        "seconds": kpi.seconds,
        "event": kpi.event,
    }


def _written(words: Mapping[str, str], rows: str, is_km: bool) -> str:
    if is_km:
        text = survival_sql(question(rows) + question("parts/kpi_cases"), question("kpi_quantile"))
    else:
        text = question(rows) + question("kpi_measure")
    for word, given in words.items():
        text = text.replace(f"<<{word}>>", given)
    return text


@lru_cache(maxsize=8)
def usable(warehouse: Warehouse) -> Catalogue:
    """The catalogue that comes with the program, checked against the schema of this warehouse."""
    return checked(warehouse, shipped())


def checked(warehouse: Warehouse, found: Catalogue) -> Catalogue:
    """A catalogue without the KPIs whose words the schema does not know; each is told with its file and key."""
    with warehouse.working() as session:  # one for all: beside a server each would be a line of its own
        faults = {k.id: fault for k in found.kpis if k.is_loaded and (fault := _fault(session, k))}
    good = tuple(k for k in found.kpis if k.id not in faults)
    return Catalogue(good, (*found.problems, *faults.values()))


def _fault(session: Session, kpi: Kpi) -> Problem | None:
    if kpi.asked:
        known = ", ".join(sorted(ASKED))
        return None if kpi.asked in ASKED else Problem(kpi.file, "asked", f"{kpi.id}: {kpi.asked!r} is none of {known}.")
    said = _refused(session, kpi_sql(kpi))
    if said is None:
        return None
    for key in _SQL_KEYS:
        words = getattr(kpi, key)
        if words and _refused(
            session, f"from {kpi.rows}" if key == "rows" else f"select {words} from {kpi.rows}, (select 2 as code_len)"
        ):
            return Problem(kpi.file, key, f"{kpi.id}: {words!r} cannot be read: {said}")
    return Problem(kpi.file, "measure", f"{kpi.id}: {said}")


def _refused(session: Session, sql: str) -> str | None:
    """What the warehouse says against a text that is planned only, never run; None when it has nothing against it."""
    try:
        session.rows(f"explain {sql}", _PROBE)
    except WarehouseError as error:
        return error.message.splitlines()[0]
    return None
