"""Air stations: six pollutants an hour in micrograms per cubic metre, with the city's day in them.

Traffic lifts particles, CO and NO2 in the morning and the evening, the sun makes ozone, still nights hold everything
down, rain washes it out. Some days are worse everywhere, as they are in the dry season.
"""

from __future__ import annotations

import numpy as np
import pyarrow as pa

from etl.demo.draws import Bools, Floats, Ints, draws
from etl.demo.moments import HOUR, days
from etl.demo.places import reference
from etl.demo.tables import moment, number, words

LATEST_S = HOUR + 20 * 60  # an hour is published at most this long after it began
# Shares of hours and of days without a station, and of values without a number.
_GONE_SHARE, _DOWN_SHARE, _GAP_SHARE = 0.01, 0.015, 0.02
# Median, sigma of the day, sigma of the hour, how much rain takes away, and which daily cycle: ours.
_POLLUTANTS = {
    "pm25": (27.0, 0.42, 0.16, 0.50, "still"),
    "pm10": (51.0, 0.30, 0.16, 0.50, "still"),
    "so2": (31.0, 0.16, 0.10, 0.10, "flat"),
    "co": (1150.0, 0.25, 0.18, 0.15, "traffic"),
    "o3": (46.0, 0.25, 0.15, 0.25, "sun"),
    "no2": (30.0, 0.22, 0.18, 0.15, "traffic"),
}
# Parts of the day's mean, hour by hour from 0 to 23 WIB.
_CYCLES = {
    "flat": (96, 96, 96, 96, 97, 99, 101, 103, 104, 104, 104, 103, 102, 101, 101, 101, 102, 103, 103, 102, 100, 99, 97, 96),
    "still": (112, 114, 115, 116, 120, 126, 130, 126, 114, 102, 92, 85, 80, 77, 76, 78, 82, 90, 98, 103, 106, 108, 109, 111),
    "traffic": (72, 64, 58, 56, 64, 92, 132, 150, 140, 118, 100, 90, 86, 84, 86, 94, 112, 136, 146, 138, 122, 106, 92, 80),
    "sun": (38, 34, 32, 30, 28, 28, 34, 56, 92, 132, 172, 204, 222, 224, 206, 172, 128, 90, 66, 54, 48, 44, 42, 40),
}  # fmt: skip


def air_table(seed: int, since: int, until: int) -> pa.Table:
    """Columns of kualitas_udara.csv: the station hours published in [since, until), WIB seconds."""
    table = reference("air_station")
    hours = np.arange((since - LATEST_S) // HOUR, max(until // HOUR + 1, since // HOUR))
    count = len(table["station"])
    hour, station = np.repeat(hours, count), np.tile(np.arange(count), len(hours))
    own = draws(seed, "air/hour", hour, station)
    changed = hour * HOUR + HOUR + 60 + own.below("lag", LATEST_S - HOUR - 60)
    gone = own.chance("gone", _GONE_SHARE) | draws(seed, "air/down", hour // 24, station).chance(
        "down", _DOWN_SHARE
    )
    kept = (changed >= since) & (changed < until) & ~gone
    hour, station, changed = hour[kept], station[kept], changed[kept]
    gaps = draws(seed, "air/gap", hour, station)
    return pa.table(
        {
            "stasiun": words(table["station"], station),
            "waktu": moment(hour * HOUR),
            "rentang": words(["jam"], np.zeros(len(hour), dtype=np.int64)),
        }
        | {
            name: number(_values(seed, name, hour, station), _missing(gaps.uniform(name), name))
            for name in _POLLUTANTS
        }
        | {
            "bujur": number(np.array(table["lon"], dtype=np.float64)[station]),
            "lintang": number(np.array(table["lat"], dtype=np.float64)[station]),
            "waktu_ubah": moment(changed),
        }
    )


def _missing(luck: Floats, name: str) -> Bools:
    return np.asarray(luck < (0.0 if name == "pm25" else _GAP_SHARE))


def _values(seed: int, name: str, hour: Ints, station: Ints) -> Floats:
    """Micrograms per cubic metre, the mean of the hour that begins then."""
    median, day_sigma, hour_sigma, washed, cycle = _POLLUTANTS[name]
    day = hour // 24
    kind = days(seed, day)
    dry = 1 - 0.16 * np.cos(2 * np.pi * (kind.year_part - 0.08))
    city, near = draws(seed, "air/day", day), draws(seed, f"air/day/{name}", day, station)
    # What the weather does to the whole city weighs more than what happens around one station.
    sigma = day_sigma * (0.8 * city.normal("weather") + 0.6 * near.normal("near"))
    site = 0.14 * draws(seed, f"air/site/{name}", station).normal("site")
    noise = hour_sigma * draws(seed, f"air/hour/{name}", hour, station).normal("hour")
    shape = np.array(_CYCLES[cycle])[hour % 24] / 100
    free = np.where((kind.weekday >= 5) | kind.is_holiday, 0.88 if cycle == "traffic" else 0.95, 1.0)
    return np.asarray(
        np.round(median * dry * free * (1 - washed * kind.rain) * shape * np.exp(sigma + site + noise), 1)
    )
