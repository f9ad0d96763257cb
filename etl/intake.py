"""Fetch: a path or a URL becomes a plain UTF-8 file in the incoming folder, hashed, with every size limit kept."""

from __future__ import annotations

import hashlib
import os
import re
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from data.errors import FetchError, ParseError
from etl.plain import CHUNK, MAX_BYTES, plain
from etl.remote import fetched, without_secrets

FULL = 28  # ENOSPC; 27 (EFBIG) is a limit on the size of one file
KINDS = {stat.S_IFDIR: "a folder", stat.S_IFIFO: "a pipe", stat.S_IFCHR: "a device", stat.S_IFBLK: "a device", stat.S_IFSOCK: "a socket"}


@dataclass(frozen=True, slots=True)
class Intake:
    """Bytes that have arrived. `file` is what readers read; sha256 and size are of the bytes as they came."""

    file: Path
    origin: str
    sha256: str
    size: int
    notices: tuple[str, ...] = ()


def take(source: str | Path, folder: Path, *, binary: bool = False, origin: str | None = None) -> Intake:
    """Copy a file or URL into the folder. gzip is opened, a zip with one table is opened, text becomes UTF-8.

    binary=True keeps the bytes (GTFS zip, protobuf). Raises FetchError or ParseError, and leaves nothing behind then.
    """
    is_url = "://" in str(source)
    name = _shown(origin or (without_secrets(str(source)) if is_url else Path(source).name))
    draft = folder / f"draft-{os.getpid()}-{os.urandom(6).hex()}"
    final: Path | None = None
    try:
        folder.mkdir(parents=True, exist_ok=True)
        digest, size = _write(draft, fetched(str(source)) if is_url else _local(Path(source), name))
        if size == 0:
            raise ParseError(f"{name} is empty.", "Ask the publisher for the file again; the last good data stays.")
        final = folder / f"{digest[:16]}-{os.urandom(4).hex()}{_suffix(name)}"
        if binary:
            draft.replace(final)
            return Intake(final, name, digest, size)
        return Intake(final, name, digest, size, plain(draft, final, name))
    except BaseException as error:
        if final:
            final.unlink(missing_ok=True)
        if isinstance(error, OSError):
            raise explained(error, name) from error
        raise
    finally:
        draft.unlink(missing_ok=True)


def explained(error: OSError, name: str) -> FetchError:
    """What the system refused, in words."""
    if error.errno in (FULL, 27):
        return FetchError(f"The disk is full while {name} was being taken in.", "Free some space and load again; nothing of it was loaded.")
    return FetchError(f"{name} cannot be read: {error.strerror or error}", "Check the path and its permissions.")


def _shown(name: str) -> str:
    """A name that can stand in a table: bytes that are no text become question marks, control signs go."""
    return "".join(c for c in name.encode("utf-8", "replace").decode() if c.isprintable())[:500] or "?"


def _suffix(name: str) -> str:
    found = re.search(r"\.[a-z0-9]{1,8}$", name.lower().removesuffix(".gz"))
    return found[0] if found else ".txt"


def _local(path: Path, name: str) -> Iterator[bytes]:
    kind = stat.S_IFMT(path.stat().st_mode)
    if kind != stat.S_IFREG:
        raise FetchError(f"{name} is {KINDS.get(kind, 'no plain file')}, not a file.", "Name the file itself.")
    with path.open("rb") as file:
        while chunk := file.read(CHUNK):
            yield chunk


def _write(file: Path, chunks: Iterator[bytes]) -> tuple[str, int]:
    digest, size = hashlib.sha256(), 0
    with file.open("wb") as out:
        for chunk in chunks:
            digest.update(chunk)
            size += len(chunk)
            if size > MAX_BYTES:
                raise FetchError(f"The file is larger than {MAX_BYTES >> 30} GB.", "Split it, for example by month.")
            out.write(chunk)
    return digest.hexdigest(), size
