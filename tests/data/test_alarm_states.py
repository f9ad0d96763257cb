"""The state machine of an alarm: delays, the dead-band, shelves, silence; and that nothing outside its table ever happens."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data.alarms import states
from data.alarms.states import (
    NEVER,
    STATES,
    TRANSITIONS,
    Held,
    Seen,
    acknowledged,
    can_be_shelved,
    due_at,
    step,
)

T0 = np.datetime64("2026-11-21T13:00:00", "us")
LIMIT, BAND = 850.0, 5.0


def seconds(n: float) -> np.timedelta64:
    return np.timedelta64(int(n * 1e6), "us")


def seen(value: float | None, on: float = 0, off: float = 0, suppressed: bool = False) -> Seen:
    """One gate of 850 cm with a dead-band of 5 cm; None: nothing is known."""
    known = value is not None
    level = value if value is not None else 0.0
    flags = [np.array([f]) for f in (known and level >= LIMIT, not known or not level >= LIMIT - BAND, known, suppressed)]
    return Seen(*flags, np.array([seconds(on)]), np.array([seconds(off)]))


def run(values: list[float | None], on: float = 0, off: float = 0, every: float = 60, begin: Held | None = None) -> list[str]:
    """The state after each look, one a minute."""
    at, told = begin or Held.fresh(1), []
    for n, value in enumerate(values):
        at = step(at, seen(value, on, off), T0 + seconds(every * n))
        told.append(STATES[at.state[0]])
    return told


def test_an_alarm_comes_is_seen_and_goes() -> None:
    assert run([840, 850]) == ["normal", "alarm"]
    at = step(Held.fresh(1), seen(860), T0)
    assert at.raised[0] == T0
    assert acknowledged(int(at.state[0]), 0) == (states.ACKNOWLEDGED, 0)
    at = replace(at, state=np.array([states.ACKNOWLEDGED], np.int8))
    assert STATES[step(at, seen(860), T0 + seconds(60)).state[0]] == "acknowledged"
    assert STATES[step(at, seen(800), T0 + seconds(60)).state[0]] == "normal"


def test_one_that_goes_before_anybody_saw_it_stays_as_returned() -> None:
    assert run([860, 800, 800]) == ["alarm", "returned", "returned"]
    assert acknowledged(states.RETURNED, 0) == (states.NORMAL, 0)
    assert run([860, 800, 870])[-1] == "alarm"


def test_the_on_delay_must_be_filled_without_a_break() -> None:
    assert run([860, 860, 860], on=120) == ["pending", "pending", "alarm"]
    assert run([860, 840, 860, 860, 860], on=120) == ["pending", "normal", "pending", "pending", "alarm"]


def test_the_off_delay_must_be_filled_without_a_break() -> None:
    assert run([860, 800, 800, 800], off=120) == ["alarm", "alarm", "alarm", "returned"]
    assert run([860, 800, 860, 800, 800], off=120)[-1] == "alarm"


def test_between_limit_and_dead_band_nothing_changes() -> None:
    assert run([860, 849, 846, 845, 844.9]) == ["alarm", "alarm", "alarm", "alarm", "returned"]
    assert run([845, 849.9]) == ["normal", "normal"]


def test_silence_is_no_data_and_goes_on_where_it_was() -> None:
    assert run([860, None, None, 860]) == ["alarm", "no_data", "no_data", "alarm"]
    assert run([None, 700]) == ["no_data", "normal"]
    assert run([860, None, 800]) == ["alarm", "no_data", "returned"]
    at = step(step(Held.fresh(1), seen(860), T0), seen(None), T0 + seconds(60))
    assert acknowledged(int(at.state[0]), int(at.under[0])) == (states.NO_DATA, states.ACKNOWLEDGED)
    assert at.raised[0] == T0


def test_a_shelf_ends_and_what_still_holds_is_a_new_alarm() -> None:
    shelf = replace(Held.fresh(1), state=np.array([states.SHELVED], np.int8), until=np.array([T0 + seconds(120)]), raised=np.array([T0 - seconds(999)]))
    assert run([860, 860, 860], on=600, begin=shelf) == ["shelved", "shelved", "alarm"]
    assert run([860, 860, 800], begin=shelf) == ["shelved", "shelved", "normal"]
    assert run([None, None, None], begin=shelf) == ["shelved", "shelved", "no_data"]
    assert due_at(shelf, seen(860))[0] == T0 + seconds(120)


def test_a_graver_alarm_makes_it_pointless_and_gives_it_back() -> None:
    at = step(Held.fresh(1), seen(860), T0)
    at = step(at, seen(960, suppressed=True), T0 + seconds(60))
    assert STATES[at.state[0]] == "suppressed"
    assert STATES[step(at, seen(860), T0 + seconds(120)).state[0]] == "alarm"
    assert STATES[step(at, seen(700, suppressed=True), T0 + seconds(120)).state[0]] == "normal"


def test_only_what_stands_or_is_silent_can_be_shelved() -> None:
    assert [s for n, s in enumerate(STATES) if can_be_shelved(n)] == ["alarm", "acknowledged", "returned", "no_data"]


LOOK = st.tuples(st.one_of(st.none(), st.floats(830, 870)), st.booleans(), st.integers(0, 400), st.sampled_from(["", "", "ack", "shelve", "unshelve"]))


@settings(max_examples=150, deadline=None)
@given(st.lists(LOOK, max_size=25), st.sampled_from([0, 120]), st.sampled_from([0, 300]))
def test_no_transition_outside_the_table(looks: list[tuple[float | None, bool, int, str]], on: int, off: int) -> None:
    at, now = Held.fresh(1), T0
    for value, suppressed, gap, command in looks:
        now += seconds(gap)
        before, known = int(at.state[0]), seen(value, on, off, suppressed)
        at = step(at, known, now)
        after = int(at.state[0])
        assert after in TRANSITIONS[before], f"{STATES[before]} -> {STATES[after]}"
        assert (after == states.NO_DATA) == (value is None and after != states.SHELVED), "silence never becomes normal"
        assert after != states.ALARM or at.raised[0] <= now, "an alarm knows when it was raised"
        assert (after == states.SHELVED) == (not np.isnat(at.until[0]))
        again = step(at, known, now)
        assert all(np.array_equal(getattr(at, f), getattr(again, f), equal_nan=f not in ("state", "under")) for f in ("state", "under", "since", "clear", "raised", "until")), "a second look at once changes nothing"
        to = acknowledged(after, int(at.under[0])) if command == "ack" else None
        if to is not None:
            assert to[0] in TRANSITIONS[after]
            at = replace(at, state=np.array([to[0]], np.int8), under=np.array([to[1]], np.int8))
        elif command == "shelve" and can_be_shelved(after):
            at = replace(at, state=np.array([states.SHELVED], np.int8), under=np.zeros(1, np.int8), until=np.array([now + seconds(300)]), clear=np.array([NEVER]))
        elif command == "unshelve" and after == states.SHELVED:
            at = replace(at, until=np.array([now]))


@settings(max_examples=60, deadline=None)
@given(st.lists(st.floats(LIMIT - BAND, LIMIT - 0.001), min_size=1, max_size=30), st.booleans())
def test_inside_the_dead_band_it_never_chatters(values: list[float], was_alarm: bool) -> None:
    at = step(Held.fresh(1), seen(860 if was_alarm else 700), T0)
    told = set(run(list(values), begin=at))
    assert told == {"alarm" if was_alarm else "normal"}


@pytest.mark.parametrize("state", range(8))
def test_the_table_knows_every_state(state: int) -> None:
    assert TRANSITIONS[state] <= set(range(8))
