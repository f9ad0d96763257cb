"""Zip files that mean harm are refused with the member's name; harmless ones open."""

from __future__ import annotations

import os
import stat
import struct
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from data.errors import ParseError
from etl.readers import archive

TABLE = "a,b\n1,2\n"


def _zip(file: Path, members: list[tuple[str | zipfile.ZipInfo, str | bytes]]) -> Path:
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as opened:
        for name, text in members:
            opened.writestr(name, text)
    return file


def _link() -> zipfile.ZipInfo:
    info = zipfile.ZipInfo("stops.txt")
    info.external_attr = (stat.S_IFLNK | 0o777) << 16
    return info


REFUSED: dict[str, tuple[list[tuple[str | zipfile.ZipInfo, str | bytes]], str]] = {
    "parent": ([("../stops.txt", TABLE)], "leads out"),
    "parent below": ([("gtfs/../../stops.txt", TABLE)], "leads out"),
    "absolute": ([("/etc/passwd", TABLE)], "leads out"),
    "drive": ([("C:stops.txt", TABLE)], "leads out"),
    "backslash": ([("..\\stops.txt", TABLE)], "leads out"),
    "deep": ([("a/b/stops.txt", TABLE)], "one folder deep"),
    "link": ([(_link(), "/etc/passwd")], "is a link"),
    "nested": ([("stops.txt", TABLE), ("more.zip", b"PK")], "archive inside"),
    "twice": ([("stops.txt", TABLE), ("gtfs/stops.txt", TABLE)], "twice"),
    "twice by case": ([("stops.txt", TABLE), ("Stops.TXT", TABLE)], "twice"),
    "bomb": ([("stops.txt", b"0" * (8 << 20))], "100 times"),
    "crowd": ([(f"f{n}.txt", TABLE) for n in range(65)], "65 members"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_harmful_archives_are_refused_and_leave_nothing(name: str, tmp_path: Path) -> None:
    members, words = REFUSED[name]
    with pytest.raises(ParseError, match=words) as caught:
        archive.extract(_zip(tmp_path / "feed.zip", members), tmp_path / "out")
    assert "feed.zip" in caught.value.message
    assert caught.value.hint
    assert os.listdir(tmp_path) == ["feed.zip"]


def _sizes(file: Path, change: Callable[[bytearray, int], None]) -> None:
    """Patch the stated size of the only member, in its own header and in the directory."""
    body = bytearray(file.read_bytes())
    change(body, body.index(b"PK\x03\x04") + 22)
    change(body, body.index(b"PK\x01\x02") + 24)
    file.write_bytes(body)


@pytest.mark.parametrize("stated", [10, 500_000_000, 0xFFFF_FFF0])
def test_a_forged_size_is_found_by_counting(stated: int, tmp_path: Path) -> None:
    file = _zip(tmp_path / "feed.zip", [("stops.txt", os.urandom(50_000).hex())])
    _sizes(file, lambda body, place: struct.pack_into("<I", body, place, stated))
    with pytest.raises(ParseError, match=r"stops\.txt"):
        archive.extract(file, tmp_path / "out")
    assert not (tmp_path / "out").exists()


def test_the_real_total_is_capped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive, "MAX_TOTAL", 100_000)
    file = _zip(
        tmp_path / "feed.zip", [("a.txt", os.urandom(40_000).hex()), ("b.txt", os.urandom(40_000).hex())]
    )
    with pytest.raises(ParseError, match=r"b\.txt.*brings the archive over"):
        archive.extract(file, tmp_path / "out")


def test_encryption_and_damage_are_named(tmp_path: Path) -> None:
    file = _zip(tmp_path / "feed.zip", [("stops.txt", TABLE * 1000)])
    good = file.read_bytes()
    body = bytearray(good)
    body[body.index(b"PK\x01\x02") + 8] |= 1
    file.write_bytes(body)
    with pytest.raises(ParseError, match="encrypted"):
        archive.extract(file, tmp_path / "out")
    file.write_bytes(good[: len(good) // 2])
    with pytest.raises(ParseError, match="damaged zip"):
        archive.extract(file, tmp_path / "out")
    body = bytearray(good)
    body[60] ^= 0xFF
    file.write_bytes(body)
    with pytest.raises(ParseError, match=r"stops\.txt"):
        archive.extract(file, tmp_path / "out")


def test_one_folder_and_strange_files_are_notices(tmp_path: Path) -> None:
    members: list[tuple[str | zipfile.ZipInfo, str | bytes]] = [
        ("gtfs/", ""),
        ("gtfs/stops.txt", TABLE),
        ("gtfs/readme.txt", "x"),
        ("__MACOSX/gtfs/._stops.txt", "x"),
    ]
    found = archive.unpack(_zip(tmp_path / "feed.zip", members), tmp_path / "out", {"stops.txt"})
    assert {name: file.read_text() for name, file in found.files.items()} == {"stops.txt": TABLE}
    assert found.notices == ("folder_level:gtfs", "ignored_file:readme.txt")
    assert all(file.parent == tmp_path / "out" for file in found.files.values())


def test_a_zip_with_one_table_opens(tmp_path: Path) -> None:
    files = archive.extract(_zip(tmp_path / "cases.zip", [("Cases of 2011.csv", TABLE)]), tmp_path / "out")
    assert [file.read_text() for file in files] == [TABLE]
    assert files[0].suffix == ".csv"
