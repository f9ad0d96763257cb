"""Words that people read: Indonesian is the message id, English comes from assets/locale/en.po.

The language of a request is a context variable, set at the front door from the cookie `lang`.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po

LANGUAGES = ("id", "en")
CATALOGUES = Path(__file__).parent.parent / "assets" / "locale"
_language: ContextVar[str] = ContextVar("language", default="id")


@cache
def catalogue(language: str) -> Catalog:
    """The catalogue of a language as Babel reads it."""
    with (CATALOGUES / f"{language}.po").open("rb") as file:
        return read_po(file, locale=language)


def language() -> str:
    """The language of this request: id or en."""
    return _language.get()


@contextmanager
def speaking(chosen: str) -> Iterator[None]:
    """Everything inside speaks this language; an unknown one is Indonesian."""
    token = _language.set(chosen if chosen in LANGUAGES else "id")
    try:
        yield
    finally:
        _language.reset(token)


def mark(text: str) -> str:
    """A message that is declared now and translated when it is drawn."""
    return text


def _(text: str, **values: object) -> str:
    """The text in the language of this request; `{name}` is filled from values."""
    said = text
    if language() != "id" and text:
        message = catalogue(language()).get(text)
        said = str(message.string) if message and message.string else text
    return said.format(**values) if values else said


def many(text: str, n: int, /, **values: object) -> str:
    """The same for a count: English has another form for one. `{n}` is filled with the written number when values name it."""
    said: object = text
    if language() != "id":
        message = catalogue(language()).get(text)
        said = message.string if message and message.string else text
    form = said if isinstance(said, str) else said[0 if n == 1 else 1]  # type: ignore[index]
    return str(form).format(**({"n": n} | values))


def either(title_id: str, title_en: str | None) -> str:
    """The one of two given titles that this request reads: reference tables and KPIs bring both."""
    return title_en if language() == "en" and title_en else title_id
