"""Air quality: hourly or daily values per station, as concentrations or as the publisher's own indices (ISPU)."""

from __future__ import annotations

from datetime import timedelta

from etl import reference
from etl.checks import coordinates, not_before, not_future, one_of, required
from etl.columns import moment, sql, text
from etl.feed import Check, Column, Feed, Place, Table

POLLUTANTS = ("pm25", "pm10", "so2", "co", "o3", "no2", "hc")
CODE = "regexp_extract(upper({station}), '\\b(DKI) ?([0-9])\\b', 1) || regexp_extract(upper({station}), '\\b(DKI) ?([0-9])\\b', 2)"
STATION = f"coalesce(nullif({CODE}, ''), nullif(trim({{station}}), ''))"
# "PM2,5" -> "pm25"; what is none of the seven is not known.
CRITICAL = "regexp_replace(lower({critical}), '[^a-z0-9]', '', 'g')"
CATEGORY = "regexp_replace(trim(lower({category})), '[ _]+', '_', 'g')"
WORST = f"greatest({', '.join(POLLUTANTS)}, source_ispu)"
GRADE = f"case when {WORST} <= 50 then 'baik' when {WORST} <= 100 then 'sedang' when {WORST} <= 200 then 'tidak_sehat' when {WORST} <= 300 then 'sangat_tidak_sehat' else 'berbahaya' end"
NAMED = "case source_critical " + " ".join(f"when '{name}' then {name}" for name in POLLUTANTS) + " end"
LARGEST = "case when unit = 'ispu' then 1000 else 100000 end"


def _blank(word: str) -> str:
    """SQL: the publisher's ways of writing that there is no value. Missing is not 0."""
    return f"coalesce(regexp_full_match(lower(trim({{{word}}})), '[-–]*|n/?a|null|nan|tidak ada data'), true)"


def _value(word: str) -> Column:
    read = f"try_cast({{{word}}} as double)"
    return sql(f"case when not {_blank(word)} and isfinite({read}) then {read} end")


def _unreadable(word: str) -> Check:
    rule = f"not {_blank(word)} and not coalesce(isfinite(try_cast({{{word}}} as double)), false)"
    return Check(f"type:{word}", rule, f"{word}: nilai tidak terbaca", f"{word} is not a number")


def _point(word: str) -> str:
    known = f"try_cast({reference.lookup('air_station', 'station', word, STATION)} as double)"
    return f"coalesce(case when isfinite(try_cast({{{word}}} as double)) then try_cast({{{word}}} as double) end, {known})"


FEED = Feed(
    name="air_quality",
    title_id="Kualitas udara",
    title_en="Air quality",
    fresh=timedelta(hours=3),
    expire=timedelta(days=2),
    tables=(
        Table(
            table="air_quality",
            key=("station", "span", "unit", "measured_at"),
            clock="updated_at",
            event="measured_at",
            place=Place(),
            columns={
                "station": sql(STATION),
                "station_name": text("station"),
                "span": sql("lower(coalesce(nullif(trim({span}), ''), 'hour'))"),
                "unit": sql("lower(coalesce(nullif(trim({unit}), ''), 'ug_m3'))"),
                "measured_at": moment("measured_at"),
                **{name: _value(name) for name in POLLUTANTS},
                "hours_n": sql("try_cast(try_cast({hours_n} as double) as integer)"),
                "source_ispu": sql(f"case when {' and '.join(_blank(p) for p in POLLUTANTS)} then nullif(try_cast({{source_ispu}} as double), 0) else try_cast({{source_ispu}} as double) end"),
                "source_critical": sql(f"case when {CRITICAL} in {reference.known('ispu_breakpoint', 'pollutant')} then {CRITICAL} end"),
                "source_category": sql(f"case when {CATEGORY} in {reference.known('ispu_category', 'category')} then {CATEGORY} end"),
                "lon": sql(_point("lon")),
                "lat": sql(_point("lat")),
                "updated_at": sql("coalesce({zone:updated_at}, {zone:measured_at})"),
            },
            checks=(
                required("station"),
                required("measured_at"),
                not_future("measured_at"),
                not_before("measured_at"),
                one_of("span", "hour", "day"),
                one_of("unit", "ug_m3", "ispu"),
                *(_unreadable(name) for name in (*POLLUTANTS, "source_ispu")),
                Check("negative:value", f"least({', '.join(POLLUTANTS)}, source_ispu) < 0", "nilai negatif", "a negative value"),
                Check("range:value", f"{WORST} > {LARGEST}", "nilai di luar akal (satuan salah?)", "a value beyond reason (a wrong unit?)"),
                Check("range:hours_n", "hours_n not between 0 and 24", "jumlah jam di luar 0–24", "the number of hours is outside 0–24"),
                *coordinates(),
                Check("none:value", f"{WORST} is null", "tanpa satu nilai pun", "without any value", keep=True),
                Check("new:station", f"station not in {reference.known('air_station', 'station')}", "stasiun belum dikenal", "the station is not known yet", keep=True),
                Check("unknown:critical", f"source_critical is null and not {_blank('critical')}", "parameter kritis tidak dikenal", "the critical parameter is not known", keep=True),
                Check("unknown:category", f"source_category is null and not {_blank('category')}", "kategori tidak dikenal", "the category is not known", keep=True),
                Check("mismatch:max", f"unit = 'ispu' and abs(source_ispu - greatest({', '.join(POLLUTANTS)})) >= 1", "nilai terbit bukan yang terbesar dari kolomnya", "the published value is not the largest of its columns", keep=True),
                Check("mismatch:critical", f"unit = 'ispu' and {NAMED} < {WORST}", "parameter kritis terbit bukan yang terbesar", "the published critical parameter is not the largest", keep=True),
                Check("mismatch:category", f"unit = 'ispu' and {WORST} is not null and source_category <> {GRADE}", "kategori terbit tidak sesuai nilainya", "the published category does not fit its value", keep=True),
            ),
        ),
    ),
)
