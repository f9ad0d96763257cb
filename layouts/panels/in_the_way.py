"""Who is in the way of the water of one river: the kelurahan that told of floods after earlier high water, as k of n."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pandas as pd
from dash import html
from dash.development.base_component import Component

from layouts import formats
from layouts.words import _, many

NAMED = 4  # kelurahan by name; the others are counted


def line(found: pd.DataFrame, posts: Sequence[tuple[str, float]]) -> Component:
    """A sentence for a river whose posts stand (key, siaga or NaN) from its head down. `found`: rows of `flood_in_the_way`."""
    return html.Div(said(of_post(found, posts)), className="in-the-way")


def of_post(found: pd.DataFrame, posts: Sequence[tuple[str, float]]) -> pd.DataFrame:
    """The rows of the post that speaks for its river: with the worst siaga now, else its head; one without a record passes the
    word to the next below."""
    order = sorted(range(len(posts)), key=lambda n: (posts[n][1] if posts[n][1] <= 3 else 4, n))
    worst = order[0]
    for n in (*range(worst, len(posts)), *range(worst)):
        rows = found[found["post"] == posts[n][0]]
        if len(rows) and rows["episodes_n"].iloc[0]:
            return rows
    return found[found["post"] == posts[worst][0]]


def said(rows: pd.DataFrame) -> list[Component | str]:
    """`Di jalannya: Kampung Melayu 3 dari 5 …`, or that there is no record."""
    head = html.B(_("Di jalannya:"))
    if not len(rows) or not rows["episodes_n"].iloc[0]:
        return [head, " ", html.Span(_("tanpa catatan banjir setelah Siaga 1–3"), className="quiet")]
    first: Any = next(rows.itertuples())
    hit = rows[rows["area"].notna()]
    if not len(hit):
        return [head, " ", many("tidak satu kelurahan pun tercatat banjir dalam {n} kejadian Siaga 1–3 di {post}", int(first.episodes_n), post=first.name)]
    named = [_("{name} {k} dari {n}", name=row.area_name or row.area, k=int(row.hits_n), n=int(row.episodes_n)) for row in hit.head(NAMED).itertuples()]
    rest = [many("dan {n} kelurahan lagi", len(hit) - NAMED)] if len(hit) > NAMED else []
    return [head, " ", " · ".join([*named, *rest]), html.Span(f" ({people(hit)}{_('setelah Siaga 1–3 di {post}', post=first.name)})", className="quiet")]


def people(hit: pd.DataFrame) -> str:
    """`340.000 jiwa (2014), `; empty when the population of none is known."""
    known = hit["people"].dropna()
    if not len(known):
        return ""
    years = {int(year) for year in hit["people_year"].dropna()}
    when = f" {min(years)}" if len(years) == 1 else ""
    return _("{n} penduduk{when}, ", n=formats.number(float(known.sum())), when=when)


def note(found: pd.DataFrame) -> str:
    """How it was counted, from which record and of when."""
    counted = found[found["episodes_n"] > 0]
    if not len(counted):
        return _("Di jalannya: catatan banjir kota belum mencakup satu pun kejadian Siaga 1–3 yang sudah lewat.")
    sources = sorted({name for names in counted["sources"].dropna() for name in names.split(", ")})
    since, until = (formats.day(pd.Timestamp(v).to_pydatetime()) for v in (counted["since_at"].min(), counted["until_at"].max()))
    record = _("Di jalannya: kelurahan dengan laporan banjir atau RW tergenang dalam waktu tempuh dan 24 jam sesudahnya, k dari n kejadian, {since}–{until}", since=since, until=until)
    return record + (f" ({', '.join(sources)})." if sources else ".") + " " + _("Catatan, bukan alur sungai: hujan setempat ikut terhitung.")


def names(found: pd.DataFrame, post: str) -> str:
    """All kelurahan of a post as one cell of the table: `Kampung Melayu 3/5, …`."""
    rows = found[found["post"] == post]
    if not len(rows) or not rows["episodes_n"].iloc[0]:
        return _("tanpa catatan")
    hit = rows[rows["area"].notna()]
    return ", ".join(f"{row.area_name or row.area} {int(row.hits_n)}/{int(row.episodes_n)}" for row in hit.itertuples()) or formats.NOTHING
