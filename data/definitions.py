"""The dated ledger of definitions: what a number meant on a day can be read years later."""

from __future__ import annotations

import json
from dataclasses import asdict
from datetime import datetime
from functools import cache

import pandas as pd

from data.answers import QUESTIONS, Answers
from data.clock import to_utc
from data.faults import Conflict
from data.kpis.catalogue import Kpi, catalogue
from data.trail import digest
from data.warehouse import Session, Warehouse

_ROWS = '[{"kind": "VARCHAR", "name": "VARCHAR", "sha256": "VARCHAR", "text": "VARCHAR"}]'
_CHANGED = """
select given.* from (select unnest(from_json($given::json, $shape), recursive := true)) given
left join (select kind, name, arg_max(sha256, seen_at) as sha256 from definition_log group by kind, name) kept using (kind, name)
where kept.sha256 is distinct from given.sha256"""
_WRITE = (
    f"insert into definition_log by name select *, $moment as seen_at from ({_CHANGED})",
    "update table_version set version = version + 1 where table_name = 'definition_log'",
)
_NOT_MEANING = ("file", "title_id", "title_en", "formula_en", "target_source_en")  # a new name, or its translation, is not a new definition


def kpi_text(kpi: Kpi) -> str:
    """The words of a KPI that decide its value, target, score and state, as JSON with keys in order."""
    return json.dumps({k: v for k, v in asdict(kpi).items() if k not in _NOT_MEANING}, ensure_ascii=False, sort_keys=True)


def keep_definitions(warehouse: Warehouse, now: datetime) -> int:
    """Write down the questions and KPIs of this program that are new or differ from the newest ones kept; gives how many."""
    given = [("question", name, text) for name, text in _questions()]
    given += [("kpi", kpi.id, kpi_text(kpi)) for kpi in catalogue()]
    rows = [{"kind": kind, "name": name, "sha256": digest(text), "text": text} for kind, name, text in given]
    values: dict[str, object] = {"given": json.dumps(rows), "shape": _ROWS, "moment": to_utc(now)}
    with warehouse.working() as session:
        changed_n = _changed_n(session, values)
        if changed_n:
            try:
                session.transact(_WRITE, values)
            except Conflict:  # another server of the same program was first: nothing is left to write
                return 0
        return changed_n


def _changed_n(session: Session, values: dict[str, object]) -> int:
    return int(session.one(f"select count(*) from ({_CHANGED})", values)[0])


@cache
def parts_of(sql: str) -> tuple[str, ...]:
    """The questions and parts whose text stands in a SQL, word for word: what it was put together from."""
    return tuple(name for name, text in _questions() if text.strip() in sql)


@cache
def _questions() -> tuple[tuple[str, str], ...]:
    return tuple((str(f.relative_to(QUESTIONS).with_suffix("")), f.read_text(encoding="utf-8")) for f in sorted(QUESTIONS.rglob("*.sql")))


def history(answers: Answers, kind: str, names: list[str]) -> pd.DataFrame:
    """kind, name, sha256, text, seen_at (UTC), before (the text that it took the place of; null for the first): newest first."""
    return answers.ask("definition_history", {"kind": kind, "names": names})
