"""The fair league: units of like cases, drawn towards the city, with intervals, and no place where too few fell due."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd
from dash import html

from data.answers import Answers
from data.model import LEVELS as AREA_LEVELS
from data.model import level_of
from data.queries.league import LEAST_N, WEIGHT, league
from data.queries.limits import group_titles
from layouts import formats
from layouts.grid import Column, grid
from layouts.options import chosen
from layouts.panel import Asked, Drawing, Empty, Look
from layouts.words import _, mark

LEVELS = (("kecamatan", mark("kecamatan")), ("kelurahan", mark("kelurahan")), ("agency", mark("dinas")))
OPTIONS = (LEVELS,)
TITLES = {**dict(LEVELS), "kota": mark("kota")}
VERDICTS = {"di atas": mark("di atas rata-rata"), "di bawah": mark("◆ di bawah rata-rata"), "tidak berbeda": mark("tidak berbeda nyata"), "sedikit": mark("◌ terlalu sedikit")}
RANKS = {"di bawah": 0.0, "tidak berbeda": 1.0, "di atas": 2.0, "sedikit": -1.0}


@dataclass(frozen=True, slots=True)
class League:
    """The rows of `league` and the names of areas by code."""

    level: str
    rows: pd.DataFrame
    names: dict[str, str]


def ask(answers: Answers, asked: Asked) -> League:
    """The league of the level chosen."""
    (level,) = chosen(asked.option, OPTIONS)
    level = within(level, asked.filters.area)
    names = dict(group_titles(answers, "area")[["key", "title_id"]].itertuples(index=False)) if level != "agency" else {}
    return League(level, league(answers, asked.filters, level), names)


def within(level: str, area: str) -> str:
    """The level to compare at: the one chosen, or the one below the area asked for, where that is a single unit of the level chosen itself."""
    lengths = {name: length for length, name in AREA_LEVELS.items()}
    if lengths.get(level, len(area) + 1) > len(area):
        return level
    return "kecamatan" if level_of(area) == "kota" else "kelurahan"


def draw(data: League, _look: Look) -> Drawing:
    """The grid, best first."""
    if not len(data.rows):
        return Empty(_("Belum ada laporan yang jatuh tempo dalam rentang ini."), _("Lebarkan rentang waktu: batasnya tujuh hari sejak masuk."))
    return drawn(data, note(data.level))


def drawn(data: League, said: str) -> Drawing:
    """The sentence, the grid with at least one row, and what was done to the shares; one unit alone is first and last, so nothing is said of it."""
    found = data.rows
    if len(found) == 1:
        return Empty(_("Hanya satu yang dapat dibandingkan: {name}.", name=formats.short_name(data.names.get(found["key"].iloc[0], found["key"].iloc[0]))), _("Pilih wilayah yang lebih luas, atau tingkat yang lain."))
    columns = [
        Column("place", _("urutan"), [formats.number(p) for p in found["place"]], order=list(found["place"].fillna(float("inf")).astype(float))),
        Column("name", _(TITLES[data.level]), [formats.short_name(data.names.get(key, key)) for key in found["key"]], width=150),
        Column("verdict", _("terhadap rata-rata"), [_(VERDICTS[v]) for v in found["verdict"]], order=[RANKS[v] for v in found["verdict"]], width=150),
        Column.of("shrunk", _("nilai"), found["shrunk_pct"], formats.percent),
        Column.of("adjusted", _("dibakukan"), found["adjusted_pct"], formats.percent),
        Column("band", _("selang 95%"), [_("{lo} – {hi}", lo=formats.percent(a), hi=formats.percent(b)) for a, b in zip(found["lo_pct"], found["hi_pct"], strict=True)], order=list(found["lo_pct"]), width=125),
        Column.of("met", _("apa adanya"), found["met_pct"], formats.percent),
        Column.count("n", _("jatuh tempo"), found["n"]),
    ]  # fmt: skip
    return html.Div([html.P(sentence(data), className="verdict"), grid(columns), html.P(said, className="chart-note")], className="grid-with-note")


def sentence(data: League) -> str:
    """How many units differ from the city at all."""
    counts = data.rows["verdict"].value_counts()
    words = {name: formats.number(int(counts.get(verdict, 0))) for name, verdict in (("above", "di atas"), ("below", "di bawah"), ("same", "tidak berbeda"), ("few", "sedikit"))}
    city = formats.percent(data.rows["city_pct"].iloc[0])
    return _("Rata-rata wilayah terpilih {city} tepat waktu: {above} di atasnya, {below} di bawahnya, {same} tidak berbeda nyata, {few} terlalu sedikit.", city=city, **words)


def note(level: str) -> str:
    """What was done to the shares."""
    drawn = _("Nilai ditarik ke arah rata-rata seberat {w} laporan; di bawah {n} laporan jatuh tempo tidak diberi urutan.", w=WEIGHT, n=LEAST_N)
    if level == "agency":
        return f"{_('Dinas tidak dibakukan: tiap kategori milik satu dinas.')} {drawn}"
    return f"{_('Dibakukan menurut kategori: seakan-akan campuran kasusnya sama dengan seluruh wilayah terpilih.')} {drawn}"
