"""Loads that are killed, loads that meet, and loads beside a server that is being read."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from data.errors import CityError
from data.settings import Settings
from data.warehouse import Warehouse
from etl.engine import Batch, load
from etl.feeds import feed
from tests.etl.crm_files import good, many, reports, rows

ROOT = Path(__file__).parents[2]


def child(code: str, *words: object) -> subprocess.Popen[str]:
    """A Python of its own that runs the code in the project's folder."""
    return subprocess.Popen([sys.executable, "-c", code, *map(str, words)], cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def command(settings: Settings, *words: object) -> subprocess.Popen[str]:
    """`python -m etl …` on the test's state folder."""
    env = {**os.environ, "CITY_VAR": str(settings.var), "CITY_MEMORY": "1GB"}
    return subprocess.Popen([sys.executable, "-m", "etl", *map(str, words)], cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=env)


def law(warehouse: Warehouse) -> list[tuple[str, int]]:
    """(state, rows gone astray) of every batch: always 0."""
    with warehouse.working() as session:
        return session.rows("select state, read_rows - inserted - updated - duplicate - quarantined from batch order by batch")


STEP = """
import sys
from pathlib import Path
from data.settings import Settings
from data.warehouse import Session, Warehouse
from etl.engine import load
from etl.feeds import feed
step = sys.argv[3]
def say(name, share):
    if name.startswith(step):
        print("here", flush=True); sys.stdin.read()
run = Session._run
def halting(self, sql, params):
    if step == "commit" and sql == "commit" or step == "books" and sql.startswith("insert into batch"):
        print("here", flush=True); sys.stdin.read()
    return run(self, sql, params)
Session._run = halting
warehouse = Warehouse.own(Settings(var=Path(sys.argv[1]), memory="500MB"))
load(warehouse, feed("citizen_reports"), sys.argv[2], progress=say)
"""


@pytest.mark.parametrize("step", ["membaca", "memeriksa", "menggabung", "books", "commit"])
def test_kill_in_the_middle_of_a_load(settings: Settings, tmp_path: Path, step: str) -> None:
    """kill -9 at each step: the warehouse opens, nothing is half-loaded, and the same load completes."""
    first, second = tmp_path / "satu.csv", tmp_path / "dua.csv"
    first.write_text(rows(*many(20)))
    second.write_text(rows(*many(3000, 10), good(9999, bujur="x")))
    warehouse = Warehouse.own(settings)
    load(warehouse, feed("citizen_reports"), first)
    warehouse.close()
    process = subprocess.Popen([sys.executable, "-c", STEP, str(settings.var), str(second), step], cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    assert process.stdout and process.stdout.readline() == "here\n"
    process.send_signal(signal.SIGKILL)
    process.wait()
    warehouse = Warehouse.own(settings)
    try:
        assert reports(warehouse) == {f"L{n}" for n in range(1, 21)} and law(warehouse) == [("loaded", 0)]
        with warehouse.working() as session:
            assert session.one("select count(*) from quarantine") == (0,)
        batch = load(warehouse, feed("citizen_reports"), second)
        assert (batch.counts.inserted, batch.counts.duplicate, batch.counts.quarantined) == (2989, 11, 1)
    finally:
        warehouse.close()


def test_two_threads_with_the_same_file(warehouse: Warehouse, tmp_path: Path) -> None:
    file = tmp_path / "laporan.csv"
    file.write_text(rows(*many(2000), good(9999, bujur="x")))
    batches: list[Batch] = []
    threads = [threading.Thread(target=lambda: batches.append(load(warehouse, feed("citizen_reports"), file))) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(b.counts.inserted for b in batches) == [0, 0, 2000] and len(reports(warehouse)) == 2000
    assert all(b.counts.holds() for b in batches) and law(warehouse) == [("loaded", 0)] * 3
    with warehouse.working() as session:
        assert session.one("select count(*), count(distinct report_id) from report") == (2000, 2000)
        assert session.one("select count(*) from quarantine") == (1,)


def test_two_processes_with_the_same_file(settings: Settings, tmp_path: Path) -> None:
    """Without a server: the second waits for the first."""
    file = tmp_path / "laporan.csv"
    file.write_text(rows(*many(500)))
    running = [command(settings, "load", "citizen_reports", file, "--json") for _ in range(2)]
    lines = []
    for process in running:
        out, err = process.communicate(timeout=120)
        assert process.returncode == 0, err
        lines.append(json.loads(out.splitlines()[-1]))
    assert sorted(line["inserted"] for line in lines) == [0, 500] and sorted(line["duplicate"] for line in lines) == [0, 500]


@pytest.fixture
def server(settings: Settings) -> Iterator[Warehouse]:
    """A process that owns the warehouse: this one."""
    owned = Warehouse.own(settings)
    yield owned
    owned.close()


def test_a_load_beside_a_server_that_is_being_read(server: Warehouse, settings: Settings, tmp_path: Path) -> None:
    """The command line speaks to the owner over Quack, readers see all of a batch or nothing, and bad rows keep their lines."""
    good_file, bad_file = tmp_path / "baik.csv", tmp_path / "buruk.csv"
    good_file.write_text(rows(*many(5000), good(7000, bujur="x", deskripsi='"dua\nbaris"')))
    bad_file.write_text(rows(*(good(n, bujur="x") for n in range(30))))
    seen: set[int] = set()
    faults: list[Exception] = []
    done = threading.Event()

    def read() -> None:
        with server.working() as session:
            while not done.is_set():
                try:
                    seen.add(session.one("select count(*) from report")[0])
                except CityError as error:
                    faults.append(error)
                time.sleep(0.005)

    readers = [threading.Thread(target=read) for _ in range(4)]
    for reader in readers:
        reader.start()
    running = [command(settings, "load", "citizen_reports", file, "--json") for file in (good_file, good_file, bad_file)]
    answers = [process.communicate(timeout=120) for process in running]
    done.set()
    for reader in readers:
        reader.join()
    assert not faults and seen <= {0, 5000} and 5000 in seen
    assert [process.returncode for process in running] == [0, 0, 4], answers
    lines = [json.loads(out.splitlines()[-1]) for out, _ in answers]
    assert sorted(line["inserted"] for line in lines[:2]) == [0, 5000]
    assert lines[2]["error"] == "BatchRefused" and "buruk.csv: 30 of 30 rows are bad" in lines[2]["message"]
    with server.working() as session:
        assert session.one("select line_no, reasons from quarantine where raw like 'L7000%'") == (5002, ["type:lon"])
        assert session.one("select count(*), count(distinct report_id) from report") == (5000, 5000)
    assert {state for state, astray in law(server) if astray == 0} == {"loaded", "refused"}
