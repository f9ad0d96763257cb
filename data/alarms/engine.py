"""The alarm engine: looks at its rules when due, steps the state machine, appends what changed; and takes commands.

All it knows stands in `alarm_event`, so a restart loses nothing. One lock: commands and looks never meet half-way.
"""

from __future__ import annotations

import threading
from collections.abc import Sequence
from datetime import datetime, timedelta

import numpy as np
import pandas as pd

from data.alarms import log
from data.alarms.look import Looked, held, look, seen
from data.alarms.rules import Rule, Rules, shipped
from data.alarms.states import SHELVED, STANDING, STATES, Held, acknowledged, can_be_shelved, due_at, step
from data.clock import to_utc
from data.errors import CommandError
from data.warehouse import Warehouse

LONGEST_SHELF_MIN = 24 * 60
LONGEST_NAME, LONGEST_NOTE = 80, 500
_NEWEST = "select rule, entity, state, under, since_at, clear_at, raised_at, until_at, name, area, source, value, threshold from alarm_states($now) where rule = $rule and entity = $entity"
_FAILING = "select rule, arg_max(action, event_no) from alarm_event where action in ('failed', 'works') group by rule"


class Engine:
    """One per server, over the warehouse that it owns."""

    def __init__(self, warehouse: Warehouse, rules: Rules | None = None) -> None:
        self.warehouse = warehouse
        self.rules = (rules or shipped()).rules
        self.by_id = {rule.id: rule for rule in self.rules}
        self._lock = threading.RLock()
        self.due: dict[str, datetime] = {}  # rule -> when time alone will change one of its alarms; UTC, naive

    def evaluate(self, now: datetime, rules: Sequence[Rule] | None = None) -> tuple[str, ...]:
        """Look at these rules (None: all) at `now`, and at those tied to them; gives the ids of all that were looked at."""
        moment = to_utc(now)
        asked = self._in_order(self.rules if rules is None else rules)
        with self._lock:
            with self.warehouse.working() as session:
                looked = look(session, asked, moment)
                failing = {rule for rule, action in session.rows(_FAILING) if action == "failed"}
            rows = looked.rows
            for rule in asked:
                self.due.pop(rule.id, None)
            stepped = self._stepped(rows, asked, moment) if len(rows) else []
            log.append(self.warehouse, self._of_rules(looked, asked, failing, moment) + stepped)
        return tuple(rule.id for rule in asked)

    def _in_order(self, rules: Sequence[Rule]) -> list[Rule]:
        """With each rule those that suppress it and those that it suppresses: a graver one is judged first."""
        wanted = {r.id for r in rules}
        for _n in self.rules:
            wanted |= {r.suppressed_by for r in self.rules if r.id in wanted and r.suppressed_by}
            wanted |= {r.id for r in self.rules if r.suppressed_by in wanted}
        return sorted((r for r in self.rules if r.id in wanted), key=lambda r: (self._depth(r), r.id))

    def _depth(self, rule: Rule) -> int:
        return 1 + self._depth(self.by_id[rule.suppressed_by]) if rule.suppressed_by else 0

    def _stepped(self, rows: pd.DataFrame, rules: Sequence[Rule], now: datetime) -> list[dict[str, object]]:
        """The events of a look; keeps when time alone changes something."""
        at = np.datetime64(now, "us")
        depth = rows["rule"].map({r.id: self._depth(r) for r in rules}).to_numpy()
        above = rows["rule"].map({r.id: r.suppressed_by for r in rules})
        keys = pd.MultiIndex.from_arrays([rows["rule"], rows["entity"]])
        graver = keys.get_indexer(pd.MultiIndex.from_arrays([above, rows["entity"]]))
        suppressed = np.zeros(len(rows), bool)
        was, judged = held(rows), seen(rows, rules, suppressed)
        now_at = step(was, judged, at)
        for level in range(1, int(depth.max(initial=0)) + 1):
            stands = np.isin(now_at.state, (*STANDING, SHELVED)) | ((now_at.state == STATES.index("suppressed")) & judged.beyond)
            here = (depth == level) & (graver >= 0)
            suppressed = np.where(here, stands[graver] & (graver >= 0), suppressed)
            judged = seen(rows, rules, suppressed)
            now_at = step(was, judged, at)
        runs = pd.Series(due_at(now_at, judged)).groupby(rows["rule"].to_numpy()).min().dropna()
        self.due |= {str(rule): moment.to_pydatetime() for rule, moment in runs.items()}
        return _events(rows, was, now_at, now)

    def _of_rules(self, looked: Looked, asked: Sequence[Rule], failing: set[str], now: datetime) -> list[dict[str, object]]:
        """A rule whose SQL fails says so once, and once more when it works again."""
        begun = [log.of_system("failed", now, log.SYSTEM, text, rule) for rule, text in looked.failed.items() if rule not in failing]
        ended = [log.of_system("works", now, log.SYSTEM, "", r.id) for r in asked if r.id in failing and r.id not in looked.failed]
        return begun + ended

    def acknowledge(self, rule: str, entity: str, who: str, note: str, now: datetime) -> None:
        """Somebody has seen it. Raises CommandError when there is nothing to acknowledge, or without a name."""
        name, said = _named(who), _said(note)
        with self._lock:
            row = self._newest(rule, entity, now)
            to = acknowledged(_code(row["state"]), _code(row["under"]))
            if to is None:
                raise CommandError("This alarm has nothing to acknowledge.", f"It is {row['state']}. Look at the list again.", code="nothing")
            self._command(row, "acknowledge", name, said, now, state=STATES[to[0]], under=STATES[to[1]])

    def shelve(self, rule: str, entity: str, who: str, note: str, minutes: int, now: datetime) -> None:
        """Put it away for a time, with a reason. Raises CommandError without a reason, a name, or minutes in their range."""
        name, said = _named(who), _said(note)
        if not said:
            raise CommandError("A shelf needs a reason.", "Say why this alarm may be put away.", code="reason")
        if not 1 <= minutes <= LONGEST_SHELF_MIN:
            raise CommandError(f"{minutes} minutes are not possible.", f"Give between 1 and {LONGEST_SHELF_MIN} minutes.", code="minutes")
        with self._lock:
            row = self._newest(rule, entity, now)
            if not can_be_shelved(_code(row["state"])):
                raise CommandError("This alarm cannot be shelved.", f"It is {row['state']}. Look at the list again.", code="cannot_shelve")
            until = to_utc(now) + timedelta(minutes=minutes)
            self._command(row, "shelve", name, said, now, state="shelved", under="normal", until_at=until, since_at=None, clear_at=None)
            self.due[rule] = min(until, self.due.get(rule, until))

    def unshelve(self, rule: str, entity: str, who: str, note: str, now: datetime) -> None:
        """Take it from the shelf before its time: what still holds is an alarm again, at once. Raises CommandError."""
        name, said = _named(who), _said(note)
        with self._lock:
            row = self._newest(rule, entity, now)
            if row["state"] != "shelved":
                raise CommandError("This alarm is not on the shelf.", f"It is {row['state']}. Look at the list again.", code="not_shelved")
            self._command(row, "unshelve", name, said, now, until_at=to_utc(now))
            self.evaluate(now, [self.by_id[rule]])

    def sound(self, is_muted: bool, who: str, note: str, now: datetime) -> None:
        """The sound was switched off or on at a screen: a trace of who and when. Raises CommandError without a name."""
        log.append(self.warehouse, [log.of_system("mute" if is_muted else "unmute", to_utc(now), _named(who), _said(note))])

    def _newest(self, rule: str, entity: str, now: datetime) -> dict[str, object]:
        if rule not in self.by_id:
            raise CommandError(f"There is no alarm rule {rule!r}.", f"There are: {', '.join(self.by_id)}.", code="unknown")
        with self.warehouse.working() as session:
            found = session.frame(_NEWEST, {"now": to_utc(now), "rule": rule, "entity": entity})
        if not len(found):
            raise CommandError(f"The rule {rule} has no alarm of {entity!r}.", "Look at the list again.", code="unknown")
        return _plain(found)[0]

    def _command(self, row: dict[str, object], action: str, who: str, note: str, now: datetime, **changed: object) -> None:
        log.append(self.warehouse, [{**row, "event_at": to_utc(now), "action": action, "who": who, "note": note or None, **changed}])


