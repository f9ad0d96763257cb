"""Calls to the fire service: about five a day, with the clocks from the call to the end, units, people and
losses.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from etl.demo.draws import Draws, Floats, Ints, draws
from etl.demo.moments import DAY, HOUR, clock_of_day, days
from etl.demo.places import Places
from etl.demo.tables import digits, joined, moment, number, stamped, words

MEAN_A_DAY = 5.0
LONGEST_DAYS = 2
CLOCKS = ("waktu_panggil", "waktu_berangkat", "waktu_tiba", "waktu_selesai")
_HOURS = (22, 19, 18, 18, 18, 19, 22, 27, 34, 42, 48, 52, 54, 56, 55, 54, 54, 56, 58, 56, 48, 40, 32, 26)
_OBJECTS = (
    "Bangunan rumah",
    "Bangunan umum",
    "Kendaraan",
    "Instalasi listrik",
    "Sampah",
    "Lapak",
    "Tumbuhan",
    "Bangunan industri",
)
_RESCUES = ("Evakuasi hewan", "Evakuasi korban", "Pelepasan cincin", "Evakuasi pohon tumbang")
_CAUSES = ("Listrik", "Kompor gas", "Membakar sampah", "Rokok", "Lain-lain", "Belum diketahui")
_STREETS = (
    "Melati",
    "Kenanga",
    "Anggrek",
    "Mawar",
    "Cempaka",
    "Flamboyan",
    "Bougenville",
    "Dahlia",
    "Teratai",
    "Kamboja",
)
OUTCOMES = ("fire", "rescue", "cancelled")


@dataclass(frozen=True, slots=True)
class Fires:
    """at: (calls, 4 clocks) WIB seconds, blank beyond the call for a cancelled one."""

    own: Draws
    day: Ints
    no: Ints
    kelurahan: Ints
    lon: Floats
    lat: Floats
    outcome: Ints
    at: Ints


def fires_of(seed: int, places: Places, first_day: int, last_day: int) -> Fires:
    """All calls of the days [first_day, last_day]."""
    kind = days(seed, np.arange(first_day, last_day + 1))
    mean = MEAN_A_DAY * (1.12 - 0.8 * kind.rain) * (1 - 0.15 * np.cos(2 * np.pi * (kind.year_part - 0.08)))
    count = _poisson(draws(seed, "fires", kind.number).uniform("count"), mean)
    row = np.repeat(np.arange(len(count)), count)
    day, index = kind.number[row], np.arange(len(row)) - np.repeat(np.cumsum(count) - count, count)
    own = draws(seed, "fire", day, index)
    called = day * DAY + clock_of_day(_HOURS, own.uniform("moment"))
    kelurahan = own.pick("kelurahan", places.population)
    lon, lat = places.points(own, kelurahan)
    outcome = own.pick("outcome", np.array([0.70, 0.25, 0.05]))
    return Fires(
        own,
        day,
        index + 1,
        kelurahan,
        np.round(lon, 6),
        np.round(lat, 6),
        outcome,
        _clocks(own, places, kelurahan, outcome, called),
    )


def _poisson(uniform: Floats, mean: Floats) -> Ints:
    """Poisson counts by inversion; 30 terms are enough for a mean below 10."""
    k = np.arange(30)
    log_factorial = np.concatenate([[0.0], np.cumsum(np.log(k[1:]))])
    heap = np.cumsum(np.exp(k * np.log(mean[:, None]) - mean[:, None] - log_factorial), axis=1)
    return np.asarray((uniform[:, None] > heap).sum(axis=1), dtype=np.int64)


def _clocks(own: Draws, places: Places, kelurahan: Ints, outcome: Ints, called: Ints) -> Ints:
    """Call, departure, arrival, end. From call to arrival 5.5 minutes in the middle; on the islands and in
    some streets far longer.
    """
    turnout = own.lognormal("turnout", 62, 0.35)
    hard = own.chance("hard", 0.04)
    travel = (
        own.lognormal("travel", 255, 0.5)
        * np.where(hard, 3.5, 1.0)
        * np.where(places.cell_count[kelurahan] == 0, 3.0, 1.0)
    )
    work = np.where(outcome == 1, own.lognormal("rescue", 2400, 0.7), own.lognormal("work", 4200, 0.9))
    steps = np.rint(
        np.cumsum(np.stack([np.zeros_like(work), turnout, travel, np.minimum(work, DAY)], axis=1), axis=1)
    )
    return np.asarray(called[:, None] + np.minimum(steps, LONGEST_DAYS * DAY - HOUR).astype(np.int64))


def fire_table(places: Places, made: Fires, since: int, until: int) -> pa.Table:
    """Columns of kebakaran.csv: calls that changed in [since, until), as the log shows them at its end."""
    has = (made.at < until) & ((made.outcome != 2)[:, None] | (np.arange(len(CLOCKS)) < 2))
    latest = np.where(has, made.at, 0).max(axis=1)
    rows = np.flatnonzero(has[:, 0] & (latest >= since))  # a call that is still to come is in no log
    own, has, outcome, home = Draws(made.own.base[rows]), has[rows], made.outcome[rows], made.kelurahan[rows]
    is_over, is_fire = has[:, 3], outcome == 0
    units = np.where(outcome == 2, 1, np.where(is_fire, 2 + own.below("units", 14), 1))
    what = np.where(
        is_fire, own.below("object", len(_OBJECTS)), len(_OBJECTS) + own.below("rescued", len(_RESCUES))
    )
    street = joined(
        "Jl. ",
        words(_STREETS, own.below("street", len(_STREETS))),
        " No. ",
        digits(1 + own.below("house", 180), 1),
    )
    loss = np.round(own.lognormal("loss", 60e6, 1.4), -6)
    unknown = ~(is_over & is_fire)  # losses and causes are written when the work is over
    return pa.table(
        {
            "id_kejadian": stamped("DK", made.day[rows], made.no[rows], 3),
        }
        | {name: moment(made.at[rows, i], ~has[:, i]) for i, name in enumerate(CLOCKS)}
        | {
            "objek": words(_OBJECTS + _RESCUES, what),
            "penyebab": words(_CAUSES, own.pick("cause", np.array([62, 12, 9, 4, 6, 7])), unknown),
            "alamat": street,
            "unit": number(units),
            "personel": number(units * 5),
            "luka": number(own.pick("injured", np.array([93, 5, 1, 1])), unknown),
            "meninggal": number(own.pick("dead", np.array([988, 10, 2])), unknown),
            "kerugian": number(loss, unknown),
            "hasil": words(OUTCOMES, outcome),
            "kelurahan": words(places.kelurahan, home),
            "kecamatan": words(places.kecamatan, home),
            "kota": words(places.kota, home),
            "bujur": number(made.lon[rows]),
            "lintang": number(made.lat[rows]),
            "waktu_ubah": moment(latest[rows]),
        }
    )


def window(seed: int, places: Places, since: int, until: int) -> pa.Table:
    """The calls that changed in [since, until)."""
    return fire_table(
        places, fires_of(seed, places, since // DAY - LONGEST_DAYS, (until - 1) // DAY), since, until
    )
