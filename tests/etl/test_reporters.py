"""Who reported: the same person is the same pseudonym in every batch, and nobody without this city's key can try a number against it."""

from __future__ import annotations

import hashlib
import logging
import stat
from pathlib import Path

import pytest

from data.settings import Settings
from data.warehouse import Warehouse
from etl.keys import person_key
from tests.etl.crm_files import bring, good, rows

PHONE, ACCOUNT = "081234567890", "budi99"


def told(warehouse: Warehouse) -> dict[str, str | None]:
    """Report -> its reporter as stored."""
    with warehouse.working() as session:
        return dict(session.rows("select report_id, reporter from report"))


def test_a_reporter_is_one_hash_under_the_key_of_the_city(warehouse: Warehouse, tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    bring(warehouse, tmp_path / "a.csv", rows(good(1, pelapor=PHONE), good(2, pelapor=ACCOUNT), good(3, pelapor=" ")))
    bring(warehouse, tmp_path / "b.csv", rows(good(4, pelapor=f" {PHONE}"), good(5, pelapor="BUDI99")))
    key, stood = person_key(warehouse.settings.var), told(warehouse)
    assert stood == {"L1": hashed(key, PHONE), "L2": hashed(key, ACCOUNT), "L3": None, "L4": stood["L1"], "L5": stood["L2"]}
    assert not {plain[:16] for word in (PHONE, ACCOUNT) for plain in (word, hashlib.sha256(word.encode()).hexdigest())} & set(stood.values())
    assert key not in caplog.text and PHONE not in caplog.text


def test_another_city_gives_the_same_person_another_pseudonym(tmp_path: Path) -> None:
    assert person_key(tmp_path / "a") == person_key(tmp_path / "a") != person_key(tmp_path / "b")
    file = tmp_path / "a" / "keys" / "pelapor"
    assert (stat.S_IMODE(file.stat().st_mode), stat.S_IMODE(file.parent.stat().st_mode)) == (0o600, 0o700)


def test_the_key_is_bound_when_another_process_owns_the_warehouse(warehouse: Warehouse, settings: Settings, tmp_path: Path) -> None:
    joined = Warehouse.join(settings)
    try:
        bring(joined, tmp_path / "a.csv", rows(good(1, pelapor=PHONE)))
    finally:
        joined.close()
    assert told(warehouse) == {"L1": hashed(person_key(settings.var), PHONE)}


def hashed(key: str, word: str) -> str:
    """The pseudonym as anybody with the key would make it."""
    return hashlib.sha256((key + word).encode()).hexdigest()[:16]
