"""The scheduler: looks at each source at its own pace, backs off from one that fails, and books every look."""

from __future__ import annotations

import glob
import logging
import os
import random
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field

from data.errors import BatchRefused, CityError, ParseError
from data.warehouse import Warehouse
from etl import book, housekeeping, likeness, neighbours
from etl.engine import Batch, load
from etl.feeds import feed
from etl.mqtt import Subscriber
from etl.sources import Source

LOG = logging.getLogger("city.etl")
TICK_S = 0.2
LONGEST_BACKOFF_S = 600.0
HOUSEKEEPING_S = 3600.0
CATCH_UP_S = 30.0
WORKERS = 8  # most of them wait for somebody else's server; a few that hang must not hold up the rest


@dataclass
class Look:
    """Where a source stands between two looks."""

    source: Source
    due: float = 0.0
    failures: int = 0
    known: dict[str, str] = field(default_factory=dict)  # path or URL -> what it gave last
    is_busy: bool = False

    def rest(self, failed: bool) -> float:
        """Seconds to the next look: the source's own pace, doubled for each failure in a row, with a little jitter."""
        self.failures = self.failures + 1 if failed else 0
        pause: float = self.source.every_s * 2.0 ** min(self.failures, 8)
        return min(pause, max(LONGEST_BACKOFF_S, self.source.every_s)) * random.uniform(0.95, 1.05)


class Scheduler:
    """Polls sources in a few threads until it is stopped. One source's trouble never holds up another's turn."""

    def __init__(self, warehouse: Warehouse, sources: tuple[Source, ...], workers: int = WORKERS) -> None:
        self.warehouse = warehouse
        self.looks = [Look(s) for s in sources if not s.is_topic]
        self.listening = [Subscriber(warehouse, s) for s in sources if s.is_topic]
        self._pool = ThreadPoolExecutor(workers, thread_name_prefix="feed")
        self._stop = threading.Event()
        self._is_catching_up = False
        self._alike_at = time.monotonic()
        self._thread = threading.Thread(target=self._run, name="scheduler", daemon=True)

    def start(self) -> Scheduler:
        self._thread.start()
        for one in self.listening:
            one.start()
        return self

    def stop(self, wait: float = 10.0) -> None:
        """Let the loads under way finish, and end."""
        self._stop.set()
        for one in self.listening:
            one.stop(wait)
        self._thread.join(wait)
        self._pool.shutdown(wait=True, cancel_futures=True)

    def _run(self) -> None:
        tidy_at, catch_up_at = time.monotonic() + HOUSEKEEPING_S, time.monotonic() + CATCH_UP_S
        while not self._stop.wait(TICK_S):
            for look in self.looks:
                if not look.is_busy and time.monotonic() >= look.due:
                    look.is_busy = True
                    self._pool.submit(self._turn, look)
            if time.monotonic() >= tidy_at:
                tidy_at = time.monotonic() + HOUSEKEEPING_S
                self._pool.submit(self._tidy)
            if time.monotonic() >= catch_up_at and not self._is_catching_up:
                catch_up_at = time.monotonic() + CATCH_UP_S
                self._is_catching_up = True
                self._pool.submit(self._catch_up)

    def _catch_up(self) -> None:
        try:
            neighbours.catch_up(self.warehouse)
            if time.monotonic() >= self._alike_at:
                self._alike_at = time.monotonic() + HOUSEKEEPING_S
                likeness.catch_up(self.warehouse, least=likeness.LEAST)
        except Exception:  # the span, or the pictures, wait for the next turn
            LOG.exception("what a bulk load left for later could not be found")
        finally:
            self._is_catching_up = False

    def _tidy(self) -> None:
        try:
            housekeeping.tidy(self.warehouse)
        except Exception:  # it is tried again in an hour; the feeds go on
            LOG.exception("the housekeeping failed")

    def _turn(self, look: Look) -> None:
        try:
            failed = not self.look_at(look)
            look.due = time.monotonic() + look.rest(failed)
        except Exception:  # a fault of the program: it is logged with its trace, and the other sources go on
            LOG.exception("the look at %s failed", look.source.source)
            look.due = time.monotonic() + look.rest(True)
        finally:
            look.is_busy = False

    def look_at(self, look: Look) -> bool:
        """One look at a source: load what is new, book the outcome. Gives whether all went well."""
        source, well = look.source, True
        paths = [source.url] if "://" in source.url else _files(source.url)
        if not paths:
            book.note_attempt(self.warehouse, source.feed, source.source, "failed", 0.0, f"No file fits {source.url}.")
            return False
        for path in paths:
            well = self._load(look, path) and well
        return well

    def _load(self, look: Look, path: str) -> bool:
        source, started = look.source, time.monotonic()
        try:
            batch = load(
                self.warehouse, feed(source.feed), path, source=source.source, mapping=source.mapping(), known=look.known.get(path, "")
            )
        except Exception as error:
            if isinstance(error, CityError):
                LOG.warning("%s %s: %s", source.feed, source.source, error)
            else:  # a fault of the program: booked as well, so that it is seen where people look
                LOG.exception("%s %s", source.feed, source.source)
            outcome = "refused" if isinstance(error, (ParseError, BatchRefused)) else "failed"
            book.note_attempt(self.warehouse, source.feed, source.source, outcome, time.monotonic() - started, str(error))
            return False
        look.known[path] = batch.sha256
        book.note_attempt(self.warehouse, source.feed, source.source, _outcome(batch), batch.seconds, batch=batch.batch or None)
        return True


def _files(path: str) -> list[str]:
    """The file of that very name, or those that fit it as a pattern, in the order of their names."""
    path = os.path.expanduser(path)
    return [path] if os.path.exists(path) else sorted(glob.glob(path))


def _outcome(batch: Batch) -> str:
    if batch.state == "loaded" and batch.counts.read == 0:
        return "empty"
    return batch.state
