"""The note that the owner of the warehouse leaves in the state folder, readable by its user alone."""

from __future__ import annotations

import json
import os
import socket
from dataclasses import asdict, dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Owner:
    """Where the owning process listens for Quack, on loopback."""

    pid: int
    port: int
    token: str


def _note(var: Path) -> Path:
    return var / "owner.json"


def announce(var: Path, port: int, token: str) -> Owner:
    """Leave the note, in one move, so that nobody reads half of it."""
    me = Owner(os.getpid(), port, token)
    draft = var / f"owner.{me.pid}.tmp"
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
        json.dump(asdict(me), file)
    draft.replace(_note(var))
    return me


def find(var: Path) -> Owner | None:
    """The owner that the note names, if that process is alive."""
    try:
        found = Owner(**json.loads(_note(var).read_text()))
        os.kill(found.pid, 0)
    except (OSError, ValueError, TypeError):
        return None
    return found


def retire(var: Path, me: Owner) -> None:
    """Take the note away, if it is still ours."""
    if find(var) == me:
        _note(var).unlink(missing_ok=True)


def free_port() -> int:
    """A port on loopback that is free now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
