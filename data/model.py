"""The words in which questions are asked: an area, a period, an as-of moment."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from data.clock import to_utc
from data.errors import QuestionError

PROVINCE = "31"
_AREA = re.compile(r"31(\.\d\d(\.\d\d(\.\d{4})?)?)?")
_WINDOW = re.compile(r"(\d{1,4})([hdwm])")
_UNIT = {"h": timedelta(hours=1), "d": timedelta(days=1), "w": timedelta(days=7), "m": timedelta(days=30)}
NARROWS = ("category", "agency", "channel")  # columns of a report by which any question about reports can be narrowed (is_asked_for)
LEVELS = {2: "provinsi", 5: "kota", 8: "kecamatan", 13: "kelurahan"}


def level_of(code: str) -> str:
    """`31.73.05` -> `kecamatan`, by the length of the Kemendagri code."""
    return LEVELS[len(code)]


def window_of(text: str) -> timedelta:
    """`30d`, `12h`, `4w`, `3m` (of 30 days) -> timedelta. Raises QuestionError."""
    found = _WINDOW.fullmatch(text)
    if not found or int(found[1]) == 0:
        raise QuestionError(f"The window {text!r} is not understood.", "Use a number and h, d, w or m, such as 30d.")
    return int(found[1]) * _UNIT[found[2]]


@dataclass(frozen=True, slots=True)
class Filters:
    """What every question is asked with. All moments are aware or UTC; `as_of=None` means the newest known state.

    now      the present moment, given by the caller
    area     Kemendagri code of a province, kota, kecamatan or kelurahan
    since, until   the period [since, until); by default the 30 days before as_of (or now)
    as_of    answer as the city knew it then
    source   one source by name; None means all sources of this city
    category, agency, channel   NARROWS: only reports of this one; None means all
    status   open | closed; None means both
    """

    now: datetime
    area: str = PROVINCE
    since: datetime | None = None
    until: datetime | None = None
    as_of: datetime | None = None
    source: str | None = None
    category: str | None = None
    status: str | None = None
    agency: str | None = None
    channel: str | None = None

    def __post_init__(self) -> None:
        if not _AREA.fullmatch(self.area):
            raise QuestionError(f"The area {self.area!r} is not understood.", "Use a Kemendagri code such as 31.73.05.")
        if self.period[0] >= self.period[1]:
            raise QuestionError("The period ends before it begins.", "Give since before until.")

    @property
    def moment(self) -> datetime:
        """The moment at which open cases are censored: as_of, else now. UTC, naive."""
        return to_utc(self.as_of or self.now)

    @property
    def period(self) -> tuple[datetime, datetime]:
        """(since, until), UTC, naive."""
        until = to_utc(self.until) if self.until else self.moment
        return (to_utc(self.since) if self.since else until - timedelta(days=30)), until

    def previous(self) -> Filters:
        """The same question for the period of equal length just before."""
        since, until = self.period
        return replace(self, since=since - (until - since), until=since)

    def params(self) -> dict[str, object]:
        """Values as the questions bind them: area, since, until, as_of (None = newest), moment, source, status, and the NARROWS."""
        since, until = self.period
        return {
            "area": self.area, "since": since, "until": until, "moment": self.moment,
            "as_of": to_utc(self.as_of) if self.as_of else None,
            "source": self.source, "status": self.status, **{name: getattr(self, name) for name in NARROWS},
        }
