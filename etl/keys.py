"""Secret keys of a state folder: made at first use, readable by its user alone, and never in the warehouse."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path


def folder_of(var: Path) -> Path:
    """Where a state folder's keys lie."""
    return var / "keys"


def key_of(var: Path, name: str) -> bytes:
    """The 32 bytes of that name, made when there are none. Two processes that make it at once agree on one."""
    folder = folder_of(var)
    folder.mkdir(parents=True, exist_ok=True)
    folder.chmod(0o700)
    file, draft = folder / name, folder / f".{name}-{os.urandom(4).hex()}"
    if not file.exists():
        opened = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(opened, "wb") as out:
            out.write(os.urandom(32))
        with suppress(FileExistsError):
            os.link(draft, file)  # in one step, and only when there is none yet
        draft.unlink()
    return file.read_bytes()


def person_key(var: Path) -> str:
    """The key under which persons of citizens' reports become pseudonyms, as 64 hex signs.

    It never rotates: the same reporter must be the same one next month, or active reporters could not be counted.
    Who destroys the file `pelapor` cuts every pseudonym given so far from its person for good.
    """
    return key_of(var, "pelapor").hex()
