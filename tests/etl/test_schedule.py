"""The scheduler against servers that answer, fail, hang, send elsewhere and never end. All of them on loopback."""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Iterator
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import httpx
import pytest

from data.answers import Answers
from data.clock import now, to_utc
from data.errors import FetchError
from data.model import Filters
from data.queries.alarms import alarms_log
from data.warehouse import Warehouse
from etl import housekeeping, remote
from etl.engine import load
from etl.feeds import feed
from etl.schedule import LONGEST_BACKOFF_S, Look, Scheduler
from etl.sources import Source
from tests.etl.crm_files import good, incoming, many, reports, rows


class Server(BaseHTTPRequestHandler):
    """Answers by path."""

    body = rows(*many(5)).encode()
    released = threading.Event()

    def do_GET(self) -> None:
        if self.path.startswith("/hang"):
            self.released.wait(30)
        if self.path.startswith("/elsewhere"):
            self.send_response(302)
            self.send_header("Location", "http://169.254.169.254/latest/meta-data")
        elif self.path.startswith("/round"):
            self.send_response(302)
            self.send_header("Location", "/round")
        elif self.path.startswith("/moved"):
            self.send_response(301)
            self.send_header("Location", "/laporan.csv")
        elif self.path.startswith("/broken"):
            self.send_response(500)
        else:
            self.send_response(200)
        self.end_headers()
        if self.path.startswith("/drip"):
            while not self.released.wait(0.05):
                self.wfile.write(b"x")
        elif self.path.startswith("/large"):
            self.wfile.write(b"x" * 300_000)
        elif self.path.startswith(("/laporan", "/hang")):
            self.wfile.write(self.body)

    def log_message(self, *args: object) -> None:
        """Nothing is printed."""


@pytest.fixture
def url(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """A server on a free port of loopback; waiting is short here."""
    Server.released.clear()
    monkeypatch.setattr(remote, "TIMEOUT", httpx.Timeout(0.4))
    monkeypatch.setattr(remote, "MAX_S", 0.5)
    monkeypatch.setattr(remote, "MAX_REMOTE", 200_000)
    server = ThreadingHTTPServer(("127.0.0.1", 0), Server)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_address[1]}"
    Server.released.set()
    server.shutdown()
    server.server_close()


def attempts(warehouse: Warehouse, source: str = "crm") -> list[tuple[str, str | None]]:
    with warehouse.working() as session:
        return session.rows("select outcome, error from attempt where source = $s order by attempted_at", {"s": source})


@pytest.mark.parametrize(
    ("path", "message"),
    [
        ("/elsewhere", "points to another host, 169.254.169.254"), ("/round", "redirects more than 3 times"), ("/broken?token=geheim", "answered 500"),
        ("/hang", "cannot be reached: ReadTimeout"), ("/drip", "was not done after 0.5 s"), ("/large", "is larger than 0 MB"),
    ],
)
def test_answers_that_are_refused(warehouse: Warehouse, url: str, path: str, message: str) -> None:
    with pytest.raises(FetchError) as error:
        load(warehouse, feed("citizen_reports"), url + path)
    assert message in error.value.message and "geheim" not in str(error.value) and error.value.hint
    assert incoming(warehouse) == []


@pytest.mark.parametrize(
    "address", ["http://example.org/a.csv", "ftp://example.org/a.csv", "file:///etc/passwd", "http://127.0.0.1.example.org/a", "http://user:sandi@10.0.0.1/a", "http://[bad/a", "https://127.0.0.1:1/a"],
)
def test_addresses_that_are_never_asked(warehouse: Warehouse, address: str) -> None:
    with pytest.raises(FetchError) as error:
        load(warehouse, feed("citizen_reports"), address)
    assert "sandi" not in str(error.value) and error.value.hint


def test_a_redirect_on_the_same_host_is_followed(warehouse: Warehouse, url: str) -> None:
    assert load(warehouse, feed("citizen_reports"), url + "/moved").counts.inserted == 5


