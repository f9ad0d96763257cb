"""How the water rose and fell at one post, against its own siaga limits."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from datetime import timedelta

import pandas as pd

from data.answers import Answers
from data.queries.water import water_now, water_series
from data.schema import REFERENCE
from layouts import formats, table
from layouts.charts.spec import Chart, Reference, Series, column
from layouts.options import Choices, chosen
from layouts.panel import Asked, Drawing, Empty, Look
from layouts.panels.gates import plain
from layouts.words import _, mark

GAP = timedelta(hours=3)  # a line does not cross a longer silence


def _posts() -> Choices:
    """Every post of flood_post.csv, from the hills to the sea; first the choice of the one that is worst now."""
    with (REFERENCE / "flood_post.csv").open(encoding="utf-8", newline="") as file:
        named = {row["post:VARCHAR"]: row["name:VARCHAR"] for row in csv.DictReader(file)}
    return (("", mark("terparah sekarang")), *named.items())


OPTIONS = (_posts(),)


@dataclass(frozen=True, slots=True)
class Levels:
    """The rows of `water_series` of a post, and whether all its limits are published (None: no reading now says)."""

    rows: pd.DataFrame
    is_verified: bool | None


def ask(answers: Answers, asked: Asked) -> Levels:
    """The series of the chosen post; without a choice that of the worst one now."""
    (post,) = chosen(asked.option, OPTIONS)
    now = water_now(answers, asked.filters)
    post = post or (str(now["post"].iloc[0]) if len(now) else OPTIONS[0][1][0])
    verified = now.loc[now["post"] == post, "is_verified"]
    return Levels(plain(water_series(answers, asked.filters, post), "siaga"), bool(verified.iloc[0]) if len(verified) else None)


def draw(data: Levels, _look: Look) -> Drawing:
    """One line per source, broken where nothing was read; the limits dashed."""
    found = data.rows
    if not len(found):
        return Empty(_("Tidak ada bacaan pos ini dalam rentang ini."), _("Pilih pos lain, atau lebarkan rentang waktu."))
    last = found.iloc[-1]
    limits = tuple(Reference(float(last[f"s{n}_cm"]), _("Siaga {n}: {cm} cm", n=n, cm=formats.number(last[f"s{n}_cm"]))) for n in (3, 2, 1) if not formats.is_missing(last[f"s{n}_cm"]))
    is_one = found["source"].nunique() == 1  # its name stands in the foot
    series = tuple(_series(rows, "" if is_one else str(source), n) for n, (source, rows) in enumerate(found.groupby("source", sort=True), 1))
    top = max(found["level_cm"].max(), *(r.value for r in limits), 1.0)
    return Chart(
        "line", series, message(found), x_title=_("waktu, WIB"), y_title=_("tinggi muka air, cm"), unit="cm", references=limits, digits=0,
        y_max=1.08 * float(top) if found["level_cm"].min() >= 0 else None, notes=notes(data, bool(limits)),
    )  # fmt: skip


def _series(rows: pd.DataFrame, source: str, colour: int) -> Series:
    """The readings of one source, with an empty point inside each silence."""
    before = rows["measured_at"].shift()
    silent = rows["measured_at"] - before > GAP
    holes = pd.DataFrame({"measured_at": before[silent] + GAP / 2, "level_cm": float("nan")})
    whole = pd.concat([rows[["measured_at", "level_cm"]], holes]).sort_values("measured_at") if len(holes) else rows
    return Series(source, tuple(stamp.to_pydatetime() for stamp in whole["measured_at"]), column(whole["level_cm"]), colour=colour)


def message(found: pd.DataFrame) -> str:
    """The newest reading, and the highest of the period."""
    last, most = found.iloc[-1], found.loc[found["level_cm"].idxmax()]
    words = {
        "name": last["name"], "cm": formats.number(last["level_cm"]), "when": formats.moment(last["measured_at"].to_pydatetime()),
        "most": formats.number(most["level_cm"]), "then": formats.moment(most["measured_at"].to_pydatetime()),
    }  # fmt: skip
    return _("{name}: {cm} cm pada {when}; tertinggi {most} cm pada {then}", **words)


def notes(data: Levels, has_limits: bool) -> tuple[str, ...]:
    """What must be known of the limits."""
    if not has_limits:
        return (_("Pos ini tidak punya batas siaga yang dipublikasikan."),)
    return () if data.is_verified in (True, None) else (_("Sebagian batas pos ini belum terverifikasi dari tabel resmi."),)


def rows(data: Levels, _look: Look) -> table.Table:
    """The newest readings first."""
    newest = data.rows.iloc[::-1]
    heads = (_("Dibaca"), _("Sumber"), "cm", _("Siaga"), _("Menurut sumber"))
    said = [
        (formats.moment(r.measured_at.to_pydatetime()), r.source, formats.number(r.level_cm), formats.number(r.siaga), formats.NOTHING if formats.is_missing(r.source_status) else r.source_status)
        for r in newest.head(table.MOST).itertuples()
    ]  # fmt: skip
    return table.Table(heads, tuple(said), frozenset({2, 3}))
