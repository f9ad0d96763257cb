"""The period of a briefing in words: `2026-10-31`, `2026-W43`, `2026-10`, `2026-Q3`, all by the Jakarta calendar; or any window."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from babel.dates import format_date

from data.clock import day_start, parse, to_wib
from data.errors import BriefingError
from layouts import formats
from layouts.words import _, mark

KINDS = {"day": mark("harian"), "week": mark("mingguan"), "month": mark("bulanan"), "quarter": mark("triwulanan")}
LONGEST_SPAN = timedelta(days=14)
_SHAPE = re.compile(r"(?P<year>20\d\d)-(?:W(?P<week>\d\d)|Q(?P<quarter>[1-4])|(?P<month>\d\d)(?:-(?P<day>\d\d))?)")


@dataclass(frozen=True, slots=True)
class Period:
    """[since, until), midnights in Jakarta. `kind` is day, week, month or quarter; `text` is as it was asked."""

    kind: str
    text: str
    first: date
    after: date

    @property
    def since(self) -> datetime:
        return day_start(self.first)

    @property
    def until(self) -> datetime:
        return day_start(self.after)

    @property
    def kind_name(self) -> str:
        """harian, mingguan, bulanan, triwulanan in the language of the request."""
        return _(KINDS[self.kind])

    @property
    def name(self) -> str:
        """`Oktober 2026`, `Triwulan III 2026`, `19 Okt 2026 – 25 Okt 2026`, `31 Okt 2026`."""
        if self.kind == "month":
            return str(format_date(self.first, "MMMM y", locale=formats.locale()))
        if self.kind == "quarter":
            return _("Triwulan {n} {year}", n=("I", "II", "III", "IV")[(self.first.month - 1) // 3], year=self.first.year)
        last = self.after - timedelta(days=1)
        return formats.day(self.first) if self.kind == "day" else f"{formats.day(self.first)} – {formats.day(last)}"


def period_of(text: str) -> Period:
    """The period that a text names. Raises BriefingError."""
    found = _SHAPE.fullmatch(text.strip())
    try:
        if found:
            return _made(text.strip(), found)
    except ValueError:
        pass
    raise BriefingError(f"The period {text!r} is not understood.", "Use a day 2026-10-31, a week 2026-W43, a month 2026-10 or a quarter 2026-Q3.")


def _made(text: str, found: re.Match[str]) -> Period:
    year = int(found["year"])
    if found["week"]:
        first = date.fromisocalendar(year, int(found["week"]), 1)
        return Period("week", text, first, first + timedelta(days=7))
    if found["quarter"]:
        month = 3 * int(found["quarter"]) - 2
        return Period("quarter", text, date(year, month, 1), _next_month(date(year, month + 2, 1)))
    first = date(year, int(found["month"]), int(found["day"] or 1))
    if found["day"]:
        return Period("day", text, first, first + timedelta(days=1))
    return Period("month", text, first, _next_month(first))


def _next_month(day: date) -> date:
    return (day.replace(day=28) + timedelta(days=4)).replace(day=1)


def recent(today: date) -> tuple[str, ...]:
    """Periods to offer, newest first: yesterday, last week, the last three months with this one, the last quarter."""
    months = [today.replace(day=1)]
    for _n in range(3):
        months.append((months[-1] - timedelta(days=1)).replace(day=1))
    week = (today - timedelta(days=7)).isocalendar()
    ended = today.replace(month=3 * ((today.month - 1) // 3) + 1, day=1) - timedelta(days=1)
    return (
        *(f"{m:%Y-%m}" for m in months[1:]), f"{months[0]:%Y-%m}", f"{week.year}-W{week.week:02d}", f"{today - timedelta(days=1):%Y-%m-%d}",
        f"{ended.year}-Q{(ended.month + 2) // 3}",
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Span:
    """Any window [since, until), aware moments: what an incident dossier is about. `text` goes into file names and the audit trail."""

    since: datetime
    until: datetime
    kind: str = "span"

    @property
    def text(self) -> str:
        """`20261031T2000-20261101T0200`, in WIB."""
        return "-".join(f"{to_wib(moment):%Y%m%dT%H%M}" for moment in (self.since, self.until))

    @property
    def kind_name(self) -> str:
        return _("rentang waktu")

    @property
    def name(self) -> str:
        """`31 Okt 2026 20.00 – 1 Nov 2026 02.00 WIB`; the day once when it is one."""
        first, last = to_wib(self.since), to_wib(self.until)
        end = formats.clock(last) if first.date() == last.date() else f"{formats.day(last)} {formats.clock(last)}"
        return f"{formats.day(first)} {formats.clock(first)} – {end} WIB"


def span_of(since: str, until: str) -> Span:
    """The window between two moments as they are written (WIB without a zone). Raises BriefingError."""
    try:
        made = Span(parse(since).replace(second=0, microsecond=0), parse(until).replace(second=0, microsecond=0))
    except ValueError:
        raise BriefingError(f"The window {since!r} to {until!r} is not understood.", "Use moments such as 2026-10-31T20:00, in WIB.") from None
    if not timedelta(0) < made.until - made.since <= LONGEST_SPAN:
        raise BriefingError(f"The window {made.text} cannot be shown.", f"It must end after it begins, and last {LONGEST_SPAN.days} days at most.")
    return made


def asked_period(kind: str, period: str, since: str, until: str) -> Period | Span:
    """What a kind of document is about, out of the words of the command or the URL: a dossier has a window, the others a period."""
    if kind == "dossier":
        if period or not (since and until):
            raise BriefingError("A dossier is of a window.", "Give since and until, such as 2026-10-31T20:00, and no period.")
        return span_of(since, until)
    if since or until:
        raise BriefingError("Only a dossier has a window of its own.", "Give a period, or ask for the kind dossier.")
    return period_of(period)
