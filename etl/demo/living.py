"""What the city's services tell: 112 by hour, ambulances, waste by day, pumps, dengue by week. All numbers are ours.

Every table gives the rows that were published in [since, until), WIB seconds, as the publisher showed them at `until`.
"""

from __future__ import annotations

import numpy as np
import pyarrow as pa

from etl.demo.draws import Ints, draws
from etl.demo.moments import DAY, HOUR, clock_of_day, days
from etl.demo.places import Places, rounded
from etl.demo.tables import digits, joined, moment, number, stamped, words

_CALLS = (34, 26, 22, 19, 20, 26, 38, 55, 66, 70, 71, 70, 68, 68, 69, 70, 73, 78, 80, 76, 68, 60, 50, 42)
_PUBLISHED_S, _COLLECTED_S, _SLOT_S, _SURVEYED_S = 300, 28 * HOUR, 1800, 10 * HOUR
_HALF_DAY_S = 12 * HOUR
_STATES = ("jalan", "siap", "perbaikan", "rusak")
AMBULANCES_A_DAY, PUMPS, EVERY_NTH, LONGEST_S = 45, 90, 2, 6 * HOUR
WEEK = 7 * DAY
_MONDAY = 4 * DAY  # 5 January 1970
_KNOWN = (0.6, 0.87, 1.0)  # share of a week's cases that is known one, two and three weeks after it began


