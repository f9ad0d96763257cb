"""Every reason for which a row is held back or remarked upon, made from the feeds themselves."""

from __future__ import annotations

from dataclasses import dataclass

from etl.feed import Check, Feed
from etl.feeds import feeds
from etl.staging import wrong_values

# What the readers find before any rule is asked.
READERS = (
    Check("csv:missing_columns", "", "kolom kurang dari kepala tabel", "fewer columns than the header has"),
    Check("csv:too_many_columns", "", "kolom lebih dari kepala tabel", "more columns than the header has"),
    Check("csv:quote", "", "tanda kutip rusak", "text after a closing quote"),
    Check("csv:line_too_long", "", "baris lebih dari 2 MB", "a record of more than 2 MB"),
    Check("csv:unreadable", "", "baris tidak terbaca", "the row cannot be read"),
    Check("json:unreadable", "", "bukan objek JSON", "not a JSON object"),
    Check("json:duplicate_key", "", "satu nama dipakai dua kali dalam objek", "one name twice in an object: readers disagree on which counts"),
    Check("json:line_too_long", "", "baris lebih dari 4 MB", "a line of more than 4 MB"),
)


@dataclass(frozen=True, slots=True)
class Reason:
    """A rule id, what it says in both languages, whether the row is kept, and the feeds that have it."""

    rule: str
    title_id: str
    title_en: str
    is_kept: bool
    feeds: tuple[str, ...]


def of_feed(feed: Feed) -> list[Check]:
    """The rules that rows of a feed can break, those of wrong values too."""
    given = {word for mapping in feed.mappings() for word in mapping.words()}
    return [check for table in feed.tables for check in (*wrong_values(table, given), *table.checks)]


def reasons() -> tuple[Reason, ...]:
    """All reasons by rule id, ascending."""
    found: dict[str, tuple[Check, list[str]]] = {check.rule: (check, []) for check in READERS}
    for feed in feeds().values():
        for check in of_feed(feed):
            names = found.setdefault(check.rule, (check, []))[1]
            names += [feed.name] if feed.name not in names else []
    return tuple(
        Reason(rule, check.title_id, check.title_en, check.keep, tuple(names)) for rule, (check, names) in sorted(found.items())
    )


def table() -> str:
    """The same as a page of Markdown."""
    head = (
        "# Reasons\n\nMade by `python -m etl reasons > docs/reasons.md`; a test holds that it is up to date. A row with a reason is held in the\n"
        "quarantine; one marked *kept* is loaded, and counted in the notices of its batch.\n\n| reason | artinya | meaning | kept | feeds |\n|---|---|---|---|---|\n"
    )
    lines = [
        f"| `{r.rule}` | {r.title_id} | {r.title_en} | {'kept' if r.is_kept else ''} | {', '.join(r.feeds) or 'every one of its form'} |".replace("||", "| |")
        for r in reasons()
    ]
    return head + "\n".join(lines) + "\n"
