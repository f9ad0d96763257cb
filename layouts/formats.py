"""How numbers, money, durations and moments are written: one place for screen and paper alike. None is an em dash.

All functions write in the language of the request (`layouts.words`): `1.234,5` in Indonesian, `1,234.5` in English.
"""

from __future__ import annotations

import math
import re
from datetime import date, datetime, timedelta
from functools import lru_cache

import pandas as pd
from babel.dates import format_date
from babel.numbers import format_compact_decimal, format_decimal, get_decimal_symbol

from data.clock import to_wib
from data.kpis.score import told
from layouts.words import _, language, mark

NOTHING = "—"
UNITS = {
    "h": mark("jam"), "min": mark("menit"), "d": mark("hari"), "hari": mark("hari"), "indeks": mark("indeks"), "pos": mark("pos"), "mitra": mark("mitra"),
    "per 100.000": mark("per 100.000"), "per 1.000 per hari": mark("per 1.000 per hari"), "jiwa": mark("jiwa"),
}  # fmt: skip
COUNTED = ("mitra", "pos")  # units of whole things
HOURLY = ("h", "jam")  # units that `hours` writes
RATINGS = ("1–5",)  # units that are a scale, not a measure: a value is so many of five
MINUS = "\u2212"
DAYS_FROM, TENTH_OF_DAY = 48, 2.4  # hours: from where on a time is told in days, and the least that is seen there
_POLLUTANTS = {"pm25": "PM2.5", "pm10": "PM10", "so2": "SO₂", "co": "CO", "o3": "O₃", "no2": "NO₂", "hc": "HC"}
_LOCALE = {"id": "id_ID", "en": "en_GB"}
_SHORT = {"id": ["Sen", "Sel", "Rab", "Kam", "Jum", "Sab", "Min"], "en": ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]}


def locale() -> str:
    """The Babel locale of this request."""
    return _LOCALE[language()]


def is_missing(value: object) -> bool:
    """None, NaN, NaT and NA are all "not known"."""
    return value is None or value is pd.NA or value != value


def number(value: float | None, digits: int = 0) -> str:
    """1234.5, 1 -> `1.234,5`. Exactly `digits` decimals; a true minus sign."""
    if value is None or is_missing(value) or math.isinf(value):
        return NOTHING
    return _number(round(float(value), digits) + 0.0, digits, locale())


def score(value: float | None) -> str:
    """0.996 -> `0,99`: what misses its target never reads as 1,00."""
    return number(value if value is None or is_missing(value) else told(value), 2)


@lru_cache(maxsize=4096)  # a briefing writes each of its thousands of numbers twice, and Babel takes its time
def _number(value: float, digits: int, place: str) -> str:
    fraction = "." + "0" * digits if digits else ""
    text: str = format_decimal(value, format=f"#,##0{fraction}", locale=place)
    return text.replace("-", MINUS)


def short_name(name: str) -> str:
    """`Kota Administrasi Jakarta Barat` -> `Jakarta Barat`."""
    return name.removeprefix("Kota Administrasi ").removeprefix("Kabupaten Administrasi ")


def pollutant(key: object) -> str:
    """`pm25` -> `PM2.5`; one that is not known as it is written."""
    return NOTHING if is_missing(key) else _POLLUTANTS.get(str(key), str(key))


def compact(value: float | None) -> str:
    """1234567 -> `1,2 jt`; below ten thousand the whole number."""
    if value is None or is_missing(value) or abs(value) < 10_000:
        return number(value)
    return _tenths(format_compact_decimal(value, locale=locale(), fraction_digits=1)).replace("-", MINUS)


def _tenths(text: str) -> str:
    """`928 miliar` -> `928,0 miliar`: in a column all have one decimal, also those that Babel leaves without."""
    return re.sub(r"^(-?\d+)(?![\d.,])", rf"\g<1>{get_decimal_symbol(locale())}0", text.replace("\u00a0", " "))


