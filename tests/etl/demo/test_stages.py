"""Stages come in an order that the complaint system allows, and open reports remain as in the real one."""

from __future__ import annotations

from datetime import datetime

import numpy as np
import pandas as pd
from lifelines import KaplanMeierFitter

from etl.demo import crm
from etl.demo.moments import DAY, HOUR, seconds
from etl.demo.pace import worsening
from etl.demo.reports import World
from etl.demo.stages import CLOSE, CLOSE_AGAIN, FIRST, longest_seconds, timeline

# What may follow what; `selesai` may be reopened by a refusal.
NEXT = {
    "menunggu": {"menunggu", "koordinasi"},
    "koordinasi": {"koordinasi", "disposisi", "selesai"},
    "disposisi": {"proses", "selesai"},
    "proses": {"estimasi", "menunggu_validasi"},
    "estimasi": {"menunggu_validasi"},
    "menunggu_validasi": {"tl_ditolak", "selesai"},
    "tl_ditolak": {"proses"},
    "selesai": {"tl_ditolak"},
}


def test_every_log_is_a_walk_that_is_allowed(world: World, two_years: tuple[crm.Chunk, ...]) -> None:
    chunk = two_years[3]
    table = crm.event_table(world, chunk, chunk.timeline.has).to_pandas()
    assert table.groupby("no_laporan")["waktu"].is_monotonic_increasing.all()
    after = table.groupby("no_laporan")["tahap"].shift(-1)
    steps = set(zip(table["tahap"][after.notna()], after[after.notna()], strict=True))
    assert steps == {(a, b) for a, follow in NEXT.items() for b in follow}
    assert (table["waktu_catat"] >= table["waktu"]).all()
    last = table.groupby("no_laporan").tail(1)
    assert (last["tahap"] == "selesai").all() and last["hasil"].notna().all()
    assert set(last["hasil"]) == {"resolved", "duplicate", "not_ours", "cancelled"}
    assert (table.groupby("no_laporan")["tahap"].apply(lambda s: (s == "selesai").sum()) == 2).any()


def test_an_automatic_answer_comes_before_the_officers_first_action(two_years: tuple[crm.Chunk, ...]) -> None:
    line = two_years[0].timeline
    assert line.has[:, : FIRST + 1].all()
    assert (line.at[:, 1] < line.at[:, FIRST]).all()


def test_open_shares(two_years: tuple[crm.Chunk, ...], now: datetime) -> None:
    until = seconds(now)
    created = np.concatenate([c.reports.created for c in two_years])
    is_open = np.concatenate([_open(c, until) for c in two_years])
    seen, recent = created < until, created >= until - 90 * DAY
    assert 0.01 <= is_open[seen].mean() <= 0.03
    assert 0.06 <= is_open[seen & recent].mean() <= 0.10


def _open(chunk: crm.Chunk, until: int) -> np.ndarray:
    known = chunk.timeline.has & (chunk.timeline.known < until)
    last = np.where(known, np.arange(known.shape[1]), -1).max(axis=1)
    return ~np.isin(last, (CLOSE, CLOSE_AGAIN))


def test_the_first_action_keeps_the_official_average(two_years: tuple[crm.Chunk, ...]) -> None:
    assert np.concatenate([c.timeline.first_h for c in two_years]).mean() < 6


def test_jakarta_barat_gets_worse_and_the_others_do_not(
    world: World, two_years: tuple[crm.Chunk, ...]
) -> None:
    day, kelurahan = (
        np.concatenate([getattr(c.reports, n) for c in two_years]) for n in ("day", "kelurahan")
    )
    close_h = np.concatenate([c.timeline.close_h for c in two_years])
    barat = np.array([name.endswith("Barat") for name in world.places.kota])[kelurahan]
    late, early = day > day.max() - 90, (day <= day.max() - 270) & (day > day.max() - 360)

    def p90(rows: np.ndarray) -> float:
        return float(np.quantile(close_h[rows], 0.9))

    assert p90(barat & late) > 1.4 * p90(barat & early)
    assert p90(~barat & late) < 1.15 * p90(~barat & early)
    ramp = worsening(np.arange(day.max() - 90, day.max() + 1))
    assert (np.diff(ramp) > 0).all()


def test_no_report_outlives_the_pool(two_years: tuple[crm.Chunk, ...]) -> None:
    for chunk in two_years:
        known = np.where(chunk.timeline.has, chunk.timeline.known, 0).max(axis=1)
        assert (known - chunk.reports.day * DAY < longest_seconds()).all()


def test_kaplan_meier_finds_the_truth_where_the_naive_reading_fails(
    two_years: tuple[crm.Chunk, ...], now: datetime
) -> None:
    until, rows = seconds(now), []
    for chunk in two_years[-4:]:
        made, line = chunk.reports, chunk.timeline
        end = np.where(line.has[:, CLOSE_AGAIN], line.at[:, CLOSE_AGAIN], line.at[:, CLOSE])
        closed = end < until
        hours = (np.minimum(end, until) - made.created) / HOUR
        rows.append(
            pd.DataFrame(
                {"h": hours, "event": closed & (line.outcome == 0), "closed": closed, "true": line.close_h}
            )[made.created < until]
        )
    seen = pd.concat(rows)
    seen = seen[seen["h"] > 0]
    fitted = KaplanMeierFitter().fit(seen["h"], seen["event"])
    truth = seen["true"].quantile([0.5, 0.9])
    assert abs(fitted.median_survival_time_ / truth[0.5] - 1) < 0.03
    assert abs(fitted.percentile(0.1) / truth[0.9] - 1) < 0.06
    naive = seen.loc[seen["closed"], "h"].quantile(0.9)
    assert naive < 0.8 * truth[0.9]


def test_the_timeline_is_pure(two_years: tuple[crm.Chunk, ...], world: World) -> None:
    again = timeline(world, two_years[5].reports)
    assert np.array_equal(again.at, two_years[5].timeline.at) and np.array_equal(
        again.known, two_years[5].timeline.known
    )
