"""Where the field officers are: each tells it once a minute, on his rounds, on his way, at his task and on his way back."""

from __future__ import annotations

import numpy as np
import pyarrow as pa

from etl.demo.draws import Bools, Floats, Ints, draws
from etl.demo.places import rounded
from etl.demo.reports import World
from etl.demo.roster import Roster, shift_at
from etl.demo.tables import joined, moment, number
from etl.demo.tasks import LONGEST_S, Tasks

EVERY_S = 60
BACK_S = 1200
LOOK_BACK_S = LONGEST_S + BACK_S  # a task given earlier moves nobody


def position_table(world: World, roster: Roster, made: Tasks, since: int, until: int) -> pa.Table:
    """Columns of petugas_posisi.csv: what the officers on duty or at a task told in [since, until), WIB seconds.
    `made` holds the tasks given since LOOK_BACK_S before.
    """
    count = len(roster.agency)
    minute = np.repeat(np.arange(since // EVERY_S - 1, until // EVERY_S + 1), count)
    officer = np.tile(np.arange(count), len(minute) // count)
    at = minute * EVERY_S + roster.phase_s[officer]
    task, is_busy = _task_at(made, officer, at)
    kept = (at >= since) & (at < until) & (is_busy | (shift_at(at) == roster.shift[officer]))
    officer, at, task, is_busy = officer[kept], at[kept], task[kept], is_busy[kept]
    lon, lat = roster.walk(officer, at)
    if len(made.officer):
        lon, lat = _led(made, task, is_busy, at, lon, lat)
    own = draws(world.seed, "officer/fix", officer, at)
    working = is_busy & (at < _done(made, task))
    names = made.report.take(pa.array(task, mask=~working))
    return pa.table(
        {
            "petugas": roster.names(officer),
            "waktu": moment(at),
            "opd": roster.agencies(officer),
            "tugas": joined("T-", names),
            "akurasi_m": number(np.round(own.lognormal("accuracy", 7.0, 0.6))),
            "bujur": number(rounded(lon)),
            "lintang": number(rounded(lat)),
        }
    )


def _task_at(made: Tasks, officer: Ints, at: Ints) -> tuple[Ints, Bools]:
    """(the task that each officer accepted last, whether it still moves him)."""
    if not len(made.officer):
        return np.zeros(len(at), dtype=np.int64), np.zeros(len(at), dtype=bool)
    # One sorted list for all officers: a moment is far smaller than the room that each has.
    room = np.int64(1 << 40)
    order = np.lexsort((made.at[:, 1], made.officer))
    place = (
        np.searchsorted((made.officer * room + made.at[:, 1])[order], officer * room + at, side="right") - 1
    )
    task = order[np.maximum(place, 0)]
    is_his = (place >= 0) & (made.officer[task] == officer)
    return task, is_his & (at < made.at[task, 3] + BACK_S)


def _done(made: Tasks, task: Ints) -> Ints:
    return made.at[task, 3] if len(made.officer) else np.zeros(len(task), dtype=np.int64)


def _led(
    made: Tasks, task: Ints, is_busy: Bools, at: Ints, lon: Floats, lat: Floats
) -> tuple[Floats, Floats]:
    """The rounds, drawn to the task: there between arrival and end, straight ways before and after."""
    accepted, arrived, done = made.at[task, 1], made.at[task, 2], made.at[task, 3]
    there = (at - accepted) / np.maximum(arrived - accepted, 1)
    back = 1 - (at - done) / BACK_S
    pull = np.where(is_busy, np.clip(np.minimum(there, back), 0, 1), 0.0)
    return lon + pull * (made.lon[task] - lon), lat + pull * (made.lat[task] - lat)
