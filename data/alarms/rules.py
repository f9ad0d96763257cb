"""The alarm rules: `data/alarms/*.toml`, read once and checked, each fault named with its file and key.

A rule whose file is broken is left out and told as a problem; the others run. A rule is an alarm only because somebody
must do something about it: what, who, by when and what happens otherwise are keys that no rule may leave out.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, fields
from functools import cache
from pathlib import Path
from typing import Any

from data.errors import Problem

HERE = Path(__file__).parent
PRIORITIES = ("tinggi", "sedang", "rendah")  # gravest first
AIM = {"tinggi": 5, "sedang": 15, "rendah": 80}  # share of alarms in %, EEMUA 191 by secondary sources
ENTITIES = ("gate", "station", "warning", "feed", "incident", "camera_group", "fire", "agency", "officer")
_CHOICES = {"priority": PRIORITIES, "kind": ENTITIES, "direction": ("above", "below"), "absent": ("normal", "no_data")}
_COUNTS = ("on_delay_s", "off_delay_s", "respond_min", "every_s", "clock_s")
_NUMBERS = ("dead_band",)
_FLAGS = ("is_inclusive",)
_NEEDED = (
    "id", "title_id", "title_en", "priority", "kind", "rows", "entity", "name", "value", "threshold",
    "acts_id", "acts_en", "response_id", "response_en", "cause_id", "cause_en", "consequence_id", "consequence_en",
    "respond_min", "reference",
)  # fmt: skip
_ID = re.compile(r"[a-z][a-z0-9_]{1,39}")
_ROWS = re.compile(r"[a-z_]+(\(\$now\)|\(null\)|\(\))?")


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule. SQL is over a row of `rows`, a view or a macro of a moment that has a column source.

    feed        whose death leaves it without data; empty: nothing does, as with alarms about the feeds themselves
    kind, entity, name, area   what it watches: the kind of thing, its key, its words, its Kemendagri code
    value, threshold   in `unit`; the condition holds at the threshold and beyond it (is_inclusive), `direction` above or below
    beyond      SQL in place of that comparison, for states that are no quantity
    where       rows that are watched; recent: of those only these, and whatever stands already
    is_known    SQL; false: nothing can be said, the alarm has no data. So has every row of a source whose feed is dead
    absent      what a row that is no longer there means: normal (the thing ended) or no_data
    dead_band   how far beyond the threshold the value must go back; on_delay_s, off_delay_s: and for how long
    suppressed_by   a rule that, while it stands for the same entity, makes this one pointless
    every_s     seconds between two looks at least, when a table that it reads moved
    clock_s     the same when only time passed, for a rule whose SQL reads the clock
    respond_min minutes in which the response must have begun
    """

    id: str
    title_id: str
    title_en: str
    priority: str
    kind: str
    rows: str
    entity: str
    name: str
    value: str
    threshold: str
    acts_id: str
    acts_en: str
    response_id: str
    response_en: str
    cause_id: str
    cause_en: str
    consequence_id: str
    consequence_en: str
    respond_min: int
    reference: str
    feed: str = ""
    area: str = "null"
    where: str = "true"
    recent: str = "true"
    is_known: str = "true"
    absent: str = "normal"
    beyond: str = ""
    direction: str = "above"
    is_inclusive: bool = True
    unit: str = ""
    dead_band: float = 0.0
    on_delay_s: int = 0
    off_delay_s: int = 0
    suppressed_by: str = ""
    every_s: int = 2
    clock_s: int = 30
    file: str = ""

    @property
    def reads_clock(self) -> bool:
        """True when time alone can change the answer."""
        return "$now" in self.rows + self.value + self.where + self.is_known + self.beyond

    @property
    def sql(self) -> str:
        """entity, name, area, source, value, threshold, is_known, is_beyond, is_clear: one row per entity, the worst known one."""
        more, sign = (">=" if self.is_inclusive else ">", -1) if self.direction == "above" else ("<=" if self.is_inclusive else "<", 1)
        beyond = self.beyond or f"value {more} threshold"
        clear = f"not ({beyond})" if self.beyond else f"not (value {more} threshold + {sign * self.dead_band})"
        order = "desc" if self.direction == "above" else "asc"
        return f"""
            with watched as (
                select *, ({self.entity})::varchar as entity_key, ({self.value})::double as value, ({self.threshold})::double as threshold
                from {self.rows} where ({self.where}) and (({self.recent}) or list_contains($standing::varchar[], ({self.entity})::varchar)))
            select entity_key as entity, ({self.name})::varchar as name, ({self.area})::varchar as area, source, value, threshold,
                   coalesce({self.is_known}, false) and ({beyond}) is not null as is_known,
                   coalesce({beyond}, false) as is_beyond, coalesce({clear}, false) as is_clear
            from watched where entity_key is not null and is_home(source)
            qualify row_number() over (partition by entity_key order by is_known desc, is_beyond desc, value {order} nulls last, source) = 1"""


