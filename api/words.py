"""The words of a query string: which there are, what they may say, and how they become Filters.

A word that a data set does not know is refused with the list of those it does: a misspelt filter that is silently
dropped would give the whole city as the answer to a question about one district.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from api.problem import Refusal
from data import clock
from data.errors import QuestionError
from data.model import PROVINCE, Filters, window_of

PAGE, MOST, MOST_PARQUET = 100, 10_000, 1_000_000
LONGEST_CURSOR = 1_000
STEP = timedelta(seconds=10)  # "now" moves in steps, so that equal questions share one answer of the cache
_NAME = re.compile(r"[A-Za-z0-9_.-]{1,64}")
_SPACED_ZONE = re.compile(r" (\d\d:?\d\d)$")


@dataclass(frozen=True, slots=True)
class Word:
    """One word of a query string; `choices` lists what it may say (empty: see `about`)."""

    name: str
    about: str
    choices: tuple[str, ...] = ()


AREA = Word("area", "Kemendagri code of the province, a kota, kecamatan or kelurahan; 31 when not given")
SINCE = Word("since", "start of the period, included: ISO 8601; without a zone it is WIB")
UNTIL = Word("until", "end of the period, not included")
WINDOW = Word("window", "length of the period before until, such as 12h, 30d, 4w or 3m; 30d when not given")
AS_OF = Word("as_of", "answer as the city knew it at this moment")
SOURCE = Word("source", "one source by name; sources of other cities are only given when asked for by name")
CATEGORY = Word("category", "one category by key")
STATUS = Word("status", "open or closed", ("open", "closed"))
LIMIT = Word("limit", f"rows at most: {PAGE} when not given, up to {MOST:,} (parquet up to {MOST_PARQUET:,})")
CURSOR = Word("cursor", "next_cursor of the page before")
ZONE = Word("zone", "zone in which moments are written: wib (+07:00) or utc (Z)", ("wib", "utc"))
PERIOD = (SINCE, UNTIL, WINDOW)
PAGED = (LIMIT, CURSOR)
_SHARED = frozenset(w.name for w in (AREA, *PERIOD, AS_OF, SOURCE, CATEGORY, STATUS, *PAGED, ZONE)) | {
    "format"
}


@dataclass(frozen=True, slots=True)
class Query:
    """A question as asked: filters, the form of the answer, and words that only one data set knows (`more`)."""

    filters: Filters
    format: str = "json"
    zone: str = "wib"
    limit: int = PAGE
    cursor: str | None = None
    more: Mapping[str, str] = field(default_factory=dict)
    given: tuple[tuple[str, str], ...] = ()  # the words as they came, sorted: part of the ETag


def read_words(items: Iterable[tuple[str, str]], known: tuple[Word, ...]) -> dict[str, str]:
    """The query string as a dict; empty values count as not given. Raises Refusal 400 for unknown and repeated words."""
    by_name = {word.name: word for word in known}
    found: dict[str, str] = {}
    for name, value in items:
        if name not in by_name:
            hint = f"Known here: {', '.join(by_name)}." if by_name else "This address takes no query words."
            raise Refusal(400, "unknown-word", f"The query word {name!r} is not known here.", hint)
        if name in found:
            raise Refusal(400, "repeated-word", f"The query word {name!r} is given twice.", "Give it once.")
        choices = by_name[name].choices
        if value and choices and value not in choices:
            raise Refusal(
                400,
                "unknown-value",
                f"{name}={value!r} is not understood.",
                f"Use one of: {', '.join(choices)}.",
            )
        if value:
            found[name] = value
    return found


def moment(name: str, text: str) -> datetime:
    """An ISO 8601 moment, aware. A `+` that arrived as a space is mended. Raises QuestionError naming the word."""
    try:
        found = clock.parse(_SPACED_ZONE.sub(r"+\1", text) if "T" in text else text)
    except ValueError:
        found = None
    if found is None or not 1990 <= found.year <= 2100:
        raise QuestionError(
            f"{name}={text!r} is not a moment.",
            "Write 2026-10-31, 2026-10-31T23:30 (WIB) or 2026-10-31T16:30:00Z.",
        )
    return found


def query_of(words: Mapping[str, str], now: datetime, formats: tuple[str, ...] = ("json",)) -> Query:
    """Words (already known to be allowed) as a Query. Raises QuestionError or Refusal, both 400, naming the word.

    `now` is the present moment; it is cut to steps of ten seconds. Words of one data set alone go into `more`.
    """
    form = words.get("format", "json")
    if form not in formats:
        raise Refusal(
            400, "unknown-value", f"format={form!r} is not given here.", f"Use one of: {', '.join(formats)}."
        )
    now = datetime.fromtimestamp(now.timestamp() // STEP.total_seconds() * STEP.total_seconds(), clock.WIB)
    if len(words.get("cursor", "")) > LONGEST_CURSOR:
        raise QuestionError("The cursor is not understood.", "Use the cursor of the page before, unchanged.")
    return Query(
        filters=_filters(words, now),
        format=form,
        zone=words.get("zone", "wib"),
        limit=_limit(words.get("limit"), MOST_PARQUET if form == "parquet" else MOST),
        cursor=words.get("cursor"),
        more={k: v for k, v in words.items() if k not in _SHARED},
        given=tuple(sorted(words.items())),
    )


def _filters(words: Mapping[str, str], now: datetime) -> Filters:
    at = {name: moment(name, words[name]) for name in ("since", "until", "as_of") if name in words}
    if "as_of" in at and at["as_of"] > now + timedelta(minutes=5):
        raise QuestionError(f"as_of={words['as_of']!r} has not come yet.", "Give a moment in the past.")
    if "window" in words:
        if "since" in at:
            raise QuestionError("since and window are two ways to say one thing.", "Give one of them.")
        at["since"] = at.get("until", at.get("as_of", now)) - window_of(words["window"])
    for name in ("source", "category"):
        if name in words and not _NAME.fullmatch(words[name]):
            raise QuestionError(
                f"{name}={words[name]!r} is not a name.", "Names have letters, digits and _ . - only."
            )
    return Filters(
        now=now,
        area=words.get("area", PROVINCE),
        since=at.get("since"),
        until=at.get("until"),
        as_of=at.get("as_of"),
        source=words.get("source"),
        category=words.get("category"),
        status=words.get("status"),
    )


def _limit(text: str | None, most: int) -> int:
    if text is None:
        return PAGE
    if not (text.isascii() and text.isdigit() and 1 <= int(text[:9]) <= most and len(text) < 9):
        raise QuestionError(
            f"limit={text!r} is not allowed.",
            f"Give a whole number from 1 to {most:,}; next_cursor leads to the rest.",
        )
    return int(text)