def slots(since: int, until: int, every: int, after: int) -> Ints:
    """Numbers of the slots of `every` seconds that are told `after` seconds from their beginning, in [since, until)."""
    return np.arange(-(-(since - after) // every), -(-(until - after) // every))


def day_text(day: Ints) -> pa.Array:
    """Day numbers as dates."""
    return pa.array(day.astype(np.int32), pa.int32()).view(pa.date32())


def emergency_table(seed: int, _places: Places, since: int, until: int) -> pa.Table:
    """Columns of panggilan_112.csv: one row an hour. In heavy rain more calls come and more of them wait."""
    hour = slots(since, until, HOUR, HOUR + _PUBLISHED_S)
    own, rain = draws(seed, "112", hour), days(seed, hour * HOUR // DAY).rain
    offered = np.rint(np.array(_CALLS)[hour % 24] * (1 + 1.2 * rain) * own.lognormal("load", 1.0, 0.12)).astype(np.int64)
    given_up = np.floor(offered * np.clip(0.02 + 0.08 * rain + 0.01 * own.normal("up"), 0, 0.3) + own.uniform("up1")).astype(np.int64)
    late = np.floor(given_up * own.uniform("late")).astype(np.int64)
    answered = offered - given_up
    quick = np.floor(answered * np.clip(0.965 - 0.12 * rain + 0.015 * own.normal("quick"), 0, 1)).astype(np.int64)
    return pa.table(
        {
            "jam": moment(hour * HOUR),
            "masuk": number(offered),
            "dijawab": number(answered),
            "dijawab_30_detik": number(quick),
            "ditutup": number(given_up),
            "ditutup_lewat_30_detik": number(late),
            "iseng": number(np.floor(0.3 * offered * own.uniform("prank")).astype(np.int64)),
            "tunggu_p90_detik": number(np.round(9 + 40 * rain + 6 * own.uniform("wait"), 1)),
            "waktu_ubah": moment(hour * HOUR + HOUR + _PUBLISHED_S),
        }
    )


def ambulance_table(seed: int, places: Places, since: int, until: int) -> pa.Table:
    """Columns of ambulans.csv: calls of which something became known in [since, until)."""
    day = np.repeat(np.arange((since - LONGEST_S) // DAY, (until - 1) // DAY + 1), AMBULANCES_A_DAY)
    index = np.arange(len(day)) % AMBULANCES_A_DAY
    own = draws(seed, "ambulance", day, index)
    called = day * DAY + clock_of_day(_CALLS, own.uniform("moment"))
    steps = np.stack(
        [np.zeros(len(day)), own.lognormal("turnout", 95, 0.4), own.lognormal("travel", 330, 0.5), own.lognormal("care", 2400, 0.4)], axis=1
    )
    at = called[:, None] + np.rint(np.minimum(np.cumsum(steps, axis=1), LONGEST_S - 1)).astype(np.int64)
    cancelled = own.chance("cancelled", 0.04)
    has = (at < until) & (~cancelled[:, None] | (np.arange(4) < 2))
    newest = np.where(has, at, 0).max(axis=1)
    rows = np.flatnonzero(has[:, 0] & (newest >= since))
    at, has, is_over = at[rows], has[rows], (has[:, 3] | (cancelled & has[:, 1]))[rows]
    outcome = np.where(cancelled[rows], 1, 0)
    home = own.pick("home", places.population)[rows]
    return pa.table(
        {"nomor": stamped("AM", day[rows], index[rows], 3), "prioritas": number(1 + own.pick("grave", np.array([45, 35, 20]))[rows])}
        | {name: moment(at[:, n], ~has[:, n]) for n, name in enumerate(("waktu_panggil", "waktu_berangkat", "waktu_tiba", "waktu_selesai"))}
        | {"hasil": words(("ditangani", "batal"), outcome, ~is_over), "kode_kelurahan": words(places.code, home), "waktu_ubah": moment(newest[rows])}
    )


def waste_table(seed: int, places: Places, since: int, until: int) -> pa.Table:
    """Columns of ritasi_sampah.csv: one collection point in every second kelurahan, told at four the next morning."""
    home = np.arange(0, len(places.code), EVERY_NTH)
    told = slots(since, until, DAY, _COLLECTED_S)
    day, point = np.repeat(told, len(home)), np.tile(home, len(told))
    own, site = draws(seed, "waste", day, point), draws(seed, "waste/point", home)
    lon, lat = (np.tile(rounded(axis), len(told)) for axis in places.points(site, home))
    planned = np.tile(2 + site.below("planned", 4), len(told))
    kind = days(seed, day)
    share = np.clip(0.98 - 0.12 * kind.rain - 0.15 * kind.is_holiday - 0.25 * np.tile(site.chance("poor", 0.1), len(told)), 0, 1)
    done = (own.uniform("trip", 5) < share[:, None])[:, :5] & (np.arange(5) < planned[:, None])
    count = done.sum(axis=1)
    return pa.table(
        {
            "id_tps": joined("TPS-", digits(point, 3)),
            "tanggal": day_text(day),
            "nama": joined("TPS ", words(places.kelurahan, point)),
            "rencana": number(planned),
            "selesai": number(count),
            "ton": number(np.round(count * (5.2 + own.uniform("load")), 1)),
            "bujur": number(lon),
            "lintang": number(lat),
            "waktu_ubah": moment(day * DAY + _COLLECTED_S),
        }
    )


def pump_table(seed: int, places: Places, since: int, until: int) -> pa.Table:
    """Columns of pompa.csv: the whole list as of each midnight and noon and as of the newest half hour. More pumps run when it rains."""
    newest = (until - 1) // _SLOT_S * _SLOT_S
    told = np.append(np.arange(-(-since // _HALF_DAY_S) * _HALF_DAY_S, newest, _HALF_DAY_S), newest)
    at, index = np.repeat(told, PUMPS), np.tile(np.arange(PUMPS), len(told))
    site, home = draws(seed, "pump", index), draws(seed, "pump", index).pick("home", places.area_km2)
    lon, lat = places.points(site, home)
    now = draws(seed, "pump/state", index, at // (3 * DAY))
    wet = np.repeat(days(seed, told // DAY).rain, PUMPS)
    state = np.where(now.chance("broken", 0.03), 3, np.where(now.chance("repair", 0.05), 2, np.where(now.chance("run", 0.1 + 0.6 * wet), 0, 1)))
    return pa.table(
        {
            "id_pompa": joined("P-", digits(index + 1, 3)),
            "nama": joined("Pompa ", words(places.kelurahan, home), " ", digits(index + 1, 1)),
            "keadaan": words(_STATES, state),
            "debit_m3_dtk": number(np.round(0.25 + site.lognormal("flow", 1.2, 0.9), 2)),
            "bujur": number(rounded(lon)),
            "lintang": number(rounded(lat)),
            "waktu_ubah": moment(at),
        }
    )


def dengue_table(seed: int, places: Places, since: int, until: int) -> pa.Table:
    """Columns of dbd_mingguan.csv: every kelurahan's week, told on the Monday after it and corrected on the two next ones."""
    week = slots(since, until, WEEK, _MONDAY + WEEK + 2 * WEEK + _SURVEYED_S)
    week = np.arange(int(week[0]) if len(week) else (since - _MONDAY) // WEEK - 3, (until - _MONDAY) // WEEK + 1)
    first = _MONDAY + week * WEEK + WEEK + _SURVEYED_S
    version = np.minimum((until - 1 - first) // WEEK, 2)
    fits = (version >= 0) & (first + version * WEEK >= since)
    week, version, first = week[fits], version[fits], first[fits]
    home = np.arange(len(places.code))
    row, area = np.repeat(np.arange(len(week)), len(home)), np.tile(home, len(week))
    own = draws(seed, "dengue", week[row], area)
    season = 1 + 0.9 * np.cos(2 * np.pi * ((_MONDAY + week * WEEK) / DAY % 365.25 / 365.25 - 0.2))
    cases = np.floor(places.population[area] / 1e5 * 2.2 * season[row] * own.lognormal("spread", 1.0, 0.7) + own.uniform("part")).astype(np.int64)
    known = np.floor(cases * np.array(_KNOWN)[version[row]] + own.uniform("known") * (version[row] < 2)).astype(np.int64)
    known = np.minimum(known, cases)
    return pa.table(
        {
            "kode_kelurahan": words(places.code, area),
            "minggu_mulai": day_text((_MONDAY + week[row] * WEEK) // DAY),
            "kasus": number(known),
            "suspek": number(known + own.below("suspected", 5)),
            "meninggal": number(np.where(own.chance("dead", 0.004) & (known > 0), 1, 0)),
            "waktu_ubah": moment(first[row] + version[row] * WEEK),
        }
    )
