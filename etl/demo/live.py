"""What the demo city publishes at a moment: the increments of its files and the moving buses."""

from __future__ import annotations

import json
from dataclasses import dataclass
from threading import Lock, Thread

import numpy as np
import pyarrow as pa

from etl.demo import air, crm, fires, gates, incidents
from etl.demo.cameras import camera_table
from etl.demo.draws import Draws
from etl.demo.facilities import facility_table
from etl.demo.fleet import Fleet
from etl.demo.moments import DAY, HOUR
from etl.demo.positions import EVERY_S, LOOK_BACK_S, position_table
from etl.demo.reports import Reports, World, load_world
from etl.demo.roster import load_roster
from etl.demo.stages import Timeline, longest_seconds
from etl.demo.tables import as_text
from etl.demo.tasks import LONGEST_S, Tasks, task_table, tasks_of

WINDOW_S = 900
_BACK_S, _AHEAD_S = DAY, DAY
_RENEW_S = 12 * HOUR


@dataclass(frozen=True, slots=True)
class Pool:
    """The reports about which something is written in [since, until), so that a request looks at a few
    thousand, not at all.
    """

    since: int
    until: int
    chunk: crm.Chunk


def make_pool(world: World, since: int, until: int) -> Pool:
    """The pool of a window; about a second for two days."""
    parts = [
        _moving(chunk, since, until)
        for chunk in crm.chunks(world, (since - longest_seconds()) // DAY, until // DAY)
    ]
    return Pool(since, until, _together(parts))


def _moving(chunk: crm.Chunk, since: int, until: int) -> crm.Chunk:
    made, line = chunk.reports, chunk.timeline
    moves = (line.has & (line.known >= since) & (line.known < until)).any(axis=1) | (
        (made.created >= since) & (made.created < until)
    )
    return crm.Chunk(
        Reports(
            own=Draws(made.own.base[moves]),
            **{name: getattr(made, name)[moves] for name in Reports.__slots__ if name != "own"},
        ),
        Timeline(**{name: getattr(line, name)[moves] for name in Timeline.__slots__}),
    )


def _together(parts: list[crm.Chunk]) -> crm.Chunk:
    reports = {
        name: np.concatenate([getattr(p.reports, name) for p in parts])
        for name in Reports.__slots__
        if name != "own"
    }
    lines = {name: np.concatenate([getattr(p.timeline, name) for p in parts]) for name in Timeline.__slots__}
    return crm.Chunk(
        Reports(own=Draws(np.concatenate([p.reports.own.base for p in parts])), **reports), Timeline(**lines)
    )


class LiveCity:
    """The city of a seed at any moment. Moments are WIB seconds; windows are [since, moment)."""

    def __init__(self, seed: int) -> None:
        self.world = load_world(seed)
        self.control = incidents.load_control(seed, self.world.places)
        self.fleet = Fleet(seed)
        self.posts = gates.load_posts()
        self.roster = load_roster(self.world)
        self._pool: Pool | None = None
        self._lock = Lock()
        self._renewing: Thread | None = None

    def warm(self, moment: int) -> None:
        """Make what the first request needs."""
        self._fit(moment - WINDOW_S, moment)
        self.fleet.seen(moment)

    def reports(self, since: int, moment: int) -> pa.Table:
        """Rows of crm_laporan.csv that changed in the window."""
        return crm.tables(self.world, self._fit(since, moment).chunk, since, moment)[0]

    def events(self, since: int, moment: int) -> pa.Table:
        """Rows of crm_tahapan.csv that were written down in the window."""
        return crm.tables(self.world, self._fit(since, moment).chunk, since, moment)[1]

    def cameras(self, since: int, moment: int) -> pa.Table:
        """Rows of kamera.csv that changed in the window."""
        return camera_table(self.world.seed, self.control.cameras, moment, since)

    def incidents(self, since: int, moment: int) -> pa.Table:
        """Rows of insiden_cctv.csv that changed in the window."""
        return incidents.window(self.control, since, moment)

    def fires(self, since: int, moment: int) -> pa.Table:
        """Rows of kebakaran.csv that changed in the window."""
        return fires.window(self.world.seed, self.world.places, since, moment)

    def water(self, since: int, moment: int) -> pa.Table:
        """Rows of tinggi_muka_air.csv that were read in the window."""
        return gates.water_table(self.world.seed, self.posts, since, moment)

    def air(self, since: int, moment: int) -> pa.Table:
        """Rows of kualitas_udara.csv that were published in the window."""
        return air.air_table(self.world.seed, since, moment)

    def tasks(self, since: int, moment: int) -> pa.Table:
        """Rows of petugas_tugas.csv that changed in the window."""
        return task_table(self.roster, self._given(since - LONGEST_S, moment), since, moment)

    def positions(self, since: int, moment: int) -> pa.Table:
        """Rows of petugas_posisi.csv of the last minute: one of each officer on duty, whatever the window."""
        given = self._given(moment - EVERY_S - LOOK_BACK_S, moment)
        return position_table(self.world, self.roster, given, moment - EVERY_S, moment)

    def facilities(self, since: int, moment: int) -> pa.Table:
        """All rows of fasilitas.csv, whatever the window: an edition replaces the one before."""
        return facility_table(self.world.seed, self.world.places)

    def _given(self, since: int, moment: int) -> Tasks:
        return tasks_of(self.world, self.roster, self._fit(since, moment).chunk, since, moment)

    def _fit(self, since: int, moment: int) -> Pool:
        """A pool that covers the window. A fresh one is made in the background in good time, and at once
        only when it must be.
        """
        with self._lock:
            pool = self._pool
            if pool is None or since < pool.since or moment > pool.until:
                pool = self._pool = make_pool(self.world, min(since, moment - _BACK_S), moment + _AHEAD_S)
            elif moment > pool.until - _RENEW_S and self._renewing is None:
                self._renewing = Thread(target=self._renew, args=(moment,), name="demo-pool", daemon=True)
                self._renewing.start()
            return pool

    def _renew(self, moment: int) -> None:
        pool = make_pool(self.world, moment - _BACK_S, moment + _AHEAD_S)
        with self._lock:
            self._pool, self._renewing = pool, None


def json_lines(table: pa.Table) -> bytes:
    """One JSON object per line; moments as in the CSV file, blanks as null, numbers as numbers."""
    numbers = [
        name
        for name, kind in zip(table.schema.names, table.schema.types, strict=True)
        if pa.types.is_floating(kind)
    ]
    rows = as_text(table).to_pylist()
    return b"".join(
        json.dumps(
            {k: float(v) if k in numbers and v is not None else v for k, v in row.items()}, ensure_ascii=False
        ).encode()
        + b"\n"
        for row in rows
    )