def test_unchanged_bytes_are_no_batch(warehouse: Warehouse, url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    look = Look(Source("citizen_reports", "crm", url + "/laporan.csv"))
    scheduler = Scheduler(warehouse, (look.source,))
    assert scheduler.look_at(look) and scheduler.look_at(look)
    monkeypatch.setattr(Server, "body", rows(*many(6)).encode())
    assert scheduler.look_at(look)
    assert [outcome for outcome, _ in attempts(warehouse)] == ["loaded", "unchanged", "loaded"]
    with warehouse.working() as session:
        assert session.one("select count(*) from batch") == (2,)
    assert len(reports(warehouse)) == 6 and incoming(warehouse) == []


def test_an_empty_answer_and_a_bad_one_are_booked_as_such(warehouse: Warehouse, url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    look = Look(Source("citizen_reports", "crm", url + "/laporan.csv"))
    scheduler = Scheduler(warehouse, (look.source,))
    for body, well in ((rows().encode(), True), (b"", False), (b"<html>maaf</html>", False), (rows(*(good(n, bujur="x") for n in range(12))).encode(), False)):
        monkeypatch.setattr(Server, "body", body)
        assert scheduler.look_at(look) is well
    said = attempts(warehouse)
    assert [outcome for outcome, _ in said] == ["empty", "refused", "refused", "refused"]
    assert "laporan.csv is empty" in str(said[1][1]) and "12 of 12 rows are bad" in str(said[3][1])


def test_a_source_that_fails_is_asked_less_and_less_often(warehouse: Warehouse) -> None:
    look = Look(Source("citizen_reports", "crm", "/tidak/ada/*.csv", every_s=10))
    rests = [look.rest(failed=True) for _ in range(9)]
    assert all(20 * 0.95 <= rests[0] <= 20 * 1.05 < rests[1] < rests[2] for _ in [0]) and max(rests) <= LONGEST_BACKOFF_S * 1.05
    assert 9.5 <= look.rest(failed=False) <= 10.5
    assert Scheduler(warehouse, ()).look_at(look) is False
    assert attempts(warehouse) == [("failed", "No file fits /tidak/ada/*.csv.")]


def test_a_fault_of_the_program_is_booked_and_the_scheduler_goes_on(warehouse: Warehouse, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*words: object, **more: object) -> None:
        raise ZeroDivisionError("salah hitung")

    (tmp_path / "a.csv").write_text(rows(good(1)))
    look = Look(Source("citizen_reports", "crm", str(tmp_path / "a.csv")))
    monkeypatch.setattr("etl.schedule.load", broken)
    assert Scheduler(warehouse, ()).look_at(look) is False
    assert attempts(warehouse) == [("failed", "salah hitung")]


def test_sources_that_hang_do_not_hold_up_the_others(warehouse: Warehouse, url: str, tmp_path: Path) -> None:
    """Four that hang and fail beside one that answers and a folder of files, all polled at once until both have loaded."""
    (tmp_path / "1.csv").write_text(rows(*many(3, 100)))
    (tmp_path / "2.csv").write_text(rows(*many(3, 200)))
    hanging = tuple(Source("citizen_reports", f"macet{n}", url + "/hang", 0.05) for n in range(4))
    well = (Source("citizen_reports", "crm", url + "/laporan.csv", 0.05), Source("citizen_reports", "map", str(tmp_path / "*.csv"), 0.05))
    scheduler = Scheduler(warehouse, (*hanging, *well)).start()
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline and not (len(reports(warehouse)) == 11 and attempts(warehouse, "macet0") and len(attempts(warehouse)) > 2):
        time.sleep(0.1)
    scheduler.stop()
    assert len(reports(warehouse)) == 11
    assert [o for o, _ in attempts(warehouse)][:2] == ["loaded", "unchanged"]
    assert attempts(warehouse, "macet0")[0][0] == "failed" and "ReadTimeout" in str(attempts(warehouse, "macet0")[0][1])


def test_steps_that_never_became_an_alarm_go_to_a_file_and_alarms_stay(warehouse: Warehouse) -> None:
    """Old pairs within a delay go; what became an alarm, the newest state of each, recent steps and what people did stay."""
    told = [
        (1, "a", 100, "pending"), (2, "a", 100, "normal"), (3, "a", 99, "pending"), (4, "a", 99, "alarm"), (5, "a", 98, "returned"), (6, "a", 97, "normal"),
        (7, "b", 90, "pending"), (8, "b", 90, "normal"), (9, "a", 50, "pending"), (10, "a", 50, "normal"), (11, "a", 2, "pending"), (12, "a", 2, "normal"),
    ]  # fmt: skip
    states = "select entity, state from alarm_states(now()::timestamp - interval 60 day) order by entity"
    with warehouse.working() as session:
        for number, entity, days, state in told:
            session.execute(
                "insert into alarm_event by name select $no as event_no, 'r' as rule, $e as entity, now()::timestamp - to_days($d) as event_at, 'condition' as action, $s as state, 'sistem' as who",
                {"no": number, "e": entity, "d": days, "s": state},
            )
        before = session.rows(states)
        housekeeping.tidy(warehouse)
        housekeeping.tidy(warehouse)
        assert [n for (n,) in session.rows("select event_no from alarm_event order by 1")] == [3, 4, 5, 6, 7, 8, 11, 12]
        assert session.rows(states) == before == [("a", "normal"), ("b", "normal")]
        (file,) = (warehouse.settings.var / "archive").glob("*")
        assert session.rows(f"select event_no, state from read_parquet('{file}') order by 1") == [(1, "pending"), (2, "normal"), (9, "pending"), (10, "normal")]
    answers, year = Answers(warehouse), Filters(now=now(), since=now() - timedelta(days=365))
    whole = list(range(12, 0, -1))
    assert list(alarms_log(answers, year)["event_no"]) == whole, "the journal reads what was put aside"
    with warehouse.working() as session:  # as after a crash between the file and the delete
        session.transact([f"insert into alarm_event by name from read_parquet('{file}') where event_no = 9", "update table_version set version = version + 1 where table_name = 'alarm_event'"])
    assert list(alarms_log(answers, year)["event_no"]) == whole, "and nothing twice"
    assert list(alarms_log(answers, Filters(now=now()))["event_no"]) == [12, 11]


def test_housekeeping_takes_what_is_old_and_leaves_the_rest(warehouse: Warehouse) -> None:
    folder = warehouse.settings.var / "incoming"
    for name in ("lama.csv", "baru.csv"):
        (folder / name).write_text("x")
    (folder / "lama.d").mkdir()
    (folder / "lama.d" / "00.txt").write_text("x")
    for name in ("lama.csv", "lama.d"):
        os.utime(folder / name, (0, 0))
    with warehouse.working() as session:
        session.execute("insert into attempt values ('a', 'b', timestamp '2020-01-01', 'loaded', 1, 0, null), ('a', 'b', now()::timestamp, 'loaded', 1, 0, null)")
        other = warehouse.session()
        other.execute("begin; insert into attempt values ('a', 'b', now()::timestamp, 'loaded', 1, 0, null)")  # a load under way
        housekeeping.tidy(warehouse)
        other.execute("commit")
        other.close()
        assert session.one("select count(*) from attempt") == (2,)
    assert incoming(warehouse) == ["baru.csv"]


def test_the_log_of_pumps_keeps_twelve_periods_and_what_held_before_them(warehouse: Warehouse) -> None:
    limit = to_utc(now()).replace(microsecond=0) - timedelta(days=housekeeping.KEPT_DAYS["pumps"])
    told = [("a", -5, "rusak"), ("a", -3, "siap"), ("a", -1, "jalan"), ("a", 1, "siap"), ("b", -900, "rusak"), ("c", 0.5, "siap")]
    rows = [{"pump": pump, "at": limit + timedelta(hours=hour), "state": state} for pump, hour, state in told]
    stood = "select pump_id, state from pumps_stood($at) order by all"
    with warehouse.working() as session:
        session.execute("insert into pump_state by name select 'p' as source, unnest(['a', 'b', 'c']) as pump_id, 'siap' as state, 'inside' as place, now()::timestamp as updated_at, 1 as batch")
        for row in rows:
            session.execute("insert into pump_change values ('p', $pump, $at, $state, 1)", row)
        moments = [limit + timedelta(hours=hour) for hour in (0.1, 0.6, 2, 20)]
        before = [session.rows(stood, {"at": moment}) for moment in moments]
        assert before[0] == [("a", "jalan"), ("b", "rusak")] and before[2] == [("a", "siap"), ("b", "rusak"), ("c", "siap")]
        for _ in range(2):
            housekeeping.tidy(warehouse)
            assert session.rows("select pump_id, state from pump_change order by pump_id, told_at") == [("a", "jalan"), ("a", "siap"), ("b", "rusak"), ("c", "siap")]
        assert [session.rows(stood, {"at": moment}) for moment in moments] == before