def rupiah(value: float | None) -> str:
    """1.2e9 -> `Rp1,2 miliar`; below a million the whole amount; a minus stands before the sign of the currency."""
    if value is None or is_missing(value):
        return NOTHING
    if value < 0:
        return f"{MINUS}{rupiah(-value)}"
    if value < 1_000_000:
        return f"Rp{number(value)}"
    return f"Rp{_tenths(format_compact_decimal(value, format_type='long', locale=locale(), fraction_digits=1))}"


def percent(value: float | None, digits: int = 1) -> str:
    """A number that is a percentage already: 93.26 -> `93,3%`, English `93.3%`."""
    return NOTHING if is_missing(value) else f"{number(value, digits)}%"


def hours(value: float | None, beside: float | None = None) -> str:
    """Hours in the unit that reads best: `45 mnt`, `6,5 jam`, `3,2 hari`. Beside a value of days it is days as well, as long as a tenth of one remains."""
    if value is None or is_missing(value):
        return NOTHING
    size = abs(value)
    if beside is not None and not is_missing(beside) and abs(beside) >= DAYS_FROM and size >= TENTH_OF_DAY:
        size = abs(beside)
    if size < 1:
        return _("{n} mnt", n=number(value * 60))
    return _("{n} jam", n=number(value, 1)) if size < DAYS_FROM else _("{n} hari", n=number(value / 24, 1))


def quick(value: float | None) -> str:
    """Hours of something that takes minutes: `1,2 mnt`; from an hour on like `hours`."""
    if value is None or is_missing(value) or abs(value) >= 1:
        return hours(value)
    return _("{n} mnt", n=number(value * 60, 1))


def minutes(value: float | None) -> str:
    """Minutes: `14 mnt`, `1,5 jam`."""
    return NOTHING if value is None or is_missing(value) else hours(value / 60)


def few_minutes(value: float | None) -> str:
    """Minutes of a KPI: below ten with a decimal, for `0 mnt` of waiting would say that nobody waits."""
    return minutes(value) if value is None or is_missing(value) or abs(value) >= 10 else _("{n} mnt", n=number(value, 1))


def unit_name(unit: str) -> str:
    """The unit of a KPI's file in the language of the request."""
    return _(UNITS[unit]) if unit in UNITS else unit


def measured(value: float | None, unit: str) -> str:
    """A KPI's value with its unit as KPI files write it: %, h, min, n, d; anything else follows the number."""
    if value is None or is_missing(value):
        return NOTHING
    writers = {"%": percent, "h": hours, "jam": hours, "min": few_minutes, "menit": few_minutes, "mnt": few_minutes, "n": compact, "Rp": rupiah}
    if unit in writers:
        return writers[unit](value)
    if unit in ("d", "hari"):
        return _("{n} hari", n=number(value, 1))
    if unit in RATINGS:
        return _("{n} dari 5", n=number(value, 1))
    digits = 0 if abs(value) >= 100 or (unit in COUNTED and float(value).is_integer()) else 1
    return f"{number(value, digits)} {unit_name(unit)}".strip()


def between(low: float | None, high: float | None, unit: str) -> str:
    """An interval with its unit: `3,9–4,2 dari 5`, `93,1%–94,2%`; an end that is not known makes it unknown."""
    if is_missing(low) or is_missing(high):
        return NOTHING
    if unit in RATINGS:
        return f"{number(low, 1)}–{measured(high, unit)}"
    return f"{hours(low, high) if unit in HOURLY else measured(low, unit)} – {measured(high, unit)}"


def aim(target: float | None, low: float | None, unit: str, better: str) -> str:
    """A target with its direction, `≥ 90,0%`; one that is a band from `low` to `target` is `95–105%`, for neither side of it is good."""
    if target is None or is_missing(target):
        return NOTHING
    if low is None or is_missing(low):
        return f"{'≥' if better == 'up' else '≤'} {measured(target, unit)}"
    digits = 0 if float(low).is_integer() and float(target).is_integer() else 1
    return f"{number(low, digits)}–{percent(target, digits) if unit == '%' else measured(target, unit)}"


