"""The complaint system's two export files, for any window of time: crm_laporan.csv and crm_tahapan.csv.

A report is in a window when the system wrote something about it then; it shows the state at the window's end.
An event is in the window in which it was written down (`waktu_catat`), so windows that touch hold every event
once.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from etl.demo import planted, scenes
from etl.demo.draws import Bools, Draws, Ints
from etl.demo.moments import DAY
from etl.demo.places import METRE_LAT, METRE_LON, rounded
from etl.demo.reports import Reports, World, reports_of
from etl.demo.stages import ACK, CLOSE, CLOSE_AGAIN, OUTCOMES, PATH, Timeline, longest_seconds, timeline
from etl.demo.tables import blanked, digits, joined, moment, number, stamped, words

SLA_DAYS = 7
CHUNK_DAYS = 31
_OFFICERS = 40  # of one agency in one kota
READIES = np.array([slot for slot, (stage, _) in enumerate(PATH) if stage == "menunggu_validasi"])
# Above the number of reporters: a multiple modulo a prime shuffles the pseudonyms without a clash.
_PRIME = 999_983
_WHERE = (
    "dekat sekolah",
    "di depan pasar",
    "di gang kecil",
    "dekat tempat ibadah",
    "di tepi kali",
    "dekat halte",
    "di samping warung",
    "di jalan utama",
    "dekat taman",
    "di perempatan",
)


@dataclass(frozen=True, slots=True)
class Chunk:
    """Reports of a run of days with their timelines."""

    reports: Reports
    timeline: Timeline


def chunks(world: World, first_day: int, last_day: int) -> Iterator[Chunk]:
    """The reports of [first_day, last_day] a month at a time, so that memory stays small."""
    for day in range(first_day, last_day + 1, CHUNK_DAYS):
        made = reports_of(world, day, min(day + CHUNK_DAYS - 1, last_day))
        yield Chunk(made, timeline(world, made))


def tables(world: World, chunk: Chunk, since: int, until: int) -> tuple[pa.Table, pa.Table]:
    """(reports, events) written down in [since, until), both in WIB seconds."""
    line = chunk.timeline
    written = line.has & (line.known >= since) & (line.known < until)
    latest = np.where(written, line.known, 0).max(axis=1)
    created = chunk.reports.created
    latest = np.maximum(latest, np.where((created >= since) & (created < until), created, 0))
    rows = np.flatnonzero(latest)
    return report_table(world, chunk.reports, rows, latest[rows]), event_table(world, chunk, written)


def window(world: World, since: int, until: int) -> tuple[pa.Table, pa.Table]:
    """(reports, events) written down in [since, until) whatever the day of the report. One pass over the
    days that can matter.
    """
    first, last = (since - longest_seconds()) // DAY, (until - 1) // DAY
    pairs = [tables(world, chunk, since, until) for chunk in chunks(world, first, last)]
    return pa.concat_tables([p[0] for p in pairs]), pa.concat_tables([p[1] for p in pairs])


def report_table(world: World, made: Reports, rows: Ints, changed: Ints) -> pa.Table:
    """Columns of crm_laporan.csv for the given rows; `changed` is their waktu_ubah."""
    plan, category = world.plan, made.category[rows]
    created, photo = made.created[rows], made.photo[rows]
    return pa.table(
        {
            "no_laporan": ids(made, rows),
            "waktu_lapor": moment(created),
            "waktu_ubah": moment(changed),
            "kategori": words(plan.category, category),
            "kanal": words(plan.channel, made.channel[rows]),
            "opd": words(plan.agency, category),
            "deskripsi": _texts(world, made, rows),
            "bujur": number(made.lon[rows]),
            "lintang": number(made.lat[rows]),
            "tenggat": moment(created + SLA_DAYS * DAY),
            "privat": words(("tidak", "ya"), made.is_private[rows].astype(np.int64)),
            "pelapor": joined("w", digits((made.reporter[rows] * 48_271 + world.seed) % _PRIME, 6)),
            "foto_hash": number(photo, photo == 0),
            "foto_url": blanked(joined(scenes.BASE, words(plan.category, category), "/", ids(made, rows), ".jpg"), photo == 0),
        }
    )


def ids(made: Reports, rows: Ints) -> pa.Array:
    """The numbers of the reports, as in both files."""
    return stamped("JK", made.day[rows], made.no[rows], 4)


def _texts(world: World, made: Reports, rows: Ints) -> pa.Array:
    own = type(made.own)(made.own.base[rows])
    texts, category = world.plan.texts, made.category[rows]
    count = np.array([len(options) for options in texts])
    start = np.cumsum(count) - count
    flat = [text for options in texts for text in options]
    what = words(flat, start[category] + own.below("text", count[category]))
    names = [f", Kelurahan {name}." for name in world.places.kelurahan]
    return joined(
        what, " ", words(_WHERE, own.below("where", len(_WHERE))), words(names, made.kelurahan[rows])
    )


def event_table(world: World, chunk: Chunk, written: Bools) -> pa.Table:
    """Columns of crm_tahapan.csv for the marked events, report by report in the order of the path."""
    made, line, plan = chunk.reports, chunk.timeline, world.plan
    row, slot = np.nonzero(written)
    names, stage_of = _stage_names()
    stage = stage_of[slot]
    stage[(slot == ACK) & ~line.is_auto_routed[row]] = names.index("menunggu")
    by_officer = np.array([officer for _, officer in PATH])[slot]
    is_end = (slot == CLOSE) | (slot == CLOSE_AGAIN)
    agency = plan.agency_index[made.category[row]]
    central = plan.agencies.index("Biro Pemerintahan")
    agency = np.where(
        np.isin(
            stage, [names.index("koordinasi"), names.index("menunggu_validasi"), names.index("tl_ditolak")]
        ),
        central,
        agency,
    )
    kota = world.places.kota_index[made.kelurahan[row]]
    shift = (made.own.bits("officer")[row] + slot.astype(np.uint64)) % np.uint64(_OFFICERS)
    # Those that are closed together are closed by the same officer.
    together = line.is_burst[row] & (slot == CLOSE)
    shift = np.where(together, made.day[row].astype(np.uint64) % np.uint64(_OFFICERS), shift)
    officer = (agency * len(world.places.kota_names) + kota) * _OFFICERS + shift.astype(np.int64)
    numbers = ids(made, np.arange(len(made.day)))
    return pa.table(
        {
            "no_laporan": numbers.take(pa.array(row)),
            "waktu": moment(line.at[row, slot]),
            "waktu_catat": moment(line.known[row, slot]),
            "tahap": words(names, stage),
            "pelaku": words(("system", "officer"), by_officer.astype(np.int64)),
            "opd": words(plan.agencies, agency, ~by_officer),
            "petugas": words(_officers(world), officer, ~by_officer),
            "hasil": words(OUTCOMES, line.outcome[row], ~is_end),
        }
        | _follow_up(world, chunk, row, slot)
    )


def _follow_up(world: World, chunk: Chunk, row: Ints, slot: Ints) -> dict[str, pa.Array]:
    """The follow-up photos' columns, blank but where work is handed in for validation: four in five hand one in, three in
    four of these tell where it was taken.
    """
    made, line = chunk.reports, chunk.timeline
    marked = planted.marks(world.seed, made.day, made.index, made.own, made.is_second)
    hashes = planted.follow_up_hash(world.seed, marked, made.day, made.index, made.own, made.photo, len(READIES))
    turn = np.searchsorted(READIES, slot).clip(0, len(READIES) - 1)
    own = Draws(made.own.bits("follow_up")[row] + slot.astype(np.uint64))
    is_first = slot == READIES[0]
    planted_one = marked.is_resolved[row] & is_first
    has = np.isin(slot, READIES) & (own.chance("has", 0.8) | planted_one)
    is_located = has & (made.place[row] != 2) & (own.chance("located", 0.75) | planted_one)
    metres = np.where(is_first, planted.metres_off(marked, made.own)[row], 60 * np.sqrt(own.uniform("reach")))
    turned = 2 * np.pi * own.uniform("turn")
    lon = made.lon[row] + metres * np.cos(turned) * METRE_LON
    lat = made.lat[row] + metres * np.sin(turned) * METRE_LAT
    taken = np.maximum(line.at[row, slot] - np.floor(60 + 1740 * own.uniform("taken")).astype(np.int64), made.created[row])
    before = np.floor((2 + 18 * own.uniform("before")) * DAY).astype(np.int64)
    taken = np.where(marked.old[row] & is_first, made.created[row] - before, taken)
    return {
        "foto_bujur": number(rounded(lon), ~is_located),
        "foto_lintang": number(rounded(lat), ~is_located),
        "foto_waktu": moment(taken, ~has),
        "foto_hash": number(hashes[row, turn], ~has),
        "foto_url": blanked(joined(scenes.BASE, words(world.plan.category, made.category[row]), "/", ids(made, row), "-", digits(slot, 1), ".jpg"), ~has),
    }


def _stage_names() -> tuple[tuple[str, ...], Ints]:
    names = tuple(dict.fromkeys(stage for stage, _ in PATH))
    return names, np.array([names.index(stage) for stage, _ in PATH])


def _officers(world: World) -> list[str]:
    return [
        f"P{number:05d}"
        for number in range(len(world.plan.agencies) * len(world.places.kota_names) * _OFFICERS)
    ]
