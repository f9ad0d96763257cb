"""The engine over a warehouse: what it logs, what survives a restart, silence, a rule that fails, commands, and its pace."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from data.alarms.engine import LONGEST_SHELF_MIN, Engine
from data.alarms.rules import Rules, shipped
from data.alarms.watch import Watch
from data.answers import Answers
from data.errors import CommandError
from data.model import Filters
from data.queries.alarms import alarm_health, alarms_log, alarms_now
from data.warehouse import Warehouse
from etl.engine import load
from etl.feeds import feed
from tests.data.alarm_city import NOW, Gates, after

GATE_RULES = Rules(tuple(r for r in shipped().rules if r.id.startswith("siaga")), ())


@pytest.fixture
def gates(warehouse: Warehouse) -> Gates:
    return Gates(warehouse)


@pytest.fixture
def engine(warehouse: Warehouse) -> Engine:
    return Engine(warehouse, GATE_RULES)


def now_of(answers: Answers, at: datetime) -> dict[tuple[str, str], str]:
    return {(r.rule, r.entity): r.state for r in alarms_now(answers, Filters(now=at)).itertuples()}


def test_one_level_speaks_for_a_gate_the_lower_ones_are_suppressed(gates: Gates, engine: Engine, answers: Answers) -> None:
    gates.read(after(0), 960)
    engine.evaluate(after(1))
    assert now_of(answers, after(2)) == {("siaga_1", "manggarai"): "alarm", ("siaga_2", "manggarai"): "suppressed", ("siaga_3", "manggarai"): "suppressed"}
    (top,) = alarms_now(answers, Filters(now=after(2))).head(1).itertuples()
    assert (top.acts_id, top.value, top.threshold, top.unit) == ("Gubernur", 960, 950, "cm")
    gates.read(after(10), 947)
    engine.evaluate(after(11))
    assert gates.state("siaga_1") == "alarm", "inside the dead-band"
    gates.read(after(20), 900)
    engine.evaluate(after(21))
    assert (gates.state("siaga_1"), gates.state("siaga_2")) == ("alarm", "suppressed"), "the off-delay runs"
    gates.read(after(52), 900)
    engine.evaluate(after(53))
    assert (gates.state("siaga_1"), gates.state("siaga_2"), gates.state("siaga_3")) == ("returned", "alarm", "suppressed")


def test_a_reading_that_is_too_old_and_a_feed_that_is_dead_are_no_data_never_normal(gates: Gates, engine: Engine) -> None:
    gates.read(after(0), 960)
    engine.evaluate(after(1))
    engine.acknowledge("siaga_1", "manggarai", "Rina", "", after(2))
    engine.evaluate(after(70))
    assert gates.state("siaga_1") == "no_data"
    gates.read(after(600), 700, post="depok")  # ten hours on another post is read, and then the feed dies
    engine.evaluate(after(601))
    assert (gates.state("siaga_1"), gates.state("siaga_1", "depok")) == ("no_data", "alarm")
    engine.evaluate(after(601 + 24 * 60 * 31))  # so long that no reading is in the question any more
    assert (gates.state("siaga_1"), gates.state("siaga_1", "depok")) == ("no_data", "no_data")
    gates.read(after(100_000), 960)
    engine.evaluate(after(100_001))
    assert gates.state("siaga_1") == "acknowledged", "it goes on where it was"


def test_a_restart_loses_nothing(gates: Gates, engine: Engine, warehouse: Warehouse) -> None:
    gates.read(after(0), 960)
    engine.evaluate(after(1))
    engine.shelve("siaga_1", "manggarai", "Rina", "pompa diperbaiki", 30, after(2))
    other = Engine(warehouse, GATE_RULES)
    other.evaluate(after(20))
    assert gates.state("siaga_1") == "shelved"
    assert set(other.due) == {"siaga_1"} and other.due["siaga_1"] == after(32).replace(tzinfo=None)
    gates.read(after(31), 960)
    other.evaluate(after(33))
    assert gates.state("siaga_1") == "alarm", "the shelf is over"


def test_commands_stand_in_the_log_with_name_and_note_and_it_only_grows(gates: Gates, engine: Engine, answers: Answers) -> None:
    gates.read(after(0), 960)
    engine.evaluate(after(1))
    engine.acknowledge("siaga_1", "manggarai", " Rina  S. ", "posko dibuka", after(2))
    engine.shelve("siaga_1", "manggarai", "Budi", "alat duga diganti", 60, after(3))
    engine.unshelve("siaga_1", "manggarai", "Budi", "", after(4))
    engine.sound(True, "Budi", "", after(5))
    told = alarms_log(answers, Filters(now=after(9), since=after(-1)))
    of_people = [(r.action, r.who, r.note) for r in told[told["who"] != "sistem"].iloc[::-1].itertuples()]
    assert of_people == [("acknowledge", "Rina S.", "posko dibuka"), ("shelve", "Budi", "alat duga diganti"), ("unshelve", "Budi", None), ("mute", "Budi", None)]
    assert gates.state("siaga_1") == "alarm", "taken from the shelf, it is an alarm again"
    assert list(told["event_no"]) == sorted(told["event_no"], reverse=True)
    (row,) = [r for r in alarms_now(answers, Filters(now=after(9))).itertuples() if r.rule == "siaga_1"]
    assert row.handled_by is None or row.handled_by != row.handled_by, "the new alarm was handled by nobody yet"


WRONG = {
    "reason": lambda e: e.shelve("siaga_1", "manggarai", "Rina", "  ", 30, after(2)),
    "minutes": lambda e: e.shelve("siaga_1", "manggarai", "Rina", "uji", LONGEST_SHELF_MIN + 1, after(2)),
    "name": lambda e: e.acknowledge("siaga_1", "manggarai", "  ", "", after(2)),
    "note": lambda e: e.acknowledge("siaga_1", "manggarai", "Rina", "x" * 501, after(2)),
    "unknown": lambda e: e.acknowledge("siaga_7", "manggarai", "Rina", "", after(2)),
    "nothing": lambda e: e.acknowledge("siaga_2", "manggarai", "Rina", "", after(2)),
    "cannot_shelve": lambda e: e.shelve("siaga_2", "manggarai", "Rina", "uji", 30, after(2)),
    "not_shelved": lambda e: e.unshelve("siaga_1", "manggarai", "Rina", "", after(2)),
}


@pytest.mark.parametrize("code", WRONG)
def test_a_command_that_cannot_be_followed_says_why_and_leaves_no_trace(gates: Gates, engine: Engine, answers: Answers, code: str) -> None:
    gates.read(after(0), 960)
    engine.evaluate(after(1))
    before = len(alarms_log(answers, Filters(now=after(9), since=after(-1))))
    with pytest.raises(CommandError) as refused:
        WRONG[code](engine)
    assert refused.value.code == code and refused.value.hint
    assert len(alarms_log(answers, Filters(now=after(9), since=after(-1)))) == before


def test_a_rule_whose_sql_fails_says_so_once_and_the_others_run(gates: Gates, warehouse: Warehouse, answers: Answers) -> None:
    broken = replace(GATE_RULES.rules[0], id="siaga_1", value="no_such_column")
    engine = Engine(warehouse, Rules((broken, *(r for r in GATE_RULES.rules if r.id != "siaga_1")), ()))
    gates.read(after(0), 960)
    for minute in (1, 2):
        engine.evaluate(after(minute))
    assert gates.state("siaga_2") == "alarm" and gates.state("siaga_1") == ""
    (failing,) = alarm_health(answers, Filters(now=after(3))).failing.itertuples()
    assert failing.rule == "siaga_1" and "no_such_column" in failing.note
    Engine(warehouse, GATE_RULES).evaluate(after(4))
    assert not len(alarm_health(answers, Filters(now=after(5))).failing)
    assert gates.state("siaga_1") == "alarm"


def test_the_watch_looks_only_when_something_moved_or_is_due(gates: Gates, warehouse: Warehouse, engine: Engine, answers: Answers) -> None:
    clock = [after(0)]
    watch = Watch(answers, engine, lambda: clock[0], lambda: clock[0].timestamp())
    assert set(watch.turn()) == {"siaga_1", "siaga_2", "siaga_3"}
    clock[0] += timedelta(seconds=5)
    assert watch.turn() == ()
    gates.read(clock[0], 960)
    assert set(watch.turn()) == {"siaga_1", "siaga_2", "siaga_3"}
    assert gates.state("siaga_1") == "alarm"
    engine.shelve("siaga_1", "manggarai", "Rina", "uji", 1, clock[0])
    clock[0] += timedelta(seconds=30)
    assert watch.turn() == ()
    clock[0] += timedelta(seconds=31)
    assert "siaga_1" in watch.turn()
    assert gates.state("siaga_1") == "alarm"
    clock[0] += timedelta(hours=5)
    watch.turn()
    assert gates.state("siaga_1") == "no_data", "the feed died without a table moving"


def test_figures_of_the_alarm_system_itself(warehouse: Warehouse, answers: Answers) -> None:
    with warehouse.working() as session:
        session.transact(
            ["""insert into alarm_event by name select nextval('alarm_no') as event_no, 'siaga_1' as rule, 'p' || i // 3 as entity, $at + to_seconds(i) as event_at,
                'condition' as action, 'alarm' as state, 'normal' as under, 'sistem' as who, $at + to_seconds(i) as raised_at from range(12) t(i)""",
             """insert into alarm_event by name select nextval('alarm_no') as event_no, 'siaga_3' as rule, 'q' as entity, $at - interval 25 hour as event_at, 'condition' as action,
                'alarm' as state, 'normal' as under, 'sistem' as who, $at - interval 25 hour as raised_at""",
             "update table_version set version = version + 1 where table_name = 'alarm_event'"],
            {"at": NOW.replace(tzinfo=None)},
        )  # fmt: skip
    health = alarm_health(answers, Filters(now=after(1)))
    assert (health.newest_n, health.floods_n, health.chatters_n) == (12, 1, 4)
    assert health.average == pytest.approx(12 / 144)
    assert health.split()["tinggi"] == (12, pytest.approx(100 * 12 / 13), 5) and health.split()["sedang"][0] == 0


@pytest.mark.opendata
def test_the_flood_of_1_january_2020_calls_the_governor(warehouse: Warehouse, answers: Answers, open_data: Path) -> None:
    load(warehouse, feed("water_levels"), open_data / "water/tma_pintu_air_2020-01.csv.gz")
    engine = Engine(warehouse, GATE_RULES)
    begun = datetime(2020, 1, 1, 15, 10, tzinfo=UTC)
    for step in range(16):  # half-hours of the night, as the posts were read
        engine.evaluate(begun + timedelta(minutes=30 * step))
    log = alarms_log(answers, Filters(now=begun + timedelta(hours=9), since=begun))
    raised = log[log["is_new"] & (log["rule"] == "siaga_1") & (log["entity"] == "manggarai")]
    (row,) = raised.itertuples()
    assert (row.acts_id, row.priority, row.threshold, row.name) == ("Gubernur", "tinggi", 950, "Manggarai")
    assert row.value >= 950 and row.event_at == datetime(2020, 1, 1, 16, 40), "23.40 WIB, the first reading of 950 cm or more"
    engine.evaluate(datetime(2020, 3, 1, tzinfo=UTC))
    ended = alarms_now(answers, Filters(now=datetime(2020, 3, 1, 1, tzinfo=UTC)))
    assert set(ended["state"]) == {"no_data"}, "a month later nobody reads the posts: not one is normal"