def _events(rows: pd.DataFrame, was: Held, now_at: Held, now: datetime) -> list[dict[str, object]]:
    """One event for each alarm of which anything but its value changed."""
    moved = (now_at.state != was.state) | (now_at.under != was.under)
    for name in ("since", "clear", "raised", "until"):
        new, old = getattr(now_at, name), getattr(was, name)
        moved |= (new != old) & ~(np.isnat(new) & np.isnat(old))
    words = np.array(STATES)
    made = rows.assign(
        state=words[now_at.state], under=words[now_at.under], since_at=now_at.since, clear_at=now_at.clear,
        raised_at=now_at.raised, until_at=now_at.until, event_at=now, action="condition", who=log.SYSTEM,
    )  # fmt: skip
    return _plain(made.loc[moved, [c for c in log.COLUMNS if c in made.columns]])


def _plain(frame: pd.DataFrame) -> list[dict[str, object]]:
    """Rows for the log: None for what is missing, datetimes of Python."""
    moments = [c for c in frame.columns if c.endswith("_at")]
    plain = frame.astype(dict.fromkeys(moments, "datetime64[us]")).astype(object)
    records: list[dict[str, object]] = plain.where(frame.notna(), None).to_dict("records")
    return [{k: v.to_pydatetime() if isinstance(v, pd.Timestamp) else v for k, v in row.items()} for row in records]


def _code(state: object) -> int:
    return STATES.index(str(state)) if state else 0


def _named(who: str) -> str:
    name = " ".join(who.split())
    if not name or len(name) > LONGEST_NAME or not name.isprintable() or name == log.SYSTEM:
        raise CommandError("A name is needed.", f"Say who you are, in {LONGEST_NAME} letters at most.", code="name")
    return name


def _said(note: str) -> str:
    said = " ".join(note.split())
    if len(said) > LONGEST_NOTE or not said.isprintable():
        raise CommandError("The note cannot be kept.", f"Use plain words, {LONGEST_NOTE} letters at most.", code="note")
    return said
