"""The sources that are polled: from sources.toml in the state folder, and from the demo city while it lives."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, fields
from pathlib import Path

from data.errors import FeedError, SettingsError
from etl.feed import Mapping
from etl.feeds import feed


@dataclass(frozen=True, slots=True)
class Source:
    """One thing to poll.

    url      https URL, or a path or glob of files
    every_s  seconds between two looks
    map      mapping file, for an export that no shipped mapping fits
    """

    feed: str
    source: str
    url: str
    every_s: float = 60.0
    map: str = ""

    def mapping(self) -> Mapping | None:
        return Mapping.from_file(Path(self.map)) if self.map else None


def listed(file: Path) -> tuple[Source, ...]:
    """Sources of a TOML file with [[source]] tables; none when there is no file. Raises SettingsError naming file and key."""
    if not file.is_file():
        return ()
    try:
        given = tomllib.loads(file.read_text(encoding="utf-8"))
        return tuple(checked(entry, str(file)) for entry in given.get("source", ()))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise SettingsError(f"{file} cannot be read: {error}", "Correct the file.") from error


def checked(entry: dict[str, object], where: str) -> Source:
    """One entry as a Source. Raises SettingsError."""
    names = {f.name for f in fields(Source)}
    if unknown := sorted(set(entry) - names):
        raise SettingsError(f"{where}: a source has the unknown key {unknown[0]!r}.", f"Known keys: {', '.join(sorted(names))}.")
    if missing := sorted({"feed", "source", "url"} - set(entry)):
        raise SettingsError(f"{where}: a source lacks {', '.join(missing)}.", "Each [[source]] needs feed, source and url.")
    made = Source(**entry)  # type: ignore[arg-type]
    if made.every_s <= 0:
        raise SettingsError(f"{where}: every_s of {made.source} is {made.every_s}.", "Use seconds above 0.")
    try:
        feed(made.feed)
        made.mapping()
    except FeedError as error:
        raise SettingsError(f"{where}: {error.message}", error.hint) from error
    return made
