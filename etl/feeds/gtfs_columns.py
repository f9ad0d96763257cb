"""How the text of a GTFS schedule becomes typed columns, and the rules that its files keep among one another."""

from __future__ import annotations

from etl.columns import sql
from etl.feed import Check, Column
from etl.readers.gtfs_files import PARTS

# What TransJakarta writes in route_desc, and the modes that GTFS numbers: tram, metro, rail, cable, funicular, monorail.
SERVICE_CLASS = """case
    when try_cast(trim({route_type}) as integer) in (0, 1, 2, 5, 7, 12) or try_cast(trim({route_type}) as integer) // 100 in (1, 4, 9)
      or regexp_matches(coalesce({route_desc}, ''), '\\b(MRT|LRT|KRL|Commuter ?Line)\\b', 'i') then 'rail'
    when regexp_matches(trim({route_desc}), '^(BRT|Bus Rapid Transit)\\b', 'i') then 'brt'
    when coalesce(trim({route_desc}), '') = '' and list_contains(string_split(upper({brt_colors}), ' '), upper(trim({route_color}))) then 'brt'
    else 'non_brt' end"""


def seconds(word: str) -> Column:
    """A time of the service day as seconds since noon minus 12 h: ` 5:10:00` -> 18600, `25:10:00` -> 90600."""
    time = f"trim({{{word}}})"
    parts = " + ".join(
        f"split_part({time}, ':', {nth})::integer * {weight}" for nth, weight in ((1, 3600), (2, 60), (3, 1))
    )
    return Column(
        f"case when regexp_full_match({time}, '[0-9]{{1,3}}:[0-5][0-9]:[0-5][0-9]') then {parts} end", word
    )


def day(word: str) -> Column:
    """`20240603` -> date."""
    return Column(f"try_strptime(trim({{{word}}}), '%Y%m%d')::date", word)


def flag(word: str) -> Column:
    """`1` or `0`."""
    return Column(f"case trim({{{word}}}) when '1' then true when '0' then false end", word)


def colour(word: str) -> Column:
    """Six hexadecimal digits, in capitals; anything else is no colour."""
    return sql(
        f"case when length(trim({{{word}}}, ' #')) = 6 and regexp_full_match(trim({{{word}}}, ' #'), '[0-9A-Fa-f]+') then upper(trim({{{word}}}, ' #')) end"
    )


def twice(file: str) -> Check:
    """The key of the row stands on an earlier row with other words."""
    key = next("+".join(part.key) for part in PARTS if part.file == file)
    return Check(
        f"duplicate_key:{file}",
        f"{{row_id}} in (select row_id from gtfs_twice where file = '{file}')",
        f"{key} dipakai dua kali",
        f"{key} is used twice",
    )


def refers(file: str, word: str, where: str) -> Check:
    """The name must stand in a good row of the tables that it refers to: their rows are typed and judged before this one's."""
    known = " union ".join(
        f"select {column} from typed_{table} where bad_ = 0"
        for table, column in (one.split(".") for one in where.split())
    )
    rule = f"{word} is not null and {word} not in (select n from ({known}) known(n) where n is not null)"
    return Check(
        f"foreign_key:{file.removesuffix('.txt')}.{word}",
        rule,
        f"{word} tidak ada dalam jadwal",
        f"{word} is not in the schedule",
    )


def nowhere(lon: str = "lon", lat: str = "lat") -> Check:
    """0,0 stands for "not known"."""
    return Check("zero:lon_lat", f"{lon} = 0 and {lat} = 0", "koordinat 0,0", "the coordinates are 0,0")
