"""What can go wrong between a statement and the warehouse, told apart by what DuckDB says of it."""

from __future__ import annotations

import errno
import os
import re

from data.errors import WarehouseError

_CONFLICT = re.compile(r"transaction conflict|conflict on|write-write conflict|stale plan", re.IGNORECASE)
_CONTENT = re.compile(r"^(Invalid Input|Conversion|Out of Range|Malformed JSON|Invalid JSON) Error", re.IGNORECASE)
_FULL = (errno.ENOSPC, errno.EFBIG, errno.EDQUOT)


class Conflict(WarehouseError):
    """Another writer changed the same table first; plan again and retry."""


class Busy(WarehouseError):
    """Another process holds the file."""


class Unreadable(WarehouseError):
    """What was to be read is not what the statement expects: a fault of the data, not of the program."""


def explained(said: str) -> WarehouseError:
    """The fault that a text of DuckDB's tells of, with what to do next."""
    text = said.split("\n\nLINE")[0].strip()
    if any(os.strerror(number) in text for number in _FULL):
        return WarehouseError(f"The disk is full: {text}", "Free some space; nothing was half-loaded.")
    if _CONFLICT.search(text):
        return Conflict(f"Two loads met in one table: {text}", "The load is planned again by itself.")
    return Unreadable(text, "") if _CONTENT.match(text) else WarehouseError(text, "")
