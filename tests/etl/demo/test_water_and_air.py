"""Water levels and air: pure in seed and time, waves that arrive when they should, a day that breathes."""

from __future__ import annotations

import json
from datetime import datetime, timedelta
from itertools import pairwise
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from etl.demo import air, city, gates, waves
from etl.demo.moments import DAY, HOUR, seconds
from etl.demo.places import reference


@pytest.fixture(scope="module")
def levels(now: datetime) -> pd.DataFrame:
    """A rainy half-year of the posts, indexed by moment."""
    end = seconds(now)
    table = gates.water_table(2026, gates.load_posts(), end - 180 * DAY, end + 120 * DAY).to_pandas()
    return table.pivot(index="waktu", columns="pos", values="tinggi_cm")


def test_every_post_with_limits_is_read_every_ten_minutes(now: datetime) -> None:
    end = seconds(now)
    rows = gates.water_table(2026, gates.load_posts(), end - DAY, end).to_pandas()
    table = reference("flood_post")
    with_limits = {name for name, limit in zip(table["name"], table["s3_cm"], strict=True) if limit}
    assert set(rows["pos"]) == with_limits
    assert len(rows) == 144 * len(with_limits)
    assert rows.drop_duplicates(["pos", "waktu"]).shape == rows.shape


def test_windows_that_touch_hold_every_reading_once(now: datetime) -> None:
    end, posts = seconds(now), gates.load_posts()
    cuts = [end - DAY, end - 12_345, end - 12_344, end]
    parts = [gates.water_table(2026, posts, a, b).to_pandas() for a, b in pairwise(cuts)]
    whole = gates.water_table(2026, posts, cuts[0], cuts[-1]).to_pandas()
    pd.testing.assert_frame_equal(pd.concat(parts, ignore_index=True), whole)


def test_a_wave_passes_each_post_inside_the_published_hours(levels: pd.DataFrame, now: datetime) -> None:
    end = seconds(now)
    passed = waves.told(2026, end - 178 * DAY, end + 118 * DAY)
    assert len(passed) > 8
    travel = reference("flood_travel")
    known = {
        (a, b): (float(least), float(most))
        for a, b, least, most in zip(
            *(travel[n] for n in ("from_post", "to_post", "from_h", "to_h")), strict=True
        )
    }
    for wave in passed:
        begins = pd.Timestamp(str(wave["katulampa"]))
        near = levels.loc[begins - timedelta(hours=2) : begins + timedelta(hours=12)]
        peak = {name.lower(): near[name].idxmax() for name in ("Katulampa", "Depok", "Manggarai")}
        for (start, goal), (least, most) in known.items():
            if start in peak and goal in peak:
                hours = (peak[goal] - peak[start]) / pd.Timedelta(hours=1)
                assert least - 0.34 <= hours <= most + 0.34, (wave, start, goal)


@pytest.mark.parametrize("seed", [2026, 1, 77])
def test_any_ninety_days_reach_siaga_2_and_are_mostly_normal(seed: int, now: datetime) -> None:
    posts = gates.load_posts()
    for back in (0, 133, 266):
        end = seconds(now) - back * DAY
        rows = gates.water_table(seed, posts, end - 90 * DAY, end).to_pandas()
        share = rows["status"].value_counts(normalize=True)
        assert share["Siaga 4"] > 0.95
        great = rows[rows["status"].isin(["Siaga 2", "Siaga 1"])]
        assert {"Katulampa", "Depok", "Manggarai"} <= set(great["pos"])


def test_the_rainy_season_brings_about_two_waves_a_month(now: datetime) -> None:
    november = seconds(now) // DAY - 20
    told = waves.told(2026, november * DAY, (november + 150) * DAY)
    assert 8 <= len(told) <= 12


def test_the_status_follows_the_limits_of_the_post(now: datetime) -> None:
    posts, end = gates.load_posts(), seconds(now)
    katulampa = posts.post.index("katulampa")
    cm = np.tile(posts.levels[:, 0], (4, 1))
    cm[:, katulampa] = (79, 80, 150, 200)
    assert gates.siaga(posts, cm)[:, katulampa].tolist() == [4, 3, 2, 1]
    assert (gates.siaga(posts, gates.level_cm(2026, posts, np.array([end]))) <= 4).all()


def test_the_sea_rises_and_falls_once_a_day(levels: pd.DataFrame) -> None:
    sea = levels["Pasar Ikan"].to_numpy(dtype=float)
    power = np.abs(np.fft.rfft(sea - sea.mean()))
    period_h = len(sea) * gates.STEP_S / HOUR / np.argmax(power)
    assert 23 < period_h < 26.5
    assert 60 < sea.max() - sea.min() < 140


def test_hours_of_air_are_told_once_and_after_they_ended(now: datetime) -> None:
    end = seconds(now)
    cuts = [end - 3 * DAY, end - DAY - 1234, end - 1800, end]
    parts = [air.air_table(2026, a, b).to_pandas() for a, b in pairwise(cuts)]
    whole = air.air_table(2026, cuts[0], cuts[-1]).to_pandas()
    both = pd.concat(parts).sort_values(["waktu", "stasiun"], ignore_index=True)
    pd.testing.assert_frame_equal(both, whole.sort_values(["waktu", "stasiun"], ignore_index=True))
    assert not whole.duplicated(["stasiun", "waktu"]).any()
    assert (whole["waktu_ubah"] > whole["waktu"] + pd.Timedelta(hours=1)).all()
    assert whole["waktu_ubah"].max() < pd.Timestamp(end, unit="s")
    assert set(whole["stasiun"]) == set(reference("air_station")["station"])


def test_air_breathes_with_the_day_and_is_seldom_unhealthy(now: datetime) -> None:
    end = seconds(now)
    rows = air.air_table(2026, end - 365 * DAY, end).to_pandas()
    by_hour = rows.groupby(rows["waktu"].dt.hour).mean(numeric_only=True)
    assert by_hour["o3"].idxmax() in (12, 13, 14) and by_hour["no2"].idxmax() in (7, 8, 17, 18)
    mean = rows.groupby(["stasiun", rows["waktu"].dt.date])["pm25"].mean()
    good, bad = (mean <= 15.5).mean(), (mean > 55.4).mean()
    assert 0.05 < good < 0.4 and 0.005 < bad < 0.15 and mean.max() < 150
    gaps = rows[["pm10", "so2", "co", "o3", "no2"]].isna().mean()
    assert (gaps > 0.005).all() and (gaps < 0.04).all() and rows["pm25"].notna().all()


def test_the_truth_tells_waves_and_rows(written: Path, now: datetime) -> None:
    truth = json.loads((written / city.TRUTH).read_text(encoding="utf-8"))
    assert any(wave["is_great"] for wave in truth["waves"])
    for name, key in (("tinggi_muka_air.csv", "water_levels"), ("kualitas_udara.csv", "air_quality")):
        assert truth["lines"][name] == truth[key]["n"] + sum(truth["dirty"][name].values())
        assert set(truth["dirty"][name]) >= {"future", "swapped", "missing_id", "broken_number", "duplicate"}
