"""What happens to each report: its stages with their moments, loops and end, from the first to the last.

A timeline is a matrix: one row per report, one column per slot of the path below; a slot that a report skips
is masked out. The whole future is drawn at once; who asks for a moment sees only what was written down by
then.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from etl.demo import planted
from etl.demo.draws import Bools, Draws, Floats, Ints
from etl.demo.moments import DAY, HOUR
from etl.demo.pace import LONGEST_DAYS, first_action_h, work_h_of
from etl.demo.reports import Reports, World

# The path: stage, and whether an officer does it. 7 to 12: the validator refuses; 14 to 17: the citizen does.
PATH = (
    ("menunggu", False),
    ("koordinasi", False),
    ("koordinasi", True),
    ("disposisi", True),
    ("proses", True),
    ("estimasi", True),
    ("menunggu_validasi", True),
    ("tl_ditolak", True),
    ("proses", True),
    ("menunggu_validasi", True),
    ("tl_ditolak", True),
    ("proses", True),
    ("menunggu_validasi", True),
    ("selesai", True),
    ("tl_ditolak", True),
    ("proses", True),
    ("menunggu_validasi", True),
    ("selesai", True),
)
ACK, FIRST, CLOSE, CLOSE_AGAIN = 1, 2, 13, 17
READY = 6  # the first time that it waits for validation
FIRST_REFUSED = 7
OUTCOMES = ("resolved", "duplicate", "not_ours", "cancelled")


@dataclass(frozen=True, slots=True)
class Timeline:
    """The stages of reports, one row per report and one column per slot of PATH.

    at, known: moments of the event and of its writing down; has: which slots happen; outcome: of OUTCOMES.
    is_burst: closed together with others by one officer, as planted.
    first_h, close_first_h, close_h: hours to the officer's first action, to the first and to the last close,
    had the report not ended as a duplicate, as not ours or as cancelled. They are the truth that an
    uncensored observer would measure.
    """

    at: Ints
    known: Ints
    has: Bools
    is_auto_routed: Bools
    outcome: Ints
    first_h: Floats
    close_first_h: Floats
    close_h: Floats
    is_burst: Bools


def timeline(world: World, reports: Reports) -> Timeline:
    """The complete timeline of each report."""
    own = reports.own
    marks = planted.marks(world.seed, reports.day, reports.index, own, reports.is_second)
    first_h, work_h = first_action_h(world, reports), work_h_of(world, reports)
    first_h = np.where(marks.spot, np.minimum(first_h, 24), first_h)
    work_h = np.where(marks.spot, planted.SPOT_CLOSE_H, work_h)
    steps, has = _steps(own, first_h, work_h), _happens(own, work_h)
    _hasten(own, marks.fast, steps)
    has[marks.spot | marks.fast, FIRST_REFUSED:CLOSE] = False
    has[marks.is_resolved, CLOSE + 1 :] = False
    outcome = np.where(marks.is_resolved, 0, _outcome(own, reports))
    at_h = np.cumsum(np.where(has, steps, 0.0), axis=1)
    burst = _bursts(world, reports, marks, outcome, has, at_h)
    close_first_h, close_h = (
        at_h[:, CLOSE].copy(),
        np.where(has[:, CLOSE_AGAIN], at_h[:, CLOSE_AGAIN], at_h[:, CLOSE]),
    )
    _end_early(own, outcome, at_h, has)
    at = reports.created[:, None] + np.rint(at_h * HOUR).astype(np.int64) + np.cumsum(has, axis=1) - 1
    auto = (world.plan.channel_share == 0)[reports.channel] & own.chance("auto_routed", 0.85)
    return Timeline(
        at, at + _writing_lag(own, len(PATH)), has, auto, outcome, first_h, close_first_h, close_h, burst
    )


def _hasten(own: Draws, fast: Bools, steps: Floats) -> None:
    """All steps from the first action to the close within a minute or two."""
    within_h = (50 + 70 * own.uniform("fast")) / HOUR
    slots = slice(FIRST + 1, CLOSE + 1)
    share = steps[:, slots] / steps[:, slots].sum(axis=1, keepdims=True)
    steps[fast, slots] = (share * within_h[:, None])[fast]


def _bursts(
    world: World, reports: Reports, marks: planted.Marks, outcome: Ints, has: Bools, at_h: Floats
) -> Bools:
    """Put off the close of planted bursts until one officer closes them together; at_h is changed."""
    fits = (outcome == 0) & ~marks.is_resolved & ~reports.is_second & ~has[:, CLOSE + 1]
    group = world.plan.agency_index[reports.category] * len(world.places.kota_names)
    group = group + world.places.kota_index[reports.kelurahan]
    close = reports.created + np.rint(at_h[:, CLOSE] * HOUR).astype(np.int64)
    burst = planted.bursts(world.seed, reports.day, reports.index, fits, group, close)
    at_h[burst.has, CLOSE] = ((burst.at - reports.created) / HOUR)[burst.has]
    return burst.has


def _happens(own: Draws, work_h: Floats) -> Bools:
    always = np.ones(len(work_h), dtype=bool)
    refused = own.chance("refused", 0.06)
    again = refused & own.chance("refused_again", 0.18)
    back = own.chance("reopened", 0.025)
    promised = own.chance("promised", np.where(work_h > 120, 0.12, 0.01))
    path = [always] * 5 + [promised, always] + [refused] * 3 + [again] * 3 + [always] + [back] * 4
    return np.stack(path, axis=1)


def _steps(own: Draws, first_h: Floats, work_h: Floats) -> Floats:
    """Hours from the slot before, (reports, slots). The work is divided over the steps up to the first
    close.
    """
    ack_h = np.minimum(0.006 + 0.02 * own.uniform("ack"), first_h / 2)
    part = np.array([0.10, 0.14, 0.10, 0.46, 0.20]) * np.exp(0.4 * own.normal("part", 5))
    part = part / part.sum(axis=1, keepdims=True) * work_h[:, None]
    late = (
        np.minimum(work_h, 240)[:, None]
        * np.array([0.1, 0.05, 0.4])
        * np.minimum(np.exp(0.5 * own.normal("late", 3)), 4)
    )
    back_h = np.minimum(own.lognormal("back", 30, 0.8), 240)
    zero = np.zeros(len(first_h))
    columns = [
        zero,
        ack_h,
        first_h - ack_h,
        part[:, 0],
        part[:, 1],
        part[:, 2],
        part[:, 3],
        *late.T,
        *(0.6 * late.T),
        part[:, 4],
        back_h,
        0.5 + late[:, 1],
        late[:, 2],
        0.5 + late[:, 0],
    ]
    return np.stack(columns, axis=1)


def _outcome(own: Draws, reports: Reports) -> Ints:
    """How it ends: resolved, or one of the competing ends. Most second reports are closed as duplicates."""
    duplicate = own.chance("duplicate", np.where(reports.is_second, 0.55, 0.003))
    return np.select([duplicate, own.chance("not_ours", 0.014), own.chance("cancelled", 0.006)], [1, 2, 3], 0)


def _end_early(own: Draws, outcome: Ints, at_h: Floats, has: Bools) -> None:
    """Cut the path of reports that end otherwise: after the first action, for not_ours after a disposition
    too.
    """
    ends = outcome > 0
    after_h = own.lognormal("end", np.array([1.0, 3.0, 9.0, 7.0])[outcome], 0.9)
    at_h[ends, 3] = (at_h[:, FIRST] + 0.5 * after_h)[ends]
    at_h[ends, CLOSE] = (at_h[:, FIRST] + after_h)[ends]
    has[ends, 3] = outcome[ends] == 2
    has[ends, 4:CLOSE] = False
    has[ends, CLOSE + 1 :] = False


def _writing_lag(own: Draws, slots: int) -> Ints:
    """Seconds between the event and its record: half a minute as a rule; now and then an hour or two, from
    the field.
    """
    luck = own.uniform("lag", slots)
    short = 4 + 40 * luck / (1.02 - luck)
    far = np.where(luck > 0.985, 1800 + 5400 * (luck - 0.985) / 0.015, 0)
    far[:, :FIRST] = 0
    return np.minimum(np.where(far > 0, far, short), 3 * HOUR).astype(np.int64)


def longest_seconds() -> int:
    """No event of a report is known later than this after its day begins."""
    return (LONGEST_DAYS + 1) * DAY