def age(seconds: float | None) -> str:
    """`4 dtk lalu`, `12 mnt lalu`, `3 jam lalu`, `2 hari lalu`. A moment ahead of the clock counts as just now."""
    if seconds is None or is_missing(seconds):
        return NOTHING
    return _("{age} lalu", age=span(seconds))


def span(seconds: float | None) -> str:
    """A whole number of the largest unit that fits: `4 dtk`, `12 mnt`, `3 jam`, `2 hari`."""
    if seconds is None or is_missing(seconds):
        return NOTHING
    left = max(0, int(seconds))
    if left < 60:
        return _("{n} dtk", n=number(left))
    if left < 3600:
        return _("{n} mnt", n=number(left // 60))
    return _("{n} jam", n=number(left // 3600)) if left < 48 * 3600 else _("{n} hari", n=number(left // 86400))


def age_of(moment: datetime | None, now: datetime) -> str:
    """The age of a moment out of a table (UTC)."""
    return NOTHING if moment is None or is_missing(moment) else age((to_wib(now) - to_wib(moment)) / timedelta(seconds=1))


def moment(value: datetime | None, seconds: bool = False) -> str:
    """UTC out of a table -> `21 Nov 2026 20.22 WIB` (English `20:22`)."""
    if value is None or is_missing(value):
        return NOTHING
    return f"{day(value)} {clock(value, seconds)} WIB"


def clock(value: datetime | None, seconds: bool = False) -> str:
    """The hour of a moment in WIB: `20.22`, without the zone's name: only beside a zone that is named."""
    if value is None or is_missing(value):
        return NOTHING
    parts = ["%H", "%M", "%S"] if seconds else ["%H", "%M"]
    return to_wib(value).strftime((".").join(parts) if language() == "id" else ":".join(parts))


def day_and_clock(value: datetime | None) -> str:
    """`21 Nov 20.22`, without year and zone: only where both are named beside it."""
    if value is None or is_missing(value):
        return NOTHING
    return f"{day(value).rsplit(' ', 1)[0]} {clock(value)}"


def day(value: datetime | date | None) -> str:
    """`21 Nov 2026`; a moment is taken in WIB."""
    if value is None or is_missing(value):
        return NOTHING
    on = to_wib(value).date() if isinstance(value, datetime) else value
    text: str = format_date(on, "d MMM y", locale=locale())
    return text


def weekday(value: datetime) -> str:
    """`Sab`, `Sat` of a moment in WIB."""
    return _SHORT[language()][to_wib(value).weekday()]


def distance(value: float, unit: str, digits: int = 1, beside: float | None = None) -> str:
    """How far two values of a KPI are apart, without a sign: shares and ratings in points, times as the value beside it is written, the rest in their unit."""
    if unit in HOURLY:
        return hours(abs(value), beside)
    return _("{n} poin", n=number(abs(value), digits)) if unit == "%" or unit in RATINGS else measured(abs(value), unit)


def change(value: float | None, previous: float | None, better: str, unit: str, digits: int = 1) -> str:
    """A change in words: `membaik 1,2 jam`, `memburuk 0,8 poin`, `tetap`. `better` is up or down; `digits` are those of points."""
    if value is None or previous is None or is_missing(value) or is_missing(previous):
        return NOTHING
    moved = value - previous
    size = distance(moved, unit, digits, value)
    if size == distance(0, unit, digits):
        return _("tetap")
    if better not in ("up", "down"):
        return _("naik {size}", size=size) if moved > 0 else _("turun {size}", size=size)
    is_better = (moved > 0) == (better == "up")
    return _("membaik {size}", size=size) if is_better else _("memburuk {size}", size=size)
