"""Where numbers come from: the loads behind tables, the rows that tables hold, and the dated facts that questions read."""

from __future__ import annotations

import re
from collections.abc import Collection
from datetime import datetime
from functools import cache

import pandas as pd

from data import schema
from data.answers import Answers
from data.clock import to_utc
from data.literals import literal

BOOKS = frozenset({"batch", "quarantine", "attempt", "source", "definition_log", "table_version", "schema_version"})
_DATED = re.compile(r"valid_from:")


def origin_loads(answers: Answers, feeds: Collection[str], tables: Collection[str], moment: datetime) -> pd.DataFrame:
    """Loads until the moment, of some feeds or into some tables, by feed and source: feed, source, batches_n, first_batch, last_batch,
    sha256 and origin of the newest file, read_rows, inserted, updated, duplicate, quarantined, newest_event_at, finished_at (UTC), is_simulated."""
    return answers.ask("origin_loads", {"feeds": sorted(feeds), "tables": sorted(tables), "moment": to_utc(moment)})


def table_rows(answers: Answers, tables: Collection[str]) -> pd.DataFrame:
    """table_name, rows (now), version of core tables; tables that the schema does not know are left out."""
    known = sorted(t for t in tables if t in core_tables())
    if not known:
        return pd.DataFrame({"table_name": [], "rows": [], "version": []})
    sql = " union all ".join(f"select {literal(t)} as table_name, count(*) as rows from {t}" for t in known)
    versions = answers.versions()
    found = answers.ask_sql("table_rows", sql, {})
    return found.assign(version=[versions.get(t, 0) for t in found["table_name"]])


def dated_facts(answers: Answers, tables: Collection[str]) -> pd.DataFrame:
    """table_name, rows, newest_on (the newest day from which a row holds), ends_n (rows that no longer hold): of the dated reference tables."""
    dated = sorted(t for t in tables if t in reference_tables() and _DATED.search(reference_tables()[t]))
    if not dated:
        return pd.DataFrame({"table_name": [], "rows": [], "newest_on": [], "ends_n": []})
    sql = " union all ".join(f"select {literal(t)} as table_name, count(*) as rows, max(valid_from) as newest_on, count(valid_to) as ends_n from {t}" for t in dated)
    return answers.ask_sql("dated_facts", sql, {})


@cache
def core_tables() -> frozenset[str]:
    """Tables that feeds fill: those of the schema without the books and the reference tables."""
    return frozenset().union(*schema.reads().values()) - BOOKS - frozenset(reference_tables())


@cache
def reference_tables() -> dict[str, str]:
    """Reference table -> the head of its file."""
    return {file.stem: file.read_text(encoding="utf-8").split("\n", 1)[0] for file in sorted(schema.REFERENCE.glob("*.csv"))}
