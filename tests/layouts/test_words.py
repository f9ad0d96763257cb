"""Every message has its English, every English entry is used, and both take the same values."""

from __future__ import annotations

import ast
import string
from pathlib import Path

from layouts.words import _, catalogue, many, speaking

ROOT = Path(__file__).parents[2]


def said() -> set[str]:
    """Every text given to `_` or `mark` in the rooms that speak."""
    found: set[str] = set()
    for room in ("layouts", "callbacks"):
        for file in (ROOT / room).rglob("*.py"):
            for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
                if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in ("_", "mark", "many") and node.args:
                    first = node.args[0]
                    if isinstance(first, ast.Constant) and isinstance(first.value, str):
                        found.add(first.value)
    return found


def key(given: str | tuple[str, ...]) -> str:
    """The message id; a plural one brings two."""
    return given if isinstance(given, str) else given[0]


def fields(text: str) -> set[str]:
    return {name for _literal, name, _spec, _conv in string.Formatter().parse(text) if name}


def test_every_message_has_an_english_entry_and_no_entry_is_orphaned() -> None:
    entries = {key(message.id): str(message.string) for message in catalogue("en") if message.id}
    messages = said()
    assert len(messages) > 100
    assert sorted(messages - {i for i, text in entries.items() if text}) == []
    assert sorted(set(entries) - messages) == []


def test_both_languages_take_the_same_values() -> None:
    forms = [(key(m.id), form) for m in catalogue("en") if m.id for form in ([m.string] if isinstance(m.string, str) else m.string)]
    wrong = [(i, form) for i, form in forms if fields(i) != fields(form)]
    assert wrong == []


def test_the_language_is_that_of_the_request_and_unknown_ones_are_indonesian() -> None:
    assert _("tabel") == "tabel"
    with speaking("en"):
        assert _("{n} jam", n=3) == "3 h"
        assert many("{n} sumber mati", 1) == "1 source dead"
        assert many("{n} sumber mati", 2) == "2 sources dead"
    with speaking("xx"):
        assert _("tabel") == "tabel"
