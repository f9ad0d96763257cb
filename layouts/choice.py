"""What the person at the screen has chosen. It lives in the URL, so that every view can be sent to a colleague."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from urllib.parse import parse_qs, urlencode

from data.clock import day_start
from data.errors import QuestionError
from data.model import PROVINCE, Filters, window_of

WINDOWS = ("24h", "7d", "30d", "90d", "365d")
MEASURES = ("reports_per_10k", "overdue_open", "close_p90_h", "on_time_pct", "incidents")


@dataclass(frozen=True, slots=True)
class Choice:
    """area: Kemendagri code. window: `30d`. as_of: a day `2026-10-31` (to its end, WIB) or empty for now. measure: of the map."""

    area: str = PROVINCE
    window: str = "30d"
    as_of: str = ""
    source: str = ""
    measure: str = MEASURES[0]

    @classmethod
    def from_store(cls, store: Mapping[str, object] | None) -> Choice:
        """From the store of choices; what it does not name stays as by default."""
        given = {name: str(value) for name, value in (store or {}).items() if name in cls.__dataclass_fields__ and value}
        return cls(**given)

    @classmethod
    def from_search(cls, search: str) -> Choice:
        """From `?area=31.73&window=7d&asof=2026-10-31&source=&measure=`."""
        words = {name: values[0] for name, values in parse_qs(search.lstrip("?")).items()}
        return cls.from_store({**words, "as_of": words.get("asof", "")})

    def search(self) -> str:
        """The part of the URL after the path; empty when all is as by default."""
        plain = Choice()
        named = {"area": self.area, "window": self.window, "as_of": self.as_of, "source": self.source, "measure": self.measure}
        given = {("asof" if k == "as_of" else k): v for k, v in named.items() if v != getattr(plain, k)}
        return f"?{urlencode(given)}" if given else ""

    def store(self, lang: str) -> dict[str, str]:
        """What the store of choices holds."""
        return {"area": self.area, "window": self.window, "as_of": self.as_of, "source": self.source, "measure": self.measure, "lang": lang}

    def filters(self, now: datetime) -> Filters:
        """The question's words. Raises QuestionError for an area, a window or a day that cannot be understood.

        "Now" is taken to the end of its minute, so that all screens of one minute ask the same and share one answer.
        """
        until = now.replace(second=0, microsecond=0) + timedelta(minutes=1)
        as_of = None
        if self.as_of:
            try:
                day_end = day_start(date.fromisoformat(self.as_of)) + timedelta(days=1)
            except ValueError:
                raise QuestionError(f"The day {self.as_of!r} is not understood.", "Use a day such as 2026-10-31.") from None
            as_of = day_end - timedelta(seconds=1) if day_end < until else None  # its last second, still that day; today is "now"
        end = as_of or until
        return Filters(
            now=until, area=self.area, since=end - window_of(self.window), until=end, as_of=as_of, source=self.source or None
        )
