"""How raw words become typed columns. Each function gives a Column; the engine fills in `{word}` and `{zone:word}`."""

from __future__ import annotations

from etl.feed import Column


def text(word: str, default: str | None = None) -> Column:
    """Trimmed text; empty is null (or the default)."""
    sql = f"nullif(trim({{{word}}}), '')"
    return Column(sql if default is None else f"coalesce({sql}, '{default}')")


def integer(word: str) -> Column:
    """A whole number; anything else is a bad value."""
    return Column(f"try_cast(trim({{{word}}}) as bigint)", word)


def number(word: str) -> Column:
    """A finite number; NaN and Infinity are bad values."""
    return Column(f"case when isfinite(try_cast({{{word}}} as double)) then try_cast({{{word}}} as double) end", word)


def boolean(word: str, default: bool = False) -> Column:
    """1/0, true/false, ya/tidak, yes/no; empty is the default."""
    given = f"lower(trim({{{word}}}))"
    truth = f"case when {given} in ['1', 'true', 't', 'ya', 'y', 'yes'] then true when {given} in ['0', 'false', 'f', 'tidak', 'n', 'no'] then false"
    return Column(f"{truth} when {given} is null or {given} = '' then {str(default).lower()} end", word)


def longitude(lon: str = "lon", lat: str = "lat") -> Column:
    """Degrees east. 0,0 means "no location" in several exports, so it is null, not the Gulf of Guinea."""
    return _degrees(lon, lon, lat)


def latitude(lon: str = "lon", lat: str = "lat") -> Column:
    """Degrees north; 0,0 is null."""
    return _degrees(lat, lon, lat)


def _degrees(word: str, lon: str, lat: str) -> Column:
    value = f"try_cast({{{word}}} as double)"
    nowhere = f"try_cast({{{lon}}} as double) = 0 and try_cast({{{lat}}} as double) = 0"
    return Column(f"case when {nowhere} then null when isfinite({value}) then {value} end")


def unreadable(column: str, word: str) -> str:
    """SQL of the rule that a coordinate's text is not a number; 0,0 is not meant."""
    return f"trim({{{word}}}) <> '' and not coalesce(isfinite(try_cast({{{word}}} as double)), false)"


def moment(word: str) -> Column:
    """A moment in UTC. Text with an offset says its own zone; text without one is in the mapping's zone."""
    return Column(f"{{zone:{word}}}", word)


def day(word: str) -> Column:
    """A calendar day of Jakarta, `2026-11-21` (a time behind it is left out)."""
    return Column(f"try_cast(left(trim({{{word}}}), 10) as date)", word)


def epoch(word: str) -> Column:
    """POSIX seconds -> UTC. Values beyond the year 5138 are milliseconds by mistake and read as null."""
    value = f"try_cast({{{word}}} as double)"
    return Column(f"case when {value} between 0 and 1e11 then make_timestamp(({value} * 1e6)::bigint) end", word)


def sql(expression: str) -> Column:
    """Any SQL over raw words; it is trusted to be right, so no bad-value rule is made for it."""
    return Column(expression)
