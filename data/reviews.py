"""Writing down what a reviewer found about a closing: append-only, signed, with a note."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from data.clock import to_utc
from data.errors import QuestionError
from data.faults import Conflict
from data.warehouse import Warehouse

VERDICTS = ("wajar", "tindak_lanjut")
LEAST_NOTE, LONGEST_NOTE, LONGEST_NAME = 3, 500, 60
TRIES = 5
_WRITE = (
    "insert into integrity_review select $moment, $who, r.source, r.report_id, $verdict, $note, $rules::varchar[] "
    "from report r where r.source = $source and r.report_id = $report_id",
    "update table_version set version = version + 1 where table_name = 'integrity_review'",
)


@dataclass(frozen=True, slots=True)
class Review:
    """One verdict about one report. rules: the flags that it carried, none for a report of the random sample."""

    source: str
    report_id: str
    verdict: str
    who: str
    note: str
    rules: tuple[str, ...] = ()


def keep_review(warehouse: Warehouse, review: Review, now: datetime) -> None:
    """Append a review. Raises QuestionError for an unknown verdict or report, a missing name, or a note that is missing or too long."""
    who, note = review.who.strip(), review.note.strip()
    if review.verdict not in VERDICTS:
        raise QuestionError(f"There is no verdict {review.verdict!r}.", f"Use one of {', '.join(VERDICTS)}.")
    if not 2 <= len(who) <= LONGEST_NAME:
        raise QuestionError("A review needs the name of its reviewer.", f"Write 2 to {LONGEST_NAME} letters.")
    if len(note) > LONGEST_NOTE or (review.verdict == "tindak_lanjut" and len(note) < LEAST_NOTE):
        raise QuestionError("A review that asks for follow-up needs a note.", f"Write what was seen, in {LONGEST_NOTE} letters at most.")
    given = {
        "moment": to_utc(now), "who": who, "source": review.source, "report_id": review.report_id,
        "verdict": review.verdict, "note": note, "rules": list(review.rules),
    }  # fmt: skip
    with warehouse.working() as session:
        if not session.one("select count(*) from report where source = $source and report_id = $report_id", given)[0]:
            raise QuestionError(f"There is no report {review.report_id!r}.", "Choose one of the queue or of the sample.")
        for left in reversed(range(TRIES)):
            try:
                session.transact(_WRITE, given)
                return
            except Conflict:
                if not left:
                    raise
