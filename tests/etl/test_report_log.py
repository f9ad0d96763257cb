"""What happened to a report: the log may come before it, after it, twice, and go in circles."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from data.answers import Answers
from data.model import Filters
from data.queries.reports import report_counts
from data.warehouse import Warehouse
from tests.etl.crm_files import LOG, bad, bring, good, rows

NOW = datetime(2026, 1, 20, tzinfo=UTC)
LOADED = datetime(2026, 1, 20)
# (time in WIB, stage, who, how it ended): refused once, closed, opened again, closed for good
LOOP = (
    ("2026-01-02 08:00:00", "menunggu", "system", ""), ("2026-01-02 08:05:00", "koordinasi", "system", ""), ("2026-01-02 10:00:00", "disposisi", "officer", ""),
    ("2026-01-03 08:00:00", "menunggu_validasi", "officer", ""), ("2026-01-03 09:00:00", "tl_ditolak", "officer", ""), ("2026-01-04 08:00:00", "proses", "officer", ""),
    ("2026-01-05 08:00:00", "selesai", "officer", "resolved"), ("2026-01-06 08:00:00", "proses", "officer", ""), ("2026-01-08 08:00:00", "selesai", "officer", "resolved"),
)


def log(number: str = "L1", until: int = len(LOOP)) -> str:
    lines = [f"{number},{at},{at},{stage},{who},Dinas Bina Marga,P7,{end}" for at, stage, who, end in LOOP[:until]]
    return "\n".join((LOG, *lines)) + "\n"


def state(warehouse: Warehouse) -> tuple[object, ...]:
    with warehouse.working() as session:
        return session.one("select stage, status, outcome, first_action_at, first_closed_at, last_closed_at, refused_n from report where report_id = 'L1'")


CLOSED = (
    "selesai", "closed", "resolved", datetime(2026, 1, 2, 3), datetime(2026, 1, 5, 1), datetime(2026, 1, 8, 1), 1,
)


def test_a_loop_gives_the_first_and_the_last_closing(warehouse: Warehouse, tmp_path: Path) -> None:
    bring(warehouse, tmp_path / "laporan.csv", rows(good(1)), loaded_at=LOADED)
    bring(warehouse, tmp_path / "tahap.csv", log(), "report_events", loaded_at=LOADED)
    assert state(warehouse) == CLOSED  # the machine's receipt of 08:05 is no first action


def test_events_may_come_before_their_report(warehouse: Warehouse, tmp_path: Path) -> None:
    bring(warehouse, tmp_path / "tahap.csv", log(), "report_events", loaded_at=LOADED)
    bring(warehouse, tmp_path / "laporan.csv", rows(good(1), good(2)), loaded_at=LOADED)
    assert state(warehouse) == CLOSED


def test_events_in_pieces_twice_and_out_of_order(warehouse: Warehouse, tmp_path: Path) -> None:
    bring(warehouse, tmp_path / "laporan.csv", rows(good(1)), loaded_at=LOADED)
    whole, head = log().splitlines(), LOG
    for piece in (whole[6:], whole[3:8], whole[1:4], whole[1:]):
        bring(warehouse, tmp_path / "tahap.csv", "\n".join((head, *piece)), "report_events", loaded_at=LOADED)
    assert state(warehouse) == CLOSED
    with warehouse.working() as session:
        assert session.one("select count(*) from report_event") == (len(LOOP),)


def test_reopened_reports_are_open(warehouse: Warehouse, tmp_path: Path) -> None:
    bring(warehouse, tmp_path / "laporan.csv", rows(good(1)), loaded_at=LOADED)
    bring(warehouse, tmp_path / "tahap.csv", log(until=8), "report_events", loaded_at=LOADED)
    assert state(warehouse)[:3] == ("proses", "open", None) and state(warehouse)[5] is None
    assert state(warehouse)[4] == datetime(2026, 1, 5, 1)


def test_as_of_tells_what_was_known_then(warehouse: Warehouse, tmp_path: Path) -> None:
    bring(warehouse, tmp_path / "laporan.csv", rows(good(1)), loaded_at=LOADED)
    bring(warehouse, tmp_path / "tahap.csv", log(), "report_events", loaded_at=LOADED)
    answers, since = Answers(warehouse), datetime(2026, 1, 1, tzinfo=UTC)

    def counts(as_of: datetime | None) -> tuple[int, int]:
        row = report_counts(answers, Filters(now=NOW, since=since, until=NOW, as_of=as_of, source="crm")).iloc[0]
        return int(row["n"]), int(row["open_n"])

    assert counts(datetime(2026, 1, 2, 0, 30, tzinfo=UTC)) == (0, 0)  # not reported yet
    assert counts(datetime(2026, 1, 4, tzinfo=UTC)) == (1, 1)
    assert counts(datetime(2026, 1, 5, 12, tzinfo=UTC)) == (1, 0)  # closed for the first time
    assert counts(datetime(2026, 1, 7, tzinfo=UTC)) == (1, 1)  # open again
    assert counts(None) == (1, 0)


def test_bad_events_say_why(warehouse: Warehouse, tmp_path: Path) -> None:
    wrong = [
        "L1,2026-01-02 08:00:00,,ditunda,officer,,,", "L1,2026-01-02 08:00:00,,selesai,tetangga,,,lupa", ",,,,,,,", "L1,2099-01-01 08:00:00,,proses,officer,,,",
    ]
    bring(warehouse, tmp_path / "tahap.csv", log() + "\n".join(wrong), "report_events", loaded_at=LOADED)
    assert [(n, r) for n, r, _ in bad(warehouse)] == [
        (11, {"unknown:stage"}), (12, {"unknown:actor", "unknown:outcome"}), (13, {"required:report_id", "required:event_at", "required:stage"}), (14, {"future:event_at"}),
    ]


OPEN311 = '[{{"service_request_id": "R1", "requested_datetime": "2026-01-02T08:00:00+07:00", "updated_datetime": "{at}", "status": "{status}", "service_code": "jalan"}}]'


def test_a_source_without_a_log_that_closes_and_opens_again(warehouse: Warehouse, tmp_path: Path) -> None:
    said = []
    for at, status in (("2026-01-03T08:00:00Z", "open"), ("2026-01-04T08:00:00Z", "closed"), ("2026-01-05T08:00:00Z", "open"), ("2026-01-04T08:00:00Z", "closed"), ("2026-01-06T08:00:00Z", "Closed")):
        bring(warehouse, tmp_path / "r.json", OPEN311.format(at=at, status=status), loaded_at=LOADED)
        with warehouse.working() as session:
            said.append(session.one("select status, last_closed_at from report"))
    closed, last = datetime(2026, 1, 4, 8), datetime(2026, 1, 6, 8)
    assert said == [("open", None), ("closed", closed), ("open", None), ("open", None), ("closed", last)]
    with warehouse.working() as session:
        assert session.one("select first_closed_at from report") == (closed,)
