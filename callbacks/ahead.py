"""What takes long is asked once before anybody looks: the slow panels of the pages, one after the other, when a server has started.

What they find about the past is kept for a quarter of an hour and longer, so that the first person at the screen waits for what is
now alone. Whoever asks meanwhile shares the answer that is being worked out.
"""

from __future__ import annotations

import logging
import os
import threading
from collections.abc import Callable, Sequence
from datetime import datetime

from data.answers import Answers
from data.errors import CityError
from layouts.choice import Choice
from layouts.panel import Asked, Page

log = logging.getLogger("city.screen")
PAUSE_S = 1.0  # between two panels: whoever loads or looks meanwhile goes first
NICE = 10


class Ahead:
    """The thread that asks. It ends by itself, or with `stop`."""

    def __init__(self, answers: Answers, pages: Sequence[Page], now: Callable[[], datetime], pause_s: float = PAUSE_S) -> None:
        self._answers, self._now, self._pause_s = answers, now, pause_s
        self._panels = [panel for page in sorted(pages, key=lambda p: p.order) if page.is_listed for panel in page.all_panels if panel.is_slow]
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._run, name="ahead", daemon=True)

    def start(self) -> Ahead:
        """Begin, in the background."""
        self._thread.start()
        return self

    def stop(self) -> None:
        """End after the question that is being asked."""
        self._ended.set()
        self._thread.join()

    def _run(self) -> None:
        os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), NICE)  # on Linux a thread has a priority of its own
        choice = Choice()
        for panel in self._panels:
            if self._ended.wait(self._pause_s):
                return
            now = self._now()
            try:
                panel.answer(self._answers, Asked(choice.filters(now), choice, now))
            except CityError as error:
                log.warning("ahead of the first look, panel %s: %s", panel.name, error)  # it will say so itself when it is looked at
