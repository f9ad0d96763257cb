"""The pace of the alarm engine: a thread that looks only when a table that a rule reads has moved, a delay is due, the
clock may have changed an answer, or a feed died or came back."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable
from datetime import datetime

from data import clock, schema
from data.alarms.engine import Engine
from data.alarms.rules import Rule
from data.answers import Answers
from data.errors import CityError
from data.queries.feeds import feed_health

LOG = logging.getLogger("city.alarms")
TICK_S = 0.5
HEALTH_S = 10.0


class Watch:
    """One per server. `turn` is one look, for tests; `start` and `stop` belong in the app's lifespan."""

    def __init__(self, answers: Answers, engine: Engine, now: Callable[[], datetime] = clock.now, ticks: Callable[[], float] = time.monotonic) -> None:
        self.answers, self.engine, self.now, self._ticks = answers, engine, now, ticks
        self._tables = {r.id: schema.tables_in(r.sql) - {"batch", "attempt", "source", "alarm_event"} for r in engine.rules}
        self._seen: dict[str, dict[str, int]] = {}  # rule -> versions of its tables at its last look
        self._looked: dict[str, float] = {}
        self._dead: dict[str, frozenset[str]] = {}
        self._asked_health = float("-inf")
        self._stop = threading.Event()
        self._thread: threading.Thread | None = None

    def start(self) -> None:
        """Begin to look."""
        self._stop.clear()
        self._thread = threading.Thread(target=self._run, name="alarms", daemon=True)
        self._thread.start()

    def stop(self, wait: float = 10.0) -> None:
        """End after the look under way."""
        self._stop.set()
        if self._thread:
            self._thread.join(wait)

    def turn(self) -> tuple[str, ...]:
        """Look at what is due; gives the ids of the rules that were looked at. Raises CityError."""
        now, at = self.now(), self._ticks()
        versions = self.answers.versions()
        changed = self._deaths(now, at)
        due = [r for r in self.engine.rules if self._is_due(r, versions, changed, now, at)]
        if not due:
            return ()
        looked = self.engine.evaluate(now, due)
        for rule in looked:
            self._looked[rule] = at
            self._seen[rule] = {t: versions.get(t, 0) for t in self._tables[rule]}
        return looked

    def _is_due(self, rule: Rule, versions: dict[str, int], changed: frozenset[str], now: datetime, at: float) -> bool:
        if rule.id not in self._looked or rule.feed in changed:
            return True
        waits = self.engine.due.get(rule.id)
        if waits is not None and waits <= clock.to_utc(now):
            return True
        passed = at - self._looked[rule.id]
        has_moved = any(versions.get(t, 0) != v for t, v in self._seen[rule.id].items())
        return (has_moved and passed >= rule.every_s) or (rule.reads_clock and passed >= rule.clock_s)

    def _deaths(self, now: datetime, at: float) -> frozenset[str]:
        """Feeds of which a source died or came back since the last time that we asked."""
        if at - self._asked_health < HEALTH_S:
            return frozenset()
        health = feed_health(self.answers, now)
        gone = health[(health["state"] == "mati") & health["source"].notna()]
        dead = {str(feed): frozenset(sources) for feed, sources in gone.groupby("feed")["source"]}
        changed = {feed for feed in {*dead, *self._dead} if dead.get(feed) != self._dead.get(feed)}
        self._dead, self._asked_health = dead, at
        return frozenset(changed)

    def _run(self) -> None:
        while not self._stop.wait(TICK_S):
            try:
                self.turn()
            except CityError as error:
                LOG.warning("The alarms could not be looked at: %s", error)
            except Exception:  # the next look is half a second away, and a dead watch would be worse than a loud one
                LOG.exception("The alarms could not be looked at")
