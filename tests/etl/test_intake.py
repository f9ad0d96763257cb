"""What arrives: archives that do harm, paths that are no files, files that change under one's hands, a full disk."""

from __future__ import annotations

import gzip
import io
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from data.errors import CityError, FetchError, ParseError
from data.settings import Settings
from data.warehouse import Warehouse
from etl import intake
from etl.engine import load
from etl.feeds import feed
from tests.etl.crm_files import bring, good, incoming, many, reports, rows

TABLE = rows(*many(3)).encode()


def zipped(**members: bytes) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as out:
        for name, content in members.items():
            out.writestr(name, content)
    return held.getvalue()


def refused(warehouse: Warehouse, path: Path, kind: type[CityError]) -> str:
    """The message of what cannot be taken in; nothing may stay of it."""
    with pytest.raises(kind) as error:
        load(warehouse, feed("citizen_reports"), path)
    assert reports(warehouse) == set() and incoming(warehouse) == []
    return error.value.message


def test_gzip_and_a_zip_with_one_table_are_opened(warehouse: Warehouse, tmp_path: Path) -> None:
    bring(warehouse, tmp_path / "a.csv.gz", gzip.compress(TABLE))
    batch = bring(warehouse, tmp_path / "a.zip", zipped(**{"ekspor.csv": TABLE}))
    assert batch.counts.duplicate == 3 and len(reports(warehouse)) == 3 and incoming(warehouse) == []


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("potong.csv.gz", gzip.compress(rows(*many(5000)).encode())[:-4000], "damaged gzip file after"),
        ("rusak.csv.gz", gzip.compress(TABLE)[:-8] + b"12345678", "damaged gzip file"),
        ("bom.csv.gz", gzip.compress(b"0" * (300 << 20)), "more than 200 times"),
        ("dua.zip", zipped(a=TABLE, b=TABLE), "holds 2 files where one table was expected"),
        ("jalan.zip", zipped(**{"../x.csv": TABLE}), "leads out of the archive"),
        ("bom.zip", zipped(**{"x.csv": b"0" * (300 << 20)}), "times the archive"),
        ("rusak.zip", zipped(**{"x.csv": TABLE})[:-30], "damaged zip"),
    ],
)
def test_archives_that_are_refused(warehouse: Warehouse, tmp_path: Path, name: str, content: bytes, message: str) -> None:
    (tmp_path / name).write_bytes(content)
    assert message in refused(warehouse, tmp_path / name, ParseError)
    assert not (tmp_path / "x.csv").exists() and not (tmp_path.parent / "x.csv").exists()


def test_a_zip_that_lies_about_its_size(warehouse: Warehouse, tmp_path: Path) -> None:
    packed = bytearray(zipped(**{"x.csv": rows(*many(20000)).encode()}))
    for signature, offset in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        at = packed.index(signature) + offset
        packed[at : at + 4] = (200).to_bytes(4, "little")
    (tmp_path / "bohong.zip").write_bytes(bytes(packed))
    assert "bohong.zip" in refused(warehouse, tmp_path / "bohong.zip", ParseError)


def test_paths_that_are_no_files(warehouse: Warehouse, tmp_path: Path) -> None:
    assert "No such file" in refused(warehouse, tmp_path / "tidak_ada.csv", FetchError)
    assert "is a folder, not a file" in refused(warehouse, tmp_path, FetchError)
    os.mkfifo(tmp_path / "pipa.csv")
    assert "is a pipe, not a file" in refused(warehouse, tmp_path / "pipa.csv", FetchError)
    assert "is a device" in refused(warehouse, Path("/dev/zero"), FetchError)


def test_a_file_that_vanishes_or_grows_while_it_is_read(warehouse: Warehouse, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What was copied is what is loaded: the file may go, or grow, and its half-written last row is quarantined, then read."""
    file, step = tmp_path / "tumbuh.csv", intake._local

    def gone(path: Path, name: str):  # type: ignore[no-untyped-def]
        for chunk in step(path, name):
            path.unlink()
            yield chunk

    file.write_bytes(TABLE)
    monkeypatch.setattr(intake, "_local", gone)
    assert load(warehouse, feed("citizen_reports"), file).counts.inserted == 3
    monkeypatch.undo()
    whole = rows(*many(12))
    assert bring(warehouse, file, whole[:-40]).counts.quarantined == 1
    batch = bring(warehouse, file, whole)
    assert (batch.counts.inserted, batch.counts.quarantined) == (1, 0) and len(reports(warehouse)) == 12


FILL = """
import resource, signal, sys
from pathlib import Path
from data.errors import CityError
from data.settings import Settings
from data.warehouse import Warehouse
from etl.engine import load
from etl.feeds import feed
warehouse = Warehouse.own(Settings(var=Path(sys.argv[1]), memory="500MB"))
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[3]), resource.RLIM_INFINITY))
try:
    load(warehouse, feed("citizen_reports"), sys.argv[2])
except CityError as error:
    print(type(error).__name__, error.message)
"""


@pytest.mark.parametrize("limit", [1 << 16, 3 << 20], ids=["while copying", "while merging"])
def test_a_full_disk_is_named_and_leaves_nothing_half_loaded(settings: Settings, tmp_path: Path, limit: int) -> None:
    """The system refuses to let a file grow, as a full disk does; afterwards the same load completes."""
    file = tmp_path / "laporan.csv"
    file.write_text(rows(*(good(n, deskripsi=f"{n:x}{n * 2654435761:x}{n * 40503:x}" * 3) for n in range(30_000))))
    big = limit if limit < (1 << 20) else file.stat().st_size + (1 << 16)
    done = subprocess.run([sys.executable, "-c", FILL, str(settings.var), str(file), str(big)], capture_output=True, text=True, check=False)
    assert "disk is full" in done.stdout.lower() and "Conflict" not in done.stdout, (done.stdout, done.stderr[-2000:])
    warehouse = Warehouse.own(settings)
    try:
        assert reports(warehouse) == set() and incoming(warehouse) == []
        assert load(warehouse, feed("citizen_reports"), file).counts.inserted == 30_000
    finally:
        warehouse.close()

