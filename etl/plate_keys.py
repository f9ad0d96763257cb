"""The keys under which plates are hashed: one for each day of reads, one for each month of the tax register.

They lie in `keys` of the state folder, readable by its user alone, and never in the warehouse. A day's key is destroyed after
`key_days` of plate_rule.csv: from then on nobody, we included, can find a vehicle of that day, nor follow one into another.
"""

from __future__ import annotations

import hmac
import re
from datetime import date, timedelta
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc

from etl import reference
from etl.keys import folder_of, key_of

RULES = {row["rule"]: float(row["value"]) for row in reference.rows("plate_rule")}
KEY_DAYS = int(RULES["key_days"])
REGISTER_DAYS = 62  # a register of a month is looked into until the next one has come
SHAPE = "^[A-Z]{1,2}[0-9]{1,4}[A-Z]{0,3}$"  # of an Indonesian plate without blanks
_DAY = re.compile(r"(?:baca|daftar)-(\d{4}-\d{2}-\d{2})")


class PlateKeys:
    """The keys of one state folder."""

    def __init__(self, var: Path) -> None:
        self.var = var

    def read_key(self, day: str, today: date) -> bytes | None:
        """The key of a day (`2026-11-21`, in Jakarta); None for one whose key is destroyed or whose time has not come."""
        try:
            age = (today - date.fromisoformat(day)).days
        except ValueError:
            return None
        return key_of(self.var, f"baca-{day}") if -1 <= age < KEY_DAYS else None

    def register_key(self, month: str) -> bytes:
        """The key of a month of the register (`2026-11-01`)."""
        return key_of(self.var, f"daftar-{month}")

    def clear(self, today: date) -> None:
        """Destroy the keys whose time is over."""
        for file in folder_of(self.var).glob("*"):
            found = _DAY.fullmatch(file.name)
            kept = KEY_DAYS if file.name.startswith("baca") else REGISTER_DAYS
            if found and today - date.fromisoformat(found[1]) >= timedelta(days=kept):
                file.unlink(missing_ok=True)


def plain(plates: pa.Array) -> pa.Array:
    """Plates as one would compare them: capitals and digits alone; null where the text has not the shape of a plate."""
    bare = pc.replace_substring_regex(pc.utf8_upper(plates), "[^A-Z0-9]", "")
    return pc.if_else(pc.match_substring_regex(bare, SHAPE), bare, pa.scalar(None, pa.string()))


def hashed(plates: pa.Array, key: bytes) -> pa.Array:
    """HMAC-SHA256 of each plate, the first 128 bits as 32 hex signs; null stays null.

    Each different plate is hashed once, by OpenSSL: 200,000 of them took 0.8 s on a busy core.
    """
    encoded = plates.dictionary_encode()
    told = pa.array([hmac.digest(key, plate.encode(), "sha256")[:16].hex() for plate in encoded.dictionary.to_pylist()], pa.string())
    return told.take(encoded.indices)
