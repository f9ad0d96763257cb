"""Questions about alarms: what stands, what happened, and how the alarm system itself does (ISA-18.2, EEMUA 191)."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from data.alarms.rules import AIM, PRIORITIES, Rule, shipped
from data.answers import Answers, question
from data.model import Filters
from data.queries.ticks import tick

MOST = 10_000
ASIDE = "archive/alarm_steps-*.parquet"  # in the state folder: steps older than a month that never became an alarm
FLOOD = 10  # more alarms than this in ten minutes are a flood (EEMUA 191, by secondary sources)
AVERAGE = 1.0  # at most so many in ten minutes on average
ORDER = ("alarm", "returned", "acknowledged", "no_data", "pending", "shelved", "suppressed")
_RULED = ("priority", "kind", "title_id", "title_en", "unit", "acts_id", "acts_en", "response_id", "response_en", "respond_min")


@dataclass(frozen=True, slots=True)
class Health:
    """How the alarm system does. load: slot, n (ten minutes each, 24 h); raised: rule, n, chatters (30 days); failing: rule, event_at, note."""

    load: pd.DataFrame
    raised: pd.DataFrame
    failing: pd.DataFrame
    now: pd.DataFrame

    @property
    def newest_n(self) -> int:
        """Alarms of the last ten minutes."""
        return int(self.load.loc[self.load["slot"] == 0, "n"].sum())

    @property
    def average(self) -> float:
        """Alarms per ten minutes over the last 24 hours."""
        return float(self.load["n"].sum()) / 144

    @property
    def floods_n(self) -> int:
        """Stretches of ten minutes with more than FLOOD alarms, in the last 24 hours."""
        return int((self.load["n"] > FLOOD).sum())

    @property
    def chatters_n(self) -> int:
        """How often one alarm came three times within a minute, in 30 days."""
        return int(self.raised["chatters"].sum())

    def split(self) -> dict[str, tuple[int, float | None, int]]:
        """priority -> (raised in 30 days, share of all in % or None when there was none, the aim in %)."""
        by_id = {r.id: r.priority for r in shipped().rules}
        counts = self.raised.groupby(self.raised["rule"].map(by_id))["n"].sum()
        whole = int(counts.sum())
        return {p: (int(counts.get(p, 0)), 100.0 * int(counts.get(p, 0)) / whole if whole else None, AIM[p]) for p in PRIORITIES}


def alarms_now(answers: Answers, filters: Filters) -> pd.DataFrame:
    """Everything that is not normal at as_of (or now), unacknowledged and gravest first.

    rule, entity, state (pending|alarm|acknowledged|returned|shelved|suppressed|no_data), under (with no_data: the state that
    it goes on from), name (as it was written), name_en (its parts that are titles of ours in English), area, source, value, threshold (in unit), raised_at, until_at (end of a shelf), event_at,
    handled_by, handled_note, handled_at, and of the rule: priority (tinggi|sedang|rendah), kind, title_id, title_en, unit,
    acts_id, acts_en, response_id, response_en, respond_min.
    """
    found = _ruled(answers.ask("alarms_now", {**filters.params(), "moment": tick(filters)}))
    rank = found["state"].map({s: n for n, s in enumerate(ORDER)})
    grave = found["priority"].map({p: n for n, p in enumerate(PRIORITIES)})
    return found.assign(_s=rank, _p=grave).sort_values(["_s", "_p", "raised_at", "rule", "entity"], na_position="last").drop(columns=["_s", "_p"]).reset_index(drop=True)


def alarms_log(answers: Answers, filters: Filters, limit: int = MOST, is_short: bool = False) -> pd.DataFrame:
    """The log of the period, newest first: event_no, event_at, rule, entity, action (condition|acknowledge|shelve|unshelve|
    failed|works|mute|unmute), state, under, who, note, name, name_en, area, source, value, threshold, raised_at, until_at, is_new
    (an alarm was raised), and the rule's columns as in `alarms_now`. is_short leaves out steps within a delay. Old steps that
    were put into files (`ASIDE`) are read there."""
    since, until = filters.period
    params = {**filters.params(), "since": since, "until": max(until, tick(filters)) if filters.until is None else until}
    files = sorted(str(file) for file in answers.warehouse.settings.var.glob(ASIDE))
    sql = question("parts/alarms_with_aside" if files else "parts/alarms_kept") + question("alarms_log")
    return _ruled(answers.ask_sql("alarms_log", sql, {**params, "rows": limit, "is_short": is_short, "files": files}))


def alarm_health(answers: Answers, filters: Filters) -> Health:
    """The alarm system's own figures at as_of (or now)."""
    moment = {"moment": tick(filters)}
    load, raised, failing = (answers.ask(name, moment) for name in ("alarm_load", "alarm_raised", "alarm_failing"))
    return Health(load, raised, failing, alarms_now(answers, filters))


def _ruled(found: pd.DataFrame) -> pd.DataFrame:
    """With the columns of each row's rule; a rule that is no longer there leaves its id as the title."""
    by_id: dict[str, Rule] = {rule.id: rule for rule in shipped().rules}
    made = found.assign(**{key: found["rule"].map({i: getattr(r, key) for i, r in by_id.items()}) for key in _RULED})
    for key, otherwise in (("title_id", made["rule"]), ("title_en", made["rule"]), ("priority", "rendah"), ("unit", "")):
        made[key] = made[key].fillna(otherwise)
    return made
