"""Questions are asked here: SQL from `data/questions`, values bound, answers kept while their tables stand still."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache, lru_cache
from pathlib import Path

import pandas as pd

from data import schema, trail
from data.errors import QuestionError
from data.literals import names
from data.model import NARROWS
from data.warehouse import Warehouse

QUESTIONS = Path(__file__).parent / "questions"
KEPT = 1024
KEPT_CELLS = 4_000_000  # of all answers together: some hundred megabytes at the most
_VERSIONS = """
with booked as (select coalesce(max(batch), 0) as n from batch),
tried as (select coalesce(max(epoch_us(attempted_at)), 0) as n from attempt)
select table_name, version from table_version where table_name not in ('batch', 'quarantine', 'source', 'attempt')
union all select t, n from booked, (values ('batch'), ('quarantine'), ('source')) v(t)
union all select 'attempt', n from tried"""
Key = tuple[object, ...]
_standing: ContextVar[tuple[object, dict[str, int]] | None] = ContextVar("versions", default=None)


@cache
def question(name: str) -> str:
    """The SQL of a question. Raises QuestionError when there is no such file."""
    file = QUESTIONS / f"{name}.sql"
    if not file.is_file():
        raise QuestionError(f"There is no question {name!r}.", f"Add {file.name} to data/questions.")
    return file.read_text(encoding="utf-8")


@lru_cache(maxsize=1024)
def _tables(sql: str) -> frozenset[str]:
    return schema.tables_in(sql)


@lru_cache(maxsize=1024)
def _wanted(sql: str) -> frozenset[str]:
    return frozenset(names(sql))


class Answers:
    """The cache: least recently used answers of one warehouse, keyed by table versions, question and values."""

    def __init__(self, warehouse: Warehouse) -> None:
        self.warehouse = warehouse
        self._kept: OrderedDict[Key, tuple[pd.DataFrame, tuple[trail.Step, ...]]] = OrderedDict()
        self._cells = 0
        self._lock = threading.Lock()
        self._asking: dict[Key, threading.Lock] = {}
        self.hits = 0
        self.misses = 0

    def versions(self) -> dict[str, int]:
        """The version of every core table; the books are append-only, so their newest entry is their version."""
        return dict(self.warehouse.here().rows(_VERSIONS))

    def ask(self, name: str, params: Mapping[str, object] | None = None) -> pd.DataFrame:
        """The answer to `questions/<name>.sql`. The frame is the caller's own; the kept one cannot be changed through it."""
        return self.ask_sql(name, question(name), params or {})

    def ask_sql(self, name: str, sql: str, params: Mapping[str, object]) -> pd.DataFrame:
        """The same for SQL made elsewhere (a KPI's measure); `name` goes into the key."""
        used = self.bound(sql, params)
        return self._keep(name, sql, used, lambda: self.warehouse.here().frame(sql, used))

    def bound(self, sql: str, params: Mapping[str, object]) -> dict[str, object]:
        """The values that a text asks for. Three of them are made here: `$sources` is the one source of `params`, or without one every
        source of this city, `$sensitive` the categories that must not be shown exactly, and `$narrow` a struct of the NARROWS of `params`. As values they are constant when a
        question is planned, which a look into their tables is not: a scan compares each different word once, not each row."""
        wanted = _wanted(sql)
        used = {k: v for k, v in params.items() if k in wanted}
        if "sources" in wanted:
            used["sources"] = [params["source"]] if params.get("source") is not None else self._words("sources_home")
        if "narrow" in wanted:
            used["narrow"] = {name: params.get(name) for name in NARROWS}
        if "sensitive" in wanted:
            used["sensitive"] = self._words("categories_sensitive")
        return used

    def _words(self, name: str) -> list[str]:
        with trail.recording():  # these are values of a question, no step of their own
            return list(self.ask(name).iloc[:, 0])

    def derive(self, name: str, sql: str, params: Mapping[str, object], make: Callable[[], pd.DataFrame]) -> pd.DataFrame:
        """What `make` works out of several answers, kept like one of them: until a table that `sql` names changes."""
        with self.standing():
            return self._keep(name, sql, params, make)

    @contextmanager
    def standing(self) -> Iterator[None]:
        """What is asked within is asked at the versions at which it began: one look at them, not one for each question."""
        token = _standing.set((self, self._versions()))
        try:
            yield
        finally:
            _standing.reset(token)

    def settle(self, name: str, sql: str, params: Mapping[str, object], make: Callable[[], pd.DataFrame]) -> pd.DataFrame:
        """What `make` works out, kept by its values alone, whatever is loaded meanwhile: for what is dear and moves slowly. The
        caller puts into the values how long it may stand (an hour, a day)."""
        return self._keep(name, sql, params, make, frozenset())

    def _versions(self) -> dict[str, int]:
        """The versions, those of the derived answer that is being worked out, if one is. What a part reads newer than them is kept
        under them, and nobody asks for these again."""
        held = _standing.get()
        return held[1] if held is not None and held[0] is self else self.versions()

    def _keep(self, name: str, sql: str, used: Mapping[str, object], make: Callable[[], pd.DataFrame], tables: frozenset[str] | None = None) -> pd.DataFrame:
        tables = _tables(sql) if tables is None else tables
        versions = self._versions() if tables else {}
        key: Key = (name, hash(sql), tuple(sorted((t, versions.get(t, 0)) for t in tables)), tuple(sorted((k, repr(v)) for k, v in used.items())))
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
                return self._hit(key)
            turn = self._asking.setdefault(key, threading.Lock())
        with turn:  # twelve screens that ask the same thing at once wait for one answer
            with self._lock:
                if key in self._kept:
                    return self._hit(key)
            with trail.recording() as inner:
                answer = make()
            steps = tuple(dict.fromkeys(inner)) or (trail.step(name, sql, used, tables, answer),)
            trail.note(steps)
            with self._lock:
                self.misses += 1
                self._asking.pop(key, None)
                self._put(key, answer, steps)
        return answer.copy(deep=False)

    def _hit(self, key: Key) -> pd.DataFrame:
        self.hits += 1
        answer, steps = self._kept[key]
        trail.note(steps)
        return answer.copy(deep=False)

    def _put(self, key: Key, answer: pd.DataFrame, steps: tuple[trail.Step, ...]) -> None:
        """Keep it and let the longest unused go; an answer that would fill an eighth of the room alone is not kept."""
        if answer.size > KEPT_CELLS // 8:
            return
        self._kept[key] = (answer, steps)
        self._cells += answer.size
        while self._cells > KEPT_CELLS or len(self._kept) > KEPT:
            self._cells -= self._kept.popitem(last=False)[1][0].size
