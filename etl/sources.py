"""The sources that are polled: from sources.toml in the state folder, and from the demo city while it lives."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, fields
from pathlib import Path

from data.errors import FeedError, SettingsError
from etl.feed import Mapping
from etl.feeds import feed
from etl.mapping_file import known_to
from etl.mqtt import SCHEMES, address


@dataclass(frozen=True, slots=True)
class Source:
    """One thing to poll.

    url      https URL, or a path or glob of files, or mqtt://host:port/topic (mqtts:// for TLS)
    every_s  seconds between two looks; of a topic, the longest that a message waits
    map      mapping file, for an export that no shipped mapping fits
    """

    feed: str
    source: str
    url: str
    every_s: float = 60.0
    map: str = ""

    @property
    def is_topic(self) -> bool:
        """Whether it is listened to rather than looked at."""
        return self.url.startswith(SCHEMES)

    def mapping(self) -> Mapping | None:
        return Mapping.from_file(Path(self.map)) if self.map else None


def listed(file: Path) -> tuple[Source, ...]:
    """Sources of a TOML file with [[source]] tables; none when there is no file. Raises SettingsError naming file and key."""
    if not file.exists():
        return ()
    try:
        given = tomllib.loads(file.read_text(encoding="utf-8"))
    except (OSError, tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise SettingsError(f"{file} cannot be read: {error}", "Correct the file; its form stands in docs/feeds.md.") from error
    entries = given.get("source", [])
    if set(given) - {"source"} or not isinstance(entries, list) or not all(isinstance(e, dict) for e in entries):
        wrong = ", ".join(sorted(set(given) - {"source"})) or "source"
        raise SettingsError(f"{file}: {wrong!r} is not a list of sources.", "Begin each source with the line [[source]].")
    return tuple(checked(entry, str(file)) for entry in entries)


def checked(entry: dict[str, object], where: str) -> Source:
    """One entry as a Source. Raises SettingsError."""
    names = {f.name for f in fields(Source)}
    if unknown := sorted(set(entry) - names):
        raise SettingsError(f"{where}: a source has the unknown key {unknown[0]!r}.", f"Known keys: {', '.join(sorted(names))}.")
    if missing := sorted({"feed", "source", "url"} - set(entry)):
        raise SettingsError(f"{where}: a source lacks {', '.join(missing)}.", "Each [[source]] needs feed, source and url.")
    if wrong := [k for k in ("feed", "source", "url", "map") if not isinstance(entry.get(k, ""), str) or (k != "map" and not entry[k])]:
        raise SettingsError(f"{where}: {wrong[0]} of a source is {entry[wrong[0]]!r}.", "Use a text.")
    pace = entry.get("every_s", 60.0)
    if isinstance(pace, bool) or not isinstance(pace, (int, float)) or not 0 < pace < float("inf"):
        raise SettingsError(f"{where}: every_s of {entry['source']} is {pace!r}.", "Use seconds above 0.")
    made = Source(**entry)  # type: ignore[arg-type]
    try:
        if made.is_topic:
            address(made.url)
        given = made.mapping()
        words = feed(made.feed).words()
        if given:
            known_to(made.feed, words, given.words(), made.map)
    except FeedError as error:
        raise SettingsError(f"{where}: {error.message}", error.hint) from error
    return made
