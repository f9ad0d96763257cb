"""Rupiah as publishers write them: `Rp 6.970.000.136,00`, `550,000,000`, `22,1 M`, `325 Jt`, `-54,999,225`, `1200000`."""

from __future__ import annotations

from etl.feed import Column

_UNITS = "map {'RB': 1e3, 'JT': 1e6, 'JUTA': 1e6, 'M': 1e9, 'MILIAR': 1e9, 'T': 1e12}"
_MARKS = "(?i)^ *rp[.]?|[[:space:]]"


def rupiah(word: str) -> Column:
    """The amount in rupiah; text that is no amount is a bad value.

    With a unit behind it (M is miliar, 1e9) a comma is always the decimal sign. Without one, groups of three digits say
    which sign stands between thousands.
    """
    text = f"upper(regexp_replace({{{word}}}, '{_MARKS}', '', 'g'))"
    unit, digits = f"regexp_extract({text}, '[A-Z]+$')", f"regexp_replace({text}, '[A-Z]+$', '')"
    local = f"try_cast(replace(replace({digits}, '.', ''), ',', '.') as double)"
    return Column(
        f"case when {unit} <> '' then {local} * {_UNITS}[{unit}] "
        f"when regexp_full_match({digits}, '-?[0-9]{{1,3}}(,[0-9]{{3}})+([.][0-9]+)?') then try_cast(replace({digits}, ',', '') as double) "
        f"when regexp_full_match({digits}, '-?[0-9]{{1,3}}([.][0-9]{{3}})+(,[0-9]+)?|-?[0-9]+,[0-9]+') then {local} "
        f"when isfinite(try_cast({digits} as double)) then try_cast({digits} as double) end",
        word,
    )
