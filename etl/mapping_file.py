"""What may stand in a mapping file: every key, word and zone is checked, so that a slip is named before anything is read."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from data.errors import FeedError

READERS = Path(__file__).parent / "readers"
SHAPE = "docs/feeds.md shows its form."
TEXTS = ("name", "reader", "source", "zone", "city", "title", "records")
TABLES = ("fields", "constants", "times")
LISTS = ("drops", "needs")
_NAME = re.compile(r"[a-z_][a-z_0-9]*")
_PATH = re.compile(r"\$(\.\w+|\.\"[^\"]+\"|\[\d+\])*")


def readers() -> list[str]:
    """Names of the readers there are: modules of etl/readers that can stage."""
    return sorted(f.stem for f in READERS.glob("*.py") if "\ndef stage(" in f.read_text(encoding="utf-8"))


def judged(given: dict[str, object], known: Collection[str], where: str) -> dict[str, Any]:
    """The keys of a mapping, as its fields. Raises FeedError naming file and key."""

    def refuse(what: str, hint: str = SHAPE) -> FeedError:
        return FeedError(f"The mapping {where} {what}.", hint)

    if unknown := sorted(set(given) - set(known)):
        raise refuse(f"has the unknown key {unknown[0]!r}", f"Known keys: {', '.join(known)}.")
    if missing := sorted({"reader", "source"} - set(given)):
        raise refuse(f"lacks the key {missing[0]!r}")
    for key in TEXTS:
        if not isinstance(given.get(key, ""), str):
            raise refuse(f"has no text for {key!r}")
    for key in TABLES:
        if not _is_texts(given.get(key, {})):
            raise refuse(f"needs texts by word under [{key}]")
    values = given.get("values", {})
    if not isinstance(values, dict) or not all(_is_texts(v) for v in values.values()):
        raise refuse("needs texts under each [values.<word>]")
    for key in LISTS:
        listed = given.get(key, [])
        if not isinstance(listed, list) or not all(isinstance(v, str) for v in listed):
            raise refuse(f"needs a list of texts for {key!r}")
    _judge_names(given, refuse)
    return {**given, **{key: tuple(_listed(given.get(key))) for key in LISTS}}


def _is_texts(table: object) -> bool:
    return isinstance(table, dict) and all(isinstance(v, str) for v in table.values())


def _listed(value: object) -> list[str]:
    return value if isinstance(value, list) else []


def _judge_names(given: dict[str, object], refuse: Callable[..., FeedError]) -> None:
    """A reader, a zone, words and paths that there are; else raises what `refuse` makes."""
    reader, zone = given["reader"], given.get("zone", "UTC")
    if reader not in readers():
        raise refuse(f"asks for the reader {reader!r}, which is not there", f"Use {', '.join(readers())}.")
    try:
        ZoneInfo(str(zone))
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise refuse(f"names the time zone {zone!r}, which nobody knows", "Use a name such as Asia/Jakarta.") from error
    if not given["source"]:
        raise refuse("has an empty source")
    words = {str(w) for key in (*TABLES, "values") for w in dict(given.get(key, {}))}  # type: ignore[call-overload]
    if wrong := sorted(w for w in words if not _NAME.fullmatch(w)):
        raise refuse(f"has the word {wrong[0]!r}", "Our words have small letters, digits and underscores.")
    if reader in ("json", "jsonl"):
        paths = [*dict(given.get("fields", {})).values(), *_listed(given.get("drops"))]  # type: ignore[call-overload]
        if wrong := [p for p in paths if not _PATH.fullmatch(p)]:
            raise refuse(f"has {wrong[0]!r}, which is no JSON path", "Write paths such as $.properties.title.")


def known_to(feed: str, words: Collection[str], given: Collection[str], where: str) -> None:
    """Raises FeedError for a word of a mapping that the feed does not ask for: it would be lost without a word."""
    if unknown := sorted(set(given) - set(words)):
        raise FeedError(f"The mapping {where} names {unknown[0]!r}, which {feed} does not know.", f"Its words: {', '.join(sorted(words))}.", feed=feed)
