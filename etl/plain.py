"""Bytes that have arrived become one plain text file: unpacked, UTF-8 without a mark, one kind of line break."""

from __future__ import annotations

import codecs
import gzip
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from data.errors import FetchError, ParseError
from etl.readers import archive

CHUNK = 1 << 20
MAX_BYTES = 8 << 30  # of a plain file
MAX_RATIO = 200  # gzip of reports compresses 5 to 30 times; bombs a thousand
FEW_BROKEN = 0.25  # of the bytes beyond ASCII: fewer are slips in UTF-8, more are another encoding
_BEYOND = bytes(range(128, 256))
_BOMS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))


@dataclass(frozen=True, slots=True)
class Text:
    """What the bytes of a file are: its encoding, and its line breaks (`\\n`, `\\r\\n`, `\\r` or `mixed`)."""

    encoding: str
    breaks: str


def plain(draft: Path, final: Path, name: str) -> tuple[str, ...]:
    """Turn the draft into the final file. Gives notices; raises ParseError and FetchError. Binary tables are not for it."""
    opened = draft.with_suffix(".open")
    try:
        _unpack(draft, opened, final.with_suffix(".d"), name)
        kind = judged(draft)
        if kind.encoding == "utf-8" and kind.breaks in ("\n", "\r\n"):
            draft.replace(final)
            return ()
        _rewrite(draft, opened, kind)
        opened.replace(final)
    finally:
        opened.unlink(missing_ok=True)
    notices = () if kind.encoding in ("utf-8", "utf-8-sig") else (f"encoding:{kind.encoding}",)
    return notices if kind.breaks in ("\n", "\r\n") else (*notices, "newline:mixed")


def _unpack(draft: Path, opened: Path, folder: Path, name: str) -> None:
    """gzip, or a zip with one table, opened in place."""
    with draft.open("rb") as file:
        head = file.read(4)
    if head == b"PK\x03\x04":
        try:
            members = archive.extract(draft, folder, wanted=None)
        except (ParseError, FetchError) as error:
            raise type(error)(error.message.replace(draft.name, name), error.hint) from error
        try:
            if len(members) != 1:
                raise ParseError(f"{name} holds {len(members)} files where one table was expected.", "Load them one by one.")
            members[0].replace(draft)
        finally:
            for member in members:
                member.unlink(missing_ok=True)
            folder.rmdir()
    elif head[:2] == b"\x1f\x8b":
        with opened.open("wb") as out:
            for chunk in _gunzip(draft, name):
                out.write(chunk)
        opened.replace(draft)


def _gunzip(file: Path, name: str) -> Iterator[bytes]:
    given, packed = 0, max(file.stat().st_size, 1)
    try:
        with gzip.open(file, "rb") as opened:
            while chunk := opened.read(CHUNK):
                given += len(chunk)
                if given > CHUNK and given / packed > MAX_RATIO:
                    raise ParseError(f"{name} unpacks to more than {MAX_RATIO} times its size.", "It looks like a bomb; unpack and check it by hand.")
                if given > MAX_BYTES:
                    raise FetchError(f"{name} unpacks to more than {MAX_BYTES >> 30} GB.", "Split it, for example by month.")
                yield chunk
    except (EOFError, gzip.BadGzipFile, zlib.error) as error:
        raise ParseError(f"{name} is a damaged gzip file after {given:,} bytes: {error}", "Fetch it again; nothing of it was loaded.") from error


def judged(file: Path) -> Text:
    """Encoding and line breaks of a text file. Bytes that are no UTF-8 are taken as cp1252: old exports of Excel are."""
    with file.open("rb") as opened:
        head = opened.read(4)
    marked = next((encoding for mark, encoding in _BOMS if head.startswith(mark)), "")
    if marked == "utf-16":
        return Text(marked, "\r\n")
    decoder = codecs.getincrementaldecoder("utf-8")("replace")
    broken = beyond = returns = pairs = 0
    last = b""
    for chunk in _chunks(file):  # once over the file: it may be a gigabyte
        if not chunk.isascii() or decoder.getstate()[0]:
            broken += decoder.decode(chunk).count("\ufffd") - chunk.count("\ufffd".encode())
            beyond += len(chunk) - len(chunk.translate(None, _BEYOND))
        if b"\r" in chunk:
            returns += chunk.count(b"\r")
            pairs += chunk.count(b"\r\n")
        pairs += last == b"\r" and chunk[:1] == b"\n"
        last = chunk[-1:]
    broken += len(decoder.decode(b"", final=True))
    encoding = "utf-8" if broken <= 0 else "utf-8 with broken bytes" if broken <= FEW_BROKEN * beyond else "cp1252"
    return Text(marked or encoding, _breaks(file, returns, pairs))


def _breaks(file: Path, returns: int, pairs: int) -> str:
    if not returns:
        return "\n"
    lines = sum(chunk.count(b"\n") for chunk in _chunks(file))
    if not lines:
        return "\r"
    return "\r\n" if returns == pairs == lines else "mixed"


def _chunks(file: Path) -> Iterator[bytes]:
    with file.open("rb") as opened:
        while chunk := opened.read(CHUNK):
            yield chunk


def _rewrite(draft: Path, final: Path, kind: Text) -> None:
    """The same text in UTF-8. Where kinds of line breaks are mixed, a return that stands alone is a sign inside a text."""
    encoding = kind.encoding.split(" ")[0]
    change = _changes(kind.breaks)
    with draft.open("r", encoding=encoding, errors="replace", newline="") as source, final.open("w", encoding="utf-8", newline="") as out:
        held = ""
        while text := source.read(CHUNK):
            text = held + text
            held = "\r" if text.endswith("\r") else ""
            out.write(change(text[: len(text) - len(held)]))
        out.write(change(held))


def _changes(breaks: str) -> Callable[[str], str]:
    if breaks == "\r":
        return lambda text: text.replace("\r", "\n")
    if breaks == "mixed":
        return lambda text: text.replace("\r\n", "\n").replace("\r", " ")
    return lambda text: text
