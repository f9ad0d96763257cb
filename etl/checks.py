"""The rules that several feeds share. Each function gives a Check; a feed lists them."""

from __future__ import annotations

from etl.columns import unreadable
from etl.feed import Check


def required(column: str) -> Check:
    """The column must have a value."""
    return Check(f"required:{column}", f"{column} is null", f"{column} kosong", f"{column} is missing")


def not_future(column: str, minutes: int = 10) -> Check:
    """The moment must not lie ahead of the load by more than the tolerance (a wrong clock, or a wrong zone)."""
    rule = f"{column} > $loaded_at + interval {minutes} minute"
    return Check(f"future:{column}", rule, f"{column} di masa depan", f"{column} lies in the future")


def not_before(column: str, year: int = 2000) -> Check:
    """The moment must not lie before the year: an unset clock writes 1970."""
    return Check(f"too_old:{column}", f"{column} < timestamp '{year}-01-01'", f"{column} sebelum {year}", f"{column} lies before {year}")


def in_order(first: str, second: str) -> Check:
    """`second` must not lie before `first`."""
    return Check(f"order:{first}>{second}", f"{second} < {first}", f"{second} sebelum {first}", f"{second} lies before {first}")


def coordinates(lon: str = "lon", lat: str = "lat") -> tuple[Check, ...]:
    """All rules of a point: readable numbers, on earth, not exchanged. A point outside the province is no fault."""
    return (
        Check(f"type:{lon}", unreadable(lon, "lon"), "bujur tidak terbaca", "the longitude is not a number"),
        Check(f"type:{lat}", unreadable(lat, "lat"), "lintang tidak terbaca", "the latitude is not a number"),
        swapped(lon, lat),
        on_earth(lon, lat),
    )


def swapped(lon: str = "lon", lat: str = "lat") -> Check:
    """Longitude and latitude were exchanged: the point would lie in Indonesia the other way round."""
    rule = f"{lon} between -11 and 6 and {lat} between 95 and 141"
    return Check("swapped:lon_lat", rule, "bujur dan lintang tertukar", "longitude and latitude are exchanged")


def on_earth(lon: str = "lon", lat: str = "lat") -> Check:
    """Longitude within 180 and latitude within 90 degrees."""
    rule = f"abs({lat}) > 90 and not ({lon} between -11 and 6 and {lat} between 95 and 141) or abs({lon}) > 180"
    return Check("range:lon_lat", rule, "koordinat di luar bumi", "the coordinates are not on earth")


def between(column: str, low: float, high: float) -> Check:
    """The number must lie within [low, high]."""
    return Check(f"range:{column}", f"{column} not between {low} and {high}", f"{column} di luar {low}–{high}", f"{column} is outside {low}–{high}")


def one_of(column: str, *values: str) -> Check:
    """The text must be one of the values."""
    listed = ", ".join(f"'{v}'" for v in values)
    return Check(f"unknown:{column}", f"{column} not in [{listed}]", f"{column} tidak dikenal", f"{column} is none of {', '.join(values)}")


def at_least(column: str, low: float) -> Check:
    """The number must not be below `low`."""
    return Check(f"range:{column.lstrip('_')}", f"{column} < {low}", f"{column.lstrip('_')} di bawah {low}", f"{column.lstrip('_')} is below {low}")


def area_code(column: str) -> Check:
    """The text must be a Kemendagri code of Jakarta: 31, 31.73, 31.73.05 or 31.73.05.1001."""
    rule = f"not regexp_full_match({column}, '31(\\.[0-9][0-9](\\.[0-9][0-9](\\.[0-9][0-9][0-9][0-9])?)?)?')"
    return Check(f"format:{column}", rule, f"{column} bukan kode wilayah Jakarta", f"{column} is no code of an area of Jakarta")


def counts(*columns: str) -> tuple[Check, ...]:
    """Each of the columns is there and not below 0."""
    return tuple(rule for column in columns for rule in (required(column), at_least(column, 0)))


def no_more(part: str, whole: str) -> Check:
    """A part cannot be more than its whole."""
    return Check(f"order:{part}>{whole}", f"{part} > {whole}", f"{part} melebihi {whole}", f"{part} is more than {whole}")
