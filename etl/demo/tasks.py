"""What the field officers are sent to: each report of a field agency that goes into work sends one of them out.

A task begins with the report's stage `proses` and is done before the report waits for validation. Private reports
send nobody here: where an officer stands would tell where they are.
"""

from __future__ import annotations

from dataclasses import dataclass, fields

import numpy as np
import pyarrow as pa

from etl.demo import crm
from etl.demo.draws import Draws, Floats, Ints
from etl.demo.moments import HOUR
from etl.demo.places import reference
from etl.demo.reports import World
from etl.demo.roster import Roster
from etl.demo.stages import PATH
from etl.demo.tables import joined, moment, words

CLOCKS = ("waktu_tugas", "waktu_terima", "waktu_tiba", "waktu_selesai")
LONGEST_S = 3 * HOUR
_WORK = next(slot for slot, (stage, _) in enumerate(PATH) if stage == "proses")
_READY = next(slot for slot, (stage, _) in enumerate(PATH) if stage == "menunggu_validasi")


@dataclass(frozen=True, slots=True)
class Tasks:
    """Tasks, one element each. at: (tasks, 4 clocks) WIB seconds, also those still to come."""

    report: pa.Array
    category: Ints
    officer: Ints
    lon: Floats
    lat: Floats
    at: Ints


def tasks_of(world: World, roster: Roster, chunk: crm.Chunk, since: int, until: int) -> Tasks:
    """The tasks about reports of the chunk that were given in [since, until)."""
    made, line = chunk.reports, chunk.timeline
    home = world.places.kota_index[made.kelurahan]
    begun = line.at[:, _WORK]
    fits = line.has[:, _WORK] & (begun >= since) & (begun < until) & (made.place == 0) & ~made.is_private
    fits &= roster.serves(world.plan.agency_index[made.category], home)
    rows = np.flatnonzero(fits)
    own, begun = Draws(made.own.base[rows]), begun[rows]
    officer = roster.on_duty(own, world.plan.agency_index[made.category[rows]], home[rows], begun)
    steps = np.stack(
        [
            np.zeros(len(rows)),
            120 + 600 * own.uniform("task/accepted"),
            480 + 2220 * own.uniform("task/way"),
            900 + 6300 * own.uniform("task/work"),
        ],
        axis=1,
    )
    # Three hours at most, and never longer than the report itself takes from work to validation.
    whole = np.minimum(steps.sum(axis=1), line.at[rows, _READY] - begun)
    after = np.cumsum(steps, axis=1) * (whole / steps.sum(axis=1))[:, None]
    at = begun[:, None] + np.floor(after).astype(np.int64)
    return Tasks(crm.ids(made, rows), made.category[rows], officer, made.lon[rows], made.lat[rows], at)


def together(parts: list[Tasks]) -> Tasks:
    """All tasks of the parts."""
    arrays = {
        f.name: np.concatenate([getattr(part, f.name) for part in parts])
        for f in fields(Tasks)
        if f.name != "report"
    }
    return Tasks(pa.concat_arrays([part.report for part in parts]), **arrays)


def task_table(roster: Roster, made: Tasks, since: int, until: int) -> pa.Table:
    """Columns of petugas_tugas.csv: tasks that changed in [since, until), as they stand at its end."""
    has = made.at < until
    latest = np.where(has, made.at, 0).max(axis=1, initial=0)
    rows = np.flatnonzero(has[:, 0] & (latest >= since))
    report = made.report.take(pa.array(rows))
    return pa.table(
        {
            "id_tugas": joined("T-", report),
            "petugas": roster.names(made.officer[rows]),
            "jenis": words(reference("category")["title_id"], made.category[rows]),
            "jenis_rujukan": words(["laporan"], np.zeros(len(rows), dtype=np.int64)),
            "rujukan": report,
        }
        | {name: moment(made.at[rows, i], ~has[rows, i]) for i, name in enumerate(CLOCKS)}
        | {"waktu_ubah": moment(latest[rows])}
    )
