"""What the person at the screen has chosen. It lives in the URL, so that every view can be sent to a colleague."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from urllib.parse import parse_qs, urlencode

from data.clock import day_start, to_utc, to_wib
from data.errors import QuestionError
from data.model import NARROWS, PROVINCE, Filters, window_of

WINDOWS = ("24h", "7d", "30d", "90d", "365d")
MEASURES = ("reports_per_10k", "overdue_open", "close_p90_h", "on_time_pct", "incidents", "second_per_100")
BEFORE = timedelta(days=7)  # what is compared with unless a day is named


@dataclass(frozen=True, slots=True)
class Choice:
    """area: Kemendagri code. window: `30d`. as_of: a day `2026-10-31` (to its end, WIB) or empty for now. measure: of the map. find: `stop:H012`, what the bus search is on. case: `simulasi_crm:JK1`, the report that a page of one case is about. compare: a second day like as_of, for panels that explain two numbers by two dates; on /compare also the code of a second area. category, agency, channel: NARROWS, only reports of this one on pages that offer it (Page.narrows); an agency as its source writes it."""

    area: str = PROVINCE
    window: str = "30d"
    as_of: str = ""
    source: str = ""
    measure: str = MEASURES[0]
    find: str = ""
    case: str = ""
    compare: str = ""
    agency: str = ""
    category: str = ""
    channel: str = ""

    @classmethod
    def from_store(cls, store: Mapping[str, object] | None) -> Choice:
        """From the store of choices; what it does not name stays as by default."""
        given = {name: str(value) for name, value in (store or {}).items() if name in cls.__dataclass_fields__ and value}
        return cls(**given)

    @classmethod
    def from_search(cls, search: str) -> Choice:
        """From `?area=31.73&window=7d&asof=2026-10-31&source=&measure=`."""
        words = {name: values[0] for name, values in parse_qs(search.lstrip("?")).items()}
        return cls.from_store({**words, "as_of": words.get("asof", ""), "find": words.get("cari", ""), "case": words.get("id", ""), "compare": words.get("banding", ""), "agency": words.get("dinas") or words.get("agency", "")})

    def search(self) -> str:
        """The part of the URL after the path; empty when all is as by default."""
        plain = Choice()
        named = {name: value for name, value in self.store("").items() if name != "lang"}
        in_url = {"as_of": "asof", "find": "cari", "case": "id", "compare": "banding", "agency": "dinas"}
        given = {in_url.get(k, k): v for k, v in named.items() if v != getattr(plain, k)}
        return f"?{urlencode(given)}" if given else ""

    def at(self, path: str, case: str = "") -> str:
        """The address of a page with these choices, about `case`."""
        return path + replace(self, case=case, compare="", find="").search()

    def store(self, lang: str) -> dict[str, str]:
        """What the store of choices holds."""
        return {"area": self.area, "window": self.window, "as_of": self.as_of, "source": self.source, "measure": self.measure, "find": self.find, "case": self.case, "compare": self.compare, "agency": self.agency, "category": self.category, "channel": self.channel, "lang": lang}

    def filters(self, now: datetime, narrows: Collection[str] = ()) -> Filters:
        """The question's words; of NARROWS those named alone, for a page that does not offer one must not be narrowed unseen. Raises QuestionError for an area, a window or a day that cannot be understood.

        "Now" is taken to the end of its minute, so that all screens of one minute ask the same and share one answer.
        """
        until = now.replace(second=0, microsecond=0) + timedelta(minutes=1)
        as_of = _end_of(self.as_of, until) if self.as_of else None
        end = as_of or until
        return Filters(
            now=until, area=self.area, since=end - window_of(self.window), until=end, as_of=as_of, source=self.source or None,
            **{name: getattr(self, name) or None for name in NARROWS if name in narrows},
        )  # fmt: skip

    def compared(self, now: datetime) -> datetime:
        """The moment to compare with: the end of the day named, else of the seventh day before the moment asked for; a day that
        is not over is now. UTC, naive. Raises QuestionError for a day that cannot be understood."""
        filters = self.filters(now)
        before = to_wib(filters.moment - BEFORE).date().isoformat()
        return to_utc(_end_of(self.compare or before, filters.now) or filters.now)


def _end_of(day: str, until: datetime) -> datetime | None:
    """The last second of a day in Jakarta; None when it is not over by `until`: then it is "now"."""
    try:
        day_end = day_start(date.fromisoformat(day)) + timedelta(days=1)
    except ValueError:
        raise QuestionError(f"The day {day!r} is not understood.", "Use a day such as 2026-10-31.") from None
    return day_end - timedelta(seconds=1) if day_end < until else None
