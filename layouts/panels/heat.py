"""Hour of the day by weekday as a table that is shaded: every cell says its number, the shade only helps to find it."""

from __future__ import annotations

import pandas as pd
from dash import html

from layouts import formats, table
from layouts.words import _, mark

DAYS = (mark("Sen"), mark("Sel"), mark("Rab"), mark("Kam"), mark("Jum"), mark("Sab"), mark("Min"))


def counts(found: pd.DataFrame) -> list[list[int]]:
    """Seven rows (Monday first) of twenty-four counts, from weekday (1 … 7), hour, n."""
    known = {(row.weekday, row.hour): int(row.n) for row in found.itertuples()}
    return [[known.get((day, hour), 0) for hour in range(24)] for day in range(1, 8)]


def rows(found: pd.DataFrame) -> table.Table:
    """The same as a plain table: hours downwards, days across."""
    seen = counts(found)
    cells = tuple((f"{hour:02d}", *(formats.number(day[hour]) for day in seen)) for hour in range(24))
    return table.Table((_("jam WIB"), *(_(day) for day in DAYS)), cells, frozenset(range(1, 8)))


def drawn(found: pd.DataFrame, label: str) -> html.Div:
    """Days downwards, hours across; the shade is the count against the largest one."""
    seen = counts(found)
    most = max(1, *(max(day) for day in seen))
    head = html.Tr([html.Th(_("WIB"), scope="col"), *(html.Th(f"{hour:02d}", scope="col") for hour in range(24))])
    body = [
        html.Tr([html.Th(_(DAYS[n]), scope="row"), *(html.Td(formats.number(value) if value else "·", style={"--share": f"{value / most:.3f}"}) for value in day)])
        for n, day in enumerate(seen)
    ]
    return html.Div(html.Table([html.Thead(head), html.Tbody(body)], className="heat", **{"aria-label": label}), className="scroll")


def sentence(found: pd.DataFrame, noun: str) -> str:
    """When most of them happen: the busiest three hours in a row."""
    by_hour = [sum(day[hour] for day in counts(found)) for hour in range(24)]
    begin = max(range(24), key=lambda hour: sum(by_hour[(hour + n) % 24] for n in range(3)))
    share = 100 * sum(by_hour[(begin + n) % 24] for n in range(3)) / max(1, sum(by_hour))
    return _("{share} {what} terjadi pukul {a}.00–{b}.00 WIB.", share=formats.percent(share, 0), what=noun, a=f"{begin:02d}", b=f"{(begin + 3) % 24:02d}")
