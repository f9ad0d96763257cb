"""Brings scheduled briefings out: each plan once after each period, by mail and into folders, with tries again and a log of each."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from data import clock, deliveries
from data.answers import Answers
from data.deliveries import Try
from data.errors import BriefingError, CityError
from data.settings import Settings
from layouts.briefing import mail
from layouts.briefing.contents import contents
from layouts.briefing.export import Export, exported
from layouts.briefing.material import Request
from layouts.briefing.period import Period
from layouts.briefing.plans import Plan, listed
from layouts.briefing.shapes import Contents, Prose
from layouts.briefing.template import templates
from layouts.words import _, speaking

LOG = logging.getLogger("city.courier")
LOOK_S = 30.0
BACK_OFF = tuple(timedelta(minutes=m) for m in (1, 5, 15, 60, 240, 720))  # then it is given up, and the log says so


@dataclass
class Courier:
    """One per server. `turn` is one look, for tests and the command; `start` and `stop` belong in the app's lifespan."""

    answers: Answers
    settings: Settings
    plans: tuple[Plan, ...]
    post: mail.Post | None
    now: Callable[[], datetime] = clock.now
    _stop: threading.Event = field(default_factory=threading.Event)
    _thread: threading.Thread | None = None

    @classmethod
    def of(cls, answers: Answers, settings: Settings) -> Courier:
        """With the plans and the mail server of the settings. Raises SettingsError for plans that cannot be carried out."""
        plans, post = listed(settings.briefings_file), mail.Post.parsed(settings.smtp_url, settings.smtp_from)
        if post is None and any(plan.to for plan in plans):
            raise BriefingError("A scheduled briefing has mail addresses, but no mail server is named.", "Set CITY_SMTP_URL and CITY_SMTP_FROM.")
        return cls(answers, settings, plans, post)

    def start(self) -> None:
        """Begin to look; without plans nothing runs."""
        if self.plans:
            self._thread = threading.Thread(target=self._run, name="courier", daemon=True)
            self._thread.start()

    def stop(self, wait: float = 10.0) -> None:
        """End after the delivery under way."""
        self._stop.set()
        if self._thread:
            self._thread.join(wait)

    def turn(self) -> tuple[Try, ...]:
        """Bring out what is due now: the newest period of each plan, to each target that has not had it. Gives the tries made."""
        return tuple(made for plan in self.plans for made in self._carried(plan))

    def _run(self) -> None:
        while not self._stop.is_set():
            try:
                self.turn()
            except CityError:
                LOG.exception("a scheduled briefing failed")
            self._stop.wait(LOOK_S)

    def _carried(self, plan: Plan) -> tuple[Try, ...]:
        now, period = clock.to_utc(self.now()), plan.due(self.now())
        before = deliveries.newest(self.answers, plan.name, period.text)
        waiting = [t for t in plan.targets() if t not in before or (not before[t].is_over and (before[t].next_at or now) <= now)]
        if not waiting:
            return ()
        try:
            said, files = self._made(plan, period)
        except CityError as error:
            return tuple(self._booked(plan, period, t, before.get(t), None, error) for t in waiting)
        return tuple(self._brought(plan, period, target, before.get(target), said, files) for target in waiting)

    def _made(self, plan: Plan, period: Period) -> tuple[Contents, tuple[Export, ...]]:
        classification = templates(self.settings).classification(plan.classification, plan.kind, plan.agency)
        request = Request(period, plan.area, plan.lang, self.now(), None, classification, plan.kind, agency=plan.agency)
        said = contents(self.answers, request)
        return said, exported(self.answers, self.settings, said, plan.formats, f"jadwal:{plan.name}", self.now())

    def _brought(self, plan: Plan, period: Period, target: str, before: Try | None, said: Contents, files: tuple[Export, ...]) -> Try:
        try:
            if target.startswith("folder:"):
                self._laid(plan, files)
            else:
                assert self.post
                mail.send(self.post, target, f"{said.title}: {said.period_name}", letter(said), files)
        except CityError as error:
            return self._booked(plan, period, target, before, files, error)
        return self._booked(plan, period, target, before, files, None)

    def _laid(self, plan: Plan, files: tuple[Export, ...]) -> None:
        folder = self.settings.var / plan.folder
        try:
            folder.mkdir(parents=True, exist_ok=True)
            for file in files:
                draft = folder / f".{file.kept.name}.tmp"
                draft.write_bytes(file.content)
                draft.replace(folder / file.kept.name)
        except OSError as error:
            raise BriefingError(f"The folder {plan.folder} cannot be written: {error.strerror}.", "It is tried again later.") from error

    def _booked(self, plan: Plan, period: Period, target: str, before: Try | None, files: tuple[Export, ...] | None, error: CityError | None) -> Try:
        now, attempt = clock.to_utc(self.now()), (before.attempt if before else 0) + 1
        is_last = attempt > len(BACK_OFF)
        state = "sent" if error is None else "given_up" if is_last else "failed"
        made = Try(
            now, plan.name, period.text, target, state, attempt, now + BACK_OFF[attempt - 1] if state == "failed" else None,
            ",".join(f.sha256 for f in files) if files else None, str(error)[:500] if error else None,
        )  # fmt: skip
        deliveries.add(self.answers, made)
        return made


def letter(said: Contents) -> str:
    """What the mail says: the three sentences, and which document it is."""
    with speaking(said.lang):
        lead = [s.text for block in said.pages[0].blocks if isinstance(block, Prose) and block.is_lead for s in block.sentences]
        mark = [_("DATA SIMULASI")] if said.is_simulated else []
        foot = _("Sidik {hash}. Klasifikasi: {name}.", hash=said.query_hash, name=said.classification)
        return "\n".join([f"{said.title} – {said.period_name}", *mark, "", *(f"{n}. {text}" for n, text in enumerate(lead, 1)), "", foot, ""])
