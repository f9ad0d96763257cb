"""What became of scheduled briefings: the log of tries, append-only. Screens and the courier read it, the courier writes it."""

from __future__ import annotations

import time
from dataclasses import dataclass
from datetime import datetime

from data.answers import Answers
from data.faults import Conflict

TRIES = 5
_ADD = (
    "insert into briefing_delivery values ($tried_at, $plan, $period, $target, $state, $attempt, $next_at, $digest, $note)",
    "update table_version set version = version + 1 where table_name = 'briefing_delivery'",
)


@dataclass(frozen=True, slots=True)
class Try:
    """One try; moments are UTC, naive. state: sent | failed | given_up."""

    tried_at: datetime
    plan: str
    period: str
    target: str
    state: str
    attempt: int
    next_at: datetime | None = None
    sha256: str | None = None
    note: str | None = None

    @property
    def is_over(self) -> bool:
        """Nothing more is to be done."""
        return self.state in ("sent", "given_up")


def newest(answers: Answers, plan: str, period: str) -> dict[str, Try]:
    """The newest try by target."""
    found = answers.warehouse.here().rows(
        "select tried_at, plan, period, target, state, attempt, next_at, sha256, note from briefing_delivery where plan = $plan and period = $period "
        "qualify row_number() over (partition by target order by tried_at desc, attempt desc) = 1",
        {"plan": plan, "period": period},
    )
    return {str(row[3]): Try(*row) for row in found}


def add(answers: Answers, made: Try) -> None:
    """Append one try. Raises Conflict after TRIES attempts."""
    params = {"digest" if name == "sha256" else name: getattr(made, name) for name in Try.__slots__}
    for tried in range(TRIES):
        try:
            with answers.warehouse.working() as session:
                session.transact(_ADD, params)
            return
        except Conflict:
            if tried == TRIES - 1:
                raise
            time.sleep(0.05 * (tried + 1))
