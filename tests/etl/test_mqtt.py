"""MQTT with a real Mosquitto: batches by count and by time, bad messages by name, a broker that dies, a crash in between."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from data.errors import FeedError, SettingsError
from data.warehouse import Warehouse
from etl.mqtt import LONGEST, Address, Subscriber, address, lines_of
from etl.schedule import Scheduler
from etl.sources import Source, checked, listed
from tests.etl.broker import TOPIC, Broker, until


@pytest.fixture
def broker(tmp_path: Path) -> Iterator[Broker]:
    made = Broker(tmp_path)
    yield made
    made.kill()


@pytest.fixture
def listen(warehouse: Warehouse, broker: Broker) -> Iterator[Callable[..., Subscriber]]:
    """Starts a subscriber of the water levels; all of them are stopped afterwards."""
    started: list[Subscriber] = []

    def start(every_s: float = 0.2, most: int = 500, topic: str = TOPIC, name: str = "water_levels") -> Subscriber:
        source = Source(name, "sensor_air", f"mqtt://127.0.0.1:{broker.port}/{topic}", every_s)
        one = Subscriber(warehouse, source, most)
        started.append(one.start())
        return one

    yield start
    for one in started:
        one.stop()


def reading(minute: int, level: object = 700) -> dict[str, object]:
    return {"pos": "Manggarai", "waktu": f"2026-01-05 07:{minute:02}:00", "tinggi_cm": level, "status": "Normal"}


def ask(warehouse: Warehouse, sql: str) -> list[tuple[object, ...]]:
    with warehouse.working() as session:
        return session.rows(sql)


def levels(warehouse: Warehouse) -> int:
    return int(str(ask(warehouse, "select count(*) from water_level")[0][0]))


def test_messages_become_rows_and_bad_ones_are_kept_by_name(warehouse: Warehouse, broker: Broker, listen: Callable[..., Subscriber]) -> None:
    broker.start()
    one = listen(topic="kota/air/#")
    until(one.is_listening.is_set)
    broker.publish(*(reading(m) for m in range(12)))
    broker.publish([reading(20), reading(21)], reading(0), b"", b"bukan json", b"\xff\xfe", b'{"pos": "a", "pos": "b"}', reading(30, "tinggi"))
    until(lambda: levels(warehouse) == 14 and len(ask(warehouse, "select 1 from quarantine")) == 4)
    found = ask(warehouse, "select distinct unnest(reasons) from quarantine order by 1")
    assert [r for (r,) in found] == ["json:duplicate_key", "json:unreadable", "required:level_cm"]
    law = ask(warehouse, "select sum(read_rows), sum(inserted), sum(updated), sum(duplicate), sum(quarantined) from batch where feed = 'water_levels'")
    assert [int(str(n)) for n in law[0]] == [19, 14, 0, 1, 4]
    assert ask(warehouse, "select distinct source from water_level") == [("sensor_air",)]
    assert ask(warehouse, "select distinct origin from batch where feed = 'water_levels'") == [("mqtt:kota/air/#",)]


def test_a_full_batch_does_not_wait(warehouse: Warehouse, broker: Broker, listen: Callable[..., Subscriber]) -> None:
    broker.start()
    one = listen(every_s=3600, most=5)
    until(one.is_listening.is_set)
    broker.publish(*(reading(m) for m in range(5)))
    until(lambda: levels(warehouse) == 5)


def test_what_waits_is_loaded_when_it_stops(warehouse: Warehouse, broker: Broker, listen: Callable[..., Subscriber]) -> None:
    broker.start()
    one = listen(every_s=3600)
    until(one.is_listening.is_set)
    broker.publish(reading(1), reading(2))
    until(lambda: one._waiting == 2)
    assert levels(warehouse) == 0
    one.stop()
    assert levels(warehouse) == 2 and not list(one.spool.parent.iterdir())


def test_the_broker_comes_late_dies_and_comes_back(warehouse: Warehouse, broker: Broker, listen: Callable[..., Subscriber]) -> None:
    one = listen()
    until(lambda: bool(ask(warehouse, "select 1 from attempt where outcome = 'failed'")))
    broker.start()
    until(one.is_listening.is_set)
    broker.publish(reading(1))
    until(lambda: levels(warehouse) == 1)
    broker.kill()
    until(lambda: bool(ask(warehouse, "select 1 from attempt where error like '%is gone%'")))
    broker.start()
    until(one.is_listening.is_set)
    broker.publish(reading(2))
    until(lambda: levels(warehouse) == 2)


def test_nothing_but_rubbish_is_refused_and_the_next_message_is_heard(warehouse: Warehouse, broker: Broker, listen: Callable[..., Subscriber]) -> None:
    broker.start()
    one = listen()
    until(one.is_listening.is_set)
    broker.publish(b"\x00\x01\x02")
    until(lambda: bool(ask(warehouse, "select 1 from attempt where outcome = 'refused' and error like '%json:unreadable%'")))
    broker.publish(reading(1))
    until(lambda: levels(warehouse) == 1)


def test_a_bad_first_message_does_not_decide_the_form(warehouse: Warehouse, broker: Broker, listen: Callable[..., Subscriber]) -> None:
    broker.start()
    one = listen(every_s=3600, most=3, name="officers")
    until(one.is_listening.is_set)
    seen = {"petugas": "a-1", "waktu": "2026-01-05 07:00:00", "bujur": 106.82, "lintang": -6.2}
    broker.publish(b"rusak", seen, {**seen, "waktu": "2026-01-05 07:01:00"})
    until(lambda: ask(warehouse, "select count(*) from officer_position") == [(2,)])
    assert ask(warehouse, "select reasons from quarantine") == [(["json:unreadable"],)]


def test_what_was_written_down_before_a_crash_is_loaded(warehouse: Warehouse, broker: Broker, listen: Callable[..., Subscriber]) -> None:
    crashed = Subscriber(warehouse, Source("water_levels", "sensor_air", f"mqtt://127.0.0.1:{broker.port}/{TOPIC}", 0.2))
    crashed.spool.parent.mkdir(parents=True)
    crashed.spool.write_text(json.dumps(reading(1)) + "\n")
    crashed.spool.with_suffix(".1.part").write_text(json.dumps(reading(2)) + "\n")
    listen()
    until(lambda: levels(warehouse) == 2)


def test_the_scheduler_listens_to_topics(warehouse: Warehouse, broker: Broker, tmp_path: Path) -> None:
    broker.start()
    file = tmp_path / "sources.toml"
    file.write_text(f'[[source]]\nfeed = "water_levels"\nsource = "sensor_air"\nurl = "mqtt://127.0.0.1:{broker.port}/{TOPIC}"\nevery_s = 0.2\n')
    scheduler = Scheduler(warehouse, listed(file)).start()
    try:
        until(scheduler.listening[0].is_listening.is_set)
        broker.publish(reading(1))
        until(lambda: levels(warehouse) == 1)
    finally:
        scheduler.stop()
    assert not scheduler.looks


def test_addresses() -> None:
    assert address("mqtt://127.0.0.1:1884/a/+/#") == Address("127.0.0.1", 1884, "a/+/#")
    assert address("mqtts://u:p%40ss@broker.example/a") == Address("broker.example", 8883, "a", "u", "p@ss", True)
    assert address("mqtt://u:p@localhost/a") == Address("localhost", 1883, "a", "u", "p")
    for wrong in ("mqtt://host", "mqtt:///a", "http://host/a"):
        with pytest.raises(FeedError, match="no MQTT address"):
            address(wrong)
    with pytest.raises(FeedError, match="openly") as raised:
        address("mqtt://u:rahasia@broker.example/a")
    assert "rahasia" not in str(raised.value)
    with pytest.raises(SettingsError, match="no MQTT address"):
        checked({"feed": "water_levels", "source": "s", "url": "mqtt://host"}, "sources.toml")


@pytest.mark.parametrize(
    ("payload", "lines"),
    [
        (b'{"a": 1}', ['{"a": 1}']), (b'{"a":\r\n1}', ['{"a":  1}']), (b'[{"a": 1}, {"b": "\xc3\xa9"}]', ['{"a": 1}', '{"b": "\u00e9"}']), (b" \n", []),
        (b'[{"a": NaN}]', ['[{"a": NaN}]']), (b'[{"a": 1, "a": 2}]', ['[{"a": 1, "a": 2}]']), (b"[", ["["]), (b"\xff", ["\\xff"]), (b"a\x00b", ["a\\0b"]),
        (b"x" * (LONGEST + 1), ["t: a message of 262,145 bytes, more than 256 kB"]),
    ],
)  # fmt: skip
def test_lines_of_a_message(payload: bytes, lines: list[str]) -> None:
    assert list(lines_of("t", payload)) == lines
