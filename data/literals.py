"""Values as SQL literals, for the one place where values cannot be bound: a statement list sent over Quack."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date, datetime

from data.clock import to_utc
from data.errors import WarehouseError

# Comments, quoted texts and quoted names are passed over whole: a `$name` in a file's name or a bad row is no place for a value.
_NAMED = re.compile(r"""--[^\n]*|'(?:[^']|'')*'|"(?:[^"]|"")*"|\$([a-z_]+)""")


def literal(value: object) -> str:
    """One value as SQL text. Strings are quoted by doubling; moments become naive UTC. Raises WarehouseError."""
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value)
    if isinstance(value, float):
        return f"'{value!r}'::double"
    if isinstance(value, str):
        return _text(value)
    if isinstance(value, datetime):
        return f"timestamp '{to_utc(value).isoformat(sep=' ')}'"
    if isinstance(value, date):
        return f"date '{value.isoformat()}'"
    if isinstance(value, dict):
        return "{" + ", ".join(f"{_text(str(name))}: {literal(v)}" for name, v in value.items()) + "}"
    if isinstance(value, (list, tuple)):
        return "[" + ", ".join(literal(v) for v in value) + "]"
    raise WarehouseError(f"A value of type {type(value).__name__} cannot be sent to the warehouse.", "Send text, numbers, moments, lists or structs.")


def _text(value: str) -> str:
    if "\0" in value:
        raise WarehouseError("A text with a zero byte cannot be sent to the warehouse.", "Remove it.")
    try:
        value.encode()
    except UnicodeEncodeError as error:
        raise WarehouseError("A text that is not Unicode cannot be sent to the warehouse.", "Decode it rightly first.") from error
    return "'" + value.replace("'", "''") + "'"


def names(sql: str) -> Iterator[str]:
    """The `$name`s of a text that ask for a value."""
    return (found[1] for found in _NAMED.finditer(sql) if found[1])


def bind(sql: str, params: Mapping[str, object]) -> str:
    """`$name` in the text replaced by the literal of params[name]; names that are not given stay as they are."""
    return _NAMED.sub(lambda found: literal(params[found[1]]) if found[1] in params else found[0], sql)
