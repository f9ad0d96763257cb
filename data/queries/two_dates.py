"""The same period as known at two dates: why one month is published with two numbers, cause by cause, so that it adds up."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

import pandas as pd

from data.answers import Answers
from data.clock import to_utc
from data.errors import QuestionError
from data.model import Filters
from data.queries import fire_times, incident_times, response
from data.queries.survival import ask_survival

SUBJECTS = {"reports": response.STAGES, "incidents": incident_times.STAGES, "fires": fire_times.STAGES}
CAUSES = {
    1: "tiba_terlambat", 2: "hilang", 3: "golongan", 4: "kembali", 5: "selesai", 6: "menunggu", 7: "jatuh_tempo", 9: "definisi",
}  # fmt: skip
EFFECTS = ("n", "open", "sla_n", "p50_h", "p90_h", "sla_matured_pct")


def two_dates(answers: Answers, filters: Filters, other: datetime, subject: str = "reports", stage: str = "close") -> pd.DataFrame:
    """What moved the numbers of the period between `filters.moment` and `other`; the earlier of the two comes first.

    The period is that of the filters, ending at the earlier date: so both dates answer for the same cases. Rows:
    cause       'awal' (the first date), causes in order, 'akhir' (the second date). tiba_terlambat: known only after the first
                date; hilang: no longer among those asked for; golongan: became or ceased to be a competing end (duplicate, not
                ours, false alarm); kembali: opened again, or its follow-up was refused; selesai: reached its end meanwhile;
                menunggu: still open, watched longer; jatuh_tempo: done already, fell due meanwhile; definisi: a dated limit changed
    changed_n   cases of that cause (definisi: cases whose deadline it moved, which may have another cause as well)
    n, open, sla_n, p50_h, p90_h, sla_matured_pct, longest_h    after this cause and those above it
    d_*         effect of the cause: this row less the one above; NaN where either is not reached. A sequential decomposition:
                what one cause is given depends on the order, their sum does not
    Raises QuestionError: unknown subject or stage, or two dates that are one.
    """
    if stage not in SUBJECTS.get(subject, ()):
        raise QuestionError(f"Two dates cannot be compared for {subject!r} and {stage!r}.", f"Use one of {', '.join(SUBJECTS)} and of its stages.")
    params = _params(filters, other)
    found = ask_survival(answers, "two_dates", (f"parts/pair_{subject}", "parts/two_dates"), {**params, "stage": stage, "kind": "fire"})
    effects = found[list(EFFECTS)].diff().add_prefix("d_")
    last = found.iloc[[-1]].assign(step=10, changed_n=0)
    told = pd.concat([pd.concat([found, effects], axis=1), last], ignore_index=True)
    return told.assign(cause=[{0: "awal", 10: "akhir", **CAUSES}[step] for step in told["step"]]).drop(columns="step")


def period_of(filters: Filters, other: datetime) -> tuple[datetime, datetime]:
    """(since, until) of the comparison, UTC, naive: as long as the period asked for, ending at the earlier date."""
    since, until = filters.period
    end = min(filters.moment, to_utc(other), until)
    return end - (until - since), end


def _params(filters: Filters, other: datetime) -> dict[str, object]:
    if to_utc(other) == filters.moment:
        raise QuestionError("The two dates are the same.", "Choose another date to compare with.")
    since, until = period_of(filters, other)
    own, that = filters.params(), replace(filters, as_of=other, since=since, until=until).params()
    first, last = (own, that) if filters.moment < to_utc(other) else (that, own)
    pair = {f"{which}_{name}": side[name] for which, side in (("first", first), ("last", last)) for name in ("as_of", "moment")}
    return {**own, "since": since, "until": until, **pair}
