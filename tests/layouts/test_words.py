"""Every message has its English, every English entry is used, and both take the same values."""

from __future__ import annotations

import ast
import string
from pathlib import Path

from layouts.words import _, catalogue, speaking

ROOT = Path(__file__).parents[2]


def said() -> set[str]:
    """Every text given to `_` or `mark` in the rooms that speak."""
    found: set[str] = set()
    for room in ("layouts", "callbacks"):
        for file in (ROOT / room).rglob("*.py"):
            for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
                if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in ("_", "mark") and node.args:
                    first = node.args[0]
                    if isinstance(first, ast.Constant) and isinstance(first.value, str):
                        found.add(first.value)
    return found


def fields(text: str) -> set[str]:
    return {name for _literal, name, _spec, _conv in string.Formatter().parse(text) if name}


def test_every_message_has_an_english_entry_and_no_entry_is_orphaned() -> None:
    entries = {str(message.id): str(message.string) for message in catalogue("en") if message.id}
    messages = said()
    assert len(messages) > 100
    assert sorted(messages - {i for i, text in entries.items() if text}) == []
    assert sorted(set(entries) - messages) == []


def test_both_languages_take_the_same_values() -> None:
    wrong = [m.id for m in catalogue("en") if m.id and fields(str(m.id)) != fields(str(m.string))]
    assert wrong == []


def test_the_language_is_that_of_the_request_and_unknown_ones_are_indonesian() -> None:
    assert _("tabel") == "tabel"
    with speaking("en"):
        assert _("{n} jam", n=3) == "3 h"
    with speaking("xx"):
        assert _("tabel") == "tabel"
