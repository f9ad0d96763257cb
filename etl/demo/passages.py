"""The operator's log of passages at stops: which bus left which stop when, over the last day; before it what the
archive keeps, one stop of each way; and what was planted in it.

Once a night the gateway of the buses is silent for some minutes: nothing is logged, and the live feed stands still.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from etl.demo.corridors import load_corridors
from etl.demo.draws import Floats, Ints, draws
from etl.demo.moments import DAY, HOUR, day_of
from etl.demo.realtime import bus_id
from etl.demo.runs import Runs, runs_of
from etl.demo.schedule import stop_ids
from etl.demo.tables import moment, number, words

LOGGED_S = DAY
ARCHIVED_S = 40 * DAY  # before the log, by day alone: a briefing of last month finds headways there
_BY_DAY = (5 * HOUR, 22 * HOUR)
BUNCHED = 0.25  # of the planned headway, as the KPI has it


@dataclass(frozen=True, slots=True)
class Passages:
    """One row per departure from a stop that has passengers waiting, in the order of time. at_s: WIB seconds."""

    at_s: Ints
    day: Ints
    run: Ints  # index into the runs of its day
    way: Ints  # index into load_corridors()
    stop: Ints  # index of the stop in its way
    planned_s: Ints  # headway of the run's band


def silence(seed: int, day: int) -> tuple[int, int]:
    """From when to when (WIB seconds) the gateway says nothing in the night of a day number."""
    own = draws(seed, "gateway", np.array([day]), np.array([0]))
    begin = day * DAY + 2 * HOUR + int(own.below("begin", 1800)[0])
    return begin, begin + 480 + int(own.below("long", 420)[0])


def told_at(seed: int, now: int) -> int:
    """The moment of which the live feed tells at `now`: in the silence it stands still."""
    begin, end = silence(seed, now // DAY)
    return begin if begin <= now < end else now


def passages_of(seed: int, since: int, until: int) -> Passages:
    """All departures in [since, until) that were logged."""
    return _logged(seed, since, until, is_archive=False)


def archived_of(seed: int, since: int, until: int) -> Passages:
    """The same at the stop in the middle of each way alone, from five to ten o'clock at night: a month of all is two million rows."""
    return _logged(seed, since, until, is_archive=True)


