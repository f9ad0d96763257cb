"""The state machine of an alarm, pure: (where each stands, what is seen, now) -> where each stands then. Set-wise, in numpy.

States after ISA-18.2: normal; pending (beyond, within the on-delay); alarm (not acknowledged); acknowledged; returned (back
to normal, not acknowledged); shelved (by a person, for a time); suppressed (by design, a graver alarm stands for the same
thing); and no_data: silence never becomes normal, the state underneath is kept until the value is known again.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

STATES = ("normal", "pending", "alarm", "acknowledged", "returned", "shelved", "suppressed", "no_data")
NORMAL, PENDING, ALARM, ACKNOWLEDGED, RETURNED, SHELVED, SUPPRESSED, NO_DATA = range(8)
STANDING = (ALARM, ACKNOWLEDGED)  # the condition holds, and somebody must act
NEVER = np.datetime64("NaT", "us")
Codes = NDArray[np.int8]
Flags = NDArray[np.bool_]
Moments = NDArray[np.datetime64]
# What one look, or one command, can make of a state. Nothing else ever stands in the log.
_KNOWN = {NORMAL, PENDING, ALARM, ACKNOWLEDGED, RETURNED, SUPPRESSED}
TRANSITIONS: dict[int, frozenset[int]] = {
    NORMAL: frozenset({NORMAL, PENDING, ALARM, SUPPRESSED, NO_DATA}),
    PENDING: frozenset({PENDING, NORMAL, ALARM, SUPPRESSED, NO_DATA}),
    ALARM: frozenset({ALARM, RETURNED, SUPPRESSED, NO_DATA, ACKNOWLEDGED, SHELVED}),
    ACKNOWLEDGED: frozenset({ACKNOWLEDGED, NORMAL, SUPPRESSED, NO_DATA, SHELVED}),
    RETURNED: frozenset({RETURNED, ALARM, SUPPRESSED, NO_DATA, NORMAL, SHELVED}),
    SHELVED: frozenset({SHELVED, NORMAL, ALARM, SUPPRESSED, NO_DATA}),
    SUPPRESSED: frozenset({SUPPRESSED, NORMAL, ALARM, NO_DATA}),
    NO_DATA: frozenset(_KNOWN | {NO_DATA, SHELVED}),
}


@dataclass(frozen=True, slots=True)
class Held:
    """Where alarms stand, one element each. Moments are datetime64[us], UTC.

    under   the state beneath no_data; since: when the condition began; clear: since when it has been clear
    raised  when the alarm that stands was raised; until: when the shelf ends
    """

    state: Codes
    under: Codes
    since: Moments
    clear: Moments
    raised: Moments
    until: Moments

    @classmethod
    def fresh(cls, n: int) -> Held:
        """n alarms that were never anything but normal."""
        codes, never = np.zeros(n, np.int8), np.full(n, NEVER)
        return cls(codes, codes.copy(), never, never.copy(), never.copy(), never.copy())


@dataclass(frozen=True, slots=True)
class Seen:
    """What a look found, one element each: the value beyond its limit, clear of it by the dead-band, known at all, made
    pointless by a graver alarm; and the delays of its rule in microseconds."""

    beyond: Flags
    clear: Flags
    known: Flags
    suppressed: Flags
    on_delay: NDArray[np.timedelta64]
    off_delay: NDArray[np.timedelta64]


def step(held: Held, seen: Seen, now: np.datetime64) -> Held:
    """Where each alarm stands at `now`. Between the limit and the dead-band a state stays what it is."""
    ended = (held.state == SHELVED) & (held.until <= now)
    was = np.where(held.state == NO_DATA, held.under, held.state).astype(np.int8)
    was[ended] = PENDING  # the shelf is over: what still holds is an alarm at once, and a new one
    since = np.where(ended, now - seen.on_delay, held.since)
    active = seen.beyond | (~seen.clear & np.isin(was, (*STANDING, SUPPRESSED)))
    cleared = np.where(active | np.isnat(held.clear), now, held.clear)
    off = ~active & (np.subtract(now, cleared) >= seen.off_delay)
    since = np.where(active & (np.isnat(since) | (was == NORMAL)), now, since)
    due = active & (np.subtract(now, since) >= seen.on_delay)

    state = was.copy()
    state[(was == NORMAL) & active] = PENDING
    state[np.isin(was, (NORMAL, PENDING)) & due] = ALARM
    state[(was == PENDING) & ~active] = NORMAL
    state[(was == ALARM) & off] = RETURNED
    state[(was == ACKNOWLEDGED) & off] = NORMAL
    state[(was == RETURNED) & active] = ALARM
    state[(was == SUPPRESSED) & ~seen.suppressed & active] = ALARM
    state[(was == SUPPRESSED) & ~active] = NORMAL
    state[seen.suppressed & active & (was != SHELVED)] = SUPPRESSED

    on_shelf = (held.state == SHELVED) & ~ended
    unknown = ~seen.known & ~on_shelf
    state[on_shelf] = SHELVED
    under = np.where(unknown, was, NORMAL).astype(np.int8)
    state[unknown] = NO_DATA
    waits = np.isin(state, STANDING) & ~active & ~unknown
    stands = np.isin(np.where(unknown, under, state), (ALARM, ACKNOWLEDGED, RETURNED, SHELVED))
    is_new = (state == ALARM) & (was != ALARM)
    return Held(
        state, under,
        np.where(unknown | (state == NORMAL) | (~active & ~np.isin(state, STANDING)), NEVER, since),
        np.where(waits, cleared, NEVER),
        np.where(is_new, now, np.where(stands, held.raised, NEVER)),
        np.where(state == SHELVED, held.until, NEVER),
    )  # fmt: skip


def due_at(held: Held, seen: Seen) -> Moments:
    """When time alone will change each of them: an on-delay, an off-delay or a shelf that ends; NaT when nothing runs."""
    runs = np.where(held.state == PENDING, held.since + seen.on_delay, NEVER)
    runs = np.where(np.isnat(held.clear), runs, held.clear + seen.off_delay)
    return np.where(held.state == SHELVED, held.until, runs)


def acknowledged(state: int, under: int) -> tuple[int, int] | None:
    """(state, under) after somebody acknowledged it; None when there is nothing to acknowledge."""
    to = {ALARM: ACKNOWLEDGED, RETURNED: NORMAL}
    if state == NO_DATA and under in to:
        return NO_DATA, to[under]
    return (to[state], under) if state in to else None


def can_be_shelved(state: int) -> bool:
    """Alarms that stand or wait, and those without data; not what is normal, pending, suppressed or on the shelf."""
    return SHELVED in TRANSITIONS[state] and state != SHELVED
