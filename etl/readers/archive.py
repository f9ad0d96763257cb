"""Zip files from outside, opened as if they were meant to do harm: nothing that a header claims is believed."""

from __future__ import annotations

import re
import shutil
import stat
import zipfile
import zlib
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path

from data.errors import FetchError, ParseError

MAX_MEMBERS = 64
MAX_TOTAL = 1 << 30  # bytes of all members together, counted while they stream
MAX_RATIO = 100  # bytes out for each byte in
FLOOR = 1 << 20  # below this a high ratio harms nobody
CHUNK = 1 << 18
_NESTED = re.compile(r"\.(zip|gz|tgz|tar|bz2|xz|7z|rar|zst|jar)$", re.IGNORECASE)
_JUNK = re.compile(r"(^|/)(__MACOSX/|\.DS_Store$|Thumbs\.db$|\._)")
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)


@dataclass(frozen=True, slots=True)
class Unpacked:
    """Files that were written, by their name in the archive without its folder; and what a person should know."""

    files: dict[str, Path]
    notices: tuple[str, ...]


def extract(archive: Path, folder: Path, wanted: Collection[str] | None = None) -> list[Path]:
    """Unpack the wanted members (None: all) flat into a new folder. Raises ParseError, FetchError; leaves nothing behind then."""
    return list(unpack(archive, folder, wanted).files.values())


def unpack(archive: Path, folder: Path, wanted: Collection[str] | None = None) -> Unpacked:
    """The same, with names and notices: `folder_level:<name>`, `ignored_file:<name>`.

    Refused: too many members, too large in truth, a bomb, an archive inside, `..`, absolute names, links, the same name
    twice, encryption, a member whose bytes are not what its header says.
    """
    try:
        with zipfile.ZipFile(archive) as opened:
            chosen, notices = _choose(opened, archive, wanted)
            folder.mkdir(parents=True)
            try:
                return Unpacked(_write(opened, archive, folder, chosen), notices)
            except BaseException:
                shutil.rmtree(folder, ignore_errors=True)
                raise
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError) as error:
        raise ParseError(
            f"{archive.name} is a damaged zip file: {error}", "Fetch it again; nothing of it was loaded."
        ) from error
    except OSError as error:
        if error.errno == 28:
            raise FetchError(
                f"The disk is full while {archive.name} was being unpacked.",
                "Free some space and load again.",
            ) from error
        raise FetchError(
            f"{archive.name} cannot be unpacked: {error.strerror or error}",
            "Check the folder and its permissions.",
        ) from error


def _choose(
    opened: zipfile.ZipFile, archive: Path, wanted: Collection[str] | None
) -> tuple[dict[str, zipfile.ZipInfo], tuple[str, ...]]:
    """Members by their final name. Every member is judged, also those that nobody wants."""
    members = opened.infolist()
    if len(members) > MAX_MEMBERS:
        raise ParseError(
            f"{archive.name} holds {len(members)} members, more than {MAX_MEMBERS}.", "Send the tables alone."
        )
    chosen: dict[str, zipfile.ZipInfo] = {}
    folders: set[str] = set()
    ignored: list[str] = []
    for member in members:
        if member.is_dir() or _JUNK.search(member.filename):
            _plain_path(member, archive)
            continue
        *above, name = _plain_path(member, archive)
        _harmless(member, archive)
        if name.lower() in {known.lower() for known in chosen} | {known.lower() for known in ignored}:
            raise _refused(archive, member, "stands there twice", "Send one file of each name.")
        folders.update(above)
        if wanted is None or name in wanted:
            chosen[name] = member
        else:
            ignored.append(name)
    notices = [f"folder_level:{name}" for name in sorted(folders)] + [
        f"ignored_file:{name}" for name in sorted(ignored)
    ]
    return chosen, tuple(notices)


def _plain_path(member: zipfile.ZipInfo, archive: Path) -> list[str]:
    """The name in parts: at most one folder, nothing that leads elsewhere."""
    name = member.filename
    parts = [part for part in name.split("/") if part]
    if (
        "\\" in name
        or ":" in name
        or name.startswith("/")
        or ".." in parts
        or "." in parts
        or not parts
        or not name.isprintable()
    ):
        raise _refused(
            archive,
            member,
            "has a name that leads out of the archive",
            "Pack the files again, without folders.",
        )
    if len(parts) > 2 and not _JUNK.search(name):
        raise _refused(
            archive, member, "lies more than one folder deep", "Pack the files again, without folders."
        )
    return parts


def _harmless(member: zipfile.ZipInfo, archive: Path) -> None:
    mode = member.external_attr >> 16
    if stat.S_IFMT(mode) not in (0, stat.S_IFREG):
        raise _refused(archive, member, "is a link, not a file", "Pack the file itself.")
    if member.flag_bits & 0x1:
        raise _refused(archive, member, "is encrypted", "Send it without a password.")
    if _NESTED.search(member.filename):
        raise _refused(
            archive, member, "is an archive inside the archive", "Unpack it and send the tables alone."
        )
    if member.compress_type not in _METHODS:
        raise _refused(
            archive, member, "is packed in an unusual way", "Pack it with the usual deflate method."
        )


def _write(
    opened: zipfile.ZipFile, archive: Path, folder: Path, chosen: dict[str, zipfile.ZipInfo]
) -> dict[str, Path]:
    """Stream each member out, counting real bytes. File names are numbered: no name from outside becomes a path."""
    packed = archive.stat().st_size
    total = 0
    files: dict[str, Path] = {}
    for number, (name, member) in enumerate(chosen.items()):
        suffix = re.search(r"\.[A-Za-z0-9]{1,8}$", name)
        file = folder / f"{number:02d}{suffix[0].lower() if suffix else ''}"
        before = total
        with file.open("wb") as out:
            for chunk in _chunks(opened, member, archive):
                total += len(chunk)
                if total > MAX_TOTAL:
                    raise _refused(
                        archive,
                        member,
                        f"brings the archive over {MAX_TOTAL >> 20:,} MB",
                        "Split the archive.",
                    )
                if total > max(FLOOR, MAX_RATIO * packed):
                    raise _refused(
                        archive,
                        member,
                        f"unpacks to more than {MAX_RATIO} times the archive",
                        "It looks like a bomb; check it by hand.",
                    )
                out.write(chunk)
        if total - before != member.file_size:
            raise _refused(
                archive,
                member,
                f"says {member.file_size:,} bytes and holds {total - before:,}",
                "Fetch it again.",
            )
        files[name] = file
    return files


def _chunks(opened: zipfile.ZipFile, member: zipfile.ZipInfo, archive: Path) -> Iterator[bytes]:
    """The bytes of a member. zipfile stops at the size in the header, and its checksum then tells that there was more."""
    try:
        with opened.open(member) as stream:
            while chunk := stream.read(CHUNK):
                yield chunk
    except (zipfile.BadZipFile, zlib.error, EOFError) as error:
        raise _refused(
            archive,
            member,
            f"is not what its header says ({error})",
            "Fetch it again; nothing of it was loaded.",
        ) from error


def _refused(archive: Path, member: zipfile.ZipInfo, what: str, hint: str) -> ParseError:
    name = "".join(c if c.isprintable() else "?" for c in member.filename)[:120]
    return ParseError(f"{archive.name}: the member {name!r} {what}.", hint)