def _logged(seed: int, since: int, until: int, is_archive: bool) -> Passages:
    parts = [_of_day(runs_of(seed, day), is_archive) for day in range(since // DAY - 1, until // DAY + 1)]
    made = Passages(*(np.concatenate([getattr(p, name) for p in parts]) for name in Passages.__slots__))
    is_told = (made.at_s >= since) & (made.at_s < until)
    for day in range(since // DAY, until // DAY + 1):
        begin, end = silence(seed, day)
        is_told &= (made.at_s < begin) | (made.at_s >= end)
    if is_archive:
        is_told &= (made.at_s % DAY >= _BY_DAY[0]) & (made.at_s % DAY < _BY_DAY[1])
    order = np.flatnonzero(is_told)[np.argsort(made.at_s[is_told], kind="stable")]
    return Passages(*(getattr(made, name)[order] for name in Passages.__slots__))


def _of_day(runs: Runs, is_archive: bool) -> Passages:
    column = np.arange(runs.depart.shape[1])[None, :]
    run, stop = np.nonzero(column == (runs.stops // 2)[:, None] if is_archive else column < (runs.stops - 1)[:, None])
    place = {way.key: i for i, way in enumerate(load_corridors())}
    way = np.array([place[trip.way.key] for trip in runs.trips])[runs.trip[run]]
    at = np.rint(runs.depart[run, stop]).astype(np.int64) + runs.day * DAY
    return Passages(at, np.full(len(run), runs.day), run, way, stop, _planned(runs)[run])


def _planned(runs: Runs) -> Ints:
    """Headway of the band in which each run leaves."""
    made = np.zeros(len(runs.trip), dtype=np.int64)
    for i, trip in enumerate(runs.trips):
        for start, end, headway in trip.windows:
            made[(runs.trip == i) & (runs.start_s >= start) & (runs.start_s < end)] = headway
    return made


def passage_table(seed: int, since: int, until: int) -> pa.Table:
    """Rows of lintasan_halte.csv in [since, until)."""
    return _table(seed, passages_of(seed, since, until))


def archive_table(seed: int, since: int, until: int) -> pa.Table:
    """Rows of lintasan_halte_arsip.csv in [since, until), ARCHIVED_S seconds at the most."""
    return _table(seed, archived_of(seed, max(since, until - ARCHIVED_S), until))


def _table(seed: int, made: Passages) -> pa.Table:
    ways = load_corridors()
    numbers, by_name = np.unique([f"K{way.corridor}" for way in ways], return_inverse=True)
    stops = stop_ids(ways)
    offset = np.cumsum([0, *(len(way.stops) for way in ways)])
    halts = [stops[name] for way in ways for name in way.stops]
    trip, bus = _named(seed, made)
    return pa.table(
        {
            "waktu": moment(made.at_s),
            "halte": words(halts, offset[made.way] + made.stop),
            "urutan": number(made.stop + 1),
            "rute": words(numbers.tolist(), by_name[made.way]),
            "arah": number(np.array([way.direction for way in ways])[made.way]),
            "perjalanan": trip,
            "hari_dinas": words([f"{day_of(d)}" for d in np.unique(made.day)], np.unique(made.day, return_inverse=True)[1]),
            "bus": bus,
        }
    )


def _named(seed: int, made: Passages) -> tuple[pa.Array, pa.Array]:
    """Trip and bus of every row; names are made once for a run."""
    trips: list[str] = []
    buses: list[str] = []
    index = np.zeros(len(made.run), dtype=np.int64)
    for day in np.unique(made.day).tolist():
        runs, mine = runs_of(seed, day), made.day == day
        used, place = np.unique(made.run[mine], return_inverse=True)
        index[mine] = len(trips) + place
        trips += [runs.trips[runs.trip[run]].trip_id for run in used.tolist()]
        buses += [bus_id(runs, run) for run in used.tolist()]
    return words(trips, index), words(buses, index)


def told(seed: int, since: int, until: int) -> dict[str, object]:
    """What was planted, by corridor: headways between consecutive buses at a stop that no silence spans, those that are
    bunched, and their average wait Σh²/(2Σh) in minutes; and the silences themselves.
    """
    made, ways = passages_of(seed, since, until), load_corridors()
    order = np.lexsort((made.at_s, made.stop, made.way))
    at, way, stop, planned = (getattr(made, name)[order] for name in ("at_s", "way", "stop", "planned_s"))
    gaps = [g for day in range(since // DAY, until // DAY + 1) if since <= (g := silence(seed, day))[0] < until and g[1] <= until]
    before = np.roll(at, 1)
    known = (way == np.roll(way, 1)) & (stop == np.roll(stop, 1)) & (at - before <= 2 * HOUR)
    known[:1] = False
    spans = np.zeros(len(at), dtype=bool)
    for begin, end in gaps:
        spans |= known & (before < end) & (at >= begin)
    good, wait = known & ~spans, (at - before).astype(np.float64)
    line = np.array([w.corridor for w in ways])[way]
    corridors = {f"K{k}": _summed(wait[good & (line == k)], planned[good & (line == k)]) for k in np.unique(line).tolist()}
    silent = [{"from_wib": str(np.datetime64(a, "s")), "until_wib": str(np.datetime64(b, "s"))} for a, b in gaps]
    return {"since_wib": str(np.datetime64(since, "s")), "silences": silent, "censored_by_silence": int(spans.sum()), "corridors": corridors}


def _summed(wait: Floats, planned: Ints) -> dict[str, float]:
    return {
        "n": len(wait),
        "bunched": int((wait < BUNCHED * planned).sum()),
        "wait_min": round(float((wait**2).sum() / max(2 * wait.sum(), 1) / 60), 4),
    }
