"""Every error that a person may read: what happened, where, and what to do next."""

from __future__ import annotations

from dataclasses import dataclass


class CityError(Exception):
    """Something a person must know. `message` says what and where, `hint` says what to do next."""

    exit_code = 1

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(f"{message} {hint}".strip())
        self.message = message
        self.hint = hint


class SettingsError(CityError):
    """A setting cannot be used as it was given."""

    exit_code = 2


class WarehouseError(CityError):
    """The warehouse cannot be opened, reached, migrated or asked."""

    exit_code = 3


class QuestionError(CityError):
    """A question was asked with words that it does not know."""

    exit_code = 2


class CommandError(CityError):
    """A command to an alarm cannot be followed. `code` says why in one word, so that a face can say it in its own language."""

    exit_code = 2

    def __init__(self, message: str, hint: str = "", *, code: str = "") -> None:
        super().__init__(message, hint)
        self.code = code


class BriefingError(CityError):
    """A briefing cannot be made."""


class FeedError(CityError):
    """Something about one feed; `feed` and `source` name it."""

    exit_code = 4

    def __init__(self, message: str, hint: str = "", *, feed: str = "", source: str = "") -> None:
        super().__init__(message, hint)
        self.feed = feed
        self.source = source


class FetchError(FeedError):
    """The bytes could not be had: missing file, refused URL, too large, truncated."""


class ParseError(FeedError):
    """The bytes are not what the feed expects; nothing of them was loaded."""


class BatchRefused(FeedError):
    """Too large a share of the rows is bad; the last good data stays."""


@dataclass(frozen=True, slots=True)
class Problem:
    """A fault of a declared file (a KPI, an alarm rule): where it stands, and what is wrong. Shown, while the rest works on."""

    file: str
    key: str
    text: str
