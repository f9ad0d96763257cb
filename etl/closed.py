"""A folder for one load of a file that nobody may keep: readable by its user alone, and gone when the load is over."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

PREFIX = "tertutup-"


@contextmanager
def closed_folder(incoming: Path) -> Iterator[Path]:
    """A new folder below `incoming`. What a process that was killed left of its own is cleared away first."""
    incoming.mkdir(parents=True, exist_ok=True)
    for left in incoming.glob(f"{PREFIX}*"):
        if not _lives(left.name.removeprefix(PREFIX).split("-")[0]):
            shutil.rmtree(left, ignore_errors=True)
    folder = incoming / f"{PREFIX}{os.getpid()}-{os.urandom(6).hex()}"
    folder.mkdir(mode=0o700)
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _lives(pid: str) -> bool:
    """Whether there is a process of that number."""
    try:
        os.kill(int(pid), 0)
    except (ProcessLookupError, ValueError):
        return False
    except PermissionError:
        return True
    return True