@dataclass(frozen=True, slots=True)
class Rules:
    rules: tuple[Rule, ...]
    problems: tuple[Problem, ...]


def read(folder: Path = HERE) -> Rules:
    """All rules of a folder, gravest first, and what is wrong with the others."""
    found: dict[str, Rule] = {}
    problems: list[Problem] = []
    for file in sorted(folder.glob("*.toml")):
        one = _checked(file)
        if isinstance(one, Rule):
            found[one.id] = one
        else:
            problems.append(one)
    for rule in tuple(found.values()):
        fault = _fault_of_chain(rule, found)
        if fault:
            problems.append(Problem(rule.file, "suppressed_by", fault))
            del found[rule.id]
    return Rules(tuple(sorted(found.values(), key=lambda r: (PRIORITIES.index(r.priority), r.id))), tuple(problems))


@cache
def shipped() -> Rules:
    """The rules that come with the program."""
    return read()


def _checked(file: Path) -> Rule | Problem:
    try:
        given = tomllib.loads(file.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        return Problem(file.name, "", f"The file cannot be read: {error}")
    known = {f.name for f in fields(Rule)} - {"file"}
    name = str(given.get("id", ""))
    for key in _NEEDED:
        if given.get(key) in (None, ""):
            return Problem(file.name, key, f"{name or 'The rule'} needs {key}.")
    for key, value in given.items():
        if key not in known:
            return Problem(file.name, key, f"{name} has the key {key}, which is not known.")
        if not _fits(key, value):
            return Problem(file.name, key, f"{name}: {value!r} does not fit {key}.")
    return _sense(Rule(**{**given, "threshold": str(given["threshold"])}, file=file.name))


def _fits(key: str, value: Any) -> bool:
    is_number = isinstance(value, (int, float)) and not isinstance(value, bool)
    if key in _CHOICES:
        return value in _CHOICES[key]
    if key in _COUNTS:
        return isinstance(value, int) and not isinstance(value, bool) and value >= 0
    if key in _NUMBERS:
        return is_number and value >= 0
    if key in _FLAGS:
        return isinstance(value, bool)
    return isinstance(value, str) or (key == "threshold" and is_number)


def _sense(rule: Rule) -> Rule | Problem:
    """What no single key shows: keys that need each other."""
    if not _ID.fullmatch(rule.id) or f"{rule.id}.toml" != rule.file:
        return Problem(rule.file, "id", f"{rule.id!r} is not the name of its file, in small letters.")
    if not _ROWS.fullmatch(rule.rows):
        return Problem(rule.file, "rows", f"{rule.id}: rows is the name of a view, or of a macro of a moment such as water_posts($now).")
    if rule.beyond and rule.dead_band:
        return Problem(rule.file, "dead_band", f"{rule.id}: a condition that is no quantity has no dead-band; use off_delay_s.")
    if not 1 <= rule.respond_min <= 7 * 1440:
        return Problem(rule.file, "respond_min", f"{rule.id}: respond_min is between a minute and a week.")
    return rule


def _fault_of_chain(rule: Rule, known: dict[str, Rule]) -> str:
    seen, at = {rule.id}, rule
    while at.suppressed_by:
        above = known.get(at.suppressed_by)
        if above is None:
            return f"{rule.id}: there is no rule {at.suppressed_by}."
        if above.id in seen:
            return f"{rule.id}: {above.id} leads back to it."
        if above.kind != rule.kind:
            return f"{rule.id}: {above.id} watches {above.kind}, not {rule.kind}."
        seen.add(above.id)
        at = above
    return ""
