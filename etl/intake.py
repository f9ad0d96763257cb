"""Fetch: a path or a URL becomes a plain UTF-8 file in the incoming folder, hashed, with every size limit kept."""

from __future__ import annotations

import codecs
import gzip
import hashlib
import os
import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import httpx

from data.errors import FetchError, ParseError
from etl.readers import archive

CHUNK = 1 << 20
MAX_BYTES = 8 << 30  # of a plain file
MAX_REMOTE = 256 << 20
MAX_RATIO = 200  # gzip of reports compresses 5 to 30 times; bombs a thousand
_BOMS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))


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
    folder.mkdir(parents=True, exist_ok=True)
    is_url = str(source).startswith(("http://", "https://"))
    name = origin or (_without_secrets(str(source)) if is_url else Path(source).name)
    draft = folder / f"draft-{os.getpid()}-{os.urandom(6).hex()}"
    try:
        chunks = _remote(str(source)) if is_url else _local(Path(source))
        digest, size = _write(draft, chunks)
        if size == 0:
            raise ParseError(f"{name} is empty.", "Ask the publisher for the file again; the last good data stays.")
        final = folder / f"{digest[:16]}-{os.urandom(4).hex()}{_suffix(name)}"
        if binary:
            draft.replace(final)
            return Intake(final, name, digest, size)
        notices = _plain(draft, final, name)
        return Intake(final, name, digest, size, notices)
    except OSError as error:
        if error.errno == 28:
            raise FetchError(f"The disk is full while {name} was being copied.", "Free some space and load again.") from error
        raise FetchError(f"{name} cannot be read: {error.strerror or error}", "Check the path and its permissions.") from error
    finally:
        draft.unlink(missing_ok=True)


def take_bytes(body: bytes, folder: Path, name: str, *, binary: bool = False) -> Intake:
    """The same for bytes in hand (a webhook's body)."""
    folder.mkdir(parents=True, exist_ok=True)
    arrived = folder / f"body-{os.urandom(8).hex()}"
    arrived.write_bytes(body)
    try:
        return take(arrived, folder, binary=binary, origin=name)
    finally:
        arrived.unlink(missing_ok=True)


def _suffix(name: str) -> str:
    found = re.search(r"\.[a-z0-9]{1,8}$", name.lower().removesuffix(".gz"))
    return found[0] if found else ".txt"


def _without_secrets(url: str) -> str:
    return re.sub(r"//[^/@]*@", "//", url).split("?", 1)[0]


def _local(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        while chunk := file.read(CHUNK):
            yield chunk


def _remote(url: str) -> Iterator[bytes]:
    """Bytes of a URL: https, or http on loopback; redirects stay on the host; time and size are limited."""
    parts = httpx.URL(url)
    if parts.scheme != "https" and parts.host not in ("127.0.0.1", "localhost", "::1"):
        raise FetchError(f"{_without_secrets(url)} is not https.", "Only https is fetched from other machines.")
    try:
        with httpx.Client(timeout=httpx.Timeout(10.0, connect=5.0), trust_env=False) as client:
            for _ in range(4):
                with client.stream("GET", parts) as answer:
                    if answer.has_redirect_location:
                        onward = parts.join(answer.headers["location"])
                        if onward.host != parts.host or onward.scheme != parts.scheme:
                            raise FetchError(f"{_without_secrets(url)} points to another host, {onward.host}.", "Name that host in sources.toml if it is meant.")
                        parts = onward
                        continue
                    answer.raise_for_status()
                    taken = 0
                    for chunk in answer.iter_bytes(CHUNK):
                        taken += len(chunk)
                        if taken > MAX_REMOTE:
                            raise FetchError(f"{_without_secrets(url)} is larger than {MAX_REMOTE >> 20} MB.", "Fetch it by hand and load the file.")
                        yield chunk
                    return
            raise FetchError(f"{_without_secrets(url)} redirects more than three times.", "Name the final URL.")
    except httpx.HTTPStatusError as error:
        raise FetchError(f"{_without_secrets(url)} answered {error.response.status_code}.", "The source is asked again later.") from error
    except httpx.HTTPError as error:
        raise FetchError(f"{_without_secrets(url)} cannot be reached: {type(error).__name__}.", "The source is asked again later.") from error


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


def _plain(draft: Path, final: Path, name: str) -> tuple[str, ...]:
    """Open gzip or a one-table zip, turn the text to UTF-8 without BOM. Gives notices; raises ParseError."""
    with draft.open("rb") as file:
        head = file.read(4)
    if head[:2] == b"PK":
        members = archive.extract(draft, final.with_suffix(".d"), wanted=None)
        if len(members) != 1:
            raise ParseError(f"{name} holds {len(members)} files where one table was expected.", "Load them one by one.")
        members[0].replace(draft)
        final.with_suffix(".d").rmdir()
    elif head[:2] == b"\x1f\x8b":
        opened = draft.with_suffix(".open")
        try:
            _write(opened, _gunzip(draft, name))
            opened.replace(draft)
        finally:
            opened.unlink(missing_ok=True)
    encoding = _encoding(draft)
    if encoding == "utf-8":
        draft.replace(final)
        return ()
    with draft.open("r", encoding=encoding, errors="replace", newline="") as source, final.open("w", encoding="utf-8", newline="") as out:
        while text := source.read(CHUNK):
            out.write(text)
    return () if encoding == "utf-8-sig" else (f"encoding:{encoding}",)


def _gunzip(file: Path, name: str) -> Iterator[bytes]:
    given, packed = 0, max(file.stat().st_size, 1)
    try:
        with gzip.open(file, "rb") as opened:
            while chunk := opened.read(CHUNK):
                given += len(chunk)
                if given > CHUNK and given / packed > MAX_RATIO:
                    raise ParseError(f"{name} unpacks to more than {MAX_RATIO} times its size.", "It looks like a bomb; unpack and check it by hand.")
                yield chunk
    except (EOFError, gzip.BadGzipFile, zlib.error) as error:
        raise ParseError(f"{name} is a damaged gzip file after {given:,} bytes: {error}", "Fetch it again; nothing of it was loaded.") from error


def _encoding(file: Path) -> str:
    """`utf-8`, `utf-8-sig`, `utf-16`, or cp1252 when the bytes are not UTF-8 (what old Excel exports are)."""
    with file.open("rb") as opened:
        head = opened.read(4)
        for bom, encoding in _BOMS:
            if head.startswith(bom):
                return encoding
        opened.seek(0)
        decoder = codecs.getincrementaldecoder("utf-8")()
        try:
            while chunk := opened.read(CHUNK):
                decoder.decode(chunk)
            decoder.decode(b"", final=True)
        except UnicodeDecodeError:
            return "cp1252"
    return "utf-8"
